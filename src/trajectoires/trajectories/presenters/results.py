"""The whole result page as plain values: the template only lays them out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

import socioeco
from trajectoires.trajectories.models import Share, Trajectory
from trajectoires.trajectories.presenters import findings
from trajectoires.trajectories.presenters.accounts import (
    FileView,
    TypedView,
    YearView,
    present_files,
    present_typed,
    present_years,
)
from trajectoires.trajectories.presenters.alliances import AlliancesView, present_alliances
from trajectoires.trajectories.presenters.cautions import (
    Cautions,
    Contact,
    present_cautions,
    present_contacts,
)
from trajectoires.trajectories.presenters.changes import ChangeView, present_changes
from trajectoires.trajectories.presenters.findings import Piece
from trajectoires.trajectories.presenters.indicators import IndicatorView, compute_all, present_indicators
from trajectoires.trajectories.presenters.lines import Ledger
from trajectoires.trajectories.presenters.position import PositionView, present_position
from trajectoires.trajectories.presenters.questions import open_questions
from trajectoires.trajectories.presenters.reading import Reading, present_reading
from trajectoires.trajectories.presenters.resources import Resources, present_resources
from trajectoires.trajectories.selectors import Shown, Work, pending_files, work_shown
from trajectoires.trajectories.selectors.findings import title as title_of


@dataclass(frozen=True)
class Dispute:
    """What the person thinks of the position, in her words."""

    text: str
    written_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Results:
    """`share` for a guest: she sees what it grants, and changes nothing. `reading` is what only pages show."""

    name: str
    story: str
    slug: str
    is_demonstration: bool
    kept_in: str
    share: Share | None
    has_masked_staff: bool
    kept_until: date | None
    resume_key: str
    engine_version: str
    is_brief: bool
    title: str
    lede: list[Piece]
    last_year: str
    open_questions: int
    pending: int
    resources: Resources | None
    reading: Reading | None
    alliances: AlliancesView | None
    indicators: list[IndicatorView]
    position: PositionView | None
    dispute: Dispute
    changes: list[ChangeView]
    years: list[YearView]
    files: list[FileView]
    typed: list[TypedView]
    cautions: Cautions
    contacts: list[Contact]

    @property
    def is_kept(self) -> bool:
        return bool(self.kept_in)

    @property
    def is_own(self) -> bool:
        """The work of whoever reads it: she may answer, change and erase."""
        return not (self.is_demonstration or self.share)

    @property
    def page_name(self) -> str:
        if self.share:
            return "Résultats partagés"
        return self.name if self.is_demonstration else "Mes résultats"

    @property
    def has_readings(self) -> bool:
        return bool(self.is_own or self.files or self.typed)

    @property
    def toc(self) -> list[dict[str, str]]:
        reading = self.reading
        sections = {
            "ressources": ("D’où viennent vos ressources", self.resources),
            "leviers": ("Vos trois leviers", reading and reading.levers),
            "alliances": ("Vos alliances", self.alliances or (self.is_own and self.resources)),
            "appuis": ("Sur quoi vous tenez", self.indicators),
            "position": ("Où vous en êtes", self.position),
            "triangle": ("Le chemin parcouru", reading and reading.path),
            "changements": ("Ce qui a changé", self.changes),
            "reperes": ("Des repères publiés", reading and reading.benchmarks),
            "resultat": ("Le résultat, au centime", self.years),
            "comptes": ("Tous les produits sont-ils classés ?", self.years),
            "lectures": ("Ce que nous avons lu", self.has_readings),
            "prudence": ("Lire avec prudence", True),
            "contacts": ("À qui parler", True),
            "donnees": ("Vos données", self.is_own),
        }
        return [{"id": key, "label": label} for key, (label, is_there) in sections.items() if is_there]


def present(
    trajectory: Trajectory, *, is_brief: bool = False, is_print: bool = False, share: Share | None = None
) -> Results:
    """Everything the page shows, in at most six queries; without the lines of each figure when it is brief.

    A guest sees what her share grants: lines only with the accounts, staff costs only when they are not masked.
    """
    shown = work_shown(trajectory, share)
    return present_work(shown, is_brief=is_brief, is_print=is_print, share=share)


def present_work(
    shown: Shown, *, is_brief: bool = False, is_print: bool | None = None, share: Share | None = None
) -> Results:
    """The same of a work that was read already, with what it hides. `is_print` None is no page: without `reading`."""
    work, is_brief = shown.work, is_brief or not shown.has_lines
    trajectory = work.trajectory
    exercices, ledger = work.exercices, Ledger(is_brief)
    computed = compute_all(exercices)
    months = computed[-1]["mois_de_tresorerie"].value if computed else None
    last = exercices[-1] if exercices else None
    resources = present_resources(exercices) if exercices else None
    indicators = present_indicators(exercices, computed, ledger) if exercices else []
    position = present_position(last, work.answers.opinions, ledger) if last else None
    return Results(
        name=trajectory.name,
        story=trajectory.story,
        slug=trajectory.demonstration_slug or "",
        is_demonstration=trajectory.is_demonstration,
        kept_in=trajectory.organisation.name if trajectory.organisation else "",
        share=share,
        has_masked_staff=shown.has_masked_staff,
        kept_until=timezone.localdate(trajectory.expires_at) if trajectory.expires_at else None,
        resume_key=trajectory.resume_key or "",
        engine_version=socioeco.__version__,
        is_brief=is_brief,
        title=title_of(exercices) if exercices else "Aucun exercice lu",
        lede=findings.lede(exercices, months),
        last_year=last.label if last else "",
        open_questions=0 if share else _questions(work),
        pending=0 if trajectory.is_demonstration or share else len(pending_files(trajectory)),
        resources=resources,
        reading=_reading(work, ledger, resources, is_print=is_print, is_guest=share is not None),
        alliances=present_alliances(work, ledger),
        indicators=indicators,
        position=position,
        dispute=Dispute(trajectory.dispute, trajectory.disputed_at),
        changes=present_changes(exercices),
        years=present_years(exercices, ledger),
        files=present_files(work),
        typed=present_typed(work),
        cautions=present_cautions(exercices, computed),
        contacts=present_contacts(exercices, computed),
    )


def _reading(
    work: Work, ledger: Ledger, resources: Resources | None, *, is_print: bool | None, is_guest: bool
) -> Reading | None:
    """After indicators and position, whose lines come first in the page."""
    if resources is None or is_print is None:
        return None
    return present_reading(
        work,
        ledger,
        beside=resources.beside,
        may_answer=not (is_print or is_guest or work.trajectory.is_demonstration),
        is_short=is_print and ledger.is_brief,
    )


def _questions(work: Work) -> int:
    return 0 if work.trajectory.is_demonstration else open_questions(work.exercices, work.answers)
