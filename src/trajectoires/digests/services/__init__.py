"""A reader asks, confirms, changes, leaves; the letter is written to each."""

from trajectoires.digests.services.letters import record_failure, send_letters
from trajectoires.digests.services.persons import erase_person, export_person
from trajectoires.digests.services.subscriptions import (
    UnableToSubscribe,
    change,
    confirm,
    export,
    forget_unconfirmed,
    subscribe,
    unsubscribe,
)

__all__ = [
    "UnableToSubscribe",
    "change",
    "confirm",
    "erase_person",
    "export",
    "export_person",
    "forget_unconfirmed",
    "record_failure",
    "send_letters",
    "subscribe",
    "unsubscribe",
]
