from django.urls import path, re_path
from django.views.decorators.http import conditional_page, require_safe

from trajectoires.news import feeds, views

app_name = "news"
SECTION = "(?P<section>actualites|agenda|veille)"
urlpatterns = [
    re_path(rf"^{SECTION}/rss\.xml$", require_safe(conditional_page(feeds.RssFeed())), name="rss"),
    re_path(rf"^{SECTION}/atom\.xml$", require_safe(conditional_page(feeds.AtomFeed())), name="atom"),
    path("agenda/agenda.ics", views.agenda_ics, name="agenda_ics"),
    path("agenda/<slug:slug>/evenement.ics", views.event_ics, name="event_ics"),
]
