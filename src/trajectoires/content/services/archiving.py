"""All the content in one zip, both ways."""

import datetime as dt
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import BinaryIO

from trajectoires.content.loader.archives import unpack
from trajectoires.content.services.exporting import assets, published_texts
from trajectoires.content.services.loading import load_content
from trajectoires.content.services.reports import LoadReport


def write_archive(*, target: BinaryIO) -> int:
    """Write everything that is published, in the format of content/; return how many files."""
    count = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in published_texts():
            archive.writestr(path, text.encode())
            count += 1
        for path, stored in assets():
            with stored.open("rb") as source, archive.open(path, "w") as packed:
                shutil.copyfileobj(source, packed)
            count += 1
    return count


def load_archive(
    *, source: BinaryIO, name: str, now: dt.datetime, withdraws: bool = False, is_trial: bool = False
) -> LoadReport:
    """Bring the site to what the zip says, as for a folder. A page that the zip lacks stays, unless `withdraws`."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        problems = unpack(source, folder, name=name)
        if problems:
            return LoadReport(problems=problems)
        return load_content(folder=folder, now=now, withdraws=withdraws, is_trial=is_trial, is_archive=True)
