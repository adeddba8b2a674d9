"""What readers say of a page: useful or not, and what is missing. Nothing of who they are."""

from typing import ClassVar

from django.db import models

LONGEST_COMMENT = 1000


class UsefulVote(models.Model):
    """One answer to « Cette page vous a-t-elle été utile ? ». Two answers of one person are two answers."""

    is_from_readers: ClassVar[bool] = True  # those who moderate may treat it

    page = models.ForeignKey(
        "content.BasePage", verbose_name="page", on_delete=models.CASCADE, related_name="useful_votes"
    )
    is_useful = models.BooleanField("utile")
    comment = models.TextField("ce qui manque", max_length=LONGEST_COMMENT, blank=True)
    created_at = models.DateTimeField("reçu le")
    treated_at = models.DateTimeField("traité le", null=True, blank=True)

    class Meta:
        verbose_name = "avis sur une page"
        verbose_name_plural = "avis sur les pages"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["page", "created_at"], name="content_vote_of_page")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(treated_at=None) | ~models.Q(comment=""),
                name="content_vote_treated_comment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} : {'utile' if self.is_useful else 'pas utile'}"
