"""The layout of the statements, as data: one YAML file by chart, in `definitions/etats`.

An account goes to the line of its longest prefix. Accounts of classes 4 and 5 may stand on both sides of the bilan:
each side has its own prefixes, the sign of the balance chooses the side.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from socioeco.comptes import REGIME_CODES
from socioeco.formats import typographie

Prefixe = Annotated[str, Field(pattern=r"^[1-8]\d{0,7}$")]
Texte = Annotated[str, AfterValidator(typographie)]
Sens = Literal["produits", "charges"]
BOTH_SIDES = ("4", "5")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LigneDefinition(_Strict):
    """A line: its accounts, those that reduce it (`corrections`: depreciation), and the lines it opens to.

    `is_resultat` marks the one line of the bilan that no account feeds: what classes 6 and 7 make.
    """

    cle: str
    libelle: Texte
    comptes: tuple[Prefixe, ...] = ()
    corrections: tuple[Prefixe, ...] = ()
    is_resultat: bool = False
    lignes: tuple["LigneDefinition", ...] = ()

    def walk(self) -> Iterator["LigneDefinition"]:
        yield self
        for ligne in self.lignes:
            yield from ligne.walk()


class SectionDefinition(_Strict):
    cle: str
    libelle: Texte
    sens: Sens = "produits"
    lignes: tuple[LigneDefinition, ...] = Field(min_length=1)

    def walk(self) -> Iterator[LigneDefinition]:
        for ligne in self.lignes:
            yield from ligne.walk()


class TotalDefinition(_Strict):
    """Sections added up; when some are produits and some are charges, the charges are taken off."""

    cle: str
    libelle: Texte
    sections: tuple[str, ...] = Field(min_length=1)


Rubrique = SectionDefinition | TotalDefinition


class BilanDefinition(_Strict):
    actif: tuple[Rubrique, ...]
    passif: tuple[Rubrique, ...]

    @model_validator(mode="after")
    def _places_every_account_once(self) -> "BilanDefinition":
        for side in (self.actif, self.passif):
            _check_rubriques(side)
            _require(BOTH_SIDES, comptes_of(side))
        _require(("1",), comptes_of(self.passif))
        _require(("2", "3"), comptes_of(self.actif))
        _require(("28", "29", "39", "49", "59"), corrections_of(self.actif))
        _refuse_twice([*one_sided(self.actif), *one_sided(self.passif), *corrections_of(self.actif)])
        if sum(ligne.is_resultat for ligne in lignes_of(self.passif)) != 1:
            raise ValueError("one line of the passif, and one only, is the result of the exercice")
        return self


class EtatsDefinition(_Strict):
    """The statements of a chart. Each account of classes 1 to 7, 86 and 87 has its line, whatever its number."""

    code: str
    titre: Texte
    source: Texte
    relu_le: date
    compte_de_resultat: tuple[Rubrique, ...]
    contributions_volontaires: tuple[SectionDefinition, ...]
    bilan: BilanDefinition

    @model_validator(mode="after")
    def _places_every_account_once(self) -> "EtatsDefinition":
        _check_rubriques((*self.compte_de_resultat, *self.contributions_volontaires))
        _require(("6", "7"), comptes_of(self.compte_de_resultat))
        _require(("86", "87"), comptes_of(self.contributions_volontaires))
        _check_last_total(self.compte_de_resultat)
        return self

    @cached_property
    def places_of_resultat(self) -> Mapping[str, str]:
        """Line by prefix, for classes 6 and 7."""
        return comptes_of(self.compte_de_resultat)

    @cached_property
    def places_in_kind(self) -> Mapping[str, str]:
        return comptes_of(self.contributions_volontaires)

    @cached_property
    def places_of_actif(self) -> Mapping[str, str]:
        return comptes_of(self.bilan.actif)

    @cached_property
    def places_of_passif(self) -> Mapping[str, str]:
        return comptes_of(self.bilan.passif)

    @cached_property
    def places_of_corrections(self) -> Mapping[str, str]:
        return corrections_of(self.bilan.actif)


@cache
def etats_definition(code: str) -> EtatsDefinition:
    """The statements of the chart of this code. KeyError if unknown."""
    if code not in REGIME_CODES:
        raise KeyError(code)
    text = files("socioeco").joinpath("definitions", "etats", f"{code}.yaml").read_text(encoding="utf-8")
    return EtatsDefinition.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def longest_prefix(places: Container[str], compte: str) -> str:
    """The longest prefix of an account that has a line; empty when none has."""
    prefixes = (compte[:length] for length in range(len(compte), 0, -1))
    return next((prefix for prefix in prefixes if prefix in places), "")


def sections_of(rubriques: Iterable[Rubrique]) -> tuple[SectionDefinition, ...]:
    return tuple(each for each in rubriques if isinstance(each, SectionDefinition))


def lignes_of(rubriques: Iterable[Rubrique]) -> Iterator[LigneDefinition]:
    for section in sections_of(rubriques):
        yield from section.walk()


def comptes_of(rubriques: Iterable[Rubrique]) -> dict[str, str]:
    return _places((prefixe, ligne.cle) for ligne in lignes_of(rubriques) for prefixe in ligne.comptes)


def corrections_of(rubriques: Iterable[Rubrique]) -> dict[str, str]:
    return _places((prefixe, ligne.cle) for ligne in lignes_of(rubriques) for prefixe in ligne.corrections)


def one_sided(rubriques: Iterable[Rubrique]) -> list[str]:
    return [prefixe for prefixe in comptes_of(rubriques) if not prefixe.startswith(BOTH_SIDES)]


def _places(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found = list(pairs)
    _refuse_twice([prefixe for prefixe, _ in found])
    return dict(found)


def _check_rubriques(rubriques: tuple[Rubrique, ...]) -> None:
    keys = [each.cle for each in rubriques] + [ligne.cle for ligne in lignes_of(rubriques)]
    _refuse_twice(keys)
    known = {section.cle for section in sections_of(rubriques)}
    for each in rubriques:
        if isinstance(each, TotalDefinition) and not known.issuperset(each.sections):
            raise ValueError(f"the total {each.cle} adds up a section that is not there")


def _check_last_total(rubriques: tuple[Rubrique, ...]) -> None:
    """The last total is the result: every section, once."""
    last = rubriques[-1]
    keys = sorted(section.cle for section in sections_of(rubriques))
    if not isinstance(last, TotalDefinition) or sorted(last.sections) != keys:
        raise ValueError("the last total adds up every section once")


def _refuse_twice(keys: list[str]) -> None:
    twice = [key for key, count in Counter(keys).items() if count > 1]
    if twice:
        raise ValueError(f"stands twice: {', '.join(twice)}")


def _require(prefixes: Iterable[str], places: Mapping[str, str]) -> None:
    missing = [prefixe for prefixe in prefixes if prefixe not in places]
    if missing:
        raise ValueError(f"no line takes every account of {', '.join(missing)}")
