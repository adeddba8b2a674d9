"""Limits that are said before a file is chosen and enforced while it is received."""

MAXIMUM_FILE_BYTES = 50_000_000
MAXIMUM_REQUEST_BYTES = 120_000_000
MAXIMUM_FILES = 10
KEPT_MINUTES = 45  # looked at every ten: what a crash may leave behind is erased within the hour
