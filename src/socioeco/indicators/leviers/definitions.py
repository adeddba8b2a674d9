"""What each lever measures and how an hour given may be valued, in words: YAML files of `definitions/leviers`."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from socioeco.formats import typographie
from socioeco.readers import Question

Texte = Annotated[str, AfterValidator(typographie), Field(min_length=1)]
UniteLevier = Literal["euros", "heures", "etp", "mois", "nombre"]


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MesureDefinition(_Definition):
    """One measure of a lever. `question` is the key of its answer; empty when it is computed from others."""

    cle: str
    titre: Texte
    unite: UniteLevier
    question: str = ""
    formule: Texte
    ou_trouver: Texte
    prudence: Texte
    source: Texte

    @model_validator(mode="after")
    def _asks_a_known_question(self) -> "MesureDefinition":
        if self.question and self.question not in set(Question):
            raise ValueError(f"no question has the key {self.question}")
        return self


class LevierDefinition(_Definition):
    cle: Literal["humaines", "financiers", "alliances"]
    titre: Texte
    texte: Texte
    mesures: tuple[MesureDefinition, ...] = Field(min_length=1)


class LeviersDefinition(_Definition):
    version: str
    depuis: date
    source: Texte
    leviers: tuple[LevierDefinition, ...]

    @model_validator(mode="after")
    def _names_each_once(self) -> "LeviersDefinition":
        keys = [mesure.cle for levier in self.leviers for mesure in levier.mesures]
        if len({levier.cle for levier in self.leviers}) != 3 or len(self.leviers) != 3:
            raise ValueError("the three levers, once each")
        if len(set(keys)) != len(keys):
            raise ValueError("a measure stands twice")
        return self

    def mesure(self, cle: str) -> MesureDefinition:
        """The definition of a measure, whichever lever holds it. KeyError when there is none."""
        found = {mesure.cle: mesure for levier in self.leviers for mesure in levier.mesures}
        return found[cle]


class Niveau(_Definition):
    """A level of mission; its key is the question that asks for its hours."""

    cle: Question
    titre: Texte
    multiple: int = Field(gt=0)


class Methode(_Definition):
    """A public way to value hours given. `date` is that of the source, or of its reading when it has none."""

    cle: str
    titre: Texte
    formule: Texte
    source: Texte
    date: date
    ou_trouver: Texte
    prudence: Texte


class MethodesDefinition(_Definition):
    version: str
    depuis: date
    texte: Texte
    source: Texte
    niveaux: tuple[Niveau, ...] = Field(min_length=1)
    methodes: tuple[Methode, ...] = Field(min_length=1)


class MesureAlliances(MesureDefinition):
    """A measure of the alliances that a person details, with its formula in words."""

    cle: Literal["nombre", "ecrites", "argent", "en_nature"]
    formule: Texte


class AlliancesDefinition(_Definition):
    version: str
    depuis: date
    texte: Texte
    source: Texte
    mesures: tuple[MesureAlliances, ...]


@cache
def alliances_definition() -> AlliancesDefinition:
    """What is counted of alliances told one by one. Raises ValidationError when the file is not whole."""
    return AlliancesDefinition.model_validate(_read("alliances.yaml"))


@cache
def leviers_definition() -> LeviersDefinition:
    """The three levers. Raises ValidationError when the file is not whole."""
    return LeviersDefinition.model_validate(_read("leviers.yaml"))


@cache
def methodes_definition() -> MethodesDefinition:
    """The ways to value hours. Raises ValidationError when the file is not whole."""
    return MethodesDefinition.model_validate(_read("benevolat.yaml"))


def _read(name: str) -> Any:
    definition = files("socioeco").joinpath("definitions", "leviers", name)
    return yaml.safe_load(definition.read_text(encoding="utf-8"))
