"""What the page of the watch says of the feeds of others, and where to look without them."""

from dataclasses import dataclass

from trajectoires.news.enums import Reach
from trajectoires.news.selectors.feeds import reach


@dataclass(frozen=True)
class OfficialSite:
    name: str
    url: str
    what: str


OFFICIAL_SITES = (
    OfficialSite(
        "associations.gouv.fr", "https://www.associations.gouv.fr/", "le site public de la vie associative"
    ),
    OfficialSite("Légifrance", "https://www.legifrance.gouv.fr/", "les textes de loi et le Journal officiel"),
    OfficialSite("BOFiP", "https://bofip.impots.gouv.fr/", "la doctrine de l’administration fiscale"),
)


@dataclass(frozen=True)
class ReachView:
    is_open: bool
    label: str
    official: tuple[OfficialSite, ...] = OFFICIAL_SITES


def present_reach() -> ReachView:
    found = reach()
    return ReachView(is_open=found is Reach.OUVERTE, label=str(found.label))
