"""How long a work without account is kept, and what its session remembers."""

from datetime import timedelta

KEPT = timedelta(days=30)  # after the last visit; the date is shown
SESSION_KEY = "trajectory"
MOST_TYPED_YEARS = 5
READ_AT_ONCE_BYTES = 5_000_000  # a larger file goes to the worker, one at a time
READING_LOCK = "trajectories.reading"
STEPS = ("Vos comptes", "Quelques questions", "Vos résultats")
