"""How far a person has come: with an account, or in a session that only her browser knows."""

import uuid

from django.db import models
from django.db.models import F, Q


class Learner(models.Model):
    """Nobody's name: a key that a session holds, or that an account holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        "users.User",
        verbose_name="compte",
        on_delete=models.CASCADE,
        null=True,
        related_name="learner",
    )
    created_at = models.DateTimeField("a commencé le")
    expires_at = models.DateTimeField("gardé jusqu’au", null=True, db_index=True)

    class Meta:
        verbose_name = "personne qui apprend"
        verbose_name_plural = "personnes qui apprennent"
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) ^ Q(expires_at__isnull=False),
                name="learning_without_account_expires",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Attempt(models.Model):
    """The last answer of a learner to an exercise, and whether she ever found it."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="attempts")
    lesson = models.ForeignKey("learning.LessonPage", on_delete=models.CASCADE, related_name="attempts")
    key = models.CharField("exercice", max_length=60)
    given = models.JSONField("réponse donnée")
    is_right = models.BooleanField("juste")
    found_at = models.DateTimeField("trouvé le", null=True)
    answered_at = models.DateTimeField("répondu le")
    tries = models.PositiveIntegerField("essais", default=1)

    class Meta:
        verbose_name = "réponse"
        verbose_name_plural = "réponses"
        constraints = [
            models.UniqueConstraint(fields=["learner", "lesson", "key"], name="learning_an_attempt_each"),
            models.CheckConstraint(
                condition=Q(found_at__isnull=True) | Q(found_at__lte=F("answered_at")),
                name="learning_found_before_the_last_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id} : {self.key}"


class AnswerCount(models.Model):
    """How often an answer was chosen first. It keeps nothing of who chose it."""

    lesson = models.ForeignKey("learning.LessonPage", on_delete=models.CASCADE, related_name="answer_counts")
    key = models.CharField("exercice", max_length=60)
    answer = models.CharField("réponse", max_length=300)
    is_right = models.BooleanField("juste")
    count = models.PositiveIntegerField("fois", default=0)

    class Meta:
        verbose_name = "réponse comptée"
        verbose_name_plural = "réponses comptées"
        constraints = [
            models.UniqueConstraint(fields=["lesson", "key", "answer"], name="learning_an_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} : {self.answer}"
