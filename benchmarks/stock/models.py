"""Pages without any of our measures against slowness: the tree walk, the blocks and the tags of Wagtail."""

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page

from trajectoires.content.blocks import BodyBlock
from trajectoires.ui.blocks import SourceBlock
from trajectoires.ui.fields import StreamField


class StockPage(Page):
    lede = models.TextField(blank=True)
    author = models.CharField(max_length=120, blank=True)
    updated_on = models.DateField(null=True)
    sources = StreamField([("source", SourceBlock())], blank=True)
    body = StreamField(BodyBlock(), blank=True)
    related = ParentalManyToManyField("wagtailcore.Page", related_name="+", blank=True)

    template = "stock/page.html"
