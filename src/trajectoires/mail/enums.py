"""Why a message did not reach its reader, and how long it is tried."""

from datetime import timedelta

from django.db.models import TextChoices

TRIED = timedelta(days=3)  # from when it was written
FIRST_WAIT = timedelta(minutes=1)  # doubled at each failure
DOUBLED_AT_MOST = 8  # the last waits last four hours
ANSWER_DUE = timedelta(minutes=10)  # a run that has not said how it ended was killed
RUN_SECONDS = 20  # of each minute, at most: the other tasks of the worker take their turn


class Failure(TextChoices):
    ADDRESS = "adresse", "adresse refusée par le serveur qui la tient"
    MESSAGE = "message", "message refusé par le serveur qui le reçoit"
    GIVEN_UP = "abandon", "abandonné après trois jours d’essais"
    UNCERTAIN = "incertain", "interrompu pendant l’envoi : parti ou non, il n’est pas envoyé une seconde fois"
