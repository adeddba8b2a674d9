"""Where what is being loaded comes from: the folder that comes with the code, or a zip that somebody chose."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from trajectoires.content.models import LoadedFile


@dataclass(frozen=True, kw_only=True)
class Origin:
    now: dt.datetime
    is_archive: bool = False

    def may_replace(self, record: LoadedFile) -> bool:
        """A new version of the code never undoes what somebody loaded on purpose."""
        return self.is_archive or not record.is_from_archive

    @property
    def memory(self) -> dict[str, Any]:
        """What a file loaded now remembers of it."""
        return {"loaded_at": self.now, "is_from_archive": self.is_archive}
