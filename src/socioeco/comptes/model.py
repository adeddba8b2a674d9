"""What a definition file of a chart may say, and how an account finds its place in it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from socioeco.formats import typographie

Texte = Annotated[str, AfterValidator(typographie)]


class Traitement(StrEnum):
    BILAN = "bilan"
    TRESORERIE = "tresorerie"
    A_SOLDER = "a_solder"
    CHARGE = "charge"
    CHARGE_SANS_DECAISSEMENT = "charge_sans_decaissement"
    RESSOURCE = "ressource"
    RESSOURCE_SANS_ENCAISSEMENT = "ressource_sans_encaissement"
    SANS_ENCAISSEMENT = "sans_encaissement"
    EXCEPTIONNEL = "exceptionnel"
    CESSION = "cession"
    TRANSFERT = "transfert"
    EN_NATURE = "en_nature"
    TECHNIQUE = "technique"
    SUPPRIME = "supprime"

    @property
    def is_ressource(self) -> bool:
        return self in (Traitement.RESSOURCE, Traitement.RESSOURCE_SANS_ENCAISSEMENT)


class Ressource(StrEnum):
    """The ten families of resources, in the order they are shown."""

    SUBVENTIONS = "subventions"
    COMMANDE = "commande"
    VENTES = "ventes"
    COTISATIONS = "cotisations"
    DONS = "dons"
    MECENAT = "mecenat"
    FONDATIONS = "fondations"
    LEGS = "legs"
    PRODUITS = "produits"
    AUTRES = "autres"


RESSOURCES: Mapping[Ressource, str] = MappingProxyType(
    {
        Ressource.SUBVENTIONS: "Subventions",
        Ressource.COMMANDE: "Commande publique et tarification",
        Ressource.VENTES: "Ventes et participations",
        Ressource.COTISATIONS: "Cotisations",
        Ressource.DONS: "Dons",
        Ressource.MECENAT: "Mécénat",
        Ressource.FONDATIONS: "Fondations et contributions privées",
        Ressource.LEGS: "Legs et donations",
        Ressource.PRODUITS: "Produits financiers",
        Ressource.AUTRES: "Autres produits",
    }
)


class Classement(BaseModel):
    """Where an account goes. A resource, and only a resource, has one of the ten families."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    famille: str
    traitement: Traitement
    ressource: Ressource | None = None

    @model_validator(mode="after")
    def _has_family_when_resource(self) -> "Classement":
        if self.traitement.is_ressource != (self.ressource is not None):
            raise ValueError("a resource, and only a resource, names its family")
        return self


class WordRule(BaseModel):
    """Words that a label must hold, whole. `sauf` are decoys that contain one of the words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mots: tuple[str, ...] = Field(min_length=1)
    sauf: tuple[str, ...] = ()

    def matches(self, folded_label: str) -> bool:
        text = folded_label
        for decoy in self.sauf:
            text = _without_word(text, fold(decoy))
        return any(_has_word(text, fold(word)) for word in self.mots)


class LabelRule(Classement, WordRule):
    """Words of a label that decide against the number of the account."""


class CompteRule(Classement):
    prefixe: str = Field(pattern=r"^\d{1,8}$")
    note: Texte = ""
    selon_libelle: tuple[LabelRule, ...] = ()

    def classify(self, libelle: str) -> Classement:
        """By the label when one of its words decides, else by the number."""
        folded = fold(libelle)
        return next((rule for rule in self.selon_libelle if rule.matches(folded)), self)


class Range(BaseModel):
    """One account, by its whole number, where a person put it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    compte: str
    classement: Classement


class Regime(BaseModel):
    """One chart, valid for the exercices opened between two dates.

    `ranges` are accounts that the person placed herself in one exercice: her word wins over number and label.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    titre: Texte
    source: Texte
    ouvert_a_partir_du: date
    ouvert_jusqu_au: date | None
    relu_le: date
    comptes: tuple[CompteRule, ...]
    ranges: tuple[Range, ...] = ()

    @model_validator(mode="after")
    def _has_each_prefix_once(self) -> "Regime":
        if len({rule.prefixe for rule in self.comptes}) != len(self.comptes):
            raise ValueError("a prefix stands twice in this chart")
        return self

    @cached_property
    def _by_prefix(self) -> dict[str, CompteRule]:
        return {rule.prefixe: rule for rule in self.comptes}

    def rule_for(self, compte: str) -> CompteRule | None:
        """The rule of the longest prefix of the account's digits, or None outside the chart."""
        for length in range(len(compte), 0, -1):
            rule = self._by_prefix.get(compte[:length])
            if rule:
                return rule
        return None

    @cached_property
    def _by_account(self) -> dict[str, Classement]:
        return {each.compte: each.classement for each in self.ranges}

    def ranged(self, ranges: Iterable[tuple[str, Classement]]) -> "Regime":
        """The same chart with these accounts where the person put them, and no other."""
        kept = tuple(Range(compte=compte, classement=classement) for compte, classement in ranges)
        if kept == self.ranges:
            return self
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return Regime.model_construct(**{**fields, "ranges": kept})

    def told(self, compte: str) -> Classement | None:
        """Where the person put this account; None when she said nothing of it."""
        return self._by_account.get(compte)

    def classify(self, compte: str, libelle: str = "") -> Classement | None:
        if told := self.told(compte):
            return told
        rule = self.rule_for(compte)
        return rule.classify(libelle) if rule else None


def fold(text: str) -> str:
    """Lower case, no accents, words separated by one blank."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"[a-z0-9]+", kept))


def _has_word(text: str, word: str) -> bool:
    return f" {word} " in f" {text} "


def _without_word(text: str, word: str) -> str:
    return f" {text} ".replace(f" {word} ", " ").strip()
