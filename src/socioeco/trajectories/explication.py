"""What explains a change: families, what stands out of the mix, charges, and the change of accounting rules.

The causes of a total add up to its change, to the centime. When the rules change and the year before was
restated under the newer ones, each cause compares two years of one layout and the rules have their own cause;
without that restatement, their part is inside the others and is said not computable, never nil.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from socioeco.indicators import Postes, SourceLine
from socioeco.trajectories.changes import Groupe, amount_of, groups_of, sources_of
from socioeco.trajectories.exercices import changes_rules
from socioeco.trajectories.hors_mix import LIBELLES, HorsMix, hors_mix
from socioeco.trajectories.result import Measured, all_charges, has_secret_staff, other_charges, staff
from socioeco.values import Value, calcule, non_calculable

REGLES = "Changement des règles comptables"
SANS_RETRAITEMENT = (
    "Les règles changent entre les deux exercices et le premier n’a pas été recalculé selon les nouvelles\u00a0: la "
    "part qui en vient est dans les autres causes."
)
SANS_PLAN = (
    "L’un des deux exercices ne suit aucun plan comptable\u00a0: la part qui vient d’un rangement différent est dans "
    "les autres causes."
)


class CauseKind(StrEnum):
    FAMILLE = "famille"
    HORS_MIX = "hors_mix"
    CHARGE = "charge"
    REGLES = "regles"


class Total(StrEnum):
    """What a change is explained of."""

    RESSOURCES = "ressources"  # resources of the year: the mix
    PRODUITS = "produits"  # the whole of class 7
    RESULTAT = "resultat"


TITRES: Mapping[Total, str] = {
    Total.RESSOURCES: "Ressources de l’année",
    Total.PRODUITS: "Produits",
    Total.RESULTAT: "Résultat",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One line that moved. `avant` and `apres` follow one layout; a charge is negative.

    `reserve` says when an amount is only the least it may be: the rest is then in the other line of the charges.
    """

    kind: CauseKind
    label: str
    avant_centimes: int
    apres_centimes: int
    sources_avant: tuple[SourceLine, ...] = ()
    sources_apres: tuple[SourceLine, ...] = ()
    reserve: str = ""

    @property
    def difference_centimes(self) -> int:
        return self.apres_centimes - self.avant_centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class Explication:
    """Σ differences of `causes` + the `regles` when computed = `apres_centimes` − `avant_centimes`.

    `avant_centimes` is the total as the accounts of that year gave it. `regles_par_ligne` tells which lines
    the new rules moved, before and after them; their sum is `regles`. `is_restated`: the accounts before the change,
    in the causes, have their number under the new rules, which is not in the books of that year.
    """

    total: Total
    titre: str
    avant_centimes: int
    apres_centimes: int
    causes: tuple[Cause, ...]
    regles: Value[int]
    regles_par_ligne: tuple[Cause, ...] = ()
    is_restated: bool = False

    @property
    def difference_centimes(self) -> int:
        return self.apres_centimes - self.avant_centimes


class _Line(NamedTuple):
    kind: CauseKind
    label: str
    measured: Measured
    reserve: str = ""


def explain(before: Postes, after: Postes, restated_before: Postes | None = None) -> tuple[Explication, ...]:
    """What explains the change of resources, of produits and of the result, in this order.

    `restated_before` is the year before in the layout of `after`; it is read only when the rules change.
    """
    needs = changes_rules(before, after)
    base = restated_before if needs and restated_before else before
    return tuple(_explication(total, before, base, after) for total in Total)


def _explication(total: Total, before: Postes, base: Postes, after: Postes) -> Explication:
    first, second = (_lines(total, each, groups_of(base, after)) for each in (base, after))
    by_rule = _moved(
        _lines(total, before, groups_of(before, base)), _lines(total, base, groups_of(before, base))
    )
    return Explication(
        total=total,
        titre=TITRES[total],
        avant_centimes=_sum(_lines(total, before, groups_of(before, after))),
        apres_centimes=_sum(second),
        causes=_moved(first, second),
        regles=_rules_part(before, base, after, by_rule),
        regles_par_ligne=tuple(cause for cause in by_rule if cause.difference_centimes),
        is_restated=base is not before,
    )


def _rules_part(before: Postes, base: Postes, after: Postes, by_rule: Iterable[Cause]) -> Value[int]:
    if base is not before:
        return calcule(sum(cause.difference_centimes for cause in by_rule))
    if changes_rules(before, after):
        return non_calculable(SANS_RETRAITEMENT)
    if (before.regime is None) != (after.regime is None):
        return non_calculable(SANS_PLAN)
    return calcule(0)


def _moved(first: Sequence[_Line], second: Sequence[_Line]) -> tuple[Cause, ...]:
    """Line by line; those nil on both sides are left out."""
    pairs = zip(first, second, strict=True)
    return tuple(_cause(*pair) for pair in pairs if any(line.measured[0] for line in pair))


def _cause(before: _Line, after: _Line) -> Cause:
    (avant, sources_avant), (apres, sources_apres) = before.measured, after.measured
    return Cause(
        kind=before.kind,
        label=before.label,
        avant_centimes=avant,
        apres_centimes=apres,
        sources_avant=sources_avant,
        sources_apres=sources_apres,
        reserve=" ".join(dict.fromkeys(filter(None, (before.reserve, after.reserve)))),
    )


def _sum(lines: Iterable[_Line]) -> int:
    return sum(line.measured[0] for line in lines)


def _lines(total: Total, postes: Postes, groups: Sequence[Groupe]) -> list[_Line]:
    """The lines that add up to a total, always the same ones for the same groups."""
    found = [*_families(postes, groups)]
    if total is not Total.RESSOURCES:
        found += _apart(postes)
    if total is Total.RESULTAT:
        said = postes.personnel.value.reserve
        if has_secret_staff(postes):
            return [*found, _Line(CauseKind.CHARGE, "Charges, salaires compris", all_charges(postes), said)]
        found.append(_Line(CauseKind.CHARGE, "Charges de personnel", staff(postes), said))
        found.append(_Line(CauseKind.CHARGE, "Autres charges", other_charges(postes), said))
    return found


def _families(postes: Postes, groups: Sequence[Groupe]) -> Iterator[_Line]:
    for label, keys in groups:
        yield _Line(CauseKind.FAMILLE, label, (amount_of(postes, keys), sources_of(postes, keys)))


def _apart(postes: Postes) -> Iterator[_Line]:
    found = hors_mix(postes)
    for kind in HorsMix:
        yield _Line(CauseKind.HORS_MIX, LIBELLES[kind], found[kind])
