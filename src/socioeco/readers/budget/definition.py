"""The lines of the form and the words that name them. Numbers never decide: prints disagree on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from socioeco.readers.answers import GenreFinanceur
from socioeco.readers.tableau import mots

_SMALL_WORDS = "a al au aux d de des du en et etc ex l la le les n no ou par pour s ses sur un une x"
_SMALL = frozenset(_SMALL_WORDS.split())


class Cote(StrEnum):
    CHARGE = "charge"
    PRODUIT = "produit"


class LigneBudget(BaseModel):
    """One line of the form. `ressource` is the key of a family of resources; a produit without one is not a resource."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cle: str
    cote: Cote
    libelle: str
    chapitre: str = ""
    is_chapitre: bool = False
    nature: str = ""
    ressource: str = ""
    genre: GenreFinanceur | None = None
    is_nature: bool = False
    is_equilibre: bool = False
    is_projet: bool = False
    noms: tuple[str, ...] = Field(min_length=1)
    mots: tuple[str, ...] = ()
    dans_chapitre: tuple[str, ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(map(folded, (self.libelle, *self.noms)))


class BudgetDefinition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    relu_le: date
    source: str
    lignes: tuple[LigneBudget, ...]

    @model_validator(mode="after")
    def _holds_together(self) -> "BudgetDefinition":
        keys = [ligne.cle for ligne in self.lignes]
        if len(set(keys)) != len(keys):
            raise ValueError("a line stands twice")
        chapters = {ligne.cle: ligne.cote for ligne in self.lignes if ligne.is_chapitre}
        if any(ligne.chapitre and chapters.get(ligne.chapitre) != ligne.cote for ligne in self.lignes):
            raise ValueError("a line names a chapter of its side")
        return self

    @cached_property
    def by_key(self) -> dict[str, LigneBudget]:
        return {ligne.cle: ligne for ligne in self.lignes}

    def named(self, label: str) -> LigneBudget | None:
        """The line that bears this whole name, whatever its side."""
        return next(iter(self._by_name.get(folded(label), ())), None)

    def match(self, label: str, cote: Cote | None, chapitre: str = "") -> LigneBudget | None:
        """The line that a label names: by its whole name, else by the longest of its words.

        `cote` restricts to a side when it is known; the present `chapitre` settles names that stand twice.
        """
        text = folded(label)
        exact = [ligne for ligne in self._by_name.get(text, ()) if cote in (None, ligne.cote)]
        inside = [ligne for ligne in exact if ligne.chapitre == chapitre]
        if exact:
            return (inside or exact)[0]
        found = [each for each in self._phrases_in(text, chapitre) if cote in (None, each.ligne.cote)]
        return max(found, key=lambda each: len(each.text)).ligne if found else None

    @cached_property
    def _by_name(self) -> dict[str, list[LigneBudget]]:
        index: dict[str, list[LigneBudget]] = {}
        for ligne in self.lignes:
            for name in ligne.names:
                index.setdefault(name, []).append(ligne)
        return index

    @cached_property
    def _by_first_word(self) -> dict[str, list["_Phrase"]]:
        index: dict[str, list[_Phrase]] = {}
        for ligne in self.lignes:
            phrases = [_Phrase(folded(words), ligne) for words in ligne.mots]
            phrases += [_Phrase(folded(words), ligne, is_inside=True) for words in ligne.dans_chapitre]
            for phrase in phrases:
                index.setdefault(phrase.text.partition(" ")[0], []).append(phrase)
        return index

    def _phrases_in(self, text: str, chapitre: str) -> Iterator["_Phrase"]:
        """The phrases that the label holds as whole words; some only speak inside their chapter."""
        for word in dict.fromkeys(text.split()):
            for phrase in self._by_first_word.get(word, ()):
                is_spoken = not phrase.is_inside or phrase.ligne.chapitre == chapitre
                if is_spoken and f" {phrase.text} " in f" {text} ":
                    yield phrase


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    ligne: LigneBudget
    is_inside: bool = False


def folded(label: str) -> str:
    """Words in the singular, without accents, numbers of accounts nor small words."""
    words = [word for word in mots(label) if not word.isdigit() and word not in _SMALL]
    return " ".join(word.rstrip("sx") if len(word) > 3 else word for word in words)


@cache
def budget_definition() -> BudgetDefinition:
    text = files("socioeco").joinpath("definitions", "budget", "cerfa-12156.yaml").read_text(encoding="utf-8")
    return BudgetDefinition.model_validate(yaml.safe_load(text))
