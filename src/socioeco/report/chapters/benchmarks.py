"""« Des repères »: the last exercice beside published tables, by their own definition. Nothing is judged or ranked."""

from fractions import Fraction

from socioeco.benchmarks import (
    ComparaisonRepere,
    LigneComparee,
    Publie,
    applicable_reperes,
    compare_to_repere,
)
from socioeco.report.analysis import Analysis
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Facts, Figure, Grid, Items, Opening, Section, Text
from socioeco.report.wording import remark, write_value
from socioeco.values import Value

HOW = (
    "Chaque tableau publié a sa propre définition, sa population et son année. Le chiffre de l’association est refait "
    "selon cette définition. Une différence n’est ni bonne ni mauvaise."
)
DECIMALS = {"part": 0, "euros": 0, "nombre": 0}


def benchmarks(analysis: Analysis) -> Section | None:
    if not analysis.exercices:
        return None
    year = analysis.exercices[-1]
    found = [each.repere for each in applicable_reperes(year.postes) if each.est_applicable]
    openings = (_table(compare_to_repere(year.postes, repere), year.label) for repere in found)
    return Section(anchor="reperes", title=f"Des repères, pour {year.label}", blocks=(Text(HOW), *openings))


def _table(compared: ComparaisonRepere, label: str) -> Opening:
    repere, anchor = compared.repere, slug("repere", compared.repere.cle)
    grid = Grid(
        caption=repere.titre,
        header=("", label, *(colonne.libelle for colonne in repere.colonnes)),
        rows=tuple(_row(compared, each, anchor) for each in compared.lignes),
    )
    facts = (
        ("Enquête", repere.enquete),
        ("Population", repere.population),
        ("Définition", repere.definition),
    )
    openings = [block for each in compared.lignes for block in _line(each, repere.unite, anchor)]
    return Opening(
        anchor=anchor,
        title=repere.titre,
        blocks=(grid, Facts(facts), Items(compared.remarques), *openings, *_sources(compared)),
        is_deep=True,
    )


def _row(compared: ComparaisonRepere, line: LigneComparee, anchor: str) -> tuple[str | Figure, ...]:
    unite = compared.repere.unite
    by_column = {each.colonne.cle: each for each in line.publies}
    published = (_published(by_column.get(colonne.cle), unite) for colonne in compared.repere.colonnes)
    return line.ligne.libelle, _own(line, unite, anchor), *published


def _own(line: LigneComparee, unite: str, anchor: str) -> Figure:
    if line.figure is None:
        return Figure("–", slug(anchor, line.ligne.cle))
    if line.figure.reponse is not None:
        return Figure(line.figure.reponse.value, slug(anchor, line.ligne.cle))
    return Figure(_written(line.figure.value, unite), slug(anchor, line.ligne.cle))


def _published(publie: Publie | None, unite: str) -> str:
    return "–" if publie is None else _written(publie.value, unite)


def _written(value: Value[Fraction], unite: str) -> str:
    return write_value(value, unite, decimals=DECIMALS[unite])


def _line(line: LigneComparee, unite: str, anchor: str) -> list[Block]:
    figure = line.figure
    notes = [line.ligne.lecture, line.ligne.raison, remark(figure.value) if figure else ""]
    notes += [f"{each.colonne.libelle}\u00a0: {each.note}" for each in line.publies if each.note]
    sources = lines("Les lignes de ce chiffre", figure.sources) if figure else ()
    return [
        Opening(
            anchor=slug(anchor, line.ligne.cle),
            title=line.ligne.libelle,
            value=_written(figure.value, unite) if figure and figure.reponse is None else "",
            blocks=(*(Text(note) for note in notes if note), *sources),
        )
    ]


def _sources(compared: ComparaisonRepere) -> tuple[Block, ...]:
    told = (
        f"{source.editeur}, {source.titre}, {source.url}"
        for line in compared.lignes
        for publie in line.publies
        for source in publie.sources
    )
    return (Items(tuple(dict.fromkeys(told))),)
