"""« Compte de résultat et bilan », in the layout of the chart of the exercice, each line down to its accounts."""

from collections.abc import Callable, Iterator, Sequence

from socioeco.indicators.etats import Bilan, CompteDeResultat, Etats, LigneEtat, RubriqueEtat, SectionEtat
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Cell, Figure, Grid, Opening, Section, Text
from socioeco.report.wording import write_amount

CHARGES = "Les charges sont écrites en positif\u202f; les totaux les retirent."
Cells = Callable[[RubriqueEtat | LigneEtat, str], tuple[Figure, ...]]
ACTIF = ("Actif", "Brut", "Amortissements et dépréciations", "Net")


def statements(analysis: Analysis) -> Section | None:
    """Those of the last exercice with accounts, on the screen; every one of them in a page."""
    found = [(year, year.postes.etats) for year in reversed(analysis.exercices) if year.postes.etats]
    if not found:
        return None
    blocks = [_year(year, etats, is_deep=place > 0) for place, (year, etats) in enumerate(found)]
    return Section(anchor="etats", title="Compte de résultat et bilan", blocks=tuple(blocks))


def _year(year: Exercice, etats: Etats, *, is_deep: bool) -> Opening:
    return Opening(
        anchor=slug("etats", year.label),
        title=f"États de {year.label}",
        blocks=(*_result(year, etats.compte_de_resultat), *_bilan(year, etats.bilan)),
        is_deep=is_deep,
    )


def _result(year: Exercice, found: CompteDeResultat) -> list[Block]:
    rubriques = (*found.rubriques, *found.contributions_volontaires)
    prefix = slug("cr", year.label)
    rows = [row for each in rubriques for row in _rows(each, prefix, _amount)]
    caption = f"Compte de résultat de {year.label}, en euros"
    grid = Grid(caption=caption, header=("", "Montant"), rows=tuple(rows))
    return [grid, Text(CHARGES), *_openings(rubriques, prefix)]


def _bilan(year: Exercice, found: Bilan) -> list[Block]:
    actif, passif = slug("actif", year.label), slug("passif", year.label)
    owned = [row for each in found.actif for row in _rows(each, actif, _brut_and_net)]
    owed = [row for each in found.passif for row in _rows(each, passif, _amount)]
    reserve: list[Block] = [Text(found.reserve, is_caution=True)] if found.reserve else []
    return [
        *reserve,
        Grid(caption=f"Bilan de {year.label}, actif, en euros", header=ACTIF, rows=tuple(owned)),
        Grid(
            caption=f"Bilan de {year.label}, passif, en euros", header=("Passif", "Montant"), rows=tuple(owed)
        ),
        *_openings(found.actif, actif),
        *_openings(found.passif, passif),
    ]


# --- lines ------------------------------------------------------------------------------------------------


def _rows(rubrique: RubriqueEtat, prefix: str, cells: Cells) -> list[tuple[Cell, ...]]:
    """A section, then its lines that hold something; a total alone."""
    if not isinstance(rubrique, SectionEtat):
        return [(rubrique.libelle.upper(), *cells(rubrique, ""))]
    found = [line for line in rubrique.lignes if line.all_sources]
    if not found:
        return []
    below = (row for line in found for row in _line(line, cells, slug(prefix, line.cle)))
    return [_row(rubrique.libelle, cells(rubrique, "")), *below]


def _line(line: LigneEtat, cells: Cells, anchor: str, depth: int = 1) -> Iterator[tuple[Cell, ...]]:
    """The line, then what it is made of: subventions and générosité are never one figure on a screen."""
    yield _row(f"{'– ' * depth}{line.libelle}", cells(line, anchor))
    for below in line.lignes:
        if below.all_sources:
            yield from _line(below, cells, anchor, depth + 1)


def _row(name: str, cells: tuple[Figure, ...]) -> tuple[Cell, ...]:
    return name, *cells


def _amount(found: RubriqueEtat | LigneEtat, anchor: str) -> tuple[Figure, ...]:
    return (Figure(write_amount(found.montant_centimes, decimals=2), anchor),)


def _brut_and_net(found: RubriqueEtat | LigneEtat, anchor: str) -> tuple[Figure, ...]:
    """Of a section or a total, the net alone: gross amounts of a whole side say nothing."""
    if not isinstance(found, LigneEtat):
        return Figure(""), Figure(""), *_amount(found, anchor)
    amounts = (found.brut_centimes, -found.amortissements_centimes, found.montant_centimes)
    brut, taken, net = (Figure(write_amount(each, decimals=2), anchor) for each in amounts)
    return brut, taken if found.amortissements_centimes else Figure(""), net


def _openings(rubriques: Sequence[RubriqueEtat], prefix: str) -> list[Block]:
    return [
        Opening(
            anchor=slug(prefix, line.cle),
            title=line.libelle,
            blocks=(*_below(line), *lines(f"{line.libelle}\u00a0: les comptes", line.all_sources)),
            is_deep=True,
        )
        for rubrique in rubriques
        if isinstance(rubrique, SectionEtat)
        for line in rubrique.lignes
        if line.all_sources
    ]


def _below(line: LigneEtat) -> list[Block]:
    found = [each for each in line.lignes if each.all_sources]
    rows = tuple(_row(each.libelle, _amount(each, "")) for each in found)
    caption = f"{line.libelle}\u00a0: le détail, en euros"
    return [Grid(caption=caption, header=("", "Montant"), rows=rows)] if rows else []
