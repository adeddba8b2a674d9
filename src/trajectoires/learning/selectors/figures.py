"""What an exercise asks of somebody's accounts. The right answer is the engine's, never ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from socioeco.comptes import RESSOURCES
from socioeco.formats import format_euros, format_mois, format_nombre, format_pourcent
from socioeco.indicators import Indicateur, Postes, Terme, compute_indicateurs
from trajectoires.learning.enums import Figure, Unit

NEAR = {
    Unit.POURCENT: Fraction(1),
    Unit.MOIS: Fraction(1, 2),
}  # our convention: what rounding by hand changes
SHOWN_FAMILIES = 4
TOO_WIDE = "Ces comptes ne le disent pas assez précisément : {}. Répondre aux questions de « Ma trajectoire » le précise."
EXCEDENT, DEFICIT, BALANCE = "Un excédent", "Un déficit", "Ni l’un ni l’autre"
_INDICATORS = {
    Figure.PART_PREMIER_FINANCEUR: "premier_financeur",
    Figure.PART_PUBLIQUE: "part_publique",
    Figure.MOIS_DE_TRESORERIE: "mois_de_tresorerie",
    Figure.PART_PERSONNEL: "part_personnel",
}


@dataclass(frozen=True)
class FigureQuestion:
    """A choice, or a number between `low` and `high` in `unit`. `reason` says why there is no question."""

    facts: tuple[tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()
    right: str = ""
    unit: str = ""
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    reason: str = ""

    def accepts(self, given: str | Fraction) -> bool:
        """Whether this is the engine's answer, give or take what rounding by hand changes."""
        if self.choices:
            return given == self.right
        near = NEAR[Unit(self.unit)]
        return isinstance(given, Fraction) and self.low - near <= given <= self.high + near


def question_on(figure: str, postes: Postes) -> FigureQuestion:
    """The question on this exercice, with what is needed to find its answer."""
    return _QUESTIONS[Figure(figure)](postes)


def _first_family(postes: Postes) -> FigureQuestion:
    families = _families(postes)
    if len(families) < 2 or families[0][1] == families[1][1]:
        return FigureQuestion(
            reason="Cet exercice n’a pas une première famille de ressources que l’on puisse nommer."
        )
    shown = sorted(families[:SHOWN_FAMILIES])
    return FigureQuestion(
        facts=tuple((label, format_euros(amount)) for label, amount in shown),
        choices=tuple(label for label, _ in shown),
        right=families[0][0],
    )


def _part_of_first_family(postes: Postes) -> FigureQuestion:
    families, total = _families(postes), postes.ressources.total_centimes
    if not families or total <= 0:
        return FigureQuestion(reason="Cet exercice n’a aucune ressource.")
    label, amount = families[0]
    facts = ((label, format_euros(amount)), ("Ressources de l’année", format_euros(total)))
    return _number(facts, Fraction(amount, total), Fraction(amount, total), Unit.POURCENT)


def _direction(postes: Postes) -> FigureQuestion:
    result = postes.resultat_centimes
    facts = tuple(
        (label, format_euros(poste.value.number or 0))
        for label, poste in (("Produits", postes.produits), ("Charges", postes.charges))
    )
    right = BALANCE if result == 0 else EXCEDENT if result > 0 else DEFICIT
    return FigureQuestion(facts=facts, choices=(EXCEDENT, DEFICIT, BALANCE), right=right)


def _indicator(cle: str, unit: Unit) -> Callable[[Postes], FigureQuestion]:
    def asked(postes: Postes) -> FigureQuestion:
        found = next(each for each in compute_indicateurs(postes, niveau=None) if each.definition.cle == cle)
        return _of_indicator(found, unit)

    return asked


def _of_indicator(found: Indicateur, unit: Unit) -> FigureQuestion:
    value: Any = found.value
    if value.number is None:
        return FigureQuestion(reason=value.raison)
    facts = tuple(_fact(terme) for terme in found.termes)
    low = Fraction(value.number)
    high = Fraction(value.number if value.haut is None else value.haut)
    if _scaled(high - low, unit) > 2 * NEAR[unit]:
        return FigureQuestion(reason=TOO_WIDE.format(_written(low, high, unit)))
    return _number(facts, low, high, unit)


def _number(facts: tuple[tuple[str, str], ...], low: Fraction, high: Fraction, unit: Unit) -> FigureQuestion:
    return FigureQuestion(
        facts=facts,
        right=_written(low, high, unit),
        unit=unit,
        low=_scaled(low, unit),
        high=_scaled(high, unit),
    )


def _scaled(number: Fraction, unit: Unit) -> Fraction:
    """A share in hundredths, as people write it; months as they are."""
    return number * 100 if unit is Unit.POURCENT else number


def _written(low: Fraction, high: Fraction, unit: Unit) -> str:
    write = format_pourcent if unit is Unit.POURCENT else format_mois
    texts = list(dict.fromkeys(write(number, decimals=int(unit is Unit.MOIS)) for number in (low, high)))
    return texts[0] if len(texts) == 1 else f"entre {texts[0]} et {texts[1]}"


def _fact(terme: Terme) -> tuple[str, str]:
    value: Any = terme.value
    if value.number is None:
        return terme.label, value.raison
    bounds = [value.number] if value.haut is None else [value.number, value.haut]
    texts = [
        format_euros(int(each)) if terme.unite == "euros" else format_nombre(each, decimals=1)
        for each in bounds
    ]
    return terme.label, " à ".join(texts)


def _families(postes: Postes) -> list[tuple[str, int]]:
    """The families that brought something, the largest first."""
    amounts = [
        (RESSOURCES[each.key], each.value.number) for each in postes.ressources.familles if each.value.number
    ]
    return sorted(amounts, key=lambda pair: (-pair[1], pair[0]))


_QUESTIONS: Mapping[Figure, Callable[[Postes], FigureQuestion]] = {
    Figure.PREMIERE_FAMILLE: _first_family,
    Figure.PART_PREMIERE_FAMILLE: _part_of_first_family,
    Figure.SENS_DU_RESULTAT: _direction,
    **{
        figure: _indicator(cle, Unit.MOIS if figure is Figure.MOIS_DE_TRESORERIE else Unit.POURCENT)
        for figure, cle in _INDICATORS.items()
    },
}
