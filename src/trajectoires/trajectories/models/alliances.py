"""The partners that a person details, one by one. Accounts know nothing of them but the money of those they name."""

from django.db import models
from django.db.models import F, Q

from socioeco.readers.alliances import ECRITS, NATURES_PARTENAIRES, Ecrit, NaturePartenaire
from trajectoires.trajectories.models.works import Trajectory

NAME_LENGTH, GIVES_LENGTH = 120, 500
NATURES = [(each.value, NATURES_PARTENAIRES[each]) for each in NaturePartenaire]
WRITINGS = [(each.value, ECRITS[each]) for each in Ecrit]


class Alliance(models.Model):
    """Everything but the name may be left out. `money` and `in_kind` are centimes by `exercice_key`.

    `payer` is the name of a payer of the accounts: its money is read there. One payer is one partner.
    """

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="alliances")
    name = models.CharField("partenaire", max_length=NAME_LENGTH)
    nature = models.CharField("nature", max_length=20, choices=NATURES, blank=True)
    since_on = models.DateField("depuis le", null=True)
    ends_on = models.DateField("jusqu’au", null=True)
    writing = models.CharField("écrit", max_length=20, choices=WRITINGS, blank=True)
    brings = models.JSONField("ce qu’il apporte", default=list, blank=True)
    gives = models.TextField("ce que l’association apporte", max_length=GIVES_LENGTH, blank=True)
    payer = models.CharField("payeur des comptes", max_length=250, blank=True)
    money = models.JSONField("argent dit", default=dict, blank=True)
    in_kind = models.JSONField("valeur en nature dite", default=dict, blank=True)
    updated_at = models.DateTimeField("changée le")

    class Meta:
        verbose_name = "alliance"
        verbose_name_plural = "alliances"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "name"], name="trajectories_an_alliance_once"),
            models.UniqueConstraint(
                fields=["trajectory", "payer"],
                condition=~Q(payer=""),
                name="trajectories_a_payer_is_one_partner",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="trajectories_alliance_has_a_name"),
            models.CheckConstraint(
                condition=Q(since_on__isnull=True) | Q(ends_on__isnull=True) | Q(since_on__lte=F("ends_on")),
                name="trajectories_alliance_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name
