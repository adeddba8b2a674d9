"""The figures of one activity in one exercice, each with all that makes it, and what they were in the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from socioeco.formats import format_date
from socioeco.indicators import Poste, SourceLine
from socioeco.report.chapters.openings import NO_LINE
from socioeco.typologies.activites import Activite, Mesure, activites_definition, appui_of
from socioeco.values import Value, calcule
from trajectoires.trajectories.presenters.indicators import IndicatorView
from trajectoires.trajectories.presenters.lines import Ledger, Lines, Opening
from trajectoires.trajectories.presenters.wording import write_number, write_value
from trajectoires.trajectories.selectors import Shared, year_slug

MESURES = (
    Mesure.RECETTES,
    Mesure.CHARGES_DIRECTES,
    Mesure.CHARGES_INDIRECTES,
    Mesure.COUT_COMPLET,
    Mesure.RESULTAT,
    Mesure.APPUI,
)
NOTHING = "rien"
NO_RESOURCE = "Rien ne la porte : aucune ressource ne lui est répartie."
REST_WORDS = {
    Mesure.RECETTES: "Quelles recettes ne sont à aucune activité ?",
    Mesure.CHARGES_DIRECTES: "Quelles charges ne sont à aucune activité ?",
    Mesure.CHARGES_INDIRECTES: "Que laissent les clés ?",
    Mesure.COUT_COMPLET: "Combien coûte ce qui n’est pas réparti ?",
    Mesure.RESULTAT: "Que laisse ce qui n’est pas réparti ?",
}


@dataclass(frozen=True, kw_only=True)
class Known:
    """What every figure of the page is made from. `mesures`: those that the reader may see."""

    ledger: Ledger
    years: Sequence[Shared]
    mesures: Sequence[Mesure]


def amount_of(activite: Activite, mesure: Mesure) -> int:
    """Centimes, of what is distributed."""
    match mesure:
        case Mesure.RECETTES:
            return activite.recettes_centimes
        case Mesure.CHARGES_DIRECTES:
            return activite.charges_directes.value.number or 0
        case Mesure.CHARGES_INDIRECTES:
            return activite.charges_indirectes.value.number or 0
        case Mesure.COUT_COMPLET:
            return activite.cout_complet_centimes
    return activite.resultat_centimes


def mesure_anchor(year: Shared, place: int, mesure: Mesure) -> str:
    """`place` counts the activities, then what is left."""
    return f"activite-{year_slug(year.exercice)}-{place}-{mesure.value.replace('_', '-')}"


def figures_of(year: Shared, place: int, known: Known) -> list[IndicatorView]:
    """Those of an activity, by its place, in the order of MESURES."""
    activite = year.found.activites[place]
    found = []
    for mesure in known.mesures:
        others = [
            (other.exercice.label, _value_of(other, place, mesure))
            for other in known.years
            if other is not year
        ]
        terms = list(_terms(activite, year, place, mesure, known))
        found.append(_view(year, place, mesure, _value_of(year, place, mesure), terms, others))
    return found


def rest_of(year: Shared, known: Known) -> list[IndicatorView]:
    """What goes to no activity, as figures of its own; it is no activity, and has no reading."""
    rest, place = year.found.non_reparti, len(year.found.activites)
    return [
        _view(
            year,
            place,
            mesure,
            _in_euros(calcule(amount_of(rest, mesure))),
            list(_terms(rest, year, place, mesure, known)),
            [],
            question=REST_WORDS[mesure],
        )
        for mesure in known.mesures
        if mesure in REST_WORDS
    ]


def _value_of(year: Shared, place: int, mesure: Mesure) -> str:
    activite = year.found.activites[place]
    if mesure is Mesure.APPUI:
        carried = appui_of(activite)
        return write_number(carried[1], "part") if carried else NOTHING
    if mesure is Mesure.RESULTAT:
        return _in_euros(year.found.lectures[place].resultat)
    return _in_euros(calcule(amount_of(activite, mesure)))


def _in_euros(value: Value[int]) -> str:
    """To the euro: the table and what the line opens on have the centimes."""
    return write_value(value, "euros")


def _carrier(year: Shared, place: int, mesure: Mesure) -> str:
    carried = appui_of(year.found.activites[place]) if mesure is Mesure.APPUI else None
    return carried[0].label if carried else ""


def _view(  # noqa: PLR0913, PLR0917 - all that a line opens on
    year: Shared,
    place: int,
    mesure: Mesure,
    value: str,
    terms: list[Opening],
    others: list[tuple[str, str]],
    question: str = "",
) -> IndicatorView:
    definition = activites_definition()
    told = definition.mesures[mesure]
    is_activity = not question
    resultat: Value[int] | None = (
        year.found.lectures[place].resultat if is_activity and mesure is Mesure.RESULTAT else None
    )
    return IndicatorView(
        anchor=mesure_anchor(year, place, mesure),
        title=told.titre,
        question=question or told.question,
        value=value,
        is_missing=value == NOTHING,
        is_range=bool(resultat and resultat.is_range),
        note=(resultat.reserve if resultat else "") or (NO_RESOURCE if value == NOTHING else ""),
        direction=_carrier(year, place, mesure) if is_activity else "",
        sparkline="",
        why=told.lecture if is_activity else definition.sans_lecture,
        formula=told.formule,
        terms=terms,
        years=others,
        reading=told.lecture,
        caution=definition.prudence if mesure in {Mesure.COUT_COMPLET, Mesure.RESULTAT} else "",
        rule=f"Version {definition.version}, depuis le {format_date(definition.depuis)}",
        source=definition.source,
        method_slug="",
        parts=[],
        is_open=False,
    )


# --- what each is made of -----------------------------------------------------------------------------------------


def _terms(activite: Activite, year: Shared, place: int, mesure: Mesure, known: Known) -> Iterator[Opening]:
    anchor = mesure_anchor(year, place, mesure)
    match mesure:
        case Mesure.RECETTES:
            yield from _received(activite, anchor, known.ledger)
        case Mesure.CHARGES_DIRECTES:
            yield _opened("Charges directes", activite.charges_directes, f"{anchor}-1", known.ledger)
        case Mesure.CHARGES_INDIRECTES:
            yield _opened("Charges indirectes", activite.charges_indirectes, f"{anchor}-1", known.ledger)
        case Mesure.COUT_COMPLET:
            yield _led("Charges directes", activite, year, place, Mesure.CHARGES_DIRECTES)
            yield _led("Charges indirectes", activite, year, place, Mesure.CHARGES_INDIRECTES)
        case Mesure.RESULTAT:
            yield _led("Recettes", activite, year, place, Mesure.RECETTES)
            yield _led("Coût complet", activite, year, place, Mesure.COUT_COMPLET)
            if activite is not year.found.non_reparti:
                left = len(year.found.activites)
                yield _led("Produits non répartis", year.found.non_reparti, year, left, Mesure.RECETTES)
                yield _led("Charges non réparties", year.found.non_reparti, year, left, Mesure.COUT_COMPLET)
        case Mesure.APPUI:
            yield from _carried(activite, anchor, known.ledger)


def _received(activite: Activite, anchor: str, ledger: Ledger) -> Iterator[Opening]:
    held = [famille for famille in activite.postes.ressources.familles if famille.sources]
    for rank, famille in enumerate(held, start=1):
        yield _opening(famille.label, famille.value, famille.sources, f"{anchor}-{rank}", ledger)
    if activite.autres_produits.sources:
        yield _opened("Autres produits", activite.autres_produits, f"{anchor}-0", ledger)
    elif not held:
        yield _opened("Recettes", activite.postes.produits, f"{anchor}-0", ledger)


def _carried(activite: Activite, anchor: str, ledger: Ledger) -> Iterator[Opening]:
    if found := appui_of(activite):
        famille, _ = found
        yield _opening(famille.label, famille.value, famille.sources, f"{anchor}-1", ledger)
    total = activite.postes.ressources.total_centimes
    lines = [line for each in activite.postes.ressources.familles for line in each.sources]
    yield _opening("Toutes ses ressources", calcule(total), lines, f"{anchor}-2", ledger)


def _opened(label: str, poste: Poste, anchor: str, ledger: Ledger) -> Opening:
    return _opening(label, poste.value, poste.sources, anchor, ledger)


def _opening(
    label: str, value: Value[int], sources: Sequence[SourceLine], anchor: str, ledger: Ledger
) -> Opening:
    return Opening(
        label=label,
        amount=write_value(value, "euros", decimals=2),
        note=value.raison or value.reserve or ("" if sources else NO_LINE),
        lines=ledger.lines(sources, anchor=anchor),
        anchor=anchor,
    )


def _led(label: str, activite: Activite, year: Shared, place: int, mesure: Mesure) -> Opening:
    """A figure of the page: its lines stand where it opens."""
    return Opening(
        label=label,
        amount=write_value(calcule(amount_of(activite, mesure)), "euros", decimals=2),
        lines=Lines(seen_at=mesure_anchor(year, place, mesure)),
    )
