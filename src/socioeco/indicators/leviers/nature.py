"""What is given without money, beside the resources, never inside them."""

from collections.abc import Mapping
from types import MappingProxyType

from socioeco.indicators.leviers.definitions import MesureDefinition, leviers_definition
from socioeco.indicators.leviers.mesures import Mesure, answer_of
from socioeco.indicators.postes import Poste, Postes
from socioeco.indicators.sources import SourceLine, total
from socioeco.indicators.terms import Terme
from socioeco.values import Value, calcule, non_calculable

SANS_BENEVOLAT = (
    "Aucun compte de la classe 87 ne porte le bénévolat seul\u00a0: il n’est pas valorisé à part."
)
SELON_VOUS = "Selon votre réponse."
BENEVOLAT = "benevolat"
# The families of class 87; accounts 870 and 875 took each other's place in 2020, the chart of the year decides.
NATURES: Mapping[str, str] = MappingProxyType(
    {
        BENEVOLAT: "Bénévolat",
        "prestations_en_nature": "Prestations en nature",
        "dons_en_nature": "Dons en nature",
        "cvn": "Contributions sans précision",
    }
)


def en_nature(postes: Postes) -> Mesure:
    """Class 87 by kind; where accounts count nothing, what the person says."""
    definition = leviers_definition().mesure("en_nature")
    termes = _by_nature(postes)
    value = postes.en_nature.value
    return Mesure(
        definition=definition,
        value=value if value.is_computed else _as_told(postes, definition),
        termes=termes,
    )


def benevolat_in_accounts(postes: Postes) -> Poste:
    """What class 87 counts for the time of volunteers, when an account holds it apart."""
    if not postes.en_nature.value.is_computed:
        return postes.en_nature
    lines = tuple(line for line in postes.en_nature.sources if _nature(postes, line) == BENEVOLAT)
    if not lines:
        return Poste(value=non_calculable(SANS_BENEVOLAT))
    return Poste(value=calcule(total(lines)), sources=lines)


def _as_told(postes: Postes, definition: MesureDefinition) -> Value[int]:
    answer = answer_of(postes, definition)
    if answer.number is not None:
        return calcule(answer.number, reserve=SELON_VOUS)
    return non_calculable(f"{postes.en_nature.value.raison} {answer.raison}")


def _by_nature(postes: Postes) -> tuple[Terme, ...]:
    grouped: dict[str, list[SourceLine]] = {}
    for line in postes.en_nature.sources:
        grouped.setdefault(_nature(postes, line), []).append(line)
    return tuple(
        Terme.euros(label, calcule(total(grouped[key])), tuple(grouped[key]))
        for key, label in NATURES.items()
        if key in grouped
    )


def _nature(postes: Postes, line: SourceLine) -> str:
    """Without a chart, or outside it, the account says no kind."""
    classement = postes.regime.classify(line.compte, line.libelle) if postes.regime else None
    return classement.famille if classement and classement.famille in NATURES else "cvn"
