"""Which version of the site is published. Asked so often that a worker asks the database a few times a second only."""

import time
from dataclasses import dataclass

from trajectoires.content.models import SiteVersion

LOOK_AGAIN_SECONDS = 0.3  # half of what is promised: a publication is everywhere within one second


@dataclass
class _Seen:
    number: int = 0
    at: float = float("-inf")


seen_version = _Seen()


def site_version(*, fresh: bool = False) -> int:
    """Return the number of the last publication, at most 0.3 s old; `fresh` asks the database now."""
    now = time.monotonic()
    if fresh or now - seen_version.at > LOOK_AGAIN_SECONDS:
        seen_version.number = SiteVersion.objects.values_list("number", flat=True).first() or 0
        seen_version.at = now
    return seen_version.number
