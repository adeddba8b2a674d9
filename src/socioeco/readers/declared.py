"""Amounts by poste from another program, in JSON: `read_postes_json`.

The format, `socioeco-postes/1`: one object, in UTF-8, every amount a whole number of centimes, null for what is not
known. `declared_schema()` gives its JSON Schema, with what each field means in French.

    {
      "format": "socioeco-postes/1",
      "ouvert_le": "2025-01-01",
      "clos_le": "2025-12-31",
      "ressources": {"subventions": 4500000, "cotisations": 1200000, "commande": null},
      "produits_hors_ressources_centimes": 0,
      "financeurs": [{"nom": "Ville", "genre": "commune", "montant_centimes": 4500000}],
      "charges": {"personnel": 3800000, "services": 1400000, "dotations": 200000},
      "tresorerie_centimes": 900000,
      "fonds_propres_centimes": 700000,
      "fonds_de_roulement_centimes": null,
      "besoin_en_fonds_de_roulement_centimes": null,
      "en_nature_centimes": null
    }

`format`, `ouvert_le`, `clos_le`, `ressources` and `charges` are required. A family of resources that is absent or null is
not known; a nature of charges that is absent is nil. Funders are those of subsidies, public contributions, patronage
and foundations; optional, and every genre is one of `GenreFinanceur`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from socioeco.anomalies import Anomaly, AnomalyCollector
from socioeco.formats import format_euros
from socioeco.readers.answers import GenreFinanceur
from socioeco.readers.bounded import read_bounded
from socioeco.readers.declared_checks import ObjectReader
from socioeco.readers.declared_json import MOST_BYTES, load_json

FORMAT = "socioeco-postes/1"
RESSOURCES: Mapping[str, str] = {
    "subventions": "Subventions",
    "commande": "Commande publique et tarification",
    "ventes": "Ventes et participations",
    "cotisations": "Cotisations",
    "dons": "Dons",
    "mecenat": "Mécénat",
    "fondations": "Fondations et contributions privées",
    "legs": "Legs et donations",
    "produits": "Produits financiers",
    "autres": "Autres ressources",
}
CHARGES: Mapping[str, str] = {
    "personnel": "Charges de personnel",
    "achats": "Achats",
    "services": "Services extérieurs",
    "impots": "Impôts et taxes",
    "autres": "Autres charges de gestion courante",
    "financieres": "Charges financières",
    "exceptionnelles": "Charges exceptionnelles",
    "dotations": "Dotations aux amortissements, provisions et fonds dédiés",
}
SOLDES: Mapping[str, str] = {
    "tresorerie_centimes": "Argent disponible à la clôture, découverts déduits",
    "fonds_propres_centimes": "Fonds propres à la clôture",
    "fonds_de_roulement_centimes": "Fonds de roulement à la clôture",
    "besoin_en_fonds_de_roulement_centimes": "Besoin en fonds de roulement à la clôture",
    "en_nature_centimes": "Contributions volontaires en nature",
}
HORS_RESSOURCES = "produits_hors_ressources_centimes"
WITH_FINANCEURS = ("subventions", "commande", "mecenat", "fondations")
LONGEST_NAME = 200
_REQUIRED = ("format", "ouvert_le", "clos_le", "ressources", "charges")
_KNOWN = (*_REQUIRED, "financeurs", HORS_RESSOURCES, *SOLDES)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFinanceur:
    nom: str
    genre: GenreFinanceur
    montant_centimes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredExercice:
    """One exercice by poste. `ressources` has the ten families and `soldes` the five balances, None when not known."""

    opened_on: date
    closed_on: date
    ressources: Mapping[str, int | None]
    charges: Mapping[str, int]
    soldes: Mapping[str, int | None]
    hors_ressources_centimes: int = 0
    financeurs: tuple[DeclaredFinanceur, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The very format that `read_postes_json` reads."""
        return {
            "format": FORMAT,
            "ouvert_le": self.opened_on.isoformat(),
            "clos_le": self.closed_on.isoformat(),
            "ressources": dict(self.ressources),
            HORS_RESSOURCES: self.hors_ressources_centimes,
            "financeurs": [
                {"nom": each.nom, "genre": each.genre.value, "montant_centimes": each.montant_centimes}
                for each in self.financeurs
            ],
            "charges": dict(self.charges),
            **self.soldes,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "DeclaredExercice":
        """The exercice that `to_json` wrote. Raises ValueError on what the reader refuses."""
        found = read_postes_json(json.dumps(data).encode(), "").exercice
        if found is None:
            raise ValueError("not an exercice by poste")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredReading:
    """The exercice, or None when an anomaly is blocking, and every anomaly at once."""

    name: str
    empreinte: str
    exercice: DeclaredExercice | None = None
    anomalies: tuple[Anomaly, ...] = ()

    @property
    def is_blocked(self) -> bool:
        return self.exercice is None

    def to_json(self) -> dict[str, Any]:
        return {
            "nom": self.name,
            "empreinte": self.empreinte,
            "exercice": self.exercice.to_json() if self.exercice else None,
            "anomalies": [anomaly.to_json() for anomaly in self.anomalies],
        }


def read_postes_json(source: BinaryIO | bytes, name: str) -> DeclaredReading:
    """Read amounts by poste. Never raises on the content, whatever it is; all its faults are told at once."""
    anomalies = AnomalyCollector()
    data, fingerprint = read_bounded(source, MOST_BYTES)
    content = load_json(data, anomalies)
    exercice = (
        _exercice(ObjectReader("racine", content, anomalies), anomalies) if content is not None else None
    )
    return DeclaredReading(
        name=name,
        empreinte=fingerprint,
        exercice=None if anomalies.has_blocking else exercice,
        anomalies=anomalies.collected(),
    )


def _exercice(root: ObjectReader, anomalies: AnomalyCollector) -> DeclaredExercice | None:
    root.check_fields(_KNOWN, _REQUIRED)
    root.check_constant("format", FORMAT)
    opened_on, closed_on = root.day("ouvert_le"), root.day("clos_le")
    families = root.child("ressources", RESSOURCES)
    charges = root.child("charges", CHARGES)
    exercice = DeclaredExercice(
        opened_on=opened_on or date.min,
        closed_on=closed_on or date.max,
        ressources={key: families.amount(key) for key in RESSOURCES},
        charges={key: charges.amount(key) or 0 for key in CHARGES},
        soldes={key: root.amount(key, may_be_negative=key != "en_nature_centimes") for key in SOLDES},
        hors_ressources_centimes=root.amount(HORS_RESSOURCES) or 0,
        financeurs=tuple(_financeur(each) for each in root.children("financeurs", _FINANCEUR)),
    )
    if exercice.opened_on > exercice.closed_on:
        anomalies.add("D3-dates-inversees")
    _check(exercice, anomalies)
    return exercice


_FINANCEUR = ("nom", "genre", "montant_centimes")


def _financeur(reader: ObjectReader) -> DeclaredFinanceur:
    return DeclaredFinanceur(
        nom=reader.text("nom")[:LONGEST_NAME],
        genre=GenreFinanceur(reader.choice("genre", tuple(GenreFinanceur), GenreFinanceur.INCONNU)),
        montant_centimes=reader.amount("montant_centimes") or 0,
    )


def _check(exercice: DeclaredExercice, anomalies: AnomalyCollector) -> None:
    """D4: what does not hold together, and does not prevent the calculation."""
    if not any(exercice.ressources.values()):
        anomalies.add("D4-sans-ressource")
    paid = sum(exercice.ressources[key] or 0 for key in WITH_FINANCEURS)
    named = sum(each.montant_centimes for each in exercice.financeurs)
    if exercice.financeurs and named != paid:
        anomalies.add("D4-financeurs", ecart=format_euros(abs(named - paid)))
    keys = ("fonds_de_roulement_centimes", "besoin_en_fonds_de_roulement_centimes", "tresorerie_centimes")
    fonds, besoin, tresorerie = (exercice.soldes[key] for key in keys)
    if fonds is not None and besoin is not None and tresorerie is not None and fonds - besoin != tresorerie:
        anomalies.add("D4-identite", ecart=format_euros(abs(fonds - besoin - tresorerie)))


def declared_schema() -> dict[str, Any]:
    """The JSON Schema of the format (draft 2020-12); its descriptions are in French."""
    amount = {
        "type": ["integer", "null"],
        "description": "Centimes entiers ; null si le montant n’est pas connu.",
    }
    day = {"type": "string", "format": "date"}
    financeur = {
        "type": "object",
        "required": list(_FINANCEUR),
        "additionalProperties": False,
        "properties": {
            "nom": {"type": "string", "maxLength": LONGEST_NAME},
            "genre": {"enum": [genre.value for genre in GenreFinanceur]},
            "montant_centimes": {"type": "integer", "minimum": 0},
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Montants par poste d’un exercice",
        "type": "object",
        "required": list(_REQUIRED),
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "ouvert_le": {**day, "description": "Premier jour de l’exercice."},
            "clos_le": {**day, "description": "Dernier jour de l’exercice."},
            "ressources": _family_schema("Ressources de l’année.", RESSOURCES),
            HORS_RESSOURCES: {
                **amount,
                "description": "Produits qui ne sont pas des ressources de l’année : cessions, reprises, transferts.",
            },
            "financeurs": {"type": "array", "items": financeur},
            "charges": _family_schema("Charges, en positif.", CHARGES),
            **{key: {**amount, "description": f"{label}."} for key, label in SOLDES.items()},
        },
    }


def _family_schema(description: str, families: Mapping[str, str]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "additionalProperties": False,
        "properties": {
            key: {"type": ["integer", "null"], "minimum": 0, "description": f"{label}."}
            for key, label in families.items()
        },
    }
