"""LibreOffice, where it is installed: how tests and the bench have a workbook saved again by another program."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

OFFICE = shutil.which("soffice")


def saved_again(folder: Path, workbooks: Mapping[str, bytes], kind: str = "ods:calc8") -> dict[str, bytes]:
    """Each workbook opened and saved by LibreOffice, in one run, with a profile of its own."""
    before, after = folder / "avant", folder / "apres"
    before.mkdir()
    for name, content in workbooks.items():
        (before / f"{name}.ods").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    order = [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(after)]
    subprocess.run(
        [*order, *map(str, sorted(before.iterdir()))], check=True, capture_output=True, timeout=600
    )
    return {each.stem: each.read_bytes() for each in after.iterdir()}
