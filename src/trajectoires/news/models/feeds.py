"""The feeds of others that the team follows, and what they brought: plain text and links, nothing else."""

from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from trajectoires.content.enums import Theme
from trajectoires.geography.enums import Region
from trajectoires.news.enums import EntryState
from trajectoires.news.models.moments import day_of
from trajectoires.ui.fields import ChoicesField

LONGEST_LINK = 500
LONGEST_TITLE = 255
LONGEST_SUMMARY = 600
_WEB_ONLY = [URLValidator(schemes=["http", "https"])]


class FeedSource(models.Model):
    """Where to look, and what happened the last times."""

    name = models.CharField("nom", max_length=120)
    publisher = models.ForeignKey(
        "organisations.Organisation",
        verbose_name="qui publie",
        on_delete=models.PROTECT,
        related_name="feed_sources",
    )
    feed_url = models.URLField(
        "adresse du flux",
        max_length=LONGEST_LINK,
        unique=True,
        validators=_WEB_ONLY,
        help_text="L’adresse du flux RSS ou Atom, pas celle de la page d’accueil.",
    )
    site_url = models.URLField("adresse du site", max_length=LONGEST_LINK, blank=True, validators=_WEB_ONLY)
    themes = ChoicesField(
        models.CharField(max_length=20, choices=Theme),
        verbose_name="thèmes",
        blank=True,
        default=list,
        help_text="Ils sont donnés au brouillon de chaque article gardé ; vous pouvez les y changer.",
    )
    territories = ChoicesField(
        models.CharField(max_length=3, choices=Region),
        verbose_name="territoires",
        blank=True,
        default=list,
        help_text="Aucune région cochée : toute la France.",
    )
    is_active = models.BooleanField(
        "suivie", default=False, help_text="Cochée, la source est lue toutes les demi-heures."
    )
    checked_at = models.DateTimeField("lue le", null=True, editable=False)
    answered_at = models.DateTimeField("dernière réponse lisible", null=True, editable=False)
    read_at = models.DateTimeField("dernier contenu reçu", null=True, editable=False)
    failing_since = models.DateTimeField("sans réponse depuis le", null=True, editable=False)
    failures = models.PositiveSmallIntegerField("échecs de suite", default=0, editable=False)
    last_failure = models.CharField("raison", max_length=200, blank=True, editable=False)
    next_check_at = models.DateTimeField("prochaine lecture", null=True, db_index=True, editable=False)
    etag = models.CharField("version reçue", max_length=200, blank=True, editable=False)
    last_modified = models.CharField("date de cette version", max_length=100, blank=True, editable=False)

    panels = [
        FieldPanel("name"),
        FieldPanel("publisher"),
        FieldPanel("feed_url"),
        FieldPanel("site_url"),
        FieldRowPanel([FieldPanel("themes"), FieldPanel("territories")]),
        FieldPanel("is_active"),
    ]

    class Meta:
        verbose_name = "source de veille"
        verbose_name_plural = "sources de veille"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(failures=0, failing_since=None, last_failure="")
                | (models.Q(failures__gt=0, failing_since__isnull=False) & ~models.Q(last_failure="")),
                name="news_source_failure_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def status(self) -> str:
        """Where it stands, in words for the team."""
        if not self.checked_at:
            return "jamais vérifiée"
        if self.failing_since:
            return f"sans réponse depuis le {day_of(self.failing_since):%d/%m/%Y} ({self.last_failure})"
        return f"répond, vérifiée le {timezone.localtime(self.checked_at):%d/%m/%Y à %H:%M}"


class FeedEntry(models.Model):
    """An article that a feed announced. The same link is kept once, whichever source says it first."""

    source = models.ForeignKey(
        FeedSource, verbose_name="source", on_delete=models.CASCADE, related_name="entries"
    )
    guid = models.CharField("identifiant", max_length=200)
    link = models.CharField("adresse", max_length=LONGEST_LINK, unique=True)
    title = models.CharField("titre", max_length=LONGEST_TITLE)
    summary = models.CharField("résumé", max_length=LONGEST_SUMMARY, blank=True)
    published_at = models.DateTimeField("publié le", null=True)
    received_at = models.DateTimeField("reçu le")
    seen_at = models.DateTimeField("vu dans le flux le")
    state = models.CharField("état", max_length=10, choices=EntryState, default=EntryState.A_TRIER)
    decided_by = models.ForeignKey(
        "users.User", verbose_name="décidé par", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField("décidé le", null=True)
    page = models.ForeignKey(
        "news.SignalPage",
        verbose_name="signalement",
        null=True,
        on_delete=models.SET_NULL,
        related_name="feed_entries",
    )

    class Meta:
        verbose_name = "article à trier"
        verbose_name_plural = "articles à trier"
        ordering = ["-received_at", "pk"]
        indexes = [models.Index(fields=["state", "-received_at"], name="news_entry_state")]
        constraints = [
            models.UniqueConstraint(fields=["source", "guid"], name="news_entry_once_a_source"),
            models.CheckConstraint(
                condition=models.Q(link__startswith="http://") | models.Q(link__startswith="https://"),
                name="news_entry_link_is_of_the_web",
            ),
            models.CheckConstraint(
                condition=models.Q(state=EntryState.A_TRIER, decided_at=None, page=None)
                | models.Q(state=EntryState.ECARTEE, decided_at__isnull=False, page=None)
                | models.Q(state=EntryState.GARDEE, decided_at__isnull=False),
                name="news_entry_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def site(self) -> str:
        """The name of the site where it is to be read."""
        return (urlsplit(self.link).hostname or "").removeprefix("www.")

    @property
    def themes(self) -> str:
        """Those of the source, in words."""
        return ", ".join(str(Theme(theme).label) for theme in self.source.themes)
