"""The house convention: which share or which answer speaks for which model, with its version and its limits."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from socioeco.formats import typographie
from socioeco.readers import Opinion

Texte = Annotated[str, AfterValidator(typographie)]
SANS_REPONSE = "sans_reponse"
REPONSES = frozenset({*(opinion.value for opinion in Opinion), SANS_REPONSE})
SIGNAUX = frozenset({"pour", "contre", "inconnu", "non_calculable"})
NUMEROS = tuple(range(1, 8))


class Groupe(StrEnum):
    """Families of resources taken together for a signal."""

    COTISATIONS = "cotisations"
    VENTES = "ventes"  # with public purchases of account 70: a sale is a sale
    COMMANDE = "commande"
    SUBVENTIONS = "subventions"
    PRIVE = "prive"
    PUBLIC = "public"
    GENEROSITE = "generosite"
    PRODUITS = "produits"
    AUTRES = "autres"
    DONS = "dons"  # of people, without legacies nor patronage
    NON_MARCHAND = (
        "non_marchand"  # what is neither sold nor due by members: subsidies, gifts, patronage, legacies
    )
    ACTIVITE = "activite"  # sales and account 73 together


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PartRule(_Definition):
    groupe: Groupe
    nom: Texte
    singulier: bool = False
    note: Texte = ""

    def in_words(self, sentence: str) -> str:
        """The sentence about this part, its verb in agreement, followed by the note."""
        sujet, verbe = f"{self.nom[:1].upper()}{self.nom[1:]}", "pèse" if self.singulier else "pèsent"
        return f"{sentence.format(sujet=sujet, verbe=verbe, nom=self.nom)} {self.note}".strip()


class ModeleRule(_Definition):
    numero: int = Field(ge=1, le=7)
    slug: str
    titre: Texte
    reconstitution: bool
    parts: tuple[PartRule, ...]
    question: str = ""


class ModelQuestion(_Definition):
    """What accounts cannot tell of a model, asked; the answer is an Opinion."""

    cle: str
    modele: int
    texte: Texte
    aide: Texte


class FamilleRule(_Definition):
    """A family that may dominate; without `modele`, it speaks for none."""

    groupe: Groupe
    nom: Texte
    modele: int | None = None


class Conclusions(_Definition):
    sans_ressource: Texte
    dominant: Texte
    dominant_a_demander: Texte
    marche: Texte
    acheteurs_inconnus: Texte
    sans_modele: Texte
    doute: Texte
    plusieurs_dominent: Texte
    plusieurs: Texte
    presentes: Texte


class Phrases(_Definition):
    """The sentences, without any digit of a share: a number is shown only where it opens."""

    signaux: Mapping[str, Texte]
    reponses: Mapping[str, Texte]
    conclusions: Conclusions
    avis: Mapping[str, Texte]

    @model_validator(mode="after")
    def _has_every_case(self) -> "Phrases":
        if set(self.signaux) != SIGNAUX:
            raise ValueError("a sentence for each side of a signal, no other")
        if set(self.reponses) != REPONSES or set(self.avis) != REPONSES:
            raise ValueError("a sentence for each opinion and for none, no other")
        return self


class Convention(_Definition):
    version: str
    depuis: date
    texte: Texte
    source: Texte
    limites: tuple[Texte, ...] = Field(min_length=1)
    seuil: Fraction = Field(gt=0)
    dominante: Fraction = Field(le=1)
    modeles: tuple[ModeleRule, ...]
    questions: tuple[ModelQuestion, ...]
    familles: tuple[FamilleRule, ...]
    phrases: Phrases

    @model_validator(mode="after")
    def _is_whole(self) -> "Convention":
        if tuple(modele.numero for modele in self.modeles) != NUMEROS:
            raise ValueError("the seven models, in their order")
        asked = {(modele.question, modele.numero) for modele in self.modeles if modele.question}
        if asked != {(question.cle, question.modele) for question in self.questions}:
            raise ValueError("a question belongs to one model, which names it")
        if self.seuil > self.dominante:
            raise ValueError("what dominates is at least a signal")
        return self


@cache
def convention() -> Convention:
    """The version in force. Raises ValidationError when its file is not whole."""
    definition = files("socioeco").joinpath("definitions", "typologies", "sept-modeles.yaml")
    return Convention.model_validate(yaml.safe_load(definition.read_text(encoding="utf-8")))


QUESTIONS = convention().questions
