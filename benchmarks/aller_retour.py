"""« À saisir » written and read again for generated associations: the same years, the same answers, or it says which.

Where LibreOffice is installed, each workbook is also opened and saved again by it, as ODS and as XLSX.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from socioeco.generator.saisie import generate_saisie
from socioeco.readers import Answers
from socioeco.report.saisie import Saisie, completed, read_saisie, saisie_tables
from socioeco.report.tables import write_ods

ORGANISATIONS = 100
MEASURES = Path(__file__).resolve().parents[1] / "docs" / "mesures" / "aller-retour.md"
KINDS = {"ods:calc8": "opened and saved as ODS by LibreOffice", "xlsx": "saved as XLSX by LibreOffice"}
ANSWERS_ONLY = "written, then read"
HEAD = """# The workbook of figures, there and back

Written by `just aller-retour --ecrire`: do not edit.

- Date: {today}; {program}.
- Method: {count} associations of the five stories of `socioeco.generator` (seeds 0 to {last}), one to five years each, their
  ten lines and own funds taken from their own accounts, their answers drawn with the seed, some left blank, some
  « ne sait pas ». The three sheets are written in ODS and read again by `read_saisie`; same means equal years, equal
  lines to the centime, equal answers.
- Held: {years} years, {cells} amounts and answers.

| | Same | Of |
| --- | ---: | ---: |
"""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ecrire", action="store_true", help="write docs/mesures/aller-retour.md")
    given = {str(seed): generate_saisie(seed) for seed in range(ORGANISATIONS)}
    workbooks = {name: write_ods(saisie_tables(each), title="Aller-retour") for name, each in given.items()}
    rows = {ANSWERS_ONLY: _faults(given, workbooks)}
    office = shutil.which("soffice")
    if office:
        rows |= {words: _faults(given, _saved(office, workbooks, kind)) for kind, words in KINDS.items()}
    else:
        print("LibreOffice is not installed: its two rows are not measured")
    for words, faults in rows.items():
        print(f"{words}: {len(given) - len(faults)} of {len(given)} the same", *faults)
    if options.parse_args().ecrire:
        MEASURES.write_text(_report(given, rows, office), encoding="utf-8")
    return 1 if any(rows.values()) else 0


def _faults(given: Mapping[str, Saisie], workbooks: Mapping[str, bytes]) -> list[str]:
    return [name for name, saisie in given.items() if not _is_same(saisie, workbooks[name])]


def _is_same(saisie: Saisie, workbook: bytes) -> bool:
    back = read_saisie(workbook, "")
    if back.saisie is None or back.anomalies:
        return False
    told = {key: each for key, each in saisie.answers.exercices.items() if each.values or each.unknown}
    answers = completed(Answers(), back.saisie)
    return back.saisie.exercices == saisie.exercices and answers == replace(saisie.answers, exercices=told)


def _saved(office: str, workbooks: Mapping[str, bytes], kind: str) -> dict[str, bytes]:
    """All of them in one run of the program, in a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "avant"), Path(folder, "apres")
        before.mkdir()
        for name, content in workbooks.items():
            (before / f"{name}.ods").write_bytes(content)
        profile = f"-env:UserInstallation={Path(folder, 'profil').as_uri()}"
        order = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(after)]
        subprocess.run([*order, *map(str, before.iterdir())], check=True, capture_output=True, timeout=900)
        return {each.stem: each.read_bytes() for each in after.iterdir()}


def _report(given: Mapping[str, Saisie], rows: Mapping[str, list[str]], office: str | None) -> str:
    years = sum(len(each.exercices) for each in given.values())
    cells = sum(map(_cells, given.values()))
    head = HEAD.format(
        today=datetime.now(UTC).date().isoformat(),
        program=_version(office) if office else "LibreOffice not installed",
        count=len(given),
        last=len(given) - 1,
        years=years,
        cells=cells,
    )
    return head + "".join(
        f"| {words} | {len(given) - len(faults)} | {len(given)} |\n" for words, faults in rows.items()
    )


def _cells(saisie: Saisie) -> int:
    lines = sum(amount is not None for year in saisie.exercices for amount in year.lines.values())
    answers = saisie.answers
    told = sum(len(each.values) + len(each.unknown) for each in answers.exercices.values())
    return lines + told + len(answers.financeurs) + len(answers.opinions)


def _version(office: str) -> str:
    said = subprocess.run([office, "--version"], check=True, capture_output=True, text=True).stdout
    return " ".join(said.split()[:2])


if __name__ == "__main__":
    sys.exit(main())
