"""« Les trois leviers »: people, money and what is given beside it, alliances. Nothing is added from one to another."""

from collections.abc import Sequence

from socioeco.indicators.leviers import Mesure, Valorisation
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.chapters.indicators import term
from socioeco.report.chapters.openings import lines, slug
from socioeco.report.document import Block, Facts, Figure, Grid, Items, Opening, Section, Text
from socioeco.report.wording import in_list, remark, write_value

HOW = (
    "Ce qui n’est pas de l’argent se montre à côté de lui. Les comptes n’en disent presque rien\u00a0: c’est demandé, et "
    "une réponse qui manque n’est pas un zéro."
)
MISSING = "Ce qui manque aux autres méthodes\u00a0:"
DECIMALS = {"euros": 2, "etp": 2, "part": 0}
SUFFIXES = {"etp": "\u00a0ETP", "heures": "\u00a0h"}


def levers(analysis: Analysis) -> Section | None:
    if not analysis.exercices:
        return None
    year = analysis.exercices[-1]
    blocks: list[Block] = [Text(HOW)]
    for lever in year.leviers.leviers:
        blocks.append(_table(lever.definition.titre, lever.mesures))
        blocks += map(_measure, lever.mesures)
    return Section(
        anchor="leviers", title=f"Les trois leviers, en {year.label}", blocks=(*blocks, *_hours(year))
    )


def _table(title: str, mesures: tuple[Mesure, ...]) -> Grid:
    rows = tuple((each.definition.titre, Figure(written(each), slug("l", each.cle))) for each in mesures)
    return Grid(caption=title, header=("Mesure", "Valeur"), rows=rows)


def written(mesure: Mesure) -> str:
    """The value with its unit, or why there is none."""
    unite = mesure.definition.unite
    text = write_value(mesure.value, unite, decimals=DECIMALS.get(unite, 0))
    return text + SUFFIXES.get(unite, "") if mesure.value.is_computed else text


def _measure(mesure: Mesure) -> Opening:
    definition, anchor = mesure.definition, slug("l", mesure.cle)
    note: list[Block] = [Text(remark(mesure.value), is_caution=True)] if remark(mesure.value) else []
    terms = (term(each, f"{anchor}-{place}") for place, each in enumerate(mesure.termes, start=1))
    return Opening(
        anchor=anchor,
        title=definition.titre,
        value=written(mesure),
        blocks=(
            *note,
            *terms,
            Facts((("Où le trouver", definition.ou_trouver), ("Source", definition.source))),
            Text(definition.prudence, is_caution=True),
        ),
        is_deep=True,
    )


def _hours(year: Exercice) -> list[Block]:
    """Every public method side by side, computed or not; none is the right one."""
    found = year.leviers.valorisations
    rows = tuple((each.methode.titre, Figure(_euros(each), slug("v", each.methode.cle))) for each in found)
    grid = Grid(
        caption="Le temps donné, par chaque méthode publique, en euros\u202f; aucune n’est la bonne",
        header=("Méthode", "Valeur"),
        rows=rows,
    )
    return [grid, *_reasons(found), *map(_valuation, found)]


def _reasons(found: Sequence[Valorisation]) -> list[Block]:
    """Why a method gives nothing, each reason once."""
    by_reason: dict[str, list[str]] = {}
    for each in found:
        if not each.value.is_computed:
            by_reason.setdefault(each.value.raison, []).append(each.methode.titre)
    told = [f"{in_list(titres)}. {raison}" for raison, titres in by_reason.items()]
    return [Text(MISSING), Items(tuple(told))] if told else []


def _euros(found: Valorisation) -> str:
    return write_value(found.value, "euros", decimals=2)


def _valuation(found: Valorisation) -> Opening:
    methode = found.methode
    note: list[Block] = [Text(remark(found.value), is_caution=True)] if remark(found.value) else []
    return Opening(
        anchor=slug("v", methode.cle),
        title=methode.titre,
        value=_euros(found),
        blocks=(
            Facts((("Formule", methode.formule), ("Source", methode.source))),
            *note,
            *lines("Les lignes de cette valeur", found.sources),
            Text(methode.prudence, is_caution=True),
        ),
        is_deep=True,
    )
