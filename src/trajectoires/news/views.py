from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from trajectoires.news import selectors
from trajectoires.news.enums import Section
from trajectoires.news.forms import FilterForm
from trajectoires.news.presenters import write_calendar

CALENDAR_TYPE = "text/calendar; charset=utf-8"


@require_safe
@conditional_page
def agenda_ics(request: HttpRequest) -> HttpResponse:
    """Anyone. The calendar to subscribe to: what is to come and the last three months, with the list's filters."""
    form = FilterForm(request.GET, section=Section.AGENDA)
    if not form.is_valid():
        raise Http404
    events = selectors.calendar_events(timezone.now(), form.filters)
    return HttpResponse(write_calendar(events), content_type=CALENDAR_TYPE)


@require_safe
@conditional_page
def event_ics(_: HttpRequest, slug: str) -> HttpResponse:
    """Anyone. One event, for a calendar."""
    event = selectors.event(slug)
    if event is None:
        raise Http404
    response = HttpResponse(write_calendar([event], name=event.title), content_type=CALENDAR_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return response
