"""What was read of the files of a work, and the files that wait to be read."""

from django.db import models
from django.db.models import F, Q

from trajectoires.trajectories.enums import Genre
from trajectoires.trajectories.models.works import Trajectory

CONTENTS = ("balance", "postes", "budget", "undated")
STANDS = Q(added_to__isnull=True, replaced_by__isnull=True)


def _at_most_one() -> Q:
    """No two of the contents."""
    pairs = [(one, other) for rank, one in enumerate(CONTENTS) for other in CONTENTS[rank + 1 :]]
    condition = Q()
    for one, other in pairs:
        condition &= Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    return condition


def _nothing_counted() -> Q:
    return Q(balance__isnull=True, postes__isnull=True, budget__isnull=True)


class ImportedFile(models.Model):
    """What was read of one file, or nothing when an anomaly blocks it. Never the file itself, nor its entries.

    One content at most, by kind: a yearly balance of accounts, amounts by poste, or a budget. A table without
    dates waits in `undated`, as the engine wrote it, until the person tells them: it counts nowhere before.
    Several may tell one exercice: one stands for it. The others are added to it (`added_to`, parts of the same
    accounts), or set aside (`replaced_by`, a file that came later): they count nowhere until the person says so.
    `axis` is what a column of a FEC says: its name, and by value the sums of the accounts of classes 6 and 7.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="files")
    name = models.CharField("nom du fichier", max_length=255)
    genre = models.CharField("genre", max_length=10, choices=Genre, default=Genre.FEC)
    fingerprint = models.CharField("empreinte", max_length=64)
    engine_version = models.CharField("version du moteur", max_length=40)
    imported_at = models.DateTimeField("lu le")
    opened_on = models.DateField("ouverture de l’exercice", null=True)
    closed_on = models.DateField("clôture de l’exercice", null=True)
    facts = models.JSONField("ce qui a été lu")
    anomalies = models.JSONField("anomalies")
    balance = models.JSONField("balance annuelle", null=True)
    postes = models.JSONField("montants par poste", null=True)
    budget = models.JSONField("budget", null=True)
    undated = models.JSONField("contenu sans dates", null=True)
    axis = models.JSONField("totaux par valeur d’une colonne", null=True)
    added_to = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, related_name="parts", verbose_name="additionné à"
    )
    replaced_by = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, related_name="replaced", verbose_name="remplacé par"
    )

    class Meta:
        verbose_name = "fichier lu"
        verbose_name_plural = "fichiers lus"
        ordering = ["opened_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "fingerprint"], name="trajectories_a_file_once"),
            models.UniqueConstraint(
                fields=["trajectory", "opened_on", "closed_on"],
                condition=STANDS & (Q(balance__isnull=False) | Q(postes__isnull=False)),
                name="trajectories_an_exercice_once",
            ),
            models.UniqueConstraint(
                fields=["trajectory", "opened_on", "closed_on"],
                condition=STANDS & Q(budget__isnull=False),
                name="trajectories_a_budget_once",
            ),
            models.CheckConstraint(
                condition=_nothing_counted()
                | Q(opened_on__isnull=False, closed_on__isnull=False, opened_on__lte=F("closed_on")),
                name="trajectories_dates_in_order",
            ),
            models.CheckConstraint(condition=_at_most_one(), name="trajectories_one_content"),
            models.CheckConstraint(
                condition=Q(axis__isnull=True) | Q(balance__isnull=False),
                name="trajectories_an_axis_of_accounts",
            ),
            models.CheckConstraint(
                condition=Q(added_to__isnull=True) | Q(balance__isnull=False, replaced_by__isnull=True),
                name="trajectories_accounts_alone_are_added",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~_nothing_counted(),
                name="trajectories_what_counted_is_set_aside",
            ),
            models.CheckConstraint(
                condition=(Q(added_to__isnull=True) | ~Q(added_to=F("id")))
                & (Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id"))),
                name="trajectories_a_file_beside_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_counted(self) -> bool:
        """Whether it tells something: an actual year, alone or in part, or a budget. It may be set aside all the same."""
        return not (self.balance is None and self.postes is None and self.budget is None)

    @property
    def stands(self) -> bool:
        """Whether it speaks for its exercice: neither added to another, nor set aside."""
        return self.added_to_id is None and self.replaced_by_id is None

    @property
    def may_be_dated(self) -> bool:
        """A table has the dates that are told of it; a FEC has those of its entries."""
        return self.genre in {Genre.BALANCE, Genre.BUDGET} and (self.is_counted or self.undated is not None)


class PendingFile(models.Model):
    """A file that waits for the worker, or is being read. Its bytes lie in a private folder, an hour at most."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="pending_files")
    name = models.CharField("nom du fichier", max_length=255)
    upload = models.CharField("nom dans le dossier privé", max_length=64)
    genre = models.CharField("genre", max_length=10, choices=Genre, blank=True)
    size = models.PositiveIntegerField("taille en octets")
    received_at = models.DateTimeField("reçu le")
    attempts = models.PositiveSmallIntegerField("lectures commencées", default=0)
    read_bytes = models.PositiveIntegerField("octets lus", default=0)
    failed_at = models.DateTimeField("lecture interrompue le", null=True)

    class Meta:
        verbose_name = "fichier en attente"
        verbose_name_plural = "fichiers en attente"
        ordering = ["received_at", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """« attente », « lecture » or « interrompue »."""
        if self.failed_at:
            return "interrompue"
        return "lecture" if self.attempts else "attente"
