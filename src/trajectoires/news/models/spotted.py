"""What others publish, and an editor found worth telling."""

from urllib.parse import urlsplit

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from trajectoires.content.enums import KeyKind, RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.models import BasePage
from trajectoires.content.models.panels import editing_tabs


class SignalPage(BasePage):
    """A link to somebody else's page, who publishes it and when; the lede is the editors' own comment."""

    genre = "signalement"
    schema_type = "CreativeWork"  # of somebody else
    relation_kind = RelationKind.ACTUALITE
    own_keys = (
        FileKey(name="adresse", attribute="link", is_address=True, is_required=True),
        FileKey(
            name="editeur",
            attribute="publisher",
            kind=KeyKind.RECORD,
            record="organisations.Organisation",
            is_required=True,
        ),
        FileKey(name="publie_le", attribute="published_on", kind=KeyKind.DATE, is_required=True),
    )
    link = models.URLField("adresse", max_length=500)
    publisher = models.ForeignKey(
        "organisations.Organisation",
        verbose_name="qui publie",
        on_delete=models.PROTECT,
        related_name="signals",
    )
    published_on = models.DateField(
        "publié le", db_index=True, help_text="La date que donne la page signalée."
    )

    parent_page_types = ["news.WatchPage"]
    subpage_types: list[str] = []
    template = "news/signal_page.html"
    edit_handler = editing_tabs(
        [FieldPanel("link"), FieldRowPanel([FieldPanel("publisher"), FieldPanel("published_on")])]
    )

    class Meta:
        verbose_name = "signalement"
        verbose_name_plural = "signalements"

    @property
    def site_name(self) -> str:
        """Whose site the link opens, as its address says it."""
        return (urlsplit(self.link).hostname or "").removeprefix("www.")
