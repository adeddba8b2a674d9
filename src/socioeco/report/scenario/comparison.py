"""« Les scénarios côte à côte »: the readings of each one, and what each has more than the first."""

from socioeco.report.chapters.openings import slug
from socioeco.report.document import Block, Cell, Figure, Grid, Items, Section, Text
from socioeco.report.scenario.breaks import finding, finding_anchor, openings_of_breaks
from socioeco.report.scenario.cash import readings
from socioeco.report.scenario.play import Played, Told
from socioeco.report.scenario.years import years
from socioeco.report.wording import remark, write_value
from socioeco.scenarios import ScenarioComparison
from socioeco.scenarios.flux import MONTHS
from socioeco.scenarios.lectures import JAMAIS
from socioeco.values import Value

NEVER, NO_GAP = "jamais", "–"
GAPS = "Chaque écart est celui du scénario avec le premier\u00a0: {nom}."


def comparison(played: Played) -> Section | None:
    """Nothing to compare from a single scenario. The one that was added to compare with is told here, briefly."""
    found = played.comparison
    if found is None:
        return None
    notes = dict.fromkeys(remark(value) for ligne in found.lignes for value in ligne.valeurs)
    added = [told for told in played.scenarios if told.is_reference]
    blocks: list[Block] = [values(played, found), gaps(played, found), Text(GAPS.format(nom=found.noms[0]))]
    blocks += [
        Items(tuple(note for note in notes if note)),
        *(block for told in added for block in opened(told)),
    ]
    return Section(anchor="comparaison", title="Les scénarios côte à côte", blocks=tuple(blocks))


def opened(told: Told) -> list[Block]:
    """What the figures of a scenario open on, and its years."""
    return [*openings_of_breaks(told), *years(told), *readings(told)]


def values(played: Played, found: ScenarioComparison) -> Grid:
    """What breaks first, then each reading, a column by scenario."""
    first = (Figure(finding(told), finding_anchor(told)) for told in played.scenarios)
    rows: list[tuple[Cell, ...]] = [("Ce qui casse d’abord", *first)]
    for ligne, anchor in zip(found.lignes, _anchors(played.annees), strict=True):
        pairs = zip(ligne.valeurs, played.scenarios, strict=True)
        cells = (Figure(_written(value, ligne.unite), slug(told.cle, anchor)) for value, told in pairs)
        rows.append((ligne.label, *cells))
    return Grid(caption="Les scénarios, côte à côte", header=("", *found.noms), rows=tuple(rows))


def _anchors(annees: int) -> list[str]:
    """What opens each line of the comparison, in its order."""
    results = [slug("resultat", str(annee)) for annee in range(1, annees + 1)]
    return [*results, "bas", slug("tresorerie", str(annees * MONTHS)), slug("fonds", str(annees)), "bas"]


def _written(value: Value[int], unite: str) -> str:
    return NEVER if value.raison == JAMAIS else write_value(value, unite)


def gaps(played: Played, found: ScenarioComparison) -> Grid:
    """Each opens where the value of its scenario does."""
    rows: list[tuple[Cell, ...]] = []
    for ligne, anchor in zip(found.lignes, _anchors(played.annees), strict=True):
        pairs = zip(ligne.ecarts[1:], played.scenarios[1:], strict=True)
        cells = (_gap(gap, ligne.unite, slug(told.cle, anchor)) for gap, told in pairs)
        rows.append((ligne.label, *cells))
    return Grid(caption="Les écarts", header=("", *found.noms[1:]), rows=tuple(rows))


def _gap(value: Value[int], unite: str, anchor: str) -> Cell:
    return Figure(write_value(value, unite), anchor) if value.is_computed else NO_GAP
