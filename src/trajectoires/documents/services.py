"""Raw uploads do not stay."""

import time
from pathlib import Path

from trajectoires.documents.enums import KEPT_MINUTES


def erase_leftovers(*, folder: Path, now: float | None = None) -> int:
    """Erase what a crash while reading left in `folder`, once older than KEPT_MINUTES; return how many."""
    limit = (now if now is not None else time.time()) - KEPT_MINUTES * 60
    old = [path for path in folder.glob("*") if path.is_file() and path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
