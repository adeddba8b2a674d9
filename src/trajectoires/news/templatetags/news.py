"""What the templates of the news show."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.urls import reverse
from django.utils import timezone

from trajectoires.news import presenters, selectors
from trajectoires.news.enums import Section
from trajectoires.news.forms import FilterForm
from trajectoires.news.models import EventPage, RulePage

register = template.Library()


@dataclass(frozen=True)
class FeedLinks:
    """Where to follow a section, with the filters of the address; `words` says them."""

    label: str
    rss: str
    atom: str
    calendar: str
    words: list[str]


@register.simple_tag(takes_context=True)
def filter_form(context: Context) -> FilterForm:
    """The filters of the address, for the list that is shown."""
    return _form(context["request"], context["page"].section)


@register.simple_tag(takes_context=True)
def articles_view(context: Context, form: FilterForm) -> presenters.ArticlesView:
    return presenters.present_articles(form.filters, page=_number(context))


@register.simple_tag(takes_context=True)
def agenda_view(context: Context, form: FilterForm) -> presenters.AgendaView:
    return presenters.present_agenda(form.filters, page=_number(context), now=timezone.now())


@register.simple_tag(takes_context=True)
def watch_view(context: Context, form: FilterForm) -> presenters.WatchView:
    return presenters.present_watch(form.filters, page=_number(context), now=timezone.now())


@register.simple_tag
def watch_reach() -> presenters.ReachView:
    """Whether the feeds of others bring anything; what to consult when they do not."""
    return presenters.present_reach()


def _form(request: HttpRequest, section: str) -> FilterForm:
    return FilterForm(request.GET, section=Section(section))


def _number(context: Context) -> str | None:
    number: str | None = context["request"].GET.get("page")
    return number


@register.simple_tag
def event_view(page: EventPage) -> presenters.EventView:
    return presenters.present_event(page, now=timezone.now())


@register.simple_tag
def rule_view(page: RulePage) -> presenters.RuleView:
    return presenters.present_rule(page, today=timezone.localdate())


@register.simple_tag(takes_context=True)
def feed_links(context: Context, section: str) -> FeedLinks:
    """The feeds of a section, as its list is filtered."""
    return _feeds(Section(section), _form(context["request"], section))


@register.simple_tag
def all_feeds() -> list[tuple[Any, FeedLinks]]:
    """Each section that is published, and its feeds, unfiltered."""
    return [
        (page, _feeds(section, FilterForm(QueryDict(), section=section)))
        for section, page in selectors.section_pages().items()
    ]


def _feeds(section: Section, form: FilterForm) -> FeedLinks:
    rss, atom = (f"{reverse(f'news:{kind}', args=[section])}{form.query}" for kind in ("rss", "atom"))
    calendar = f"{reverse('news:agenda_ics')}{form.query}" if section is Section.AGENDA else ""
    return FeedLinks(label=section.label, rss=rss, atom=atom, calendar=calendar, words=form.words)


@register.simple_tag
def follow_address() -> str:
    """Where all the ways to follow are listed; empty while there is no such page."""
    page = selectors.follow_page()
    return page.address if page else ""
