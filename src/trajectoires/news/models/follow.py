"""The page that says how to be told of what is new."""

from trajectoires.content.models import BasePage


class FollowPage(BasePage):
    """Its words are the editors'; the list of feeds and calendars is the site's."""

    genre = "suivre"
    schema_type = "WebPage"  # addresses to follow: nobody's article
    max_count = 1
    parent_page_types = ["content.DoorPage"]
    subpage_types: list[str] = []
    template = "news/follow_page.html"

    class Meta:
        verbose_name = "page « Suivre »"
        verbose_name_plural = "pages « Suivre »"
