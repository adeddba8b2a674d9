"""One page by benchmark table: every published figure with its definition, population, year, reliability and source."""

from fractions import Fraction

from socioeco.benchmarks import Cellule, Fiabilite, Ligne, Repere, reperes, sources
from socioeco.formats import format_date, format_euros, format_nombre, format_pourcent
from socioeco.report.document import Facts, Grid, Items, Section, Text
from socioeco.report.methode.model import Page, slug_of

GROUP = "Repères publiés"
RELIABILITY = {
    Fiabilite.VERIFIEE: "source officielle, ou deux sources qui concordent",
    Fiabilite.UNE_SOURCE: "une source",
    Fiabilite.CALCUL: "notre calcul",
}
HOW = "Entre parenthèses, ce qui fonde le chiffre. Rien de moins sûr n’est dans ces tableaux."


def pages() -> tuple[Page, ...]:
    return tuple(map(_page, reperes()))


def _page(repere: Repere) -> Page:
    facts = (
        ("Enquête", repere.enquete),
        ("Population", repere.population),
        ("Définition", repere.definition),
    )
    return Page(
        slug=slug_of("repere", repere.cle),
        group=GROUP,
        title=repere.titre,
        lede=f"Tableau {repere.tableau}. À lire avec sa définition et sa population.",
        sections=(
            Section(anchor="chiffres", title="Les chiffres", blocks=(_grid(repere), Text(HOW), Facts(facts))),
            Section(anchor="prudence", title="Prudence", blocks=(Items(_cautions(repere)),)),
            Section(anchor="sources", title="Sources", blocks=(Items(_sources(repere)),)),
        ),
    )


def _grid(repere: Repere) -> Grid:
    columns = tuple(f"{each.libelle} ({each.annee})" for each in repere.colonnes)
    return Grid(
        caption=repere.titre,
        header=("", *columns),
        rows=tuple((ligne.libelle, *_cells(repere, ligne)) for ligne in repere.lignes),
        is_words=True,
    )


def _cells(repere: Repere, ligne: Ligne) -> tuple[str, ...]:
    found = (ligne.cellules.get(colonne.cle) for colonne in repere.colonnes)
    return tuple(_cell(repere, each) if each else "" for each in found)


def _cell(repere: Repere, cellule: Cellule) -> str:
    low, high = (_number(each, repere.unite) for each in repere.bounds(cellule))
    figure = low if low == high else f"de {low} à {high}"
    return f"{figure} ({RELIABILITY[cellule.fiabilite]}){f'. {cellule.note}' if cellule.note else ''}"


def _number(number: Fraction, unite: str) -> str:
    match unite:
        case "part":
            return format_pourcent(number, decimals=0 if (number * 100).denominator == 1 else 1)
        case "euros":
            return format_euros(int(number), decimals=0)
        case _:
            return format_nombre(number)


def _cautions(repere: Repere) -> tuple[str, ...]:
    of_columns = (f"{each.libelle}\u00a0: {each.prudence}" for each in repere.colonnes if each.prudence)
    of_lines = (
        f"{each.libelle}\u00a0: {said}"
        for each in repere.lignes
        for said in (each.lecture, each.raison)
        if said
    )
    return (*repere.prudence, *of_columns, *of_lines)


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
