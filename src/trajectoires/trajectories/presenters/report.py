"""The report to hand out: what it shows, in the order of its reading, and its PDF."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from socioeco.charts import Chart
from socioeco.formats import format_date, typographie
from trajectoires.documents.services import Piece, Term, compose, typeset
from trajectoires.trajectories.models import Report
from trajectoires.trajectories.presenters.chapters import Chapters, present_chapters
from trajectoires.trajectories.presenters.results import Results, present_work
from trajectoires.trajectories.presenters.signs import writable
from trajectoires.trajectories.selectors import Shown, Work, without_personnel, work_of

TEMPLATE = Path(__file__).parent.parent / "typst" / "report.typ"
ADDRESS = "/agir/trajectoire/rapport/"  # links inside the document are relative to it
NO_NAME = "Notre association"
MOST_CHARTS = 3
INVENTED = "Démonstration : association fictive, tous les chiffres sont inventés."
HIDDEN = "Charges de personnel masquées : avec un ou deux salariés, elles diraient un salaire."
# The parts of each kind, each a template, in their order.
COMPLETE = (
    "resources", "levers", "alliances", "position", "indicators", "path", "changes", "benchmarks", "accounts", "cautions",
    "readings", "method", "sources",
)  # fmt: skip
SHORT = ("resources", "levers", "alliances", "position", "cautions", "method", "sources")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """`parts` are the names of its templates, after the cover and the essential page."""

    name: str
    title: str
    day: date
    results: Results
    chapters: Chapters
    charts: list[Chart]
    facts: list[tuple[str, str]]
    rules: list[list[str]]
    indicators: list[list[str]]
    sources: list[str]
    parts: list[str]

    indicator_columns: tuple[str, ...] = ("Indicateur", "Valeur", "Règle")

    @property
    def is_demonstration(self) -> bool:
        return self.results.is_demonstration


def typeset_report(report: Report, now: datetime) -> bytes:
    """The tagged PDF of the report, from the figures as they are now."""
    view = present_report(report, now=now)
    pieces = [Piece(writable(html), ADDRESS) for html in report_html(view)]
    composed = compose(pieces=pieces, site=settings.SITE_URL)
    said = {
        "title": f"{view.name}, {view.title}",
        "foot": f"{view.name}, rapport établi le {format_date(view.day)}",
        "author": "Trajectoires socio-économiques",
        "contents": "Sommaire",
        "words": "Les mots de ce rapport",
    }
    values: dict[str, Any] = {name: writable(typographie(words)) for name, words in said.items()}
    values |= {"parts": composed.parts, "terms": [_term(each) for each in composed.terms]}
    return typeset(TEMPLATE, values=values, now=now, files=composed.files)


def _term(term: Term) -> dict[str, str]:
    return {**asdict(term), "name": typographie(term.name), "text": typographie(term.text)}


def report_html(view: ReportView) -> list[str]:
    """The pieces of the document: this HTML is the one order of reading."""
    names = ["cover", "essential", *view.parts]
    context = {"report": view, "results": view.results, "chapters": view.chapters}
    return [render_to_string(f"trajectories/report/{name}.html", context) for name in names]


def present_report(report: Report, *, now: datetime) -> ReportView:
    trajectory = report.trajectory
    shown = _hidden(work_of(trajectory)) if report.hides_salaries else Shown(work_of(trajectory))
    work = shown.work
    results = present_work(shown, is_brief=not report.has_lines)
    chapters = present_chapters(
        work,
        beside=results.resources.beside if results.resources else None,
        is_short=report.is_short,
        hides_salaries=report.hides_salaries,
    )
    day = timezone.localdate(now)
    return ReportView(
        name=trajectory.name if trajectory.is_demonstration else report.name or NO_NAME,
        title=_title(work),
        day=day,
        results=results,
        chapters=chapters,
        charts=_charts(results, chapters),
        facts=_facts(report, work, results, day),
        rules=[[year.label, _dates(year), year.rules] for year in results.years],
        indicators=[[each.title, each.value, each.rule] for each in results.indicators],
        sources=_sources(results, chapters),
        parts=_parts(report, results, chapters),
    )


def _hidden(work: Work) -> Shown:
    """The anomalies of a file quote its accounts: they go too."""
    return Shown(replace(without_personnel(work), files=[], set_aside=[]), has_masked_staff=True)


def _title(work: Work) -> str:
    labels = [year.label for year in work.exercices]
    if not labels:
        return "trajectoire socio-économique"
    return "trajectoire socio-économique, " + (
        labels[0] if len(labels) == 1 else f"{labels[0]} à {labels[-1]}"
    )


def _dates(year: Any) -> str:
    return f"du {format_date(year.opened_on)} au {format_date(year.closed_on)}"


def _facts(report: Report, work: Work, results: Results, day: date) -> list[tuple[str, str]]:
    labels = [year.label for year in work.exercices]
    lines = ", avec le détail des comptes" if report.has_lines else ", sans le détail des comptes"
    facts = [
        ("Exercices", ", ".join(labels) or "aucun"),
        ("Établi le", format_date(day)),
        ("Rapport", ("court" if report.is_short else "complet") + lines),
        ("Avec", f"Trajectoires socio-économiques, moteur {results.engine_version}"),
    ]
    if report.hides_salaries:
        facts.append(("Salaires", HIDDEN))
    if results.is_demonstration:
        facts.append(("Chiffres", INVENTED))
    return facts


def _charts(results: Results, chapters: Chapters) -> list[Chart]:
    """The money, what stands beside it, the path: three at most."""
    if results.resources is None:
        return []
    *indices, triangle = chapters.drawings or [None]
    second = results.resources.beside or next(iter(indices), None)
    found = (results.resources.chart, second, triangle)
    return [chart for chart in found if chart is not None][:MOST_CHARTS]


def _sources(results: Results, chapters: Chapters) -> list[str]:
    """Of the indicators, of the position, of the published tables; once each."""
    told = [each.source for each in _all(results.indicators)]
    if results.position:
        told.append(results.position.source)
    return list(dict.fromkeys(each for each in [*told, *chapters.sources] if each))


def _all(indicators: Sequence[Any]) -> list[Any]:
    return [each for one in indicators for each in (one, *one.parts)]


def _parts(report: Report, results: Results, chapters: Chapters) -> list[str]:
    """Those that have something to say of these figures."""
    is_there = {
        "resources": results.resources,
        "levers": chapters.levers,
        "alliances": results.alliances,
        "position": results.position,
        "indicators": results.indicators,
        "path": chapters.path,
        "changes": chapters.changes,
        "benchmarks": chapters.benchmarks,
        "accounts": results.years and report.has_lines,
        "readings": not report.hides_salaries,
    }
    names = [*SHORT[:5], "accounts", *SHORT[5:]] if report.is_short else COMPLETE
    return [name for name in names if is_there.get(name, True)]
