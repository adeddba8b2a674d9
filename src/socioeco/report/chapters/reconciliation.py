"""« Le résultat, et chaque produit à sa place »: the whole of classes 6 and 7, to the centime."""

from collections.abc import Callable, Sequence

from socioeco.indicators.rapprochement import POSTES
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.chapters.openings import lines, opened, slug
from socioeco.report.document import Block, Cell, Figure, Grid, Opening, Section, Text
from socioeco.report.wording import write_amount, write_number

HOW = (
    "Chaque compte de la classe 7 est dans une ligne et une seule\u00a0: l’écart est toujours nul, et montré. Les "
    "écritures de clôture sont reprises avant de compter."
)


def reconciliation(analysis: Analysis) -> Section | None:
    years = analysis.exercices
    if not years:
        return None
    with_accounts = [year for year in years if year.rapprochement]
    blocks: list[Block] = [_result(years), *(_result_opening(year) for year in years)]
    if with_accounts:
        blocks += [_class_7(with_accounts), Text(HOW)]
        blocks += [opening for year in with_accounts for opening in _class_7_openings(year)]
    return Section(anchor="resultat", title="Le résultat, et chaque produit à sa place", blocks=tuple(blocks))


def _result(years: Sequence[Exercice]) -> Grid:
    rows: list[tuple[str, Callable[[Exercice], int]]] = [
        ("Produits", lambda year: year.postes.produits.value.number or 0),
        ("Charges", lambda year: -(year.postes.charges.value.number or 0)),
        ("Résultat", lambda year: year.postes.resultat_centimes),
    ]
    return Grid(
        caption="Résultat par exercice, en euros",
        header=("", *(year.label for year in years)),
        rows=tuple(
            (label, *(Figure(write_amount(of(year), decimals=2), slug("s", year.label)) for year in years))
            for label, of in rows
        ),
        has_total=True,
    )


def _result_opening(year: Exercice) -> Opening:
    postes, anchor = year.postes, slug("s", year.label)
    return Opening(
        anchor=anchor,
        title=f"Résultat de {year.label}",
        value=write_number(postes.resultat_centimes, "euros", decimals=2),
        blocks=(
            Text("Formule\u00a0: produits − charges."),
            opened(f"{anchor}-produits", "Produits", postes.produits.value, postes.produits.sources),
            opened(f"{anchor}-charges", "Charges", postes.charges.value, postes.charges.sources),
        ),
        is_deep=True,
    )


def _class_7(years: Sequence[Exercice]) -> Grid:
    rows: list[tuple[Cell, ...]] = [
        (label, *(_amount(year, poste) for year in years))
        for poste, label in POSTES.items()
        if any(year.rapprochement and year.rapprochement.postes[poste] for year in years)
    ]
    found = [year.rapprochement for year in years if year.rapprochement]
    totals = (write_amount(each.total_classe_7_centimes, decimals=2) for each in found)
    gaps = (write_amount(each.ecart_centimes, decimals=2) for each in found)
    return Grid(
        caption="Classe 7, en euros",
        header=("", *(year.label for year in years)),
        rows=(*rows, ("Écart, toujours nul", *gaps), ("Total de la classe 7", *totals)),
        has_total=True,
    )


def _amount(year: Exercice, poste: str) -> Figure:
    centimes = year.rapprochement.montant_centimes(poste) if year.rapprochement else 0
    is_open = bool(year.rapprochement and year.rapprochement.postes[poste])
    return Figure(write_amount(centimes, decimals=2), slug("p", poste, year.label) if is_open else "")


def _class_7_openings(year: Exercice) -> list[Opening]:
    postes = year.rapprochement.postes if year.rapprochement else {}
    return [
        Opening(
            anchor=slug("p", poste, year.label),
            title=f"{POSTES[poste]}, {year.label}",
            blocks=lines(f"{POSTES[poste]}, {year.label}\u00a0: les lignes", sources),
            is_deep=True,
        )
        for poste, sources in postes.items()
        if sources
    ]
