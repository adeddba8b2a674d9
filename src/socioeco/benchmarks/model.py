"""What a benchmark table is: published figures with their own definition, population, source and cautions."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, StringConstraints, model_validator

from socioeco.formats import typographie

Texte = Annotated[str, StringConstraints(min_length=1), AfterValidator(typographie)]
Cle = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Unite = Literal["part", "euros", "nombre"]
# What a number of a file is multiplied by: shares are written in percent, amounts in euros.
SCALE: Mapping[str, Fraction] = {"part": Fraction(1, 100), "euros": Fraction(100), "nombre": Fraction(1)}


class Fiabilite(StrEnum):
    """An official source or two that agree; one correct source; or our own subtraction from such figures.

    Anything weaker stays out of the files.
    """

    VERIFIEE = "V"
    UNE_SOURCE = "1S"
    CALCUL = "calcul"


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Definition):
    titre: Texte
    editeur: Texte
    url: HttpUrl
    lu_le: date


class Condition(_Definition):
    """Whom a column is about. What is None leaves everybody in."""

    employeuse: bool | None = None
    secteur: Cle | None = None
    fonction: Cle | None = None


class Cellule(_Definition):
    """A published figure, or its bounds, as written in the file; see `Repere.bounds` for its unit."""

    bas: Decimal = Field(ge=0)
    haut: Decimal | None = None
    fiabilite: Fiabilite
    note: Texte | None = None
    sources: tuple[Cle, ...] = ()

    @model_validator(mode="after")
    def _is_told(self) -> "Cellule":
        if self.haut is not None and self.haut <= self.bas:
            raise ValueError("the high bound is above the low one")
        if self.fiabilite is Fiabilite.CALCUL and not self.note:
            raise ValueError("a figure of our own says how it is computed")
        return self


class Colonne(_Definition):
    cle: Cle
    libelle: Texte
    annee: int = Field(ge=1990)
    sources: tuple[Cle, ...] = Field(min_length=1)
    condition: Condition = Condition()
    prudence: Texte | None = None


class Ligne(_Definition):
    """A line of a table. `mesure` names how the organisation's own figure is made; without one, `raison` says why."""

    cle: Cle
    libelle: Texte
    mesure: str = ""
    seuil: int | None = None
    lecture: Texte | None = None
    raison: Texte | None = None
    cellules: Mapping[Cle, Cellule]

    @model_validator(mode="after")
    def _is_comparable_or_says_why(self) -> "Ligne":
        if bool(self.mesure) == bool(self.raison):
            raise ValueError("a line is compared by a measure, or says why it is not")
        return self


class Repere(_Definition):
    cle: Cle
    tableau: Literal["A", "B", "C", "D", "E", "F"]
    titre: Texte
    enquete: Texte
    population: Texte
    definition: Texte
    unite: Unite
    prudence: tuple[Texte, ...] = Field(min_length=1)
    colonnes: tuple[Colonne, ...] = Field(min_length=1)
    lignes: tuple[Ligne, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_cells_of_its_columns(self) -> "Repere":
        known = {colonne.cle for colonne in self.colonnes}
        if any(not set(ligne.cellules) <= known for ligne in self.lignes):
            raise ValueError("a cell stands in a column of the table")
        return self

    def bounds(self, cellule: Cellule) -> tuple[Fraction, Fraction]:
        """Low and high in the unit of the engine: a share between 0 and 1, centimes, or a number."""
        scale = SCALE[self.unite]
        low = Fraction(cellule.bas) * scale
        return low, low if cellule.haut is None else Fraction(cellule.haut) * scale

    def sources_of(self, colonne: Colonne, cellule: Cellule) -> tuple[str, ...]:
        """The keys of the sources of a figure: its own when it has some, else those of its column."""
        return cellule.sources or colonne.sources
