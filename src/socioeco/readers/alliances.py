"""An alliance as a person tells it: who the partner is, since when, what each brings, what is written of it.

Accounts know nothing of it, but for the money of a partner that is also a payer. Everything but the name may be left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class NaturePartenaire(StrEnum):
    """The actors that may be allied, in the order they are shown."""

    ASSOCIATION = "association"
    COLLECTIVITE = "collectivite"
    ETAT = "etat"
    ENTREPRISE = "entreprise"
    FONDATION = "fondation"
    BAILLEUR = "bailleur"
    RECHERCHE = "recherche"
    AUTRE = "autre"


class Apport(StrEnum):
    """What a partner brings. Only `ARGENT` is money."""

    ARGENT = "argent"
    LOCAUX = "locaux"
    MATERIEL = "materiel"
    PERSONNES = "personnes"
    COMPETENCES = "competences"
    AUTRE = "autre"


class Ecrit(StrEnum):
    CONVENTION = "convention"
    AUTRE = "autre"
    AUCUN = "aucun"


NATURES_PARTENAIRES: Mapping[NaturePartenaire, str] = MappingProxyType(
    {
        NaturePartenaire.ASSOCIATION: "Association ou autre structure d’intérêt général",
        NaturePartenaire.COLLECTIVITE: "Commune, intercommunalité, département ou région",
        NaturePartenaire.ETAT: "Service de l’État ou autre organisme public",
        NaturePartenaire.ENTREPRISE: "Entreprise",
        NaturePartenaire.FONDATION: "Fondation, fonds ou investisseur",
        NaturePartenaire.BAILLEUR: "Bailleur",
        NaturePartenaire.RECHERCHE: "Établissement d’enseignement ou de recherche",
        NaturePartenaire.AUTRE: "Autre",
    }
)
APPORTS: Mapping[Apport, str] = MappingProxyType(
    {
        Apport.ARGENT: "De l’argent",
        Apport.LOCAUX: "Des locaux, prêtés ou mis à disposition",
        Apport.MATERIEL: "Du matériel ou des produits",
        Apport.PERSONNES: "Des personnes mises à disposition",
        Apport.COMPETENCES: "Du mécénat de compétences, par une entreprise",
        Apport.AUTRE: "Autre chose",
    }
)
ECRITS: Mapping[Ecrit, str] = MappingProxyType(
    {
        Ecrit.CONVENTION: "Une convention signée",
        Ecrit.AUTRE: "Un autre écrit (charte, lettre, contrat)",
        Ecrit.AUCUN: "Rien d’écrit",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alliance:
    """`payeur` is the name of a payer that accounts give, empty when this partner is none of them.

    `argent` and `en_nature` are what the person says was received, in centimes, by `exercice_key`.
    """

    nom: str
    nature: NaturePartenaire | None = None
    depuis: date | None = None
    jusqu_au: date | None = None
    apporte: frozenset[Apport] = frozenset()
    donne: str = ""
    ecrit: Ecrit | None = None
    payeur: str = ""
    argent: Mapping[str, int] = field(default_factory=dict)
    en_nature: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_written(self) -> bool:
        return self.ecrit in {Ecrit.CONVENTION, Ecrit.AUTRE}
