"""What an indicator is, in words: one YAML file each, in `definitions/indicateurs`."""

from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from socioeco.formats import typographie
from socioeco.readers import Question, TypedLine

Texte = Annotated[str, AfterValidator(typographie)]
Unite = Literal["euros", "part", "mois", "nombre"]
Niveau = Literal["essentiel", "approfondi"]
NON_CALCULABLE = "non calculable"
# The order of the page.
ESSENTIELS = (
    "part_publique",
    "part_subventions",
    "part_commande",
    "premier_financeur",
    "diversite",
    "mois_de_tresorerie",
    "fonds_propres",
    "fonds_de_roulement",
    "besoin_en_fonds_de_roulement",
    "part_personnel",
    "resultat",
    "part_benevolat_valorise",
)
APPROFONDIS = (
    "ressources",
    "financement_public",
    "part_activite",
    "taux_autofinancement",
    "part_cotisations",
    "generosite",
    "part_generosite",
    "concentration",
    "concentration_normalisee",
    "pluriannualite",
    "caf_prudente",
    "caf",
    "capacite_desendettement",
    "capitaux_permanents",
    "autonomie",
    "reserve_en_mois",
    "couverture_liquide",
    "tresorerie_nette",
    "jours_de_tresorerie",
    "benevolat_valorise",
    "part_benevolat_heures",
)
KEYS = ESSENTIELS + APPROFONDIS


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Version(_Strict):
    """One state of the rule: since when, its formula in words, and what it changed."""

    version: str
    depuis: date
    ce_qui_change: Texte
    formule: Texte


class CompteExemple(_Strict):
    """An account of a worked example, in euros. Written « compte | libellé | débit | crédit »."""

    compte: str = Field(pattern=r"^\d{2,8}$")
    libelle: str
    debit: Decimal = Field(ge=0)
    credit: Decimal = Field(ge=0)

    @model_validator(mode="before")
    @classmethod
    def _reads_a_line(cls, data: Any) -> Any:
        if not isinstance(data, str):
            return data
        cells = [cell.strip() for cell in data.split("|")]
        if len(cells) != len(cls.model_fields):
            raise ValueError("a line is « compte | libellé | débit | crédit »")
        compte, libelle, debit, credit = cells
        return {"compte": compte, "libelle": libelle, "debit": debit or "0", "credit": credit or "0"}


class Exemple(_Strict):
    """A worked example: accounts that balance or typed lines, in euros, what was answered, and what comes out.

    `attendu` is a fraction or euros, « bas à haut » for a range, or « non calculable »; `calcul` says it in words.
    """

    titre: Texte
    calcul: Texte
    ouverture: date = date(2024, 1, 1)
    cloture: date = date(2024, 12, 31)
    comptes: tuple[CompteExemple, ...] = ()
    saisie: dict[TypedLine, Decimal] = {}
    reponses: dict[Question, Decimal] = {}
    attendu: str

    @field_validator("attendu", mode="before")
    @classmethod
    def _is_text(cls, written: Any) -> str:
        """A number in the file is the text that a person reads."""
        return str(written)

    @model_validator(mode="after")
    def _has_one_way_in_that_balances(self) -> "Exemple":
        if bool(self.comptes) == bool(self.saisie):
            raise ValueError("an example has accounts or typed lines, one of the two")
        if sum(each.debit for each in self.comptes) != sum(each.credit for each in self.comptes):
            raise ValueError("the accounts of an example balance")
        return self

    @property
    def is_computable(self) -> bool:
        return self.attendu != NON_CALCULABLE


class Definition(_Strict):
    cle: str
    niveau: Niveau
    titre: Texte
    question: Texte
    pourquoi: Texte
    unite: Unite
    decimales: int = Field(ge=0, le=2)
    quand_non_calculable: Texte
    lecture: Texte
    prudence: Texte
    source: Texte
    version: tuple[Version, ...] = Field(min_length=1)
    exemples: tuple[Exemple, ...] = Field(min_length=2)

    @property
    def formule(self) -> str:
        """The formula in force: that of the last version."""
        return self.version[-1].formule


@cache
def definition_of(cle: str) -> Definition:
    """The definition of a key of KEYS. KeyError for any other."""
    if cle not in KEYS:
        raise KeyError(cle)
    file = files("socioeco").joinpath("definitions", "indicateurs", f"{cle}.yaml")
    return Definition.model_validate(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
