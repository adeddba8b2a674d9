"""That a course was followed, as it was that day. Its page shows others what the learner chose, and nothing else."""

from django.db import models
from django.db.models import Q

from trajectoires.learning.enums import NAME_TRIES, Shown
from trajectoires.ui.fields import ChoicesField, LinesField

GROUP = 4  # signs of a key that are written together


class Attestation(models.Model):
    """It lives and is erased with its learner. What it says of the course is a copy: editors may change the course."""

    key = models.CharField("clé de vérification", max_length=28, unique=True)
    learner = models.ForeignKey("learning.Learner", on_delete=models.CASCADE, related_name="attestations")
    course = models.ForeignKey(
        "learning.CoursePage",
        verbose_name="cours",
        on_delete=models.SET_NULL,
        null=True,
        related_name="attestations",
    )
    slug = models.CharField("nom du cours dans son adresse", max_length=255)
    title = models.CharField("titre du cours", max_length=255)
    aims = LinesField(models.CharField(max_length=200), verbose_name="objectifs", default=list)
    lessons = LinesField(models.CharField(max_length=255), verbose_name="leçons")
    exercises = models.PositiveSmallIntegerField("exercices réussis")
    minutes = models.PositiveSmallIntegerField("durée en minutes")
    version_on = models.DateField("cours tel que mis à jour le")
    name = models.CharField("nom", max_length=120)
    shown = ChoicesField(
        models.CharField(max_length=10, choices=Shown),
        verbose_name="ce qui est montré",
        blank=True,
        default=list,
    )
    issued_at = models.DateTimeField("établie le")
    name_tries = models.PositiveSmallIntegerField("noms essayés", default=0)
    name_tried_at = models.DateTimeField("premier de ces essais le", null=True)

    class Meta:
        verbose_name = "attestation"
        verbose_name_plural = "attestations"
        constraints = [
            models.UniqueConstraint(fields=["learner", "course"], name="learning_an_attestation_a_course"),
            models.CheckConstraint(condition=~Q(name=""), name="learning_attestation_is_named"),
            models.CheckConstraint(
                condition=Q(shown__contained_by=Shown.values), name="learning_attestation_shows_known_parts"
            ),
            models.CheckConstraint(
                condition=Q(name_tries__lte=NAME_TRIES), name="learning_few_names_are_tried"
            ),
        ]

    def __str__(self) -> str:
        """The number alone: what prints an attestation names nobody."""
        return f"Attestation {self.pk}"

    @property
    def address_slug(self) -> str:
        """The course in the addresses of its learner: by its name of today, or the last one known."""
        return self.course.slug if self.course else self.slug

    @property
    def grouped_key(self) -> str:
        """As it is read aloud and typed: seven groups of four signs."""
        return "-".join(self.key[start : start + GROUP] for start in range(0, len(self.key), GROUP))

    @property
    def duration(self) -> str:
        """« 45 minutes », « 2 heures », « 1 heure 05 »."""
        hours, rest = divmod(self.minutes, 60)
        if not hours:
            return f"{rest} minutes"
        written = f"{hours} heure{'s' if hours > 1 else ''}"
        return f"{written} {rest:02}" if rest else written

    @property
    def is_name_shown(self) -> bool:
        return Shown.NOM in self.shown

    @property
    def is_day_shown(self) -> bool:
        return Shown.JOUR in self.shown

    @property
    def is_list_shown(self) -> bool:
        return Shown.LECONS in self.shown
