from trajectoires.news.presenters.calendar import write_calendar
from trajectoires.news.presenters.entries import Entry, present_entry
from trajectoires.news.presenters.events import EventView, present_event
from trajectoires.news.presenters.lists import (
    AgendaView,
    ArticlesView,
    WatchView,
    present_agenda,
    present_articles,
    present_watch,
)
from trajectoires.news.presenters.reach import ReachView, present_reach
from trajectoires.news.presenters.rules import RuleView, present_rule

__all__ = [
    "AgendaView",
    "ArticlesView",
    "Entry",
    "EventView",
    "ReachView",
    "RuleView",
    "WatchView",
    "present_agenda",
    "present_articles",
    "present_entry",
    "present_event",
    "present_reach",
    "present_rule",
    "present_watch",
    "write_calendar",
]
