"""Records that are one plain text: their file, whole. A room above says what may be written in it."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from trajectoires.content.fields import Fault


class SourceRecord(models.Model):
    """What a file says is kept as it is written; nothing that is wrong is kept.

    A room extends it: `genre` names the kind in files, `folder` is where they stand, `endings` how they may end.
    """

    genre: ClassVar[str]
    folder: ClassVar[str]
    endings: ClassVar[tuple[str, ...]] = (".md",)

    slug = models.SlugField("identifiant", max_length=100, unique=True)
    source = models.TextField("source", help_text="Écrite comme docs/contenu.md le dit.")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug

    @classmethod
    def faults_of(cls, source: str) -> Sequence[Fault]:
        """Everything that is wrong in this source, line by line."""
        raise NotImplementedError

    @classmethod
    def words_of(cls, source: str) -> Iterator[str]:
        """What a reader reads in it, a passage at a time, as it was typed. Nothing of a source that is not valid."""
        raise NotImplementedError

    @property
    def file_ending(self) -> str:
        """How its file ends: one of `endings`."""
        return self.endings[0]

    def clean(self) -> None:
        super().clean()
        self.source = self.source.replace("\r\n", "\n").strip()
        if faults := self.faults_of(self.source):
            raise ValidationError({"source": [str(each) for each in faults]})
