"""The report of `scenario`: one document, that a terminal or a browser shows."""

from collections.abc import Callable
from datetime import date

from socioeco import __version__
from socioeco.formats import format_date
from socioeco.report.chapters.anomalies import anomalies_section
from socioeco.report.chapters.cautions import NOT_AN_AUDIT
from socioeco.report.chapters.stress import stress_blocks
from socioeco.report.document import Block, Document, Items, Section
from socioeco.report.repeats import without_repeats
from socioeco.report.scenario.balance import balance
from socioeco.report.scenario.breaks import breaks
from socioeco.report.scenario.cash import cash
from socioeco.report.scenario.comparison import comparison
from socioeco.report.scenario.futures import futures
from socioeco.report.scenario.moves import period_of
from socioeco.report.scenario.play import Played, Told
from socioeco.report.scenario.start import hypotheses, start
from socioeco.report.scenario.thresholds import thresholds
from socioeco.report.scenario.years import years
from socioeco.report.wording import count, in_list

NO_PREDICTION = (
    "Ce n’est pas une prévision\u00a0: chaque hypothèse est la vôtre, et le reste répète l’année connue."
)
Part = tuple[str, str, Callable[[Told], list[Block]]]


def scenario_report(played: Played, *, today: date) -> Document:
    """Everything that was played, told once. `today` is written at the foot: the engine has no clock."""
    names = in_list(name for name, _ in played.ground.fichiers)
    return Document(
        title=f"Scénarios après l’exercice {played.ground.label}",
        lede=_lede(played),
        sections=without_repeats(_sections(played)),
        foot=f"Établi le {format_date(today)} par socioeco {__version__}, à partir de {names}.",
    )


def _lede(played: Played) -> str:
    scenario = played.scenarios[0].scenario
    period = period_of(scenario, range(1, len(scenario.mois) + 1))
    return (
        f"{count(played.annees, 'Une année jouée', 'années jouées')} mois par mois, {period}. {NO_PREDICTION}"
    )


def _sections(played: Played) -> list[Section]:
    side = comparison(played)
    found = [start(played), hypotheses(played), *([side] if side else [])]
    found += [section for told in played.asked for section in _told(told, is_alone=len(played.asked) == 1)]
    found.append(_cautions(played))
    return [*found, anomalies_section(played.ground.anomalies)] if played.ground.anomalies else found


def _told(told: Told, *, is_alone: bool) -> list[Section]:
    """One scenario, part by part; its name stands in the titles when there are others."""
    return [
        Section(
            anchor=f"{told.cle}-{anchor}",
            title=title if is_alone else f"{told.nom}\u00a0: {title[:1].lower()}{title[1:]}",
            blocks=tuple(blocks(told)),
        )
        for anchor, title, blocks in PARTS
    ]


def _losses(told: Told) -> list[Block]:
    return stress_blocks(told.pertes, f"{told.cle}-perte", f"{told.nom}, une perte à la fois")


PARTS: tuple[Part, ...] = (
    ("casse", "Ce qui casse d’abord", breaks),
    ("annees", "Année par année", years),
    ("argent", "La trésorerie, mois par mois", cash),
    ("equilibre", "Ce qu’il faut pour équilibrer", thresholds),
    ("pertes", "Si un financeur s’arrêtait", _losses),
    ("bilans", "Le bilan", balance),
    ("futurs", "Ce que donneraient vos propres variations", futures),
)


def _cautions(played: Played) -> Section:
    """Those of the start are told there."""
    found = (each for told in played.asked for each in told.scenario.prudences)
    told = dict.fromkeys(each for each in found if each not in played.depart.notes)
    return Section(anchor="prudence", title="Lire avec prudence", blocks=(Items((*told, NOT_AN_AUDIT)),))
