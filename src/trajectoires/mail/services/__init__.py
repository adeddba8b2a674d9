"""Messages are written with the transaction that asks for them, then handed over by tasks, once."""

from trajectoires.mail.services.delivery import deliver, deliver_due
from trajectoires.mail.services.writing import send, send_together, withdraw, write

__all__ = ["deliver", "deliver_due", "send", "send_together", "withdraw", "write"]
