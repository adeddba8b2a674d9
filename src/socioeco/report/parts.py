"""Parts of the JSON of a result that stand in several places: values, terms, indicators, signals, readings, new rules."""

from fractions import Fraction
from typing import Any

from socioeco.indicators import Indicateur, Terme
from socioeco.report.restating import Retraitement
from socioeco.typologies import Signal
from socioeco.typologies.lectures import CategorieLue, Lecture
from socioeco.values import Value


def value_of(value: Value[int] | Value[Fraction]) -> dict[str, Any]:
    """A value with its status; `exact` are fractions that decimals cannot write, as « 1/3 »."""
    exact = [str(each) for each in (value.number, value.haut) if isinstance(each, Fraction)]
    told: dict[str, Any] = {**value.to_json(), "nombre": _plain(value.number), "haut": _plain(value.haut)}
    return {**told, "exact": exact} if exact else told


def _plain(number: int | Fraction | None) -> int | float | None:
    if isinstance(number, Fraction):
        return int(number) if number.denominator == 1 else float(number)
    return number


def terme_data(terme: Terme) -> dict[str, Any]:
    return {
        "libelle": terme.label,
        "unite": terme.unite,
        "valeur": value_of(terme.value),
        "sources": [source.to_json() for source in terme.sources],
    }


def indicateur_data(indicateur: Indicateur) -> dict[str, Any]:
    definition = indicateur.definition
    return {
        "cle": definition.cle,
        "titre": definition.titre,
        "unite": definition.unite,
        "valeur": value_of(indicateur.value),
        "formule": definition.formule,
        "version": definition.version[-1].version,
        "termes": [terme_data(terme) for terme in indicateur.termes],
    }


def signal_data(signal: Signal) -> dict[str, Any]:
    return {
        "texte": signal.texte,
        "part": None if signal.part is None else value_of(signal.part),
        "question": signal.question or None,
        "sources": [source.to_json() for source in signal.sources],
    }


def lecture_data(lecture: Lecture) -> dict[str, Any]:
    """Another typology: its conclusion, and its categories with what speaks for, against, and what is not known."""
    return {
        "cle": lecture.definition.cle,
        "titre": lecture.definition.titre,
        "source": lecture.definition.source,
        "version": lecture.definition.version,
        "conclusion": {"genre": lecture.conclusion.kind.value, "texte": lecture.conclusion.texte},
        "categories": [_categorie(each) for each in lecture.categories],
    }


def _categorie(categorie: CategorieLue) -> dict[str, Any]:
    return {
        "cle": categorie.definition.cle,
        "titre": categorie.definition.titre,
        "sens": categorie.side.value if categorie.side else None,
        "pour": [signal_data(each) for each in categorie.pour],
        "contre": [signal_data(each) for each in categorie.contre],
        "inconnus": [signal_data(each) for each in categorie.inconnus],
    }


def retraitement_data(again: Retraitement) -> dict[str, Any]:
    """A year under the rules of the next one. A move starts from the account of the books; what is left has both."""
    return {
        "avant": again.avant,
        "apres": again.apres,
        "depuis": again.restated.depuis.code,
        "vers": again.restated.regime.code,
        "deplacements": [each.to_json() for each in again.deplacements],
        "non_retraites": [
            {**each.to_json(), "compte_des_livres": again.numeros.get(each.source.compte, each.source.compte)}
            for each in again.restated.non_retraites
        ],
        "indicateurs": [indicateur_data(each) for each in again.indicateurs.values()],
    }
