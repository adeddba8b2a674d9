"""« Sur quoi vous tenez »: each indicator of the last exercice, opened on all that makes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from socioeco.charts import sparkline
from socioeco.formats import format_date
from socioeco.indicators import Indicateur, Terme, compute_indicateurs
from socioeco.report.methode.model import slug_of
from trajectoires.trajectories.presenters.anchors import indicator_anchor
from trajectoires.trajectories.presenters.lines import Ledger, Opening
from trajectoires.trajectories.presenters.wording import write_value
from trajectoires.trajectories.selectors import Exercice
from trajectoires.trajectories.selectors.findings import NOTICEABLE

# Parts of another indicator: they stand apart inside it.
PARTS: Mapping[str, tuple[str, ...]] = {"part_publique": ("part_subventions", "part_commande")}
OPEN_ON_ARRIVAL = "mois_de_tresorerie"  # one line is open, so that all are seen to open
LEAST_VALUES = 3  # under it, a line says nothing that two numbers do not say
STABLE = Fraction(5, 100)  # our convention: a twentieth of the first value, when it is not a share

Computed = Mapping[str, Indicateur]
Series = Sequence[tuple[str, Indicateur]]


@dataclass(frozen=True, kw_only=True)
class IndicatorView:
    anchor: str
    title: str
    question: str
    value: str
    is_missing: bool
    is_range: bool
    note: str
    direction: str
    sparkline: str
    why: str
    formula: str
    terms: list[Opening]
    years: list[tuple[str, str]]
    reading: str
    caution: str
    rule: str
    source: str
    method_slug: str
    parts: list["IndicatorView"]
    is_open: bool


def compute_all(exercices: Sequence[Exercice]) -> list[Computed]:
    """The indicators of each exercice, by key."""
    return [
        {each.definition.cle: each for each in compute_indicateurs(exercice.postes)} for exercice in exercices
    ]


def present_indicators(
    exercices: Sequence[Exercice], computed: Sequence[Computed], ledger: Ledger
) -> list[IndicatorView]:
    """Those of the last exercice, in the engine's order."""
    apart = {cle for parts in PARTS.values() for cle in parts}
    labels = [exercice.label for exercice in exercices]
    return [_view(cle, labels, computed, ledger) for cle in computed[-1] if cle not in apart]


def _view(cle: str, labels: Sequence[str], computed: Sequence[Computed], ledger: Ledger) -> IndicatorView:
    series = [(label, one[cle]) for label, one in zip(labels, computed, strict=True) if cle in one]
    last = computed[-1][cle]
    definition, anchor = last.definition, indicator_anchor(cle)
    version = definition.version[-1]
    return IndicatorView(
        anchor=anchor,
        title=definition.titre,
        question=definition.question,
        value=_written(last),
        is_missing=not last.value.is_computed,
        is_range=last.value.is_range,
        note=last.value.raison or last.value.reserve,
        direction=_direction(series),
        sparkline=_sparkline(series),
        why=definition.pourquoi,
        formula=definition.formule,
        terms=[
            _term(terme, ledger, anchor=f"{anchor}-{place}")
            for place, terme in enumerate(last.termes, start=1)
        ],
        years=[(label, _written(each)) for label, each in series[:-1]],
        reading=definition.lecture,
        caution=definition.prudence,
        rule=f"Version {version.version}, depuis le {format_date(version.depuis)}",
        source=definition.source,
        method_slug=slug_of("indicateur", cle),
        parts=[_view(part, labels, computed, ledger) for part in PARTS.get(cle, ()) if part in computed[-1]],
        is_open=cle == OPEN_ON_ARRIVAL,
    )


def _written(indicateur: Indicateur) -> str:
    definition = indicateur.definition
    return write_value(indicateur.value, definition.unite, decimals=definition.decimales)


def _term(terme: Terme, ledger: Ledger, *, anchor: str) -> Opening:
    """Amounts to the centime: its lines add up to it."""
    number = terme.value.number
    is_count = terme.unite in {"mois", "nombre"} and number is not None and number == int(number)
    decimals = 0 if is_count else 2
    return Opening(
        label=terme.label,
        amount=write_value(terme.value, terme.unite, decimals=decimals),
        note=terme.value.raison or terme.value.reserve,
        lines=ledger.lines(terme.sources, anchor=anchor),
        anchor=anchor,
    )


def _exact(indicateur: Indicateur) -> Any:
    value = indicateur.value
    return None if value.is_range else value.number


def _sparkline(series: Series) -> str:
    values = [_exact(each) for _, each in series]
    if sum(value is not None for value in values) < LEAST_VALUES:
        return ""
    return sparkline([None if value is None else float(value) for value in values])


def _direction(series: Series) -> str:
    """« plus qu’en 2022 »: the first exact value beside the last one, when that is the last year's."""
    known = [
        (label, _exact(each), each.definition.unite) for label, each in series if _exact(each) is not None
    ]
    if len(known) < 2 or known[-1][0] != series[-1][0]:
        return ""
    (label, before, unite), (_, after, _) = known[0], known[-1]
    least = NOTICEABLE if unite == "part" else STABLE * abs(before)
    if abs(after - before) <= least:
        return f"à peu près comme en {label}"
    return f"plus qu’en {label}" if after > before else f"moins qu’en {label}"
