"""How long a code opens the door, and how many of them leave."""

from datetime import timedelta

CODE_LIFE = timedelta(minutes=15)
CODE_FORGOTTEN = timedelta(hours=1)  # nobody wrote it: it leaves the session
CODE_DIGITS = 8
CODE_TRIES = 5  # of each code
CODES_AN_HOUR = 5  # to one address
CODES_AN_HOUR_TO_ALL = 400
RECENT = timedelta(minutes=30)  # since she signed in, for what gives or takes away the account
NEVER_ENTERED = timedelta(days=1)  # an account that nobody has opened since its last code was asked for
KEYS_AT_MOST = 10
