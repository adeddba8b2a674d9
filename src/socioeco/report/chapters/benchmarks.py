"""« Des repères »: the last exercice beside published tables, by their own definition. Nothing is judged or ranked."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from socioeco.benchmarks import (
    Applicabilite,
    Cellule,
    Colonne,
    ComparaisonRepere,
    LigneComparee,
    Publie,
    Repere,
    Source,
    applicable_reperes,
    compare_to_repere,
)
from socioeco.formats import format_date
from socioeco.report.analysis import Analysis
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Facts, Figure, Grid, Items, Opening, Section, Text
from socioeco.report.reliability import RELIABILITY
from socioeco.report.wording import remark, write_value
from socioeco.values import Value, calcule_entre

HOW = (
    "Chaque tableau publié a sa propre définition, sa population et son année. Le chiffre de l’association est refait "
    "selon cette définition. Une différence n’est ni bonne ni mauvaise."
)
BESIDE = "Vos comptes de {label}, à côté des chiffres publiés"
OWN = "Vous ({label})"
DOUBTFUL = "reperes-a-dire"  # the anchor of the tables of which accounts do not say whether they fit
MAYBE = "D’autres tableaux, s’ils vous regardent\u00a0: un secteur, une taille"
APART, APART_LINE = "Ce qui ne se compare pas, et pourquoi", "non comparable"
SOURCES = "Ce qui fonde chaque colonne, et où elle a été lue\u00a0:"


def benchmarks(analysis: Analysis) -> Section | None:
    if not analysis.exercices:
        return None
    year = analysis.exercices[-1]
    found = applicable_reperes(year.postes)
    sure, maybe = (
        tuple(
            _table(compare_to_repere(year.postes, each.repere), year.label, each.raison)
            for each in found
            if each.est_applicable and bool(each.raison) == is_doubtful
        )
        for is_doubtful in (False, True)
    )
    doubtful = (Opening(anchor=DOUBTFUL, title=MAYBE, blocks=maybe),) if maybe else ()
    apart = _apart([each for each in found if not each.est_applicable])
    return Section(
        anchor="reperes",
        title=f"Des repères, pour {year.label}",
        blocks=(Text(HOW), *sure, *doubtful, *apart),
    )


def _apart(found: Sequence[Applicabilite]) -> Iterator[Block]:
    """The tables that are not shown, each with the reason."""
    if found:
        items = tuple(f"{each.repere.titre}. {each.raison}" for each in found)
        yield Opening(anchor="reperes-a-part", title=APART, blocks=(Items(items),))


def _table(compared: ComparaisonRepere, label: str, doubt: str = "") -> Opening:
    """A screen shows the table, whom it is about and how it counts; a page opens the rest."""
    repere, anchor = compared.repere, slug("repere", compared.repere.cle)
    grid = Grid(
        caption=BESIDE.format(label=label),
        header=("", OWN.format(label=label), *map(column_name, repere.colonnes)),
        rows=tuple(_row(compared, each, anchor) for each in compared.lignes),
    )
    facts = (
        ("Enquête", repere.enquete),
        ("Population", repere.population),
        ("Définition", repere.definition),
    )
    openings = [_line(each, repere.unite, anchor) for each in compared.lignes]
    return Opening(
        anchor=anchor,
        title=repere.titre,
        blocks=(
            *((Text(doubt),) if doubt else ()),
            grid,
            Facts(facts),
            _caution(compared, anchor),
            *openings,
        ),
    )


def column_name(colonne: Colonne) -> str:
    """With its year, said once."""
    year = str(colonne.annee)
    return colonne.libelle if year in colonne.libelle else f"{colonne.libelle} ({year})"


def _caution(compared: ComparaisonRepere, anchor: str) -> Opening:
    return Opening(
        anchor=slug(anchor, "lire"),
        title="Prudence, fiabilité et sources",
        blocks=(Items(compared.remarques), Text(SOURCES), Facts(tuple(_founded(compared)))),
        is_deep=True,
    )


def _row(compared: ComparaisonRepere, line: LigneComparee, anchor: str) -> tuple[str | Figure, ...]:
    repere, cellules = compared.repere, line.ligne.cellules
    figures = (published(cellules.get(colonne.cle), repere) for colonne in repere.colonnes)
    return line.ligne.libelle, _own(line, repere.unite, anchor), *figures


def _own(line: LigneComparee, unite: str, anchor: str) -> Figure:
    if line.figure is None:
        return Figure(APART_LINE, slug(anchor, line.ligne.cle))
    if line.figure.reponse is not None:
        return Figure(line.figure.reponse.value, slug(anchor, line.ligne.cle))
    return Figure(_as_precise(line, line.figure.value, unite), slug(anchor, line.ligne.cle))


def _as_precise(line: LigneComparee, value: Value[Fraction], unite: str) -> str:
    """With as many decimals as what is published beside it."""
    return _written(value, unite, max(map(decimals_of, line.ligne.cellules.values()), default=0))


def published(cellule: Cellule | None, repere: Repere) -> str:
    """With the decimals of its source: rounded, four years of one figure would be the same."""
    if cellule is None:
        return "–"
    return _written(calcule_entre(*repere.bounds(cellule)), repere.unite, decimals_of(cellule))


def decimals_of(cellule: Cellule) -> int:
    """Those that the file writes."""
    bounds = (each for each in (cellule.bas, cellule.haut) if each is not None)
    return max(-min(int(each.as_tuple().exponent), 0) for each in bounds)


def _written(value: Value[Fraction], unite: str, decimals: int) -> str:
    return write_value(value, unite, decimals=decimals)


def _line(line: LigneComparee, unite: str, anchor: str) -> Opening:
    figure = line.figure
    notes = [line.ligne.lecture, line.ligne.raison, remark(figure.value) if figure else ""]
    notes += [f"{column_name(each.colonne)}\u00a0: {each.note}" for each in line.publies if each.note]
    sources = lines("Les lignes de ce chiffre", figure.sources) if figure else ()
    return Opening(
        anchor=slug(anchor, line.ligne.cle),
        title=line.ligne.libelle,
        value=_as_precise(line, figure.value, unite) if figure and figure.reponse is None else "",
        blocks=(*(Text(note) for note in notes if note), *sources),
        is_deep=True,
    )


# --- what it stands on ------------------------------------------------------------------------------------


def _founded(compared: ComparaisonRepere) -> Iterator[tuple[str, str]]:
    """Column by column, how sure its figures are and where they were read; line by line where they differ."""
    for colonne in compared.repere.colonnes:
        cells = [
            (line.ligne.libelle, publie)
            for line in compared.lignes
            for publie in line.publies
            if publie.colonne == colonne
        ]
        for basis in dict.fromkeys(map(_basis, (publie for _, publie in cells))):
            names = [name for name, publie in cells if _basis(publie) == basis]
            which = "" if len(names) == len(cells) else f"\u00a0: {', '.join(names)}"
            yield f"{column_name(colonne)}{which}", basis


def _basis(publie: Publie) -> str:
    sources = "\u202f; ".join(map(_source, publie.sources))
    how_sure = RELIABILITY[publie.fiabilite]
    return f"{how_sure[:1].upper()}{how_sure[1:]}. {sources}"


def _source(source: Source) -> str:
    return f"{source.editeur}, {source.titre}, lu le {format_date(source.lu_le)}, {source.url}"
