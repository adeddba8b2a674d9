"""« Vos trois leviers, année par année »: each measure across the years, and what nobody said yet. Nothing is added up."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse

from socioeco.charts import Chart
from socioeco.formats import NBSP, format_date
from socioeco.indicators.leviers import Levier, Mesure, compute_leviers, leviers_definition
from socioeco.indicators.ressources import FamilleRessource
from socioeco.readers import Question
from socioeco.report.chapters.levers import HOW, written
from socioeco.report.document import (
    Block,
    Cell,
    Drawing,
    Facts,
    Figure,
    Grid,
    Items,
    Links,
    Opening,
    Section,
    Text,
)
from socioeco.report.wording import count, decimals_for, remark, write_value
from socioeco.values import Value
from trajectoires.trajectories.presenters.anchors import (
    accounts_anchor,
    family_anchor,
    in_kind_anchor,
    measure_anchor,
)
from trajectoires.trajectories.selectors import Exercice
from trajectoires.trajectories.selectors.questions import asked_at, question_anchor

TITLE = "Vos trois leviers, année par année"
NOT_TOLD, NOT_KNOWN, NOBODY = "non dit", "vous ne savez pas", "personne ne l’a encore dit"
UNTOLD = "Personne n’a encore dit :"
ANSWER = "Personne ne l’a encore dit ; chaque ligne mène à sa question, pour {} :"
ASK = "Répondre pour {}"
MEASURE, RESOURCES, IN_KIND, PARTNERS = "Mesure", "ressources", "en_nature", "partenaires"
BESIDE = "À côté, jamais dedans : apports en nature"
EUROS = "{}, en euros, par exercice"
IN_SHORT = frozenset(
    {"heures_benevoles", "etp_salaries", "ressources", "partenaires"}
)  # beside a closed lever
OPENS = "Exercice {} : chaque famille et ses comptes"
IN_KIND_OPENS = "Exercice {} : les comptes de la classe 87"
Series = tuple[Mesure, ...]  # of one measure, a value by exercice


def present_levers(
    exercices: Sequence[Exercice], *, beside: Chart | None, may_answer: bool = False
) -> Section | None:
    """`beside` is the drawing of what is not money. `may_answer`: what is not known leads to its question."""
    if not exercices:
        return None
    found = [compute_leviers(each.postes) for each in exercices]
    levers = (
        _lever(exercices, [each.leviers[place] for each in found], may_answer=may_answer)
        for place in range(len(found[-1].leviers))
    )
    drawing = (Drawing(beside),) if beside else ()
    return Section(anchor="leviers", title=TITLE, blocks=(*drawing, Text(HOW), *levers))


def _lever(exercices: Sequence[Exercice], years: Sequence[Levier], *, may_answer: bool) -> Opening:
    """What is told of no year takes no row, and is said below."""
    definition = years[-1].definition
    series = list(zip(*(each.mesures for each in years), strict=True))
    told = [each for each in series if any(mesure.value.is_computed for mesure in each)]
    untold = [each[-1] for each in series if each not in told]
    return Opening(
        anchor=f"levier-{definition.cle}",
        title=definition.titre,
        value=_in_short(told),
        blocks=(
            Text(definition.texte),
            *_table(exercices, definition.titre, told),
            *_untold(exercices[-1], untold, may_answer=may_answer),
            *(_measure(exercices, each, may_answer=may_answer) for each in told),
        ),
    )


def _in_short(told: Sequence[Series]) -> str:
    """What the last exercice says of the first measures; that nobody said anything."""
    known = [each[-1] for each in told if each[-1].cle in IN_SHORT and each[-1].value.is_computed]
    return " · ".join(map(_named, known)) or NOBODY


def _named(mesure: Mesure) -> str:
    number = mesure.value.number
    if mesure.cle != PARTNERS or number is None:
        return written(mesure)
    return count(int(number), "un partenaire", "partenaires")


# --- a row by measure -------------------------------------------------------------------------------------


def _table(exercices: Sequence[Exercice], title: str, told: Sequence[Series]) -> Iterator[Grid]:
    header = (MEASURE, *(exercice.label for exercice in exercices))
    if any(each[-1].cle == RESOURCES for each in told):
        yield Grid(caption=EUROS.format(title), header=header, rows=tuple(_money(exercices, told)))
    elif told:
        rows = tuple(
            (each[-1].definition.titre, *(Figure(_cell(one), _anchor(one)) for one in each)) for each in told
        )
        yield Grid(caption=f"{title}, par exercice", header=header, rows=rows)


def _cell(mesure: Mesure) -> str:
    return written(mesure) if mesure.value.is_computed else NOT_TOLD


def _anchor(mesure: Mesure) -> str:
    return measure_anchor(mesure.cle)


def _money(exercices: Sequence[Exercice], told: Sequence[Series]) -> Iterator[tuple[Cell, ...]]:
    """By family, then together; what is given without money says that it stands beside."""
    families = list(_families(exercices))
    amounts = [
        *(each.value.number for row in families for each in row),
        *(each.value.number for series in told for each in series),
    ]
    decimals = decimals_for(int(each) for each in amounts if each is not None)
    for row in families:
        cells = (
            Figure(_in_euros(each.value, decimals), _family_anchor(exercice, each))
            for exercice, each in zip(exercices, row, strict=True)
        )
        yield row[0].label, *cells
    for series in told:
        name = BESIDE if series[-1].cle == IN_KIND else series[-1].definition.titre
        yield name, *(Figure(_in_euros(each.value, decimals), _anchor(each)) for each in series)


def _families(exercices: Sequence[Exercice]) -> Iterator[tuple[FamilleRessource, ...]]:
    """Those that one exercice holds, or may hold: accounts do not tell everything."""
    by_year = (exercice.postes.ressources.familles for exercice in exercices)
    for row in zip(*by_year, strict=True):
        if any(each.sources or each.value.number for each in row):
            yield row


def _in_euros(value: Value[Any], decimals: int) -> str:
    """Without its unit, which the caption says: a year more would not hold beside the others."""
    return (
        write_value(value, "euros", decimals=decimals).replace(f"{NBSP}€", "")
        if value.is_computed
        else NOT_TOLD
    )


def _family_anchor(exercice: Exercice, famille: FamilleRessource) -> str:
    """Empty where the accounts hold nothing: there is nothing to open."""
    has_lines = famille.sources or not famille.value.is_computed
    return family_anchor(exercice, famille.key) if has_lines else ""


# --- what nobody said -------------------------------------------------------------------------------------


def _untold(last: Exercice, untold: Sequence[Mesure], *, may_answer: bool) -> Iterator[Block]:
    """Each leads to its question, of the last exercice; the others are named."""
    links = tuple(link for each in untold for link in _question(last, each)) if may_answer else ()
    if links:
        yield Text(ANSWER.format(last.label))
        yield Links(links)
    elif untold:
        yield Text(UNTOLD)
        yield Items(tuple(each.definition.titre for each in untold))


def _question(exercice: Exercice, mesure: Mesure) -> Iterator[tuple[str, str]]:
    """Where it would be told; a measure that accounts give is asked only where they count nothing."""
    definition = mesure.definition
    if definition.question and Question(definition.question) in asked_at(exercice):
        address = reverse("trajectories:questions")
        anchor = question_anchor(exercice, Question(definition.question))
        yield definition.titre, f"{address}#{anchor}"


# --- what a measure is made of ----------------------------------------------------------------------------


def _measure(exercices: Sequence[Exercice], series: Series, *, may_answer: bool) -> Opening:
    definition = series[-1].definition
    remarks = dict.fromkeys(each.value.reserve for each in series if each.value.reserve)
    values = (
        (exercice.label, _made_of(exercice, each)) for exercice, each in zip(exercices, series, strict=True)
    )
    unknown = [
        (ASK.format(exercice.label), href)
        for exercice, each in zip(exercices, series, strict=True)
        if may_answer and not each.value.is_computed
        for _, href in _question(exercice, each)
    ]
    leads = (*_leads(exercices, definition.cle), *unknown)
    return Opening(
        anchor=measure_anchor(definition.cle),
        title=definition.titre,
        value=_cell(series[-1]),
        blocks=(
            Facts((("Formule", definition.formule), *values)),
            *(Text(each, is_caution=True) for each in remarks),
            *((Links(leads),) if leads else ()),
            Facts((("Où le trouver", definition.ou_trouver), ("Règle", _rule(definition.source)))),
            Text(definition.prudence),
        ),
        is_deep=True,
    )


def _rule(source: str) -> str:
    definition = leviers_definition()
    return f"Version {definition.version}, depuis le {format_date(definition.depuis)}. {source}"


def _made_of(exercice: Exercice, mesure: Mesure) -> str:
    """The value and its terms; without one, whether nobody answered or nobody knows."""
    if mesure.value.is_computed:
        terms = ", ".join(
            f"{each.label.lower()} : {write_value(each.value, each.unite, decimals=2)}"
            for each in mesure.termes
            if each.value.number
        )
        return f"{written(mesure)} ({terms})" if terms else written(mesure)
    question = mesure.definition.question
    if question and Question(question) in exercice.postes.answers.unknown:
        return NOT_KNOWN
    return NOT_TOLD if question else remark(mesure.value)


def _leads(exercices: Sequence[Exercice], cle: str) -> Iterator[tuple[str, str]]:
    """Where the page lists the accounts that the amounts come from."""
    for exercice in exercices:
        if cle == RESOURCES:
            yield OPENS.format(exercice.label), f"#{accounts_anchor(exercice)}"
        elif cle == IN_KIND and exercice.postes.en_nature.value.number:
            yield IN_KIND_OPENS.format(exercice.label), f"#{in_kind_anchor(exercice)}"
