"""The fixed vocabularies of the news: events, rules, sections, and what comes from the feeds of others."""

from django.db.models import TextChoices


class EventFormat(TextChoices):
    """How one takes part."""

    SUR_PLACE = "sur-place", "Sur place"
    EN_LIGNE = "en-ligne", "En ligne"
    LES_DEUX = "les-deux", "Sur place et en ligne"


class EventState(TextChoices):
    """Where an event stands at a given moment. Never stored."""

    A_VENIR = "a-venir", "À venir"
    EN_COURS = "en-cours", "En cours"
    PASSE = "passe", "Passé"
    ANNULE = "annule", "Annulé"


class RuleState(TextChoices):
    """Where a rule stands on a given day. Never stored. In the order in which a reader needs them."""

    A_VENIR = "a-venir", "Bientôt en vigueur"
    EN_VIGUEUR = "en-vigueur", "En vigueur"
    TERMINEE = "terminee", "N’est plus en vigueur"


class Section(TextChoices):
    """The three spaces; the value is the first step of the address."""

    ACTUALITES = "actualites", "Actualités"
    AGENDA = "agenda", "Agenda"
    VEILLE = "veille", "Veille"


class EntryState(TextChoices):
    """What the team has decided of an article of somebody else's feed."""

    A_TRIER = "a-trier", "À trier"
    GARDEE = "gardee", "Gardé"
    ECARTEE = "ecartee", "Écarté"


class Reach(TextChoices):
    """Whether anything may arrive from outside feeds. Never stored."""

    AUCUNE_SOURCE = "aucune-source", "Aucun flux extérieur n’est suivi"
    SANS_REPONSE = "sans-reponse", "Aucun flux suivi n’a encore répondu"
    OUVERTE = "ouverte", "Des flux extérieurs répondent"
