"""A work activity by activity: every figure opens on its formula, its lines, its rule and its date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from socioeco.report.by_axis import AMOUNTS
from socioeco.typologies import Position
from socioeco.typologies.activites import (
    Activite,
    LectureActivite,
    Mesure,
    Solde,
    activites_definition,
    compute_position_of_activite,
)
from trajectoires.trajectories.models import Share
from trajectoires.trajectories.presenters.activity_figures import (
    MESURES,
    Known,
    amount_of,
    figures_of,
    mesure_anchor,
    rest_of,
)
from trajectoires.trajectories.presenters.anchors import result_anchor
from trajectoires.trajectories.presenters.indicators import IndicatorView
from trajectoires.trajectories.presenters.lines import Ledger
from trajectoires.trajectories.presenters.position import ModelView, present_signals
from trajectoires.trajectories.presenters.sharing_in_words import (
    KeyInWords,
    RowInWords,
    keys_in_words,
    rows_in_words,
)
from trajectoires.trajectories.presenters.wording import decimals_for, in_list, write_amounts
from trajectoires.trajectories.selectors import (
    ByActivity,
    Shared,
    Shown,
    by_activity,
    shown_by_activity,
    year_slug,
)

TITLE = "Activité par activité"
SAID = {
    Solde.EXCEDENTAIRE: ("excédentaire", "excédentaires"),
    Solde.EQUILIBREE: ("équilibrée", "équilibrées"),
    Solde.DEFICITAIRE: ("déficitaire", "déficitaires"),
    Solde.INCERTAIN: (
        "à préciser, car une partie n’est pas répartie",
        "à préciser, car une partie n’est pas répartie",
    ),
}


@dataclass(frozen=True, kw_only=True)
class ActivityView:
    """`models` only for the last exercice; `before`: where it stood in the others, when elsewhere."""

    anchor: str
    name: str
    reading: str
    figures: list[IndicatorView]
    position: str
    models: list[ModelView]
    before: list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class YearView:
    label: str
    slug: str
    anchor: str
    columns: list[str]
    rows: list[list[SafeString | str]]
    activities: list[ActivityView]
    rest: list[IndicatorView]
    is_whole: bool
    is_last: bool
    shared: list[RowInWords]
    keys: list[KeyInWords]
    column: str
    cautions: list[str]


@dataclass(frozen=True, kw_only=True)
class PathView:
    """One figure of every activity, exercice by exercice."""

    caption: str
    columns: list[str]
    rows: list[list[SafeString | str]]


@dataclass(frozen=True, kw_only=True)
class ActivitiesView:
    """`years`: the latest first. `share` for a guest, who changes nothing."""

    share: Share | None
    lede: str
    years: list[YearView]
    paths: list[PathView]
    left: list[str]
    has_activities: bool
    has_masked_staff: bool
    is_brief: bool
    prudence: str
    unasked: str
    source: str

    @property
    def toc(self) -> list[dict[str, str]]:
        found = [{"id": year.anchor, "label": f"Exercice {year.label}"} for year in self.years]
        if self.paths:
            found.append({"id": "chemin", "label": "D’une année à l’autre"})
        return found


def present_activities(shown: Shown, *, share: Share | None = None) -> ActivitiesView:
    """For a guest who does not read all accounts, what each activity receives and nothing of what it costs."""
    shown = shown_by_activity(shown)
    found = by_activity(shown.work)
    known = Known(
        ledger=Ledger(not shown.has_lines),
        years=found.years,
        mesures=(Mesure.RECETTES, Mesure.APPUI) if shown.has_masked_staff else MESURES,
    )
    definition = activites_definition()
    years = [_year(year, known) for year in reversed(found.years)]
    return ActivitiesView(
        share=share,
        lede=_lede(found, has_costs=not shown.has_masked_staff),
        years=years,
        paths=list(_paths(known)) if len(found.years) > 1 else [],
        left=[each.label for each in found.left],
        has_activities=bool(found.activities),
        has_masked_staff=shown.has_masked_staff,
        is_brief=not shown.has_lines,
        prudence=definition.prudence,
        unasked=UNASKED,
        source=definition.source,
    )


UNASKED = (
    "Les signaux viennent des seules ressources de l’activité. Les questions portent sur l’association entière : leurs "
    "réponses ne sont pas reprises ici."
)


def _lede(found: ByActivity, *, has_costs: bool) -> str:
    """Each reading of a result, and whose it is: « En 2025 : Club, excédentaire ; Buvette, déficitaire. »"""
    if not found.years:
        return "Ce que chaque activité reçoit, ce qu’elle coûte en entier, ce qu’elle laisse."
    last = found.years[-1]
    if not has_costs:
        return f"Ce que chaque activité a reçu en {last.exercice.label}."
    groups: dict[Solde, list[str]] = {}
    for activite, lecture in _pairs(last):
        groups.setdefault(lecture.solde, []).append(activite.nom)
    said = (f"{in_list(names)} : {SAID[solde][len(names) > 1]}" for solde, names in groups.items())
    return f"En {last.exercice.label}. " + ". ".join(said) + "."


def _pairs(year: Shared) -> Iterator[tuple[Activite, LectureActivite]]:
    return zip(year.found.activites, year.found.lectures, strict=True)


# --- one exercice -------------------------------------------------------------------------------------------------


def _year(year: Shared, known: Known) -> YearView:
    rest = rest_of(year, known)
    return YearView(
        label=year.exercice.label,
        slug=year_slug(year.exercice),
        anchor=f"exercice-{year_slug(year.exercice)}",
        columns=["Activité", *_columns(known)],
        rows=_rows(year, known),
        activities=[
            _activity(year, place, activite, lecture, known)
            for place, (activite, lecture) in enumerate(_pairs(year))
        ],
        rest=rest,
        is_whole=not any(
            each.postes.produits.sources or each.postes.charges.sources for each in [year.found.non_reparti]
        ),
        is_last=year is known.years[-1],
        shared=rows_in_words(year, known.ledger),
        keys=keys_in_words(year),
        column=year.column,
        cautions=[] if Mesure.RESULTAT not in known.mesures else list(year.found.alertes),
    )


def _columns(known: Known) -> list[str]:
    return [label for label, mesure in zip(AMOUNTS, MESURES, strict=False) if mesure in known.mesures]


def _rows(year: Shared, known: Known) -> list[list[SafeString | str]]:
    """A row by activity, then what is left, then the whole, which stands among the results."""
    told = [*year.found.activites, year.found.non_reparti]
    mesures = [each for each in MESURES[: len(AMOUNTS)] if each in known.mesures]
    amounts = [[amount_of(each, mesure) for mesure in mesures] for each in told]
    decimals = decimals_for(amount for row in amounts for amount in row)
    rows: list[list[SafeString | str]] = []
    for place, (activite, row) in enumerate(zip(told, amounts, strict=True)):
        anchors = (mesure_anchor(year, place, mesure) for mesure in mesures)
        cells = zip(anchors, write_amounts(row, decimals=decimals), strict=True)
        rows.append([activite.nom, *(format_html('<a href="#{}">{}</a>', *cell) for cell in cells)])
    total = write_amounts((sum(column) for column in zip(*amounts, strict=True)), decimals=decimals)
    href = f"{reverse('trajectories:results')}#{result_anchor(year.exercice)}"
    rows.append(["Ensemble", *(format_html('<a href="{}">{}</a>', href, text) for text in total)])
    return rows


def _activity(
    year: Shared, place: int, activite: Activite, lecture: LectureActivite, known: Known
) -> ActivityView:
    is_last = year is known.years[-1]
    position = compute_position_of_activite(activite, {})
    anchor = f"activite-{year_slug(year.exercice)}-{place}"
    return ActivityView(
        anchor=anchor,
        name=activite.nom,
        reading=lecture.texte if Mesure.RESULTAT in known.mesures else "",
        figures=figures_of(year, place, known),
        position=position.conclusion.texte,
        models=present_signals(position, known.ledger, prefix=f"{anchor}-") if is_last else [],
        before=list(_moved(activite.nom, position, known)) if is_last else [],
    )


def _moved(name: str, now: Position, known: Known) -> Iterator[tuple[str, str]]:
    """The exercices where it stood elsewhere."""
    for year in known.years[:-1]:
        stood = compute_position_of_activite(year.found[name], {}).conclusion.texte
        if stood != now.conclusion.texte:
            yield year.exercice.label, stood


# --- from one exercice to another ---------------------------------------------------------------------------------


def _paths(known: Known) -> Iterator[PathView]:
    names = [activite.nom for activite in known.years[-1].found.activites]
    for mesure in (Mesure.RECETTES, Mesure.COUT_COMPLET, Mesure.RESULTAT):
        if mesure in known.mesures:
            yield PathView(
                caption=f"{activites_definition().mesures[mesure].titre}, en euros",
                columns=["Activité", *(year.exercice.label for year in known.years)],
                rows=[[name, *_along(place, mesure, known)] for place, name in enumerate(names)],
            )


def _along(place: int, mesure: Mesure, known: Known) -> Iterator[SafeString]:
    amounts = [amount_of(year.found.activites[place], mesure) for year in known.years]
    texts: Sequence[str] = write_amounts(amounts, decimals=decimals_for(amounts))
    for year, text in zip(known.years, texts, strict=True):
        yield format_html('<a href="#{}">{}</a>', mesure_anchor(year, place, mesure), text)
