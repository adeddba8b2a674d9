"""« Le point de départ » and « Les hypothèses »: the last actual year, what is supposed of it, the cards played."""

from dataclasses import replace

from socioeco.formats import format_periode
from socioeco.indicators import SourceLine
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Facts, Figure, Grid, Items, Opening, Section, Text
from socioeco.report.reading import KINDS
from socioeco.report.scenario.answers import answers_of, carte_of, months_in_words
from socioeco.report.scenario.moves import BASE_ANCHOR
from socioeco.report.scenario.play import Played, Told
from socioeco.report.scenario.rules import CLOTURE, HORS_BILAN, REPETEE, SANS_NOM, formula
from socioeco.report.wording import (
    NOT_COMPUTABLE,
    decimals_for,
    remark,
    write_amount,
    write_number,
    write_value,
)
from socioeco.scenarios import (
    ChosenCard,
    Depart,
    PartInconnue,
    Position,
    Scenario,
    unknown_balance,
    unnamed_payers,
)

BLOCKED = (
    "Un fichier n’a pas pu être calculé, les anomalies disent pourquoi\u00a0: le départ est le dernier exercice qui a pu "
    "l’être."
)
NO_CARD = "Aucune carte\u00a0: la dernière année connue se répète."
RANGES = (
    "Là où une fourchette est donnée, le scénario joue le montant central\u202f; le plus bas et le plus haut sont joués à "
    "côté."
)


def start(played: Played) -> Section:
    depart, ground = played.depart, played.ground
    facts = (
        ("Exercice", format_periode(depart.opened_on, depart.closed_on)),
        ("Connu par", KINDS[depart.origine]),
    )
    blocked: list[Block] = [Text(BLOCKED, is_caution=True)] if ground.is_blocked else []
    reasons = tuple(dict.fromkeys(filter(None, (depart.sans_tresorerie, depart.sans_fonds_propres))))
    return Section(
        anchor="depart",
        title=f"Le point de départ, l’exercice {ground.label}",
        blocks=(
            Facts(facts),
            *blocked,
            _table(depart),
            Items((*depart.notes, *reasons)),
            *_openings(depart),
            *_unknown(depart),
        ),
    )


def _table(depart: Depart) -> Grid:
    cash, own = depart.bilan[Position.TRESORERIE], -depart.bilan[Position.FONDS_PROPRES]
    decimals = decimals_for((cash, own, depart.resultat_centimes))
    rows = (
        ("Résultat d’une année de douze mois", depart.resultat_centimes, "", BASE_ANCHOR),
        ("Trésorerie à la clôture", cash, depart.sans_tresorerie, slug("depart", Position.TRESORERIE.value)),
        (
            "Fonds propres à la clôture, résultat compris",
            own,
            depart.sans_fonds_propres,
            slug("depart", Position.FONDS_PROPRES.value),
        ),
    )
    return Grid(
        caption="D’où part le scénario, en euros",
        header=("", "Montant"),
        rows=tuple(
            (name, Figure(NOT_COMPUTABLE if reason else write_amount(amount, decimals=decimals), anchor))
            for name, amount, reason, anchor in rows
        ),
    )


def _openings(depart: Depart) -> list[Opening]:
    """The accounts of the year that is repeated, then those of each position of the balance sheet."""
    repeated = tuple(source for flux in depart.flux for source in flux.sources)
    whole = Opening(
        anchor=BASE_ANCHOR,
        title="L’année qui se répète",
        value=write_number(depart.resultat_centimes, "euros", decimals=2),
        blocks=(
            formula(REPETEE),
            *lines("Les lignes de l’année qui se répète, charges et produits", repeated),
        ),
        is_deep=True,
    )
    return [whole, *(_position(depart, each) for each in Position)]


def _position(depart: Depart, position: Position) -> Opening:
    """What is owed is shown positive, as a balance sheet does."""
    sense = 1 if position.is_actif else -1
    sources = tuple(_signed(each, sense) for each in depart.bilan_sources.get(position, ()))
    return Opening(
        anchor=slug("depart", position.value),
        title=f"{position.label}, à la clôture",
        value=write_number(sense * depart.bilan[position], "euros", decimals=2),
        blocks=(
            formula(CLOTURE),
            *lines(f"{position.label}\u00a0: les lignes de la clôture", sources),
        ),
        is_deep=True,
    )


def _unknown(depart: Depart) -> list[Opening]:
    """How much of the start is not known: what no card can reach, what the balance sheet does not tell."""
    payers, rest = unnamed_payers(depart), unknown_balance(depart)
    unnamed = lines("Les lignes dont les comptes ne disent pas qui verse", payers.sources)
    return [
        _share("inconnu-payeurs", "Part de l’argent reçu sans nom de financeur", payers, SANS_NOM, unnamed),
        _share("inconnu-bilan", "Part du bilan qui n’est pas connue", rest, HORS_BILAN, ()),
    ]


def _share(anchor: str, title: str, found: PartInconnue, formule: str, sources: tuple[Block, ...]) -> Opening:
    amounts = (("Non connu", found.inconnu_centimes), ("Total", found.total_centimes))
    facts = tuple((name, write_number(amount, "euros", decimals=2)) for name, amount in amounts)
    known: tuple[Block, ...] = (Facts(facts), *sources) if found.part.is_computed else ()
    note: tuple[Block, ...] = (Text(remark(found.part), is_caution=True),) if remark(found.part) else ()
    return Opening(
        anchor=anchor,
        title=title,
        value=write_value(found.part, "part"),
        blocks=(formula(formule), *note, *known),
    )


def _signed(source: SourceLine, sense: int) -> SourceLine:
    return replace(source, montant_centimes=sense * source.montant_centimes)


# --- the cards --------------------------------------------------------------------------------------------


def hypotheses(played: Played) -> Section:
    blocks: list[Block] = []
    for told in played.asked:
        blocks += [*([Text(f"{told.nom}\u00a0:")] if len(played.asked) > 1 else []), *_cards(told)]
    return Section(anchor="hypotheses", title="Les hypothèses", blocks=tuple(blocks))


def _cards(told: Told) -> list[Block]:
    if not told.plan.cards:
        return [Text(NO_CARD)]
    found: list[Block] = [
        _card(card, card_anchor(told, place), told.scenario)
        for place, card in enumerate(told.plan.cards, start=1)
    ]
    return [*found, Text(RANGES)] if told.has_range else found


def card_anchor(told: Told, place: int) -> str:
    """Where the hypotheses open the card at this place, from 1."""
    return slug(told.cle, "carte", str(place))


def _card(card: ChosenCard, anchor: str, scenario: Scenario) -> Opening:
    carte = carte_of(card)
    return Opening(
        anchor=anchor,
        title=f"{carte.titre}, {months_in_words(card, scenario.depart)}",
        blocks=(
            Text(carte.explication),
            Facts((*answers_of(card), ("Comptes", carte.comptes))),
            Text(carte.prudence, is_caution=True),
        ),
    )
