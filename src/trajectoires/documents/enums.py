"""Limits that are said before a file is chosen and enforced while it is received; what may go wrong outside."""

from django.db.models import TextChoices

MAXIMUM_FILE_BYTES = 50_000_000
MAXIMUM_REQUEST_BYTES = 120_000_000
MAXIMUM_FILES = 10
KEPT_MINUTES = 45  # looked at every ten: what a crash may leave behind is erased within the hour


class FetchFailure(TextChoices):
    """Why an address of the outside world gave nothing."""

    MALFORMED = "malformed", "l’adresse est mal écrite"
    FORBIDDEN = "forbidden", "l’adresse mène à un réseau privé ou réservé"
    UNKNOWN_HOST = "unknown-host", "le nom du site est introuvable"
    UNREACHABLE = "unreachable", "le site ne répond pas"
    SLOW = "slow", "le site est trop lent"
    INSECURE = "insecure", "le certificat du site n’est pas valable"
    GARBLED = "garbled", "la réponse est illisible"
    TOO_LARGE = "too-large", "la réponse est trop grosse"
    TOO_MANY_REDIRECTS = "too-many-redirects", "l’adresse renvoie d’adresse en adresse"
