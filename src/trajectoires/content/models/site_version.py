"""One number for all that readers see: it goes up with each publication."""

from django.db import models


class SiteVersion(models.Model):
    """The single row that every worker looks at, to know whether what it keeps ready is still right."""

    number = models.PositiveBigIntegerField(default=0)
    terms_number = models.PositiveBigIntegerField(default=0)  # at which the uses of terms were last recorded

    class Meta:
        verbose_name = "version du site"
        verbose_name_plural = "versions du site"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="content_site_version_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.number)
