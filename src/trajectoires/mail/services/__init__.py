"""Messages are written with the transaction that asks for them, then handed over by tasks, once."""

from trajectoires.mail.services.delivery import deliver, deliver_due
from trajectoires.mail.services.persons import erase_person, export_person
from trajectoires.mail.services.writing import send, send_together, withdraw, write

__all__ = [
    "deliver",
    "deliver_due",
    "erase_person",
    "export_person",
    "send",
    "send_together",
    "withdraw",
    "write",
]
