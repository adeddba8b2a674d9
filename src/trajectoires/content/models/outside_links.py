"""Addresses of other sites that published pages and terms point at, and what was found there."""

from django.db import models

from trajectoires.documents.enums import FetchFailure

CLOSED_STATUSES = (401, 403, 405, 406, 429)  # the site is there, and does not answer machines


class LinkState(models.TextChoices):
    NEVER = "jamais", "jamais vérifié"
    ALIVE = "repond", "répond"
    CLOSED = "ferme", "ne se laisse pas vérifier"
    DEAD = "mort", "ne répond plus"


class OutsideLink(models.Model):
    """An address, once for all the pages that hold it."""

    url = models.CharField("adresse", max_length=2000, unique=True)
    host = models.CharField("site", max_length=253)
    first_seen_at = models.DateTimeField("vue la première fois le")
    checked_at = models.DateTimeField("vérifiée le", null=True, blank=True)
    status = models.PositiveSmallIntegerField("réponse", null=True, blank=True)
    failure = models.CharField("échec", max_length=20, choices=FetchFailure, blank=True)
    failing_since = models.DateTimeField("en échec depuis le", null=True, blank=True)
    is_ignored = models.BooleanField("ignorée", default=False)
    is_asked = models.BooleanField("à revérifier", default=False)

    class Meta:
        verbose_name = "lien sortant"
        verbose_name_plural = "liens sortants"
        ordering = ["url"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(checked_at=None, status=None, failure="")
                | models.Q(checked_at__isnull=False, status__isnull=False, failure="")
                | (models.Q(checked_at__isnull=False, status=None) & ~models.Q(failure="")),
                name="content_link_has_an_answer_once_checked",
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def state(self) -> LinkState:
        if not self.checked_at:
            return LinkState.NEVER
        if self.status in CLOSED_STATUSES:
            return LinkState.CLOSED
        return LinkState.ALIVE if self.status and self.status < 400 else LinkState.DEAD

    @property
    def answer(self) -> str:
        """What was found, in words."""
        if self.failure:
            return str(FetchFailure(self.failure).label)
        return f"réponse {self.status}" if self.status else str(LinkState.NEVER.label)


class LinkUse(models.Model):
    """A published page, or a term, that holds the address."""

    link = models.ForeignKey(OutsideLink, verbose_name="lien", on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(
        "content.BasePage", verbose_name="page", null=True, on_delete=models.CASCADE, related_name="link_uses"
    )
    term = models.ForeignKey(
        "glossary.Term", verbose_name="terme", null=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = "emploi d’un lien"
        verbose_name_plural = "emplois des liens"
        constraints = [
            models.UniqueConstraint(fields=["link", "page"], name="content_link_once_a_page"),
            models.UniqueConstraint(fields=["link", "term"], name="content_link_once_a_term"),
            models.CheckConstraint(
                condition=models.Q(page=None, term__isnull=False) | models.Q(page__isnull=False, term=None),
                name="content_link_of_a_page_or_a_term",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.link_id} – {self.page_id or self.term_id}"
