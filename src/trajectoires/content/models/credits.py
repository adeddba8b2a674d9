"""Who signs, and under which licence: records that editors choose from."""

from django.db import models
from wagtail.admin.panels import FieldPanel


class Person(models.Model):
    """Someone who signs pages. Only what she wants said of her."""

    slug = models.SlugField("identifiant", max_length=100, unique=True)
    name = models.CharField("nom", max_length=120, unique=True)
    role = models.CharField("fonction", max_length=200, blank=True)
    website = models.URLField("page personnelle", blank=True)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("role"), FieldPanel("website")]

    class Meta:
        verbose_name = "personne qui signe"
        verbose_name_plural = "personnes qui signent"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Licence(models.Model):
    """What a reader may do with a document."""

    slug = models.SlugField("identifiant", max_length=60, unique=True)
    name = models.CharField("nom", max_length=120, unique=True)
    url = models.URLField("texte de la licence", blank=True)
    allows = models.CharField("ce qu’elle permet", max_length=300, blank=True)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("url"), FieldPanel("allows")]

    class Meta:
        verbose_name = "licence"
        verbose_name_plural = "licences"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
