"""A scenario played month by month, in double entry: result, balance sheet and cash, each figure with its entries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from socioeco.comptes import Ressource
from socioeco.scenarios.base import open_livre
from socioeco.scenarios.chosen import ChosenCard
from socioeco.scenarios.definitions import Effet, carte_named
from socioeco.scenarios.effects import ORDER, post_effect
from socioeco.scenarios.flux import MONTHS, Depart, Nature
from socioeco.scenarios.livre import Ligne, Livre, Serie
from socioeco.scenarios.periodes import AnneeProjetee, Ecriture, MoisProjete
from socioeco.scenarios.positions import Position
from socioeco.scenarios.validation import InvalidCardsError, validate
from socioeco.values import Value, calcule, non_calculable

AFFECTATION = "Le résultat de l’exercice passe dans les fonds propres"
BASE = "Dernière année connue, répétée"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A scenario played. The balance sheet balances at the end of every month."""

    depart: Depart
    cards: tuple[ChosenCard, ...]
    series: tuple[Serie, ...]
    mois: tuple[MoisProjete, ...]

    @property
    def annees(self) -> tuple[AnneeProjetee, ...]:
        starts = range(0, len(self.mois), MONTHS)
        return tuple(
            AnneeProjetee(numero=rank, mois=self.mois[first : first + MONTHS])
            for rank, first in enumerate(starts, start=1)
        )

    def ecritures(self, mois: int, *, position: Position | None = None) -> tuple[Ecriture, ...]:
        """The entries of a month, or those that move one position: they explain its change to the centime."""
        return tuple(
            self._ecriture(serie, mois)
            for serie in self.series
            if serie.montants[mois - 1] and position in (None, serie.debit, serie.credit)
        )

    def lignes(self, annee: int) -> Mapping[str, tuple[Ligne, int]]:
        """Each line of the result with its amount of the year, positive in its own sense. Lines nil are left out."""
        first = (annee - 1) * MONTHS
        found: dict[str, tuple[Ligne, int]] = {}
        for serie in self.series:
            if serie.ligne and serie.is_result:
                amount = sum(serie.montants[first : first + MONTHS])
                found[serie.ligne.cle] = (serie.ligne, found.get(serie.ligne.cle, (None, 0))[1] + amount)
        return MappingProxyType({cle: each for cle, each in found.items() if each[1]})

    def famille_centimes(self, famille: Ressource, annee: int) -> int:
        lignes = self.lignes(annee).values()
        return sum(amount for ligne, amount in lignes if ligne.famille is famille)

    def fonds_propres(self, mois: int) -> Value[int]:
        """Own funds at the end of a month, result included; not computable when they were not at the start."""
        reason = self.depart.sans_fonds_propres
        return non_calculable(reason) if reason else calcule(self.mois[mois - 1].fonds_propres_centimes)

    def tresorerie(self, mois: int) -> Value[int]:
        """Cash at the end of a month; not computable when it was not known at the start."""
        reason = self.depart.sans_tresorerie
        return non_calculable(reason) if reason else calcule(self.mois[mois - 1].tresorerie_centimes)

    @property
    def prudences(self) -> tuple[str, ...]:
        """What must be said of this scenario: notes of the starting point, cautions of its cards, strange positions."""
        cautions = (carte_named(card.carte).prudence for card in self.cards)
        return tuple(dict.fromkeys((*self.depart.notes, *cautions, *_exhausted(self))))

    def to_json(self) -> dict[str, Any]:
        """The months, the cards and what must be said of them. Amounts of `bilan_centimes` are debit balances."""
        return {
            "cartes": [card.to_json() for card in self.cards],
            "mois": [mois.to_json() for mois in self.mois],
            "prudences": list(self.prudences),
            "sans_tresorerie": self.depart.sans_tresorerie,
            "sans_fonds_propres": self.depart.sans_fonds_propres,
        }

    def _ecriture(self, serie: Serie, mois: int) -> Ecriture:
        origine = BASE if serie.carte is None else carte_named(self.cards[serie.carte].carte).titre
        return Ecriture(
            mois=mois,
            origine=origine,
            libelle=serie.libelle,
            debit=serie.debit,
            credit=serie.credit,
            montant_centimes=serie.montants[mois - 1],
            ligne=serie.ligne,
            sources=serie.sources,
        )


def project(depart: Depart, cards: Sequence[ChosenCard], *, years: int) -> Scenario:
    """Plays the cards together over one to five years; ranges are read at their central amount.

    Percentages of several cards multiply. Without any card, every year is the last actual one. Raises
    InvalidCardsError with everything that is wrong in the cards.
    """
    errors = validate(cards, depart, years=years)
    if errors:
        raise InvalidCardsError(errors)
    return play(depart, tuple(card.at({}) for card in cards), years=years)


def play(depart: Depart, cards: tuple[ChosenCard, ...], *, years: int) -> Scenario:
    """The same for cards known to be valid, their ranges already read."""
    return close(write(depart, cards, years=years), cards)


def write(depart: Depart, cards: tuple[ChosenCard, ...], *, years: int) -> Livre:
    """The book of the base year and of the cards, before each result is carried to own funds."""
    livre = open_livre(depart, years)
    for rank, effet, card in _in_order(cards):
        livre.carte = rank
        post_effect(livre, effet, card)
    livre.carte = None
    return livre


def _in_order(cards: tuple[ChosenCard, ...]) -> Iterable[tuple[int, Effet, ChosenCard]]:
    posted = [
        (rank, effet, card) for rank, card in enumerate(cards) for effet in carte_named(card.carte).effets
    ]
    return sorted(posted, key=lambda each: ORDER.index(each[1].type))


def close(livre: Livre, cards: tuple[ChosenCard, ...]) -> Scenario:
    """Carries each year's result to own funds, then reads the balance sheet month by month."""
    produits, charges = _results(livre)
    yearly = [
        sum(produits[first : first + MONTHS]) - sum(charges[first : first + MONTHS])
        for first in range(0, livre.months, MONTHS)
    ]
    carried = [0] * livre.months
    carried[MONTHS::MONTHS] = yearly[:-1]
    livre.post(AFFECTATION, Position.RESULTAT, Position.FONDS_PROPRES, carried)
    balances = _balances(livre)
    mois = tuple(
        _mois(livre.depart, number, produits[number - 1], charges[number - 1], balances[number - 1])
        for number in range(1, livre.months + 1)
    )
    return Scenario(depart=livre.depart, cards=cards, series=tuple(livre.series), mois=mois)


def _results(livre: Livre) -> tuple[list[int], list[int]]:
    by_nature = {nature: [0] * livre.months for nature in Nature}
    for serie in livre.series:
        if serie.ligne and serie.is_result:
            totals = by_nature[serie.ligne.nature]
            for month, montant in enumerate(serie.montants):
                totals[month] += montant
    return by_nature[Nature.PRODUIT], by_nature[Nature.CHARGE]


def _balances(livre: Livre) -> list[dict[Position, int]]:
    moved = [dict.fromkeys(Position, 0) for _month in range(livre.months)]
    for serie in livre.series:
        for month, montant in enumerate(serie.montants):
            moved[month][serie.debit] += montant
            moved[month][serie.credit] -= montant
    balances, known = [], dict(livre.depart.bilan)
    for step in moved:
        known = {position: known[position] + step[position] for position in Position}
        balances.append(known)
    return balances


def _mois(
    depart: Depart, number: int, produits: int, charges: int, positions: dict[Position, int]
) -> MoisProjete:
    year, month = depart.month(number)
    return MoisProjete(
        numero=number,
        annee_civile=year,
        mois_civil=month,
        produits_centimes=produits,
        charges_centimes=charges,
        positions=MappingProxyType(positions),
    )


EPUISEES: Mapping[Position, str] = MappingProxyType(
    {
        Position.IMMOBILISATIONS: (
            "Les amortissements répétés finissent par dépasser ce qui reste à amortir\u00a0: ajoutez les "
            "investissements prévus, ou lisez le résultat des dernières années avec prudence."
        ),
        Position.FONDS_DEDIES: (
            "Les fonds dédiés sont utilisés au-delà de ce qui a été mis de côté\u00a0: la dernière année ne peut pas se "
            "répéter telle quelle."
        ),
        Position.SUBVENTIONS_INVESTISSEMENT: (
            "Les quotes-parts de subventions d’investissement dépassent ce qui reste à reprendre\u00a0: elles "
            "s’arrêteront avant la fin de la période."
        ),
        Position.PROVISIONS: (
            "Les reprises de provisions dépassent ce qui a été provisionné\u00a0: la dernière année ne peut pas se "
            "répéter telle quelle."
        ),
        Position.STOCKS: "La variation de stock, répétée, épuise le stock avant la fin de la période.",
    }
)


def _exhausted(scenario: Scenario) -> Iterable[str]:
    """Positions that the repeated year takes past nil: they were not so at the start."""
    for position, caution in EPUISEES.items():
        side = 1 if position.is_actif else -1
        started = side * scenario.depart.bilan[position] >= 0
        if started and any(side * each.positions[position] < 0 for each in scenario.mois):
            yield caution
