"""A meeting: when, where, who holds it, how to come; afterwards, what was said."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from trajectoires.content.enums import KeyKind, RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.models import BasePage
from trajectoires.content.models.panels import editing_tabs
from trajectoires.news.enums import EventFormat, EventState
from trajectoires.news.models.moments import day_of, midnight, midnight_after, next_of
from trajectoires.ui.fields import LinesField

_ATTENDANCE = {
    EventFormat.SUR_PLACE: "OfflineEventAttendanceMode",
    EventFormat.EN_LIGNE: "OnlineEventAttendanceMode",
    EventFormat.LES_DEUX: "MixedEventAttendanceMode",
}


class EventPage(BasePage):
    """Its state is computed from the clock, never stored; the last day of a whole-day event is part of it."""

    genre = "evenement"
    schema_type = "Event"
    relation_kind = RelationKind.ACTUALITE
    own_keys = (
        FileKey(name="debut", attribute="starts_at", kind=KeyKind.TIME, is_required=True),
        FileKey(name="fin", attribute="ends_at", kind=KeyKind.TIME, is_required=True),
        FileKey(name="journee_entiere", attribute="is_all_day", kind=KeyKind.FLAG),
        FileKey(name="annule", attribute="is_cancelled", kind=KeyKind.FLAG),
        FileKey(name="format", attribute="format", is_required=True, choices=tuple(EventFormat.values)),
        FileKey(name="lieu", attribute="place"),
        FileKey(name="adresse", attribute="address_lines", kind=KeyKind.WORDS),
        FileKey(
            name="organisateur",
            attribute="organiser",
            kind=KeyKind.RECORD,
            record="organisations.Organisation",
            is_required=True,
        ),
        FileKey(name="inscription", attribute="registration_url", is_address=True),
        FileKey(name="inscription_jusqu_au", attribute="registration_closes_on", kind=KeyKind.DATE),
        FileKey(name="prix", attribute="price"),
        FileKey(name="enregistrement", attribute="replay_url", is_address=True),
        FileKey(name="compte_rendu", attribute="summary", kind=KeyKind.WORDS),
    )
    starts_at = models.DateTimeField("début", db_index=True, help_text="À l’heure de Paris.")
    ends_at = models.DateTimeField("fin", db_index=True)
    is_all_day = models.BooleanField(
        "journée entière",
        default=False,
        help_text="Seules les dates sont montrées ; le dernier jour est compris.",
    )
    is_cancelled = models.BooleanField(
        "annulé", default=False, help_text="La page reste en ligne et dit que l’événement n’aura pas lieu."
    )
    format = models.CharField("format", max_length=20, choices=EventFormat)
    place = models.CharField(
        "lieu", max_length=200, blank=True, help_text="Le nom de la salle ou de la ville."
    )
    address_lines = LinesField(
        models.CharField(max_length=200),
        verbose_name="adresse",
        blank=True,
        default=list,
        help_text="Une ligne par ligne d’adresse.",
    )
    organiser = models.ForeignKey(
        "organisations.Organisation",
        verbose_name="qui organise",
        on_delete=models.PROTECT,
        related_name="events",
    )
    registration_url = models.URLField("adresse pour s’inscrire", max_length=500, blank=True)
    registration_closes_on = models.DateField(
        "dernier jour pour s’inscrire", null=True, blank=True, help_text="Ce jour est compris."
    )
    price = models.CharField(
        "prix", max_length=200, blank=True, help_text="Par exemple : gratuit, sur inscription."
    )
    replay_url = models.URLField("enregistrement", max_length=500, blank=True)
    summary = LinesField(
        models.CharField(max_length=1000),
        verbose_name="compte rendu",
        blank=True,
        default=list,
        help_text="Ce qui a été dit, un paragraphe par ligne. Une transcription longue va dans le corps.",
    )

    parent_page_types = ["news.AgendaPage"]
    subpage_types: list[str] = []
    template = "news/event_page.html"
    edit_handler = editing_tabs(
        [
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldRowPanel([FieldPanel("is_all_day"), FieldPanel("is_cancelled")]),
            FieldPanel("organiser"),
            MultiFieldPanel(
                [FieldPanel("format"), FieldPanel("place"), FieldPanel("address_lines")], heading="Où"
            ),
            MultiFieldPanel(
                [
                    FieldPanel("registration_url"),
                    FieldPanel("registration_closes_on"),
                    FieldPanel("price"),
                ],
                heading="Venir",
            ),
            MultiFieldPanel([FieldPanel("replay_url"), FieldPanel("summary")], heading="Après"),
        ]
    )

    class Meta:
        verbose_name = "événement"
        verbose_name_plural = "événements"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")),
                name="news_event_ends_after_start",
                violation_error_message="La fin se place après le début.",
            ),
            models.CheckConstraint(
                condition=models.Q(format__in=EventFormat.values), name="news_event_format"
            ),
        ]

    def clean(self) -> None:
        super().clean()
        problems = {}
        if self.format in {EventFormat.SUR_PLACE, EventFormat.LES_DEUX} and not self.place:
            problems["place"] = "Dites où l’événement a lieu, ou choisissez « En ligne »."
        if self.replay_url and not (self.summary or self.body):
            problems["summary"] = (
                "Un enregistrement s’accompagne d’un texte, pour qui ne peut ni voir ni entendre : "
                "écrivez un compte rendu, ou la transcription dans le corps."
            )
        if problems:
            raise ValidationError(problems)

    # --- what the clock says ------------------------------------------------------------------------------------

    @property
    def start(self) -> dt.datetime:
        """The first moment of the event."""
        return midnight(self.first_day) if self.is_all_day else self.starts_at

    @property
    def end(self) -> dt.datetime:
        """The first moment after it."""
        return midnight_after(self.last_day) if self.is_all_day else self.ends_at

    @property
    def first_day(self) -> dt.date:
        return day_of(self.starts_at)

    @property
    def last_day(self) -> dt.date:
        return day_of(self.ends_at)

    @property
    def schema_properties(self) -> dict[str, Any]:
        """When, where, who holds it, as schema.org names them."""
        starts, ends = (timezone.localtime(moment).isoformat() for moment in (self.starts_at, self.ends_at))
        place = {"@type": "Place", "name": self.place, "address": ", ".join(self.address_lines)}
        online = {"@type": "VirtualLocation", "url": self.registration_url}
        is_here, is_online = self.format != EventFormat.EN_LIGNE, self.format != EventFormat.SUR_PLACE
        return {
            "startDate": self.first_day.isoformat() if self.is_all_day else starts,
            "endDate": self.last_day.isoformat() if self.is_all_day else ends,
            "eventStatus": f"https://schema.org/{'EventCancelled' if self.is_cancelled else 'EventScheduled'}",
            "eventAttendanceMode": f"https://schema.org/{_ATTENDANCE.get(self.format, _ATTENDANCE[EventFormat.SUR_PLACE])}",
            "location": [place] * is_here + [online] * (is_online and bool(self.registration_url)),
            "organizer": {
                "@type": "Organization",
                "name": self.organiser.name,
                "url": self.organiser.website,
            },
        }

    def state(self, now: dt.datetime) -> EventState:
        if self.is_cancelled:
            return EventState.ANNULE
        if now < self.start:
            return EventState.A_VENIR
        return EventState.EN_COURS if now < self.end else EventState.PASSE

    @property
    def registration_ends_at(self) -> dt.datetime:
        """The first moment at which one can no longer register: after the last day said, or when it begins."""
        closes_on = self.registration_closes_on
        return min(midnight_after(closes_on), self.start) if closes_on else self.start

    def may_register(self, now: dt.datetime) -> bool:
        return bool(self.registration_url) and not self.is_cancelled and now < self.registration_ends_at

    def changes_at(self, now: dt.datetime) -> dt.datetime | None:
        return next_of([self.registration_ends_at, self.start, self.end], now)

    @classmethod
    def next_change(cls, now: dt.datetime) -> dt.datetime | None:
        """Return the next moment at which a published event changes by itself, whichever it is."""
        # A whole-day event lasts until the midnight after its last moment.
        current = cls.objects.live().filter(ends_at__gt=now - dt.timedelta(days=1)).defer("body", "sources")
        return next_of([event.changes_at(now) for event in current], now)
