from trajectoires.news.models.articles import ArticlePage
from trajectoires.news.models.events import EventPage
from trajectoires.news.models.feeds import FeedEntry, FeedSource
from trajectoires.news.models.follow import FollowPage
from trajectoires.news.models.rules import RulePage
from trajectoires.news.models.sections import AgendaPage, ArticlesPage, WatchPage
from trajectoires.news.models.spotted import SignalPage

__all__ = [
    "AgendaPage",
    "ArticlePage",
    "ArticlesPage",
    "EventPage",
    "FeedEntry",
    "FeedSource",
    "FollowPage",
    "RulePage",
    "SignalPage",
    "WatchPage",
]
