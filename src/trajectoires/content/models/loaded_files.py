"""What was loaded from a file, to tell an editor's change from the file's."""

from django.db import models


class LoadedFile(models.Model):
    """The memory of one file: its fingerprint, that of the page right after loading, and its revision then."""

    path = models.CharField(max_length=300, unique=True)
    page = models.OneToOneField(
        "content.BasePage", null=True, on_delete=models.SET_NULL, related_name="loaded_file"
    )
    term = models.OneToOneField(
        "glossary.Term", null=True, on_delete=models.SET_NULL, related_name="loaded_file"
    )
    file_fingerprint = models.CharField(max_length=64, blank=True)  # empty: the file was withdrawn
    page_fingerprint = models.CharField(max_length=64)
    # An editor's act always makes a new revision, while a new version of our code may change every fingerprint.
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name = "fichier chargé"
        verbose_name_plural = "fichiers chargés"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page=None) | models.Q(term=None), name="content_loaded_file_one_target"
            )
        ]

    def __str__(self) -> str:
        return self.path
