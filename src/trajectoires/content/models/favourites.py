"""The pages that a signed-in reader keeps at hand. Without an account they stay in the session: no row here."""

from django.db import models


class Favourite(models.Model):
    user = models.ForeignKey(
        "users.User", verbose_name="personne", on_delete=models.CASCADE, related_name="favourites"
    )
    page = models.ForeignKey(
        "content.BasePage", verbose_name="page", on_delete=models.CASCADE, related_name="favourites"
    )
    added_at = models.DateTimeField("gardée le")

    class Meta:
        verbose_name = "favori"
        verbose_name_plural = "favoris"
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="content_favourite_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} : {self.page_id}"
