"""« D’où viennent les ressources »: the chart of the years, and each amount down to its accounts."""

from collections.abc import Sequence

from socioeco.charts import Break, Chart, Column, stacked_columns
from socioeco.comptes import RESSOURCES, Ressource
from socioeco.indicators import Origine
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.chapters.openings import opened, slug
from socioeco.report.document import Block, Cell, Drawing, Figure, Grid, Items, Opening, Section, Text
from socioeco.report.wording import NOT_COMPUTABLE, decimals_for, remark, write_amount
from socioeco.trajectories import Etape, RuptureKind
from socioeco.values import Value

HOW = (
    "Chaque compte de la classe 7 va dans une famille, selon le plan comptable de son exercice et, là où le plan "
    "le prévoit, selon les mots de son libellé. Le montant est la somme, au centime, des comptes de la famille."
)
SOURCE = "Source\u00a0: les fichiers lus, classés selon le plan comptable de chaque exercice"
TYPED = "Source\u00a0: les lignes saisies"
PURCHASE = "Les ventes peuvent contenir des achats publics\u00a0: les comptes ne disent pas qui paie."
IN_KIND = "À côté\u00a0: contributions en nature"


def resources(analysis: Analysis) -> Section | None:
    years = analysis.exercices
    if not years:
        return None
    blocks: list[Block] = [Drawing(_chart(analysis)), _table(years), *_reasons(years), Text(HOW)]
    blocks += [_family(key, years) for key in Ressource if _has_something(key, years)]
    blocks.append(_in_kind(years))
    return Section(anchor="ressources", title="D’où viennent les ressources", blocks=tuple(blocks))


# --- the chart --------------------------------------------------------------------------------------------


def _chart(analysis: Analysis) -> Chart:
    years = analysis.exercices
    ruptures = [each for each in analysis.trajectory.ruptures if each.kind is RuptureKind.REGLES]
    first, last = years[0], years[-1]
    title = f"Ressources de {last.label}" if first is last else f"Ressources de {first.label} à {last.label}"
    return stacked_columns(
        [*map(_column, analysis.trajectory.etapes)],
        title=title,
        source=_source(years),
        breaks=[Break(before=each.apres, note=each.phrase) for each in ruptures],
    )


def _source(years: Sequence[Exercice]) -> str:
    is_typed = all(year.postes.origine is Origine.SAISIE for year in years)
    source = TYPED if is_typed else SOURCE
    return f"{PURCHASE} {source}" if any(map(_hides_purchase, years)) else source


def _hides_purchase(year: Exercice) -> bool:
    found = year.postes.ressources
    return not found["commande"].value.is_computed or bool(found["ventes"].value.reserve)


def _column(etape: Etape) -> Column:
    """A time without accounts keeps its place, empty."""
    if etape.postes is None:
        return Column(label=etape.libelle, amounts=None)
    familles = etape.postes.ressources.familles
    return Column(
        label=etape.libelle,
        amounts={each.key.value: each.value.number for each in familles if each.value.number},
        unknown=frozenset(each.key.value for each in familles if not each.value.is_computed),
    )


# --- the table --------------------------------------------------------------------------------------------


def _table(years: Sequence[Exercice]) -> Grid:
    amounts = [famille.value.number for year in years for famille in year.postes.ressources.familles]
    decimals = decimals_for(amounts)
    rows: list[tuple[Cell, ...]] = [
        (RESSOURCES[key], *(_cell(year, key, decimals) for year in years))
        for key in Ressource
        if _has_something(key, years)
    ]
    totals = (write_amount(year.postes.ressources.total_centimes, decimals=decimals) for year in years)
    return Grid(
        caption="Ressources par exercice, en euros",
        header=("Ressource", *(year.label for year in years)),
        rows=(*rows, ("Total", *totals)),
        has_total=True,
    )


def _cell(year: Exercice, key: Ressource, decimals: int) -> Figure:
    number = year.postes.ressources[key].value.number
    text = NOT_COMPUTABLE if number is None else write_amount(number, decimals=decimals)
    return Figure(text, slug("r", key.value, year.label))


def _has_something(key: Ressource, years: Sequence[Exercice]) -> bool:
    """A family that is nil in every year takes no row; one that cannot be told in one of them does."""
    found = (year.postes.ressources[key] for year in years)
    return any(each.sources or each.value.number != 0 for each in found)


def _reasons(years: Sequence[Exercice]) -> list[Block]:
    """Why an amount of the table is not there, each reason once."""
    values = (famille.value for year in years for famille in year.postes.ressources.familles)
    told = dict.fromkeys(value.raison for value in values if not value.is_computed)
    return [Items(tuple(told))] if told else []


def _family(key: Ressource, years: Sequence[Exercice]) -> Opening:
    return Opening(
        anchor=slug("r", key.value),
        title=RESSOURCES[key],
        blocks=tuple(_of_year(key, year) for year in years),
        is_deep=True,
    )


def _of_year(key: Ressource, year: Exercice) -> Opening:
    famille = year.postes.ressources[key]
    title = f"{famille.label}, {year.label}"
    return opened(slug("r", key.value, year.label), title, famille.value, famille.sources)


def _in_kind(years: Sequence[Exercice]) -> Opening:
    """Class 87, never added to the money; why there is none, once."""
    reasons = dict.fromkeys(remark(year.postes.en_nature.value) for year in years)
    only: list[Block] = [Text(reason) for reason in reasons if reason]
    valued = [year for year in years if year.postes.en_nature.value.is_computed]
    return Opening(
        anchor="en-nature",
        title=IN_KIND,
        value="" if valued else NOT_COMPUTABLE,
        blocks=(*only, *(_in_kind_of(year) for year in valued)),
    )


def _in_kind_of(year: Exercice) -> Opening:
    poste = year.postes.en_nature
    value: Value[int] = poste.value
    anchor = slug("en-nature", year.label)
    return opened(anchor, f"{IN_KIND}, {year.label}", value, poste.sources, is_deep=False)
