"""The plan to take away: a workbook with true numbers and dates, and the dates for a calendar."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from icalendar import Calendar, Event

from socioeco.formats import format_date, typographie
from socioeco.report.tables import Cell, Column, Kind, Table, Typed, write_ods
from socioeco.values import Value
from trajectoires.kit.enums import HOURS, MEASURES, State
from trajectoires.kit.models import Action
from trajectoires.kit.selectors.plans import Goal, Tracked, track
from trajectoires.trajectories.selectors import Exercice

TITLE = "Plan d’action"
PRODUCT = "-//Trajectoires socio-économiques//Plan d’action//FR"
ABOUT = "Écarts : réalisé moins prévu. Une cellule vide : ce qui n’est pas connu."


def write_plan(*, actions: Sequence[Action], exercices: Sequence[Exercice], today: dt.date) -> bytes:
    """Actions, then what was aimed at beside what was reached, as the page shows them."""
    tracked = [track(each, exercices) for each in actions]
    return write_ods([_actions(actions), _followed(tracked), _read_me(today)], title=TITLE)


def _actions(actions: Iterable[Action]) -> Table:
    texts = ("Quoi", "Pourquoi", "Qui s’en charge")
    columns = (
        *map(Column, texts),
        Column("Pour quand", Kind.DATE),
        Column("Effet attendu par an", Kind.EUROS),
        *map(Column, ("Effet attendu, en mots", "État", "Raison de l’abandon")),
    )
    rows = [
        (
            each.what,
            each.why,
            each.who,
            each.due_on,
            each.effect_centimes,
            each.effect,
            str(State(each.state).label),
            each.dropped_because,
        )
        for each in actions
    ]
    return Table(key="actions", title="Actions", columns=columns, rows=tuple(rows))


def _followed(tracked: Iterable[Tracked]) -> Table:
    columns = (
        *map(Column, ("Action", "Mesure suivie", "Rang", "Exercice")),
        *(Column(label, Kind.NOMBRE) for label in ("Au départ", "Prévu", "Réalisé", "Écart")),
    )
    rows = [_followed_row(each, goal) for each in tracked for goal in each.goals]
    return Table(key="suivi", title="Suivi", columns=columns, rows=tuple(rows))


def _followed_row(tracked: Tracked, goal: Goal) -> tuple[Cell, ...]:
    action, reached = tracked.action, goal.reached
    year = reached.exercice.label if reached else f"celui du {format_date(goal.day)}, attendu"
    amounts = (
        _exact(tracked.start.value if tracked.start else None),
        goal.target,
        _exact(reached.value if reached else None),
        goal.gap,
    )
    told = (action.what, MEASURES[action.measure], f"N+{goal.rank}", year)
    return (*told, *(_cell(each, action.measure) for each in amounts))


def _exact(value: Value[int] | None) -> int | None:
    """A range is no number of a cell."""
    return None if value is None or value.is_range else value.number


def _cell(number: int | None, measure: str) -> Cell:
    if number is None:
        return None
    return Typed(number, Kind.NOMBRE if measure == HOURS else Kind.EUROS)


def _read_me(today: dt.date) -> Table:
    rows = (("Établi le", format_date(today)), ("Comment lire", ABOUT))
    columns = tuple(map(Column, ("Rubrique", "Ce qu’il faut savoir")))
    return Table(key="lisez-moi", title="Lisez-moi", columns=columns, rows=rows)


def write_calendar(*, actions: Iterable[Action]) -> bytes:
    """The days by which something is still to be done (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", TITLE)
    for action in actions:
        if action.due_on and State(action.state).is_open:
            calendar.add_component(_due(action, action.due_on))
    return bytes(calendar.to_ical())


def _due(action: Action, day: dt.date) -> Event:
    """A whole day. Its name is the same at each download, and says nothing of the work."""
    event = Event()
    event.add("uid", str(uuid.uuid5(action.trajectory_id, f"action-{action.pk}")))
    event.add("dtstamp", action.updated_at.astimezone(dt.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", typographie(action.what))
    if action.who:
        event.add("description", typographie(f"Qui s’en charge : {action.who}"))
    event.add("transp", "TRANSPARENT")
    return event
