"""One page by benchmark table: every published figure with its definition, population, year, reliability and source."""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from socioeco.benchmarks import Cellule, Colonne, Fiabilite, Ligne, Repere, reperes, sources
from socioeco.formats import format_date, format_euros, format_nombre, format_pourcent
from socioeco.report.document import Block, Facts, Grid, Items, Section, Text
from socioeco.report.methode.model import Page, lowered, slug_of
from socioeco.report.reliability import RELIABILITY

GROUP = "Repères publiés"
RULES = {
    Fiabilite.VERIFIEE: "vient d’une source officielle, ou de deux sources qui concordent",
    Fiabilite.UNE_SOURCE: "vient d’une seule source",
    Fiabilite.CALCUL: "est notre calcul",
}
SURE = "Rien de moins sûr n’est dans ces tableaux."
MEASURED = "Ce qui est mesuré"
LINES = {
    "structure-des-ressources": "Ressource",
    "employeuses-ou-non": "Ressource",
    "culture-employeuses": "Ressource",
    "financeurs-publics": "Financeur public",
}  # what the lines of a table are, when they are of one kind
_CLAUSE = re.compile(r"\u00a0:|\.")


def pages() -> tuple[Page, ...]:
    return tuple(map(_page, reperes()))


def _page(repere: Repere) -> Page:
    usual = _usual(repere)
    facts = (
        ("Enquête", repere.enquete),
        ("Population", repere.population),
        ("Définition", repere.definition),
    )
    figures = (_grid(repere, usual), Text(_rule(repere, usual)), Facts(facts))
    return Page(
        slug=slug_of("repere", repere.cle),
        group=GROUP,
        title=repere.titre,
        lede=_lede(repere),
        sections=(
            Section(anchor="chiffres", title="Les chiffres", blocks=figures),
            Section(anchor="prudence", title="Prudence", blocks=tuple(_cautions(repere))),
            Section(anchor="sources", title="Sources", blocks=(Items(_sources(repere)),)),
        ),
    )


def _lede(repere: Repere) -> str:
    """The survey, and whom it is about: the rest of that is with the figures."""
    return f"{repere.enquete}\u00a0: {lowered(_CLAUSE.split(repere.population)[0])}."


# --- figures ----------------------------------------------------------------------------------------------


def _usual(repere: Repere) -> Fiabilite:
    """The reliability of most figures of the table: only the others are marked."""
    found = Counter(cell.fiabilite for each in repere.lignes for cell in each.cellules.values())
    return max(Fiabilite, key=lambda each: found[each])


def _rule(repere: Repere, usual: Fiabilite) -> str:
    cells = [cell for each in repere.lignes for cell in each.cellules.values()]
    if len(cells) == 1:
        return f"Ce chiffre {RULES[usual]}."
    is_same = all(cell.fiabilite is usual for cell in cells)
    return f"{'Chaque' if is_same else 'Sauf mention, chaque'} chiffre {RULES[usual]}. {SURE}"


def _grid(repere: Repere, usual: Fiabilite) -> Grid:
    return Grid(
        caption=repere.titre,
        header=(LINES.get(repere.cle, MEASURED), *map(_column, repere.colonnes)),
        rows=tuple((ligne.libelle, *_cells(repere, ligne, usual)) for ligne in repere.lignes),
        is_words=True,
    )


def _column(colonne: Colonne) -> str:
    year = str(colonne.annee)
    return colonne.libelle if year in colonne.libelle else f"{colonne.libelle} ({year})"


def _cells(repere: Repere, ligne: Ligne, usual: Fiabilite) -> tuple[str, ...]:
    found = (ligne.cellules.get(colonne.cle) for colonne in repere.colonnes)
    return tuple(_cell(repere, each, usual) if each else "" for each in found)


def _cell(repere: Repere, cellule: Cellule, usual: Fiabilite) -> str:
    """The note of a figure of our own says that it is."""
    low, high = (_number(each, repere.unite) for each in repere.bounds(cellule))
    figure = low if low == high else f"de {low} à {high}"
    is_marked = cellule.fiabilite not in {usual, Fiabilite.CALCUL}
    mark = f" ({RELIABILITY[cellule.fiabilite]})" if is_marked else ""
    return f"{figure}{mark}{f'. {cellule.note}' if cellule.note else ''}"


def _number(number: Fraction, unite: str) -> str:
    match unite:
        case "part":
            return format_pourcent(number, decimals=0 if (number * 100).denominator == 1 else 1)
        case "euros":
            return format_euros(int(number), decimals=0)
        case _:
            return format_nombre(number)


# --- what to read with them -------------------------------------------------------------------------------


def _cautions(repere: Repere) -> Iterator[Block]:
    yield Items(repere.prudence)
    pairs = (
        *((each.libelle, each.prudence) for each in repere.colonnes),
        *((each.libelle, said) for each in repere.lignes for said in (each.lecture, each.raison)),
    )
    told = tuple((term, said) for term, said in pairs if said)
    if told:
        yield Facts(told)


def _sources(repere: Repere) -> tuple[str, ...]:
    keys = (
        key
        for each in repere.lignes
        for cle, cell in each.cellules.items()
        for key in _keys(repere, cle, cell)
    )
    found = (sources()[key] for key in dict.fromkeys(keys))
    return tuple(
        f"{each.editeur}, {each.titre}, lu le {format_date(each.lu_le)}, {each.url}" for each in found
    )


def _keys(repere: Repere, cle: str, cellule: Cellule) -> tuple[str, ...]:
    colonne = next(each for each in repere.colonnes if each.cle == cle)
    return repere.sources_of(colonne, cellule)
