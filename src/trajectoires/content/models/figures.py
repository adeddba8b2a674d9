"""Figures that several pages show: their data is kept once."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from trajectoires.content.blocks import FigureBlock, rows_of
from trajectoires.ui.fields import StreamField


class SharedFigure(models.Model):
    """One figure with its data. A page that cites it shows it as it is now."""

    slug = models.SlugField(
        "identifiant", max_length=100, unique=True, help_text="Il nomme aussi le fichier des données."
    )
    body = StreamField([("figure", FigureBlock())], verbose_name="figure", min_num=1, max_num=1)

    panels = [FieldPanel("slug"), FieldPanel("body")]

    class Meta:
        verbose_name = "figure partagée"
        verbose_name_plural = "figures partagées"
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title or self.slug

    @property
    def title(self) -> str:
        return str(self.body[0].value["title"]) if self.body else ""

    @property
    def rows(self) -> list[list[str]]:
        """The first row names the years, the first column the families."""
        return rows_of(self.body[0].value["grid"])
