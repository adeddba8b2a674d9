"""« Les indicateurs »: each one by year, then its question, its formula, its terms and their lines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from socioeco.formats import format_date
from socioeco.indicators import ESSENTIELS, Indicateur, Terme
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Facts, Figure, Grid, Opening, Section, Text
from socioeco.report.restating import RENUMBERED, Retraitement
from socioeco.report.wording import remark, write_value

Series = Sequence[tuple[Exercice, Indicateur]]
BOTH = "{avant}, dans ses comptes et selon les règles de {apres}"
BREAK = (
    "Les règles changent entre {avant} et {apres}, et des comptes changent de place. Pour ces indicateurs, comparez {apres} "
    "à {avant} selon les règles de {apres}. Le détail est plus bas, compte par compte."
)
MORE_DECIMALS = 2
LEVELS = (("essentiel", "Les indicateurs essentiels"), ("approfondi", "Pour aller plus loin"))


def indicators(analysis: Analysis) -> Section | None:
    """Those of the last exercice, in its order; the essential ones are told whole on a screen, the others in a page."""
    years = analysis.exercices
    if not years:
        return None
    found = [_series(each.definition.cle, years) for each in years[-1].indicateurs]
    tables = (_table(niveau, title, years, found) for niveau, title in LEVELS)
    both = (block for each in analysis.retraitements for block in _both_rules(each, found))
    openings = (_indicator(series, analysis) for series in found)
    blocks: tuple[Block, ...] = (*tables, *both, *openings)
    return Section(anchor="indicateurs", title="Les indicateurs", blocks=blocks)


def _series(cle: str, years: Sequence[Exercice]) -> Series:
    return [
        (year, indicateur)
        for year in years
        for indicateur in year.indicateurs
        if indicateur.definition.cle == cle
    ]


def _table(niveau: str, title: str, years: Sequence[Exercice], found: Sequence[Series]) -> Grid:
    return Grid(
        caption=f"{title}, par exercice\u202f; chacun s’ouvre plus bas",
        header=("Indicateur", *(year.label for year in years)),
        rows=tuple(
            (series[-1][1].definition.titre, *map(_cell, series))
            for series in found
            if series[-1][1].definition.niveau == niveau
        ),
    )


def _both_rules(again: Retraitement, found: Sequence[Series]) -> Iterator[Block]:
    """The year before a change of rules, both ways, for the indicators that it moves."""
    rows = tuple(
        _both(year, indicateur, again)
        for series in found
        for year, indicateur in series
        if year.label == again.avant and _moves(indicateur, again)
    )
    if rows:
        names = {"avant": again.avant, "apres": again.apres}
        header = ("Indicateur", "Dans les comptes", f"Selon les règles de {again.apres}")
        yield Text(BREAK.format(**names), is_caution=True)
        yield Grid(caption=BOTH.format(**names), header=header, rows=rows)


def _both(year: Exercice, indicateur: Indicateur, again: Retraitement) -> tuple[str, Figure, Figure]:
    """With a decimal more where rounding would write both ways alike."""
    cle = indicateur.definition.cle
    anchor = slug("i", cle, year.label)
    found = again.indicateurs[cle]
    pairs = [(written(indicateur, more), written(found, more)) for more in range(MORE_DECIMALS + 1)]
    in_books, restated = next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])
    return indicateur.definition.titre, Figure(in_books, anchor), Figure(restated, slug(anchor, "regles"))


def _moves(indicateur: Indicateur, again: Retraitement) -> bool:
    return again.indicateurs[indicateur.definition.cle].value != indicateur.value


def _cell(told: tuple[Exercice, Indicateur]) -> Figure:
    year, indicateur = told
    return Figure(written(indicateur), slug("i", indicateur.definition.cle, year.label))


def written(indicateur: Indicateur, more: int = 0) -> str:
    """With the decimals of its definition, and `more` of them."""
    definition = indicateur.definition
    return write_value(indicateur.value, definition.unite, decimals=definition.decimales + more)


def _indicator(series: Series, analysis: Analysis) -> Opening:
    """The last year is told whole; the years before it open one by one."""
    last, indicateur = series[-1]
    definition = indicateur.definition
    return Opening(
        anchor=slug("i", definition.cle),
        title=definition.titre,
        value=f"{written(indicateur)} ({last.label})",
        blocks=(
            Text(definition.question),
            _year(last, indicateur, None, is_deep=False),
            *(
                _year(year, each, analysis.retraitement(year.label), is_deep=True)
                for year, each in reversed(series[:-1])
            ),
            Facts((("Formule", definition.formule), ("Lecture", definition.lecture))),
            Text(definition.prudence, is_caution=True),
            _origin(indicateur),
        ),
        is_deep=definition.cle not in ESSENTIELS,
    )


def _origin(indicateur: Indicateur) -> Opening:
    definition, version = indicateur.definition, indicateur.definition.version[-1]
    return Opening(
        anchor=slug("i", definition.cle, "source"),
        title="D’où vient cette règle",
        blocks=(
            Text(definition.pourquoi),
            Text(definition.source),
            Text(f"Version {version.version}, depuis le {format_date(version.depuis)}."),
        ),
        is_deep=True,
    )


def _year(year: Exercice, indicateur: Indicateur, again: Retraitement | None, *, is_deep: bool) -> Opening:
    anchor = slug("i", indicateur.definition.cle, year.label)
    restated = [_restated(indicateur, again, anchor)] if again and _moves(indicateur, again) else []
    return Opening(
        anchor=anchor,
        title=year.label,
        value=written(indicateur),
        blocks=(*_terms(indicateur, anchor), *restated),
        is_deep=is_deep,
    )


def _restated(indicateur: Indicateur, again: Retraitement, anchor: str) -> Opening:
    found = again.indicateurs[indicateur.definition.cle]
    termes = [
        replace(each, label=f"{each.label}, {RENUMBERED.format(apres=again.apres)}", sources=sources)
        if (sources := again.in_the_books(each.sources)) != each.sources
        else each
        for each in found.termes
    ]
    return Opening(
        anchor=slug(anchor, "regles"),
        title=f"{again.avant}, selon les règles de {again.apres}",
        value=written(found),
        blocks=tuple(_terms(replace(found, termes=tuple(termes)), slug(anchor, "regles"))),
        is_deep=True,
    )


def _terms(indicateur: Indicateur, anchor: str) -> Iterator[Block]:
    if remark(indicateur.value):
        yield Text(remark(indicateur.value), is_caution=True)
    for place, terme in enumerate(indicateur.termes, start=1):
        yield term(terme, f"{anchor}-{place}")


def term(terme: Terme, anchor: str) -> Opening:
    """Amounts to the centime: its lines add up to it."""
    number = terme.value.number
    is_whole = terme.unite in {"mois", "nombre"} and number is not None and number == int(number)
    reserve: list[Block] = [Text(remark(terme.value))] if remark(terme.value) else []
    return Opening(
        anchor=anchor,
        title=terme.label,
        value=write_value(terme.value, terme.unite, decimals=0 if is_whole else 2),
        blocks=(*reserve, *lines(f"{terme.label}\u00a0: les lignes", terme.sources)),
    )
