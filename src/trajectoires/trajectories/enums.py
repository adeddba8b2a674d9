"""How long a work without account is kept, and what its session remembers."""

from datetime import timedelta

KEPT = timedelta(days=30)  # after the last visit; the date is shown
SESSION_KEY = "trajectory"
