"""Other readings, as data: what each one looks at, its source, its limits, and the criteria that the source gives."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from socioeco.typologies.convention import QUESTIONS, Groupe, Texte

# The order they are shown, which says nothing of their fit.
LECTURES = ("avise", "economie-plurielle", "trois-logiques", "cinq-types", "dix-modeles")


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Critere(_Definition):
    """Something that a source looks at: a family of resources, a lever, or a question.

    Without any of the three, it is in no account and in no answer: its signal is always unknown.
    """

    texte: Texte
    attendu: Literal["present", "absent"] = "present"
    groupe: Groupe | None = None
    levier: Literal["benevolat", "salaries"] | None = None
    question: str | None = None

    @model_validator(mode="after")
    def _looks_at_one_thing(self) -> "Critere":
        if sum(each is not None for each in (self.groupe, self.levier, self.question)) > 1:
            raise ValueError("a criterion looks at one thing")
        if self.question is not None and self.question not in {each.cle for each in QUESTIONS}:
            raise ValueError(f"no question has the key {self.question}")
        return self


class Categorie(_Definition):
    """A type that the source names. `exige` says whether all the criteria are needed, or one is enough."""

    cle: str
    titre: Texte
    texte: Texte
    exige: Literal["tous", "un"] = "tous"
    criteres: tuple[Critere, ...] = ()


class LectureDefinition(_Definition):
    """`calculee` is false for a reading that is described only. `champ` is what it speaks of, `hors_champ` says so."""

    cle: str
    titre: Texte
    version: str
    depuis: date
    source: Texte
    regarde: Texte
    limites: tuple[Texte, ...] = Field(min_length=1)
    calculee: bool
    champ: Critere | None = None
    hors_champ: Texte = ""
    categories: tuple[Categorie, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_whole(self) -> "LectureDefinition":
        if bool(self.champ) != bool(self.hors_champ):
            raise ValueError("a field, and only a field, has a sentence for those outside")
        if any(bool(categorie.criteres) != self.calculee for categorie in self.categories):
            raise ValueError("every category of a computed reading has criteria, none of the others has")
        return self


@cache
def lecture_definition(cle: str) -> LectureDefinition:
    """A reading by its key. KeyError outside LECTURES; ValidationError when its file is not whole."""
    if cle not in LECTURES:
        raise KeyError(cle)
    file = files("socioeco").joinpath("definitions", "typologies", "lectures", f"{cle}.yaml")
    return LectureDefinition.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
