"""Where each account of classes 6 and 7 stands, by which rule, and which the person placed herself."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404

from socioeco.comptes import Regime, fold, nature_by_number, place_of, places_of
from socioeco.indicators.sources import SourceLine, opposite, source_of
from socioeco.readers import BalanceLine, Financeur, GenreFinanceur
from trajectoires.trajectories.selectors.exercices import Exercice, Work

BY_LABEL = "Son libellé l’emporte sur son numéro."
TOLD = "Rangé par vous."
NO_RULE = "Hors du plan : aucune règle ne le range."


@dataclass(frozen=True)
class Placed:
    """One account. `place` is a key of the engine, `usual` the one without the person's word; empty when none names it.

    `line` is positive for a produit and for a charge alike. `is_in_plan`: the chart has a rule for it.
    """

    line: SourceLine
    place: str
    usual: str
    rule: str
    is_in_plan: bool

    @property
    def is_told(self) -> bool:
        return self.line.is_told

    @property
    def places(self) -> dict[str, str]:
        return dict(places_of(self.line.compte))


@dataclass(frozen=True)
class Funded:
    """A label of accounts that says who pays, the kind that was found, and the person's own word."""

    label: str
    nom: str
    genre: GenreFinanceur
    lines: tuple[SourceLine, ...]
    told: Financeur | None


def placed_of(exercice: Exercice) -> list[Placed]:
    """The produits, then the charges; accounts that are nil are left out. Nothing for typed lines."""
    regime = exercice.postes.regime
    if exercice.balance is None or regime is None:
        return []
    lines = (*exercice.balance.matching("7"), *exercice.balance.matching("6"))
    return [_placed(line, regime) for line in lines if line.solde_crediteur_centimes]


def _placed(line: BalanceLine, regime: Regime) -> Placed:
    told = regime.told(line.compte)
    usual, rule = _usual(line, regime.ranged(()))
    source = source_of(line, is_told=told is not None)
    return Placed(
        line=opposite([source])[0] if line.compte.startswith("6") else source,
        place=place_of(told, line.compte) if told else usual,
        usual=usual,
        rule=TOLD if told else rule,
        is_in_plan=rule != NO_RULE,
    )


def _usual(line: BalanceLine, plain: Regime) -> tuple[str, str]:
    """Charges go by their number; produits by the chart, where a label may win."""
    if line.compte.startswith("6"):
        nature = nature_by_number(line.compte)
        return (nature.value, f"Son numéro commence par {line.compte[:2]}.") if nature else ("", NO_RULE)
    rule = plain.rule_for(line.compte)
    if rule is None:
        return "", NO_RULE
    classement = rule.classify(line.libelle)
    said = f"Son numéro commence par {rule.prefixe}." if classement is rule else BY_LABEL
    return place_of(classement, line.compte), said


def account_or_404(work: Work, key: str, compte: str) -> tuple[Exercice, Placed]:
    """The account of an exercice of this work, known by its dates. Another's is not found."""
    for exercice in work.exercices:
        if exercice.key == key:
            for placed in placed_of(exercice):
                if placed.line.compte == compte:
                    return exercice, placed
    raise Http404("Ce compte n’est pas dans votre travail.")


def alike(work: Work, exercice: Exercice, placed: Placed) -> list[tuple[Exercice, Placed]]:
    """The same account, under its number and its label, in the other exercices."""
    compte, name = placed.line.compte, fold(placed.line.libelle)
    return [
        (other, each)
        for other in work.exercices
        if other.key != exercice.key
        for each in placed_of(other)
        if each.line.compte == compte and fold(each.line.libelle) == name
    ]


def funded_of(work: Work) -> list[Funded]:
    """Every label that names a payer in accounts, once, in the order they are met."""
    found: dict[str, list[tuple[str, GenreFinanceur, SourceLine]]] = {}
    for exercice in work.exercices:
        for nom, genre, source in _paid(exercice):
            found.setdefault(source.libelle, []).append((nom, genre, source))
    return [
        Funded(
            label,
            paid[-1][0],
            paid[-1][1],
            tuple(line for *_, line in paid),
            work.answers.financeurs.get(label),
        )
        for label, paid in found.items()
    ]


def _paid(exercice: Exercice) -> Iterator[tuple[str, GenreFinanceur, SourceLine]]:
    if exercice.balance is None:
        return
    for versement in exercice.postes.financeurs.versements:
        for source in versement.sources:
            if source.libelle.strip():
                yield versement.nom, versement.genre, source


def financeur_or_404(work: Work, label: str) -> Funded:
    found = next((each for each in funded_of(work) if each.label == label), None)
    if found is None:
        raise Http404("Ce financeur n’est pas dans votre travail.")
    return found
