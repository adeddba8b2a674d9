"""RSS 2.0 and Atom, one of each a section, with the same filters as its list."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from trajectoires.content.models import BasePage
from trajectoires.news import selectors
from trajectoires.news.enums import Section
from trajectoires.news.forms import FilterForm
from trajectoires.news.presenters import Entry, present_entry
from trajectoires.news.presenters.entries import absolute, typeset

COUNT = 30


@dataclass(frozen=True)
class Followed:
    """What a reader follows: a section, and its filters."""

    page: BasePage
    section: Section
    form: FilterForm
    address: str


class RssFeed(Feed):
    """Anyone. The last pages that a section published, as RSS."""

    feed_type = Rss201rev2Feed
    language = "fr"
    description_template = "news/feeds/description.html"

    def get_object(self, request: HttpRequest, section: str) -> Followed:
        form = FilterForm(request.GET, section=Section(section))
        page = selectors.section_page(Section(section))
        if page is None or not form.is_valid():
            raise Http404
        return Followed(page, Section(section), form, absolute(f"{request.path}{form.query}"))

    def title(self, followed: Followed) -> str:
        words = ["Trajectoires socio-économiques", str(followed.section.label), *followed.form.words]
        return typeset(" – ".join(words))

    def description(self, followed: Followed) -> str:
        return typeset(followed.page.lede)

    def link(self, followed: Followed) -> str:
        return absolute(f"{followed.page.address}{followed.form.query}")

    def feed_url(self, followed: Followed) -> str:
        return followed.address

    def feed_guid(self, followed: Followed) -> str:
        return followed.address

    def items(self, followed: Followed) -> list[Entry]:
        pages = selectors.published(followed.section, COUNT, followed.form.filters)
        return [present_entry(page) for page in pages]

    # --- each entry ---------------------------------------------------------------------------------------------

    def item_title(self, entry: Entry) -> str:
        return typeset(entry.title)

    def item_link(self, entry: Entry) -> str:
        return entry.address

    def item_guid(self, entry: Entry) -> str:
        return entry.guid

    item_guid_is_permalink = False

    def item_author_name(self, entry: Entry) -> str:
        return entry.author

    def item_pubdate(self, entry: Entry) -> dt.datetime:
        return entry.published_at

    def item_updateddate(self, entry: Entry) -> dt.datetime:
        return entry.updated_at

    def item_categories(self, entry: Entry) -> list[str]:
        return entry.themes


class AtomFeed(RssFeed):
    """Anyone. The same, as Atom."""

    feed_type = Atom1Feed

    def subtitle(self, followed: Followed) -> str:
        return self.description(followed)
