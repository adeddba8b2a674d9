"""The ten families of resources, in the order in which every chart stacks them. The order never changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Family:
    """A family of resources: its key gives the class `f-<key>`; `motif` is the id of a pattern, if any."""

    key: str
    label: str
    genitive: str  # as in « la part des subventions »
    motif: str | None = None


FAMILIES: Final = (
    Family("subventions", "Subventions", "des subventions"),
    Family("commande", "Commande publique", "de la commande publique", "motif-montant"),
    Family("ventes", "Ventes et participations", "des ventes et prestations", "motif-lignes"),
    Family("cotisations", "Cotisations", "des cotisations"),
    Family("dons", "Dons", "des dons", "motif-points"),
    Family("mecenat", "Mécénat", "du mécénat", "motif-chevrons"),
    Family("fondations", "Fondations", "des fondations", "motif-descendant"),
    Family("legs", "Legs", "des legs", "motif-grille"),
    Family("produits", "Produits financiers", "des produits financiers", "motif-colonnes"),
    Family("autres", "Autres", "des autres ressources", "motif-anneaux"),
)
FAMILY_KEYS: Final = tuple(family.key for family in FAMILIES)

# The one fill dark enough, and plain, to carry text in the colour of the page.
TEXT_CARRIER: Final = "subventions"

_BY_KEY: Final = {family.key: family for family in FAMILIES}


def family(key: str) -> Family:
    """Return a family; an unknown key is a programming error that lists the known ones."""
    try:
        return _BY_KEY[key]
    except KeyError:
        raise ValueError(f"unknown family {key!r}; known: {', '.join(FAMILY_KEYS)}") from None


def in_order(keys: Iterable[str]) -> list[Family]:
    """Return the families of these keys, each once, in stacking order."""
    wanted = {family(key).key for key in keys}
    return [each for each in FAMILIES if each.key in wanted]


def label_of(each: Family, labels: Mapping[str, str]) -> str:
    """Return the name to show for a family, the caller's own when it gives one."""
    return labels.get(each.key, each.label)


def part_of(each: Family, labels: Mapping[str, str]) -> str:
    """Return « part des subventions », or the caller's own name between quotes."""
    if each.key in labels:
        return f"part «\u00a0{labels[each.key]}\u00a0»"
    return f"part {each.genitive}"
