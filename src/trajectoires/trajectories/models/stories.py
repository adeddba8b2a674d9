"""What an organisation tells of its trajectory: its draft, what it sent, what it was answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from trajectoires.trajectories.enums import StoryState
from trajectoires.trajectories.models.works import Trajectory


class Story(models.Model):
    """The story of a work. Its draft is private; its page, once accepted, is public until it is taken back.

    A work does not go while it has one: the services take the page off the site first.
    """

    trajectory = models.OneToOneField(Trajectory, on_delete=models.PROTECT, related_name="told")
    draft = models.JSONField("brouillon", default=dict, blank=True)
    edited_at = models.DateTimeField("brouillon changé le")
    page = models.OneToOneField(
        "content.ExamplePage", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="page"
    )
    withdrawn_on = models.DateField("retiré le", null=True)

    class Meta:
        verbose_name = "récit"
        verbose_name_plural = "récits"
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=True) | Q(withdrawn_on__isnull=True),
                name="trajectories_a_withdrawn_story_has_no_page",
            )
        ]

    def __str__(self) -> str:
        return f"Récit {self.pk}"


class StoryVersion(models.Model):
    """What was sent, exactly, with whoever consented and when; then what a moderator answered.

    Only the version that is published and the last one sent are kept.
    """

    is_from_readers = True  # read and answered in the editors' space, never written there

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="versions")
    told = models.JSONField("ce qui sera publié")
    consented_at = models.DateTimeField("accord donné le")
    consented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="accord donné par",
    )
    wants_mail = models.BooleanField("prévenir par courriel", default=False)
    state = models.CharField("état", max_length=10, choices=StoryState, default=StoryState.WAITING)
    answer = models.TextField("réponse", max_length=1000, blank=True)
    answered_at = models.DateTimeField("réponse donnée le", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "récit envoyé"
        verbose_name_plural = "récits envoyés"
        ordering = ["-consented_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["story"], condition=Q(state="attente"), name="trajectories_one_story_waits"
            ),
            models.UniqueConstraint(
                fields=["story"], condition=Q(state="publie"), name="trajectories_one_story_is_published"
            ),
            models.CheckConstraint(
                condition=Q(state__in=StoryState.values), name="trajectories_a_known_story_state"
            ),
            models.CheckConstraint(
                condition=Q(state="attente", answered_at=None)
                | (~Q(state="attente") & Q(answered_at__isnull=False)),
                name="trajectories_a_story_waits_or_is_answered",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["corriger", "refuse"]) | ~Q(answer=""),
                name="trajectories_a_refused_story_is_told_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Récit envoyé {self.pk}"

    @property
    def title(self) -> str:
        return str(self.told["title"])

    @property
    def teller(self) -> str:
        return str(self.told["told_by"])

    @property
    def is_waiting(self) -> bool:
        return self.state == StoryState.WAITING
