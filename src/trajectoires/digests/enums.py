"""How often, on what, and the limits of the letter."""

from datetime import time, timedelta

from django.db.models import TextChoices

CONSENT_VERSION = "2026-11"  # of the sentence in digests/consent.html: a new wording takes a new version
UNCONFIRMED = timedelta(days=7)
LETTER_HOUR = time(7)  # in Paris, on Mondays
LATE_AT_MOST = timedelta(days=2)  # after a long stop of the worker, one waits for the next letter
MOST_ITEMS = 12
OLD = timedelta(days=31)  # what was written longer ago than this before the letter's days is no news

CONFIRMATIONS_A_DAY = 3  # to one address
CONFIRMATIONS_AN_HOUR = 200  # to all
QUICKEST = timedelta(seconds=2)  # between the form shown and the form sent
LONGEST = timedelta(hours=24)

BATCH = 200
RUN = 2000  # letters written by one run of the task: it runs again five minutes later
REFUSALS = 3  # letters in a row refused by the server of the address
FEW = 5  # readers under which a count is not shown


class Frequency(TextChoices):
    WEEKLY = "hebdomadaire", "Chaque lundi"
    MONTHLY = "mensuelle", "Le premier lundi du mois"

    @property
    def span(self) -> timedelta:
        """The days that a letter tells of, for a reader who had none before, and how far ahead it looks."""
        return timedelta(days=7) if self is Frequency.WEEKLY else timedelta(days=31)


class State(TextChoices):
    """There is no third one: who leaves is erased."""

    PENDING = "a-confirmer", "à confirmer"
    ACTIVE = "active", "active"


class Section(TextChoices):
    """The parts of the letter, in its order."""

    ARTICLES = "articles", "À lire"
    RULES = "regles", "Règles qui changent"
    EVENTS = "evenements", "Rendez-vous"
    SIGNALS = "signalements", "Repéré ailleurs"

    @property
    def address(self) -> str:
        return {Section.ARTICLES: "/actualites/", Section.EVENTS: "/agenda/"}.get(self, "/veille/")
