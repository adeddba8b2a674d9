"""The hypothesis cards: data, in `definitions/scenarios`. An effect says which accounts move, when, and against what."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from socioeco.comptes import Ressource, Traitement
from socioeco.formats import typographie
from socioeco.scenarios.flux import Flux, Nature
from socioeco.scenarios.positions import Position

Texte = Annotated[str, AfterValidator(typographie)]


class Genre(StrEnum):
    """What an answer is: an amount in centimes, a percentage in hundredths (2000 is 20 %), a whole number, a name."""

    MONTANT = "montant"
    POURCENTAGE = "pourcentage"
    MOIS = "mois"
    NOMBRE = "nombre"
    PAYEUR = "payeur"
    FAMILLE = "famille"

    @property
    def is_text(self) -> bool:
        return self in (Genre.PAYEUR, Genre.FAMILLE)


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Question(_Definition):
    """Asked of the person. `propose` is shown in the field and says where it comes from: it never counts by itself."""

    cle: str
    texte: Texte
    genre: Genre
    aide: Texte = ""
    facultative: bool = False
    propose: int | None = None
    pourquoi_propose: Texte = ""
    minimum: int = 0
    maximum: int | None = None
    fourchette: bool = True

    @property
    def may_range(self) -> bool:
        """Whether a low, a central and a high may be given."""
        return self.fourchette and self.genre in (Genre.MONTANT, Genre.POURCENTAGE, Genre.NOMBRE)

    @model_validator(mode="after")
    def _says_why_proposed(self) -> "Question":
        if (self.propose is None) != (not self.pourquoi_propose):
            raise ValueError("a proposal, and only a proposal, says where it comes from")
        return self


class Cible(_Definition):
    """Lines of the base year. Every condition that is written must hold; `payeur` and `famille` name a question."""

    nature: Nature
    familles: tuple[Ressource, ...] = ()
    comptes: tuple[str, ...] = ()
    traitements: tuple[Traitement, ...] = ()
    payeur: str = ""
    famille: str = ""
    decaisses: bool = False

    def holds(self, flux: Flux, *, payeur: str = "", famille: str = "") -> bool:
        return (
            flux.nature is self.nature
            and (not self.familles or flux.famille in self.familles)
            and (not self.comptes or flux.compte.startswith(self.comptes))
            and (not self.traitements or flux.traitement in self.traitements)
            and (not self.payeur or flux.payeur == payeur)
            and (not self.famille or flux.famille == famille)
            and (not self.decaisses or flux.is_cash)
        )

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.payeur, self.famille)))


class Variation(_Definition):
    """Lines that rise or fall by a percentage, or stop (`entier`); with `cumul`, again at each year of the card."""

    type: Literal["variation"]
    cible: Cible
    sens: Literal[1, -1]
    pourcentage: str = ""
    entier: bool = False
    cumul: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        return (*self.cible.questions, *filter(None, (self.pourcentage,)))

    @model_validator(mode="after")
    def _has_one_size(self) -> "Variation":
        if bool(self.pourcentage) == self.entier:
            raise ValueError("a variation has a percentage or is whole")
        return self


class Retard(_Definition):
    """Lines paid so many months later, the amount waiting in `tiers`."""

    type: Literal["retard"]
    cible: Cible
    mois: str
    tiers: Position

    @property
    def questions(self) -> tuple[str, ...]:
        return (*self.cible.questions, self.mois)


class Montant(_Definition):
    """A new line of the result: an account, when it is paid, and an amount by month, by twelfths of a year, or once a
    year at the month of the card.
    """

    type: Literal["montant"]
    nature: Nature
    compte: str = Field(pattern=r"^[67]\d{1,5}$")
    libelle: Texte
    montant: str
    fois: str = ""
    sens: Literal[1, -1] = 1
    rythme: Literal["mois", "an", "chaque_annee"]
    famille: Ressource | None = None
    tiers: Position
    delai: int = Field(default=0, ge=0, le=24)
    delai_demande: str = ""

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.montant, self.fois, self.delai_demande)))


class Convention(_Definition):
    """Money for several years, recognised month by month; what is paid ahead waits in 487, what is late in `tiers`."""

    type: Literal["convention"]
    compte: str = Field(pattern=r"^7\d{1,5}$")
    libelle: Texte
    famille: Ressource
    montant: str
    duree: str
    versements: str

    @property
    def questions(self) -> tuple[str, ...]:
        return (self.montant, self.duree, self.versements)


class Emprunt(_Definition):
    """Money borrowed (164), paid back in equal parts; the whole cost of interests (6611) in equal parts too."""

    type: Literal["emprunt"]
    montant: str
    duree: str
    interets: str

    @property
    def questions(self) -> tuple[str, ...]:
        return (self.montant, self.duree, self.interets)


class Investissement(_Definition):
    """An asset (2) paid once and depreciated (6811); its grant (131) is received later and turned into produits."""

    type: Literal["investissement"]
    montant: str
    duree: str
    subvention: str
    delai: str

    @property
    def questions(self) -> tuple[str, ...]:
        return (self.montant, self.duree, self.subvention, self.delai)


Effet = Annotated[
    Variation | Retard | Montant | Convention | Emprunt | Investissement, Field(discriminator="type")
]


class Carte(_Definition):
    """One hypothesis: what it asks, what it moves, how to read it.

    `bornee`: it may end before the horizon. `au_moins_une`: its answers may each be left out, not all of them.
    """

    cle: str
    ordre: int
    titre: Texte
    explication: Texte
    comptes: Texte
    prudence: Texte
    bornee: bool = True
    au_moins_une: bool = False
    questions: tuple[Question, ...]
    effets: tuple[Effet, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _asks_what_it_uses(self) -> "Carte":
        used = {cle for effet in self.effets for cle in effet.questions}
        if used != {question.cle for question in self.questions}:
            raise ValueError("a card asks every question that its effects use, and no other")
        return self

    def question(self, cle: str) -> Question | None:
        return next((question for question in self.questions if question.cle == cle), None)


@cache
def cartes() -> tuple[Carte, ...]:
    """All the cards, in the order they are shown. Raises ValidationError when a file is not whole."""
    folder = files("socioeco").joinpath("definitions", "scenarios")
    texts = (each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".yaml"))
    return _ordered(Carte.model_validate(yaml.safe_load(text)) for text in texts)


def _ordered(found: Iterable[Carte]) -> tuple[Carte, ...]:
    return tuple(sorted(found, key=lambda carte: carte.ordre))


def carte_named(cle: str) -> Carte:
    """The card of this key. KeyError when there is none."""
    found = next((carte for carte in cartes() if carte.cle == cle), None)
    if found is None:
        raise KeyError(cle)
    return found
