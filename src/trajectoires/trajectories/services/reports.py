"""A report is asked for, made by the worker one at a time, kept a short time, erased. Whatever happens, the wait ends."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404

from trajectoires.jobs.services import enqueue
from trajectoires.trajectories.enums import REPORT_KEPT, REPORT_LOCK, REPORT_LOST
from trajectoires.trajectories.models import Report, Trajectory
from trajectoires.trajectories.selectors import figures_of

MOST_ATTEMPTS = 2  # one that twice took the worker down is not made a third time
Typeset = Callable[[Report, datetime], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the person chose before the report is made. `name` may be empty."""

    name: str = ""
    is_short: bool = False
    has_lines: bool = False
    hides_salaries: bool = True


@transaction.atomic
def ask_report(*, trajectory: Trajectory, choices: Choices, now: datetime) -> Report:
    """The report of these choices: the one that is there when it shows the same figures, else one to be made.

    Those of other figures go. A visitor has one at a time; a demonstration, one for each choice.
    """
    work = Trajectory.objects.select_for_update().get(pk=trajectory.pk)
    chosen, figures = asdict(choices), figures_of(work)
    known = work.reports.filter(**chosen, figures=figures, failed_at__isnull=True).first()
    others = work.reports.exclude(pk=known.pk) if known else work.reports.all()
    if work.is_demonstration:
        others = others.filter(~Q(figures=figures) | Q(failed_at__isnull=False))
    others.delete()
    return known or _begin(work, chosen, figures, now=now)


def _begin(work: Trajectory, chosen: dict[str, object], figures: str, *, now: datetime) -> Report:
    report = Report.objects.create(trajectory=work, **chosen, figures=figures, asked_at=now)
    enqueue("trajectories.make_report", lock=REPORT_LOCK, report_id=report.pk)
    return report


def make_report(*, report_id: int, typeset: Typeset, now: datetime) -> Report | None:
    """Make one report; None when it is no longer wanted, or when it was given up."""
    report = Report.objects.filter(pk=report_id, made_at__isnull=True, failed_at__isnull=True).first()
    if report is None:
        return None
    if report.attempts >= MOST_ATTEMPTS:
        _give_up(Report.objects.filter(pk=report.pk), now=now)
        return None
    Report.objects.filter(pk=report.pk).update(attempts=report.attempts + 1)
    try:
        content = typeset(report, now)
    except Exception:
        _give_up(Report.objects.filter(pk=report.pk), now=now)
        raise
    made = Report.objects.filter(pk=report.pk, failed_at__isnull=True)
    return report if made.update(content=content, size=len(content), made_at=now) else None


def report_or_404(trajectory: Trajectory, report_id: int) -> Report:
    """A report of this trajectory, without its bytes. Another's is not found, nor one whose time is over."""
    report = trajectory.reports.filter(pk=report_id).defer("content").first()
    if report is None:
        raise Http404("Ce rapport n’est pas, ou n’est plus, dans ce travail.")
    return report


def is_current(report: Report) -> bool:
    """Whether the figures are still those that it was asked for."""
    return report.figures == figures_of(report.trajectory)


def forget_reports(*, now: datetime) -> int:
    """Give up those that the worker lost, erase those whose time is over; return how many were erased."""
    waiting = Report.objects.filter(made_at__isnull=True, failed_at__isnull=True)
    _give_up(waiting.filter(asked_at__lte=now - REPORT_LOST), now=now)
    limit = now - REPORT_KEPT
    return Report.objects.filter(Q(made_at__lte=limit) | Q(failed_at__lte=limit)).delete()[0]


def _give_up(reports: "QuerySet[Report]", *, now: datetime) -> None:
    reports.update(failed_at=now)
