"""An organisation: named by the pages of the site, or kept private by the people who work in it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class PublicOrganisations(models.Manager["Organisation"]):
    """What a query finds that says nothing: the organisations that the pages may name, never a private one."""

    def get_queryset(self) -> models.QuerySet["Organisation"]:
        return super().get_queryset().filter(is_public=True)


class Organisation(index.Indexed, models.Model):
    """Who publishes a document, organises a meeting, lives the trajectory that a page tells; or a private one.

    A private one is known to its members alone: no list, choice or search of the site reaches it. It needs a name,
    and may say the rest to fill in the models of the kit.
    """

    is_public = models.BooleanField("nommée par les pages", default=True, editable=False)
    slug = models.SlugField("identifiant", max_length=100, unique=True, null=True)
    name = models.CharField("nom", max_length=200)
    short_name = models.CharField("sigle", max_length=40, blank=True)
    website = models.URLField("site", blank=True)
    description = models.CharField("en une phrase", max_length=300, blank=True)
    rna = models.CharField("numéro RNA", max_length=10, blank=True)
    siren = models.CharField("SIREN", max_length=9, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    address = models.TextField("adresse", max_length=500, blank=True)
    town = models.CharField("commune", max_length=100, blank=True)
    purpose = models.TextField("objet", max_length=2_000, blank=True)
    staff_count = models.PositiveIntegerField("effectif salarié", null=True, blank=True)

    objects = PublicOrganisations()
    every = models.Manager()  # noqa: DJ012 - a manager, not a field

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("short_name"),
        FieldPanel("website"),
        FieldPanel("description"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("short_name"),
    ]

    class Meta:
        verbose_name = "organisation"
        verbose_name_plural = "organisations"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(is_public=True), name="organisations_a_public_name_once"
            ),
            models.CheckConstraint(
                condition=Q(is_public=True, slug__isnull=False) | Q(is_public=False, slug__isnull=True),
                name="organisations_a_private_one_has_no_address",
            ),
            models.CheckConstraint(
                condition=Q(siret="") | Q(siren=Left("siret", 9)), name="organisations_one_siren"
            ),
        ]

    def __str__(self) -> str:
        return self.name
