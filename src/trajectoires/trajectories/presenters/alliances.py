"""« Vos alliances »: exercice by exercice, then partner by partner; and the same as a table to take away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from socioeco.formats import format_date
from socioeco.indicators import SourceLine
from socioeco.indicators.leviers import (
    AllianceAnnee,
    AlliancesAnnee,
    Presence,
    alliances_definition,
    echeances,
)
from socioeco.readers import Question
from socioeco.readers import alliances as told
from socioeco.report.tables import Cell, Column, Kind, Table
from socioeco.values import Value
from trajectoires.trajectories.models import Alliance
from trajectoires.trajectories.presenters.anchors import dates_of
from trajectoires.trajectories.presenters.lines import Ledger, Lines, Opening
from trajectoires.trajectories.presenters.wording import write_value
from trajectoires.trajectories.selectors import Exercice, Work, alliances_by_year, alliances_of, told_of

UNTOLD, BY_YOU, READ = "non dit", "Selon vous", "Lu dans vos comptes."
PRESENCES = {Presence.OUI: "oui", Presence.NON: "non", Presence.INCONNUE: "non dit"}
DIFFERENT = "Vous avez répondu {asked} à la question sur les partenaires liés par un écrit ; ici, vous en détaillez {found}."


@dataclass(frozen=True, kw_only=True)
class PartnerView:
    """A partner in words. `amounts`: what each exercice received from it, the money, then the rest."""

    id: int
    anchor: str
    name: str
    facts: list[tuple[str, str]]
    amounts: list[Opening]


@dataclass(frozen=True, kw_only=True)
class AlliancesYear:
    anchor: str
    label: str
    summary: str
    facts: list[tuple[str, str]]
    notes: list[str]
    amounts: list[Opening]


@dataclass(frozen=True, kw_only=True)
class AlliancesView:
    """`ends`: a day and who stops then, from the last closing on. `rules`: what is counted, how, with which caution."""

    years: list[AlliancesYear]
    ends: list[tuple[str, str]]
    partners: list[PartnerView]
    rules: list[tuple[str, str, str]]
    rule: str
    source: str


def present_partners(kept: Sequence[Alliance]) -> list[PartnerView]:
    """The words alone."""
    return [_partner(each, []) for each in kept]


def present_alliances(work: Work, ledger: Ledger) -> AlliancesView | None:
    """None when no partner was detailed, or when no exercice is there to read them in."""
    kept = alliances_of(work.trajectory)
    if not kept or not work.exercices:
        return None
    years = alliances_by_year(work, kept)
    pairs = list(zip(work.exercices, years, strict=True))
    definition = alliances_definition()
    last = work.exercices[-1].postes.closed_on
    return AlliancesView(
        years=[_year(exercice, found, ledger) for exercice, found in reversed(pairs)],
        ends=[
            (format_date(each.jusqu_au), each.nom)
            for each in echeances(map(told_of, kept), apres=last)
            if each.jusqu_au
        ],
        partners=[
            _partner(each, list(_amounts(each, rank, pairs, ledger))) for rank, each in enumerate(kept)
        ],
        rules=[(each.titre, each.formule, each.prudence) for each in definition.mesures],
        rule=f"Version {definition.version}, depuis le {format_date(definition.depuis)}",
        source=definition.source,
    )


# --- by exercice --------------------------------------------------------------------------------------------------


def _year(exercice: Exercice, found: AlliancesAnnee, ledger: Ledger) -> AlliancesYear:
    anchor = f"alliances-{dates_of(exercice)}"
    sums = (("Argent reçu d’elles", "argent"), ("Valeur en nature, à côté", "en_nature"))
    return AlliancesYear(
        anchor=anchor,
        label=exercice.label,
        summary=_count(found.nombre),
        facts=list(_facts(found)),
        notes=list(_notes(exercice, found)),
        amounts=[_sum(label, what, found, ledger, anchor=anchor) for label, what in sums if found.presentes],
    )


def _facts(found: AlliancesAnnee) -> Iterator[tuple[str, str]]:
    yield "En vigueur", _names([each.alliance for each in found.presentes]) or "aucune"
    written = [each.alliance for each in found.presentes if each.alliance.is_written]
    yield "Dont écrites", f"{_count(found.ecrites)}{f', {_names(written)}' if written else ''}"
    if found.arrivees:
        yield "Arrivées", _names(found.arrivees)
    if found.departs:
        yield "Départs", _names(found.departs)


def _notes(exercice: Exercice, found: AlliancesAnnee) -> Iterator[str]:
    if found.nombre.reserve:
        yield found.nombre.reserve
    asked = exercice.postes.answers.get(Question.PARTENAIRES)
    if asked is not None and found.ecrites.number != asked and not found.ecrites.is_range:
        yield DIFFERENT.format(asked=asked, found=_count(found.ecrites))


def _sum(label: str, what: str, found: AlliancesAnnee, ledger: Ledger, *, anchor: str) -> Opening:
    """What each partner makes of it."""
    value: Value[int] = getattr(found, what)
    parts = tuple(
        SourceLine(compte="", libelle=each.alliance.nom, montant_centimes=amount)
        for each in found.presentes
        if (amount := getattr(each, what).number)
    )
    place = f"{anchor}-{what.replace('_', '-')}"
    return Opening(
        label=label,
        amount=_euros(value),
        note=value.raison or value.reserve,
        lines=ledger.all_lines(parts),
        anchor=place,
    )


def _count(value: Value[int]) -> str:
    return write_value(value, "nombre")


def _names(alliances: Sequence[told.Alliance]) -> str:
    return ", ".join(each.nom for each in alliances)


# --- by partner -----------------------------------------------------------------------------------------------------


def _partner(kept: Alliance, amounts: list[Opening]) -> PartnerView:
    alliance = told_of(kept)
    return PartnerView(
        id=kept.pk,
        anchor=f"alliance-{kept.pk}",
        name=kept.name,
        facts=list(_told(alliance)),
        amounts=amounts,
    )


def _told(alliance: told.Alliance) -> Iterator[tuple[str, str]]:
    """What was said, and only that."""
    if alliance.nature:
        yield "Qui", told.NATURES_PARTENAIRES[alliance.nature]
    if alliance.depuis:
        yield "Depuis le", format_date(alliance.depuis)
    if alliance.jusqu_au:
        yield "Jusqu’au", format_date(alliance.jusqu_au)
    if alliance.ecrit:
        yield "Écrit", told.ECRITS[alliance.ecrit]
    if alliance.apporte:
        first, *others = _brought(alliance)
        yield "Apporte", " ; ".join([first, *(each[0].lower() + each[1:] for each in others)])
    if alliance.donne:
        yield "Reçoit de vous", alliance.donne
    if alliance.payeur:
        yield "Dans vos comptes", alliance.payeur


def _brought(alliance: told.Alliance) -> list[str]:
    return [told.APPORTS[each] for each in told.Apport if each in alliance.apporte]


def _amounts(
    kept: Alliance, rank: int, pairs: Sequence[tuple[Exercice, AlliancesAnnee]], ledger: Ledger
) -> Iterator[Opening]:
    """Exercice by exercice, the latest first; nothing of those when it was not in force, nor of what it does not bring."""
    for exercice, found in reversed(pairs):
        line = found.lignes[rank]
        if line.presence is not Presence.NON:
            anchor = f"alliance-{kept.pk}-{dates_of(exercice)}"
            if line.argent.number != 0:
                yield _money(exercice, line, ledger, anchor=f"{anchor}-argent")
            if line.en_nature.number != 0:
                yield _value(exercice, line, ledger, anchor=f"{anchor}-en-nature")


def _money(exercice: Exercice, line: AllianceAnnee, ledger: Ledger, *, anchor: str) -> Opening:
    lines = ledger.lines(line.sources, anchor=anchor) if line.is_read else _by_you(line.argent, ledger)
    note = READ if line.is_read else line.argent.raison
    return Opening(f"Argent, {exercice.label}", _euros(line.argent), note, lines, anchor)


def _value(exercice: Exercice, line: AllianceAnnee, ledger: Ledger, *, anchor: str) -> Opening:
    label, lines = f"En nature, {exercice.label}", _by_you(line.en_nature, ledger)
    return Opening(label, _euros(line.en_nature), line.en_nature.raison, lines, anchor)


def _by_you(value: Value[int], ledger: Ledger) -> Lines:
    if value.number is None:
        return Lines()
    return ledger.all_lines([SourceLine(compte="", libelle=BY_YOU, montant_centimes=value.number)])


def _euros(value: Value[Any]) -> str:
    return write_value(value, "euros", decimals=2) if value.is_computed else UNTOLD


# --- to take away ---------------------------------------------------------------------------------------------------


def alliances_table(work: Work) -> Iterator[Table]:
    """A line by partner and exercice, when there is a partner."""
    text, euros = Kind.TEXTE, Kind.EUROS
    columns = (
        ("Partenaire", text), ("Nature", text), ("Depuis le", Kind.DATE), ("Jusqu’au", Kind.DATE), ("Écrit", text),
        ("Apporte", text), ("Reçoit de l’association", text), ("Exercice", text), ("En vigueur", text),
        ("Argent, déjà dans les ressources", euros), ("Origine de l’argent", text),
        ("Valeur en nature, à côté", euros), ("Remarque", text),
    )  # fmt: skip
    rows = tuple(_row(year, line) for year, line in _lines(work))
    if rows:
        yield Table(
            key="alliances", title="Alliances", columns=tuple(Column(*each) for each in columns), rows=rows
        )


def _lines(work: Work) -> Iterator[tuple[Exercice, AllianceAnnee]]:
    kept = alliances_of(work.trajectory)
    for year, found in zip(work.exercices, alliances_by_year(work, kept), strict=True):
        yield from ((year, line) for line in found.lignes)


def _row(year: Exercice, line: AllianceAnnee) -> tuple[Cell, ...]:
    alliance, argent = line.alliance, line.argent
    origin = "" if argent.number is None else "comptes" if line.is_read else BY_YOU.lower()
    remarks = dict.fromkeys((argent.raison, line.en_nature.raison))
    return (
        alliance.nom,
        told.NATURES_PARTENAIRES[alliance.nature] if alliance.nature else "",
        alliance.depuis,
        alliance.jusqu_au,
        told.ECRITS[alliance.ecrit] if alliance.ecrit else "",
        " ; ".join(_brought(alliance)),
        alliance.donne,
        year.label,
        PRESENCES[line.presence],
        argent.number,
        origin,
        line.en_nature.number,
        " ".join(filter(None, remarks)),
    )


def long_alliances(work: Work) -> Iterator[tuple[Cell, ...]]:
    """For the table of one number by line."""
    for year, line in _lines(work):
        head = (year.label, year.postes.opened_on, year.postes.closed_on)
        for what, value in (("argent", line.argent), ("en nature", line.en_nature)):
            number = None if value.number is None else Fraction(value.number, 100)
            yield *head, f"alliance, {what}", line.alliance.nom, "euros", number, None, value.raison
