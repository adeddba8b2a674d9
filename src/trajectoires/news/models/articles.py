"""What the editors write themselves."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from trajectoires.content.enums import KeyKind, RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.models import BasePage
from trajectoires.content.models.base import today
from trajectoires.content.models.panels import editing_tabs


class ArticlePage(BasePage):
    genre = "article"
    relation_kind = RelationKind.ACTUALITE
    reading_order = "published_on"
    schema_type = "NewsArticle"
    own_keys = (FileKey(name="publie_le", attribute="published_on", kind=KeyKind.DATE, is_required=True),)
    published_on = models.DateField("publié le", default=today, db_index=True)

    parent_page_types = ["news.ArticlesPage"]
    subpage_types: list[str] = []
    template = "news/article_page.html"
    edit_handler = editing_tabs([FieldPanel("published_on")])

    class Meta:
        verbose_name = "article"
        verbose_name_plural = "articles"
