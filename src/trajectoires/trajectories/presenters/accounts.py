"""The result to the centime, every produit in its place, and what was read to get there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from django.utils import timezone

from socioeco.anomalies import Anomaly
from socioeco.formats import format_euros
from socioeco.indicators import Poste, RapprochementClasse7
from socioeco.indicators.rapprochement import POSTES, RESSOURCES
from socioeco.indicators.ressources import FamilleRessource
from socioeco.readers import TypedExercice, check_typed, compare_opening
from socioeco.values import Statut
from trajectoires.trajectories.models import ImportedFile, TypedYear
from trajectoires.trajectories.presenters.anchors import (
    accounts_anchor,
    charges_anchor,
    family_anchor,
    in_kind_anchor,
    result_anchor,
)
from trajectoires.trajectories.presenters.beside import MAYBE_TWICE, Beside, beside_of, standing_in_words
from trajectoires.trajectories.presenters.facts import facts, summary
from trajectoires.trajectories.presenters.lines import Ledger, Opening
from trajectoires.trajectories.presenters.wording import count, write_value
from trajectoires.trajectories.selectors import Exercice, Work, exercice_labels


@dataclass(frozen=True, kw_only=True)
class YearView:
    """One exercice: its result, then its produits one by one."""

    label: str
    opened_on: date
    closed_on: date
    rules: str
    anchor: str
    result_anchor: str
    resultat_centimes: int
    produits: Opening
    charges: Opening
    families: list[Opening]
    others: list[Opening]
    total_centimes: int
    ressources_centimes: int
    gap_centimes: int | None
    in_kind: Opening | None


@dataclass(frozen=True, kw_only=True)
class FileView:
    """`place`: how it stands among the files of its exercice; `beside`: what to do of it when another speaks for it."""

    id: int
    name: str
    summary: str
    facts: list[tuple[str, str]]
    anomalies: list[Anomaly]
    is_blocked: bool
    is_budget: bool
    asks_dates: bool
    may_be_dated: bool
    place: str = ""
    caution: str = ""
    beside: Beside | None = None


@dataclass(frozen=True, kw_only=True)
class TypedView:
    """A year typed by hand. `is_set_aside`: a file tells the same exercice, and counts instead."""

    id: int
    label: str
    opened_on: date
    closed_on: date
    updated_at: datetime
    anomalies: list[Anomaly]
    is_set_aside: bool


# --- the years --------------------------------------------------------------------------------------------


def present_years(exercices: Sequence[Exercice], ledger: Ledger) -> list[YearView]:
    """The latest first."""
    return [_year(exercice, ledger) for exercice in reversed(exercices)]


def _year(exercice: Exercice, ledger: Ledger) -> YearView:
    postes, rapprochement = exercice.postes, exercice.rapprochement
    anchor, of_result = accounts_anchor(exercice), result_anchor(exercice)
    produits = postes.produits.value.number or 0
    return YearView(
        label=exercice.label,
        opened_on=postes.opened_on,
        closed_on=postes.closed_on,
        rules=_rules(exercice),
        anchor=anchor,
        result_anchor=of_result,
        resultat_centimes=postes.resultat_centimes,
        produits=Opening("Produits", write_value(postes.produits.value, "euros", decimals=2)),
        charges=_poste("Charges", postes.charges, ledger, charges_anchor(exercice)),
        families=[
            _family(famille, ledger, family_anchor(exercice, famille.key))
            for famille in postes.ressources.familles
            if famille.sources or not famille.value.is_computed
        ],
        others=_others(rapprochement, ledger),
        total_centimes=produits,
        ressources_centimes=postes.ressources.total_centimes,
        gap_centimes=rapprochement.ecart_centimes if rapprochement else None,
        in_kind=_in_kind(postes.en_nature, ledger, in_kind_anchor(exercice)),
    )


def _rules(exercice: Exercice) -> str:
    if exercice.postes.regime is None:
        lines = "Montants par poste" if exercice.file else "Lignes saisies"
        return f"{lines}, sans plan comptable."
    rules = f"Plan comptable appliqué : {exercice.postes.regime.titre}."
    if (
        exercice.postes.personnel.value.statut is Statut.SECRET
    ):  # its accounts are not all there to be counted
        return rules
    lines = count(len(exercice.balance.lines) if exercice.balance else 0, "un compte lu", "comptes lus")
    return f"{rules} {lines[:1].upper()}{lines[1:]}."


def _family(famille: FamilleRessource, ledger: Ledger, anchor: str) -> Opening:
    value = famille.value
    amount = write_value(value, "euros", decimals=2)
    lines = ledger.all_lines(famille.sources)
    return Opening(famille.label, amount, value.raison or value.reserve, lines, anchor)


def _poste(label: str, poste: Poste, ledger: Ledger, anchor: str) -> Opening:
    return Opening(
        label,
        write_value(poste.value, "euros", decimals=2),
        poste.value.raison or poste.value.reserve,
        ledger.lines(poste.sources, anchor=anchor),
        anchor,
    )


def _others(rapprochement: RapprochementClasse7 | None, ledger: Ledger) -> list[Opening]:
    """What class 7 holds beyond the resources of the year."""
    if rapprochement is None:
        return []
    return [
        Opening(POSTES[key], format_euros(rapprochement.montant_centimes(key)), "", ledger.all_lines(sources))
        for key, sources in rapprochement.postes.items()
        if sources and key != RESSOURCES
    ]


def _in_kind(poste: Poste, ledger: Ledger, anchor: str) -> Opening | None:
    if not poste.value.number:
        return None
    return _poste("Contributions en nature, à côté de l’argent (classe 87)", poste, ledger, anchor)


# --- what was read ----------------------------------------------------------------------------------------


def present_files(work: Work) -> list[FileView]:
    openings = _opening_anomalies(work.exercices)
    by_file = {exercice.file.pk: exercice for exercice in work.exercices if exercice.file}
    twice = {file.pk for exercice in work.exercices if exercice.is_maybe_twice for file in exercice.files}
    return [
        replace(
            _file(file, by_file.get(file.pk), openings.get(file.pk, [])),
            place=standing_in_words(file, work),
            caution=MAYBE_TWICE if file.pk in twice else "",
            beside=beside_of(file, work),
        )
        for file in work.files
    ]


def _opening_anomalies(exercices: Sequence[Exercice]) -> dict[int, list[Anomaly]]:
    """What each exercice opens with, against what the one before closed with; only when they follow each other."""
    found = {}
    for before, after in pairwise(exercices):
        follows = (after.postes.opened_on - before.postes.closed_on).days == 1
        if follows and before.balance and after.balance and after.file:
            found[after.file.pk] = list(compare_opening(before.balance, after.balance))
    return found


def _file(file: ImportedFile, exercice: Exercice | None, opening: list[Anomaly]) -> FileView:
    own = [Anomaly.from_json(anomaly) for anomaly in file.anomalies]
    more = [*opening, *exercice.own_anomalies] if exercice else []
    return FileView(
        id=file.pk,
        name=file.name,
        summary=summary(file),
        facts=facts(file),
        anomalies=[*own, *more],
        is_blocked=not file.is_counted,
        is_budget=file.budget is not None,
        asks_dates=file.undated is not None,
        may_be_dated=file.may_be_dated and file.stands,
    )


def present_typed(work: Work) -> list[TypedView]:
    counted = [
        _typed(each.typed, label=each.label, anomalies=each.own_anomalies)
        for each in work.exercices
        if each.typed
    ]
    return [*counted, *(_set_aside(typed) for typed in work.set_aside)]


def _set_aside(typed: TypedYear) -> TypedView:
    (label,) = exercice_labels([(typed.opened_on, typed.closed_on)])
    anomalies = list(check_typed(TypedExercice.from_json(typed.lines)))
    return _typed(typed, label=label, anomalies=anomalies, is_set_aside=True)


def _typed(
    typed: TypedYear, *, label: str, anomalies: list[Anomaly], is_set_aside: bool = False
) -> TypedView:
    return TypedView(
        id=typed.pk,
        label=label,
        opened_on=typed.opened_on,
        closed_on=typed.closed_on,
        updated_at=timezone.localtime(typed.updated_at),
        anomalies=anomalies,
        is_set_aside=is_set_aside,
    )
