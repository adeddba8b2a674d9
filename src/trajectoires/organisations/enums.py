"""What a member may do in her organisation, and how long links and traces are kept."""

from datetime import timedelta

from django.db.models import TextChoices


class Role(TextChoices):
    MANAGER = "gestion", "Gestion"
    MEMBER = "membre", "Membre"


class Link(TextChoices):
    """The links that are sent to one person and open once."""

    INVITATION = "invitation", "Invitation à rejoindre"
    SHARE = "partage", "Invitation à lire"


class Refusal(TextChoices):
    UNKNOWN = "inconnu", "lien qui n’existe pas"
    LATE = "passe", "lien essayé après sa date"
    USED = "servi", "lien déjà utilisé"
    REVOKED = "revoque", "lien ou partage révoqué"
    OTHER_ADDRESS = "autre", "ouvert avec une autre adresse que celle qui l’a reçu"
    REPLAYED = "rejoue", "formulaire envoyé une seconde fois"


INVITATION_KEPT = timedelta(days=7)
TRACES_KEPT = timedelta(days=365)  # of refused attempts and of accesses; the pages say it
MOST_ORGANISATIONS = 50  # of one person: more is a machine
