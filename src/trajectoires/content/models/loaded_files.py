"""What was loaded from a file, to tell an editor's change from the file's."""

from django.db import models


class LoadedFile(models.Model):
    """The memory of one file: its fingerprint, that of what it became right after loading, and its revision then.

    A page may move, a document or an image may be renamed: the memory holds them by key. A record is found by the
    name of its file, its slug.
    """

    path = models.CharField(max_length=300, unique=True)
    page = models.OneToOneField(
        "content.BasePage", null=True, on_delete=models.SET_NULL, related_name="loaded_file"
    )
    document = models.OneToOneField(
        "wagtaildocs.Document", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    image = models.OneToOneField(
        "wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    file_fingerprint = models.CharField(max_length=64, blank=True)  # empty: the file was withdrawn
    page_fingerprint = models.CharField(max_length=64)
    # An editor's act always makes a new revision, while a new version of our code may change every fingerprint.
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Loaded by somebody who chose a zip: for the folder that comes with the code, it is an editor's act.
    is_from_archive = models.BooleanField(default=False)
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name = "fichier chargé"
        verbose_name_plural = "fichiers chargés"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page=None, document=None)
                | models.Q(page=None, image=None)
                | models.Q(document=None, image=None),
                name="content_loaded_file_one_target",
            )
        ]

    def __str__(self) -> str:
        return self.path
