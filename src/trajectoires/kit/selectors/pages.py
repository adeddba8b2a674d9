"""The page of the questionnaire, and the pages that it advises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Func, TextField, Value
from django.urls import reverse
from django.utils.text import capfirst

from trajectoires.content.models import BasePage
from trajectoires.glossary.models import Term
from trajectoires.kit.models import AutodiagnosticPage
from trajectoires.kit.models.questionnaire import Questionnaire

_TERMS = "/glossaire/"


@dataclass(frozen=True)
class Reading:
    """A page to read, a lesson, a tool: `kind` says which; each reason comes from an answer."""

    title: str
    address: str
    kind: str
    whys: tuple[str, ...]


def find_page() -> AutodiagnosticPage | None:
    """The questionnaire that is online, once it asks something."""
    page = AutodiagnosticPage.objects.live().first()
    return page if page and page.questions else None


def named(addresses: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Title and kind of each of these addresses that a reader can open: a page, a term, a tool."""
    wanted = {each.partition("#")[0] for each in addresses}
    return {**_tools(), **_pages(wanted), **_terms(wanted)} if wanted else {}


def readings_of(advised: Iterable[tuple[str, str]], names: Mapping[str, tuple[str, str]]) -> list[Reading]:
    """Each page once, in the order in which it is first advised, with all its reasons. What is not online is left out."""
    whys: dict[str, dict[str, None]] = {}
    for href, why in advised:
        whys.setdefault(href.partition("#")[0], {})[why] = None
    return [
        Reading(title, address, kind, tuple(reasons))
        for address, reasons in whys.items()
        for title, kind in filter(None, [names.get(address)])
    ]


def _tools() -> dict[str, tuple[str, str]]:
    """What is served by no page of the tree."""
    return {reverse("trajectories:start"): ("Ma trajectoire", "Outil")}


def _pages(addresses: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The path of a page in the tree begins with the site, whose name nobody writes in a link."""
    first_step = (Value("^/[^/]*"), Value(""))
    address = Func("url_path", *first_step, function="regexp_replace", output_field=TextField())
    pages = BasePage.objects.live().public().annotate(read_at=address).filter(read_at__in=addresses)
    pages = pages.select_related("content_type").only("title", "url_path", "content_type")
    return {page.address: (page.title, _kind_of(page)) for page in pages}


def _kind_of(page: BasePage) -> str:
    kind = page.content_type.model_class()
    return capfirst(kind._meta.verbose_name) if kind else ""


def _terms(addresses: Iterable[str]) -> dict[str, tuple[str, str]]:
    slugs = [each.removeprefix(_TERMS).strip("/") for each in addresses if each.startswith(_TERMS)]
    if not slugs:
        return {}
    terms = Term.objects.filter(live=True, slug__in=slugs)
    return {f"{_TERMS}{slug}/": (name, "Glossaire") for slug, name in terms.values_list("slug", "term")}


def addresses_that_lead_nowhere(questionnaire: Questionnaire) -> list[str]:
    """The advised addresses that the result would leave out."""
    advised = dict.fromkeys(page.href for each in questionnaire.questions for page in each.pages)
    names = named(advised)
    return [href for href in advised if href.partition("#")[0] not in names]
