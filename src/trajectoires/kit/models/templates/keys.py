"""What an organisation's record and its last exercice can put in a document: each key, its kind, its name in French."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from socioeco.comptes import RESSOURCES, Ressource
from socioeco.readers.budget import budget_definition
from trajectoires.kit.enums import CellKind

ORGANISATION = "organisation."
FAMILLE, CERFA = "famille.", "cerfa."
_ORGANISATION = {
    "nom": "Nom de l’association",
    "sigle": "Sigle",
    "adresse": "Adresse",
    "commune": "Commune",
    "rna": "Numéro RNA",
    "siret": "Numéro SIRET",
    "objet": "Objet",
}
_TEXTS = {"exercice": "Dernier exercice connu", "premier_financeur": "Premier financeur"}
_DATES = {
    "aujourdhui": "Date du jour",
    "exercice.debut": "Début du dernier exercice connu",
    "exercice.fin": "Fin du dernier exercice connu",
}
_AMOUNTS = {
    "produits": "Produits",
    "charges": "Charges",
    "resultat": "Résultat",
    "personnel": "Charges de personnel",
    "tresorerie": "Argent disponible à la clôture",
    "fonds_propres": "Fonds propres",
}
_SHARES = {
    "part.premier_financeur": "Part du premier financeur",
    "part.subventions": "Part des subventions",
    "part.personnel": "Part du personnel",
}
_NUMBERS = {
    "mois_de_tresorerie": "Mois de trésorerie",
    "heures_benevoles": "Heures de bénévolat",
    "etp": "Équivalents temps plein",
}
# The engine says « produits » for financial income; beside `produits`, the whole of them, editors need another word.
FAMILLES: Mapping[str, Ressource] = {
    "financiers" if each is Ressource.PRODUITS else each.value: each for each in Ressource
}
# What is repeated, a line for each: its attributes and their kinds.
REPEATED: Mapping[str, Mapping[str, CellKind]] = {
    "financeurs": {"nom": CellKind.TEXTE, "genre": CellKind.TEXTE, "montant": CellKind.MONTANT},
    "exercices": {
        "exercice": CellKind.TEXTE,
        "produits": CellKind.MONTANT,
        "charges": CellKind.MONTANT,
        "resultat": CellKind.MONTANT,
        "tresorerie": CellKind.MONTANT,
    },
    "activites": {"nom": CellKind.TEXTE},
}
REPEATED_TITLES = {"financeurs": "Financeurs", "exercices": "Exercices connus", "activites": "Activités"}


@dataclass(frozen=True)
class Key:
    name: str
    title: str
    kind: CellKind


@cache
def known_keys() -> Mapping[str, Key]:
    """Every key that a document may name, in the order in which they are told."""
    return {key.name: key for key in _keys()}


def _keys() -> Iterator[Key]:
    for name, title in _ORGANISATION.items():
        yield Key(f"{ORGANISATION}{name}", title, CellKind.TEXTE)
    for titles, kind in (
        (_TEXTS, CellKind.TEXTE),
        (_DATES, CellKind.DATE),
        (_AMOUNTS, CellKind.MONTANT),
        (_SHARES, CellKind.PART),
        (_NUMBERS, CellKind.NOMBRE),
    ):
        yield from (Key(name, title, kind) for name, title in titles.items())
    for name, famille in FAMILLES.items():
        yield Key(f"{FAMILLE}{name}", f"Ressources : {RESSOURCES[famille].lower()}", CellKind.MONTANT)
    for ligne in budget_definition().lignes:
        yield Key(f"{CERFA}{ligne.cle}", f"Budget : {ligne.libelle}", CellKind.MONTANT)


def may_fill(key: Key, kind: CellKind) -> bool:
    """Whether what this key says can stand in a cell of this kind; anything can be said in words."""
    return kind in {CellKind.TEXTE, key.kind}
