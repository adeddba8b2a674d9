"""A resource of the library: a document that is kept here, or a page of somebody else."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from trajectoires.content.enums import Duration, Format, KeyKind, Language, Medoc, RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.models.base import BasePage
from trajectoires.content.models.panels import editing_tabs


class ResourcePage(BasePage):
    """What it is, who publishes it, when, under which licence; either a file or an address."""

    genre = "ressource"
    relation_kind = RelationKind.RESSOURCE
    schema_type = "CreativeWork"
    own_keys = (
        FileKey(name="usage", attribute="medoc", is_required=True, choices=tuple(Medoc.values)),
        FileKey(name="format", attribute="format", is_required=True, choices=tuple(Format.values)),
        FileKey(name="duree", attribute="duration", choices=tuple(Duration.values)),
        FileKey(name="langue", attribute="language", is_required=True, choices=tuple(Language.values)),
        FileKey(
            name="editeur",
            attribute="publisher",
            kind=KeyKind.RECORD,
            record="organisations.Organisation",
            is_required=True,
        ),
        FileKey(name="parution", attribute="published"),
        FileKey(name="licence", attribute="licence", kind=KeyKind.RECORD, record="content.Licence"),
        FileKey(name="adresse", attribute="link", is_address=True),
        FileKey(name="verifiee_le", attribute="link_checked_on", kind=KeyKind.DATE),
        FileKey(name="fichier", attribute="file", kind=KeyKind.FILE),
    )
    medoc = models.CharField("usage", max_length=20, choices=Medoc)
    format = models.CharField("format", max_length=20, choices=Format)
    duration = models.CharField("durée", max_length=20, choices=Duration, blank=True)
    language = models.CharField("langue", max_length=2, choices=Language, default=Language.FR)
    publisher = models.ForeignKey(
        "organisations.Organisation",
        verbose_name="qui publie",
        on_delete=models.PROTECT,
        related_name="resources",
    )
    published = models.CharField(
        "parution",
        max_length=20,
        blank=True,
        help_text="L’année, le mois, ou le jour : 2024, 2024-06, 2024-06-15.",
        validators=[
            RegexValidator(
                r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
                "Écrivez l’année, le mois ou le jour : 2024, 2024-06, 2024-06-15.",
            )
        ],
    )
    licence = models.ForeignKey(
        "content.Licence",
        verbose_name="licence",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="resources",
    )
    link = models.URLField("adresse", max_length=500, blank=True)
    link_checked_on = models.DateField("adresse vérifiée le", null=True, blank=True)
    file = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name="fichier",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    parent_page_types = ["content.LibraryPage"]
    subpage_types: list[str] = []
    template = "content/resource_page.html"
    edit_handler = editing_tabs(
        [
            FieldRowPanel([FieldPanel("medoc"), FieldPanel("format")]),
            FieldRowPanel([FieldPanel("duration"), FieldPanel("language")]),
            FieldRowPanel([FieldPanel("publisher"), FieldPanel("published")]),
            MultiFieldPanel(
                [
                    FieldPanel("link"),
                    FieldPanel("link_checked_on"),
                    FieldPanel("file"),
                    FieldPanel("licence"),
                ],
                heading="Où la trouver",
            ),
        ]
    )

    class Meta:
        verbose_name = "ressource"
        verbose_name_plural = "ressources"

    def clean(self) -> None:
        super().clean()
        if not self.link and not self.file:
            raise ValidationError({"link": "Donnez l’adresse de la ressource, ou son fichier."})

    @property
    def schema_properties(self) -> dict[str, Any]:
        """The work is somebody's: what is said is hers, and where it is."""
        return {
            "publisher": {
                "@type": "Organization",
                "name": self.publisher.name,
                "url": self.publisher.website,
            },
            "inLanguage": self.language,
            "datePublished": self.published,
            "license": self.licence.url if self.licence else "",
            "sameAs": self.link,
        }


class LibraryPage(BasePage):
    """The catalogue of resources, with its filters."""

    genre = "bibliotheque"
    schema_type = "CollectionPage"
    max_count = 1
    parent_page_types = ["content.DoorPage"]
    subpage_types = ["content.ResourcePage"]
    template = "content/library_page.html"

    class Meta:
        verbose_name = "bibliothèque"
        verbose_name_plural = "bibliothèques"
