"""Have LibreOffice open, save again and print every document of the kit; write docs/mesures/bureautique.md.

`just bureautique`. Needs LibreOffice (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui). No database: the
documents are read from content/modeles/.
"""

import argparse
import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "mesures" / "bureautique.md"
NOW = dt.datetime(2026, 11, 26, tzinfo=dt.UTC)
HEAD = """# Les modèles du kit, ouverts par LibreOffice

Écrit par `just bureautique`. Chaque fichier (un texte vide ; un tableur dont presque toutes les cases sont remplies) est
ouvert par {version} sans écran, enregistré de nouveau, puis imprimé en PDF. Les résultats des formules sont effacés
avant : ceux que l’on compare aux nôtres sont les siens.

| Modèle | Format | Formules | Différences | Titres | Pages A4 | Poids |
|---|---|---|---|---|---|---|
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossier", type=Path, default=ROOT / "content" / "modeles")
    folder = parser.parse_args().dossier
    program = shutil.which("soffice")
    if program is None:
        print("LibreOffice n’est pas là (paquets libreoffice-writer-nogui et libreoffice-calc-nogui).")
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajectoires.config.settings")
    import django

    django.setup()
    version = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=True
    ).stdout.split()
    with tempfile.TemporaryDirectory() as place:
        lines, faults = check(sorted(folder.glob("*.*")), Path(place), program)
    PAGE.write_text(HEAD.format(version=" ".join(version[:2])) + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} modèles, {faults} différence(s). Écrit dans {PAGE.relative_to(ROOT)}.")
    return int(faults > 0)


def check(sources: list[Path], place: Path, program: str) -> tuple[list[str], int]:
    """A line of the table a document, and how many things are not as they were."""
    contents = {}
    for source in sources:
        file, content = written(source, place)
        contents[file] = content
    for kind, ending in (("ods", "fods"), ("odt", "fodt")):
        convert(program, [strip(file) for file in contents if file.suffix == f".{kind}"], ending, place)
    convert(program, list(contents), "pdf", place)
    lines, total = [], 0
    for file, content in contents.items():
        formulas, wrong, headings = (text if file.suffix == ".odt" else workbook)(file, content)
        pages, is_a4 = printed(file.with_suffix(".pdf"))
        total += wrong + (not is_a4)
        weight = round(file.stat().st_size / 1000)
        size = f"{pages}{'' if is_a4 else ' (pas A4)'}"
        cells = (title_of(content), file.suffix[1:].upper(), formulas, wrong, headings, size, f"{weight} ko")
        lines.append(f"| {' | '.join(str(each) for each in cells)} |")
    return lines, total


def written(source: Path, folder: Path) -> tuple[Path, Any]:
    """The file of a model, and what it holds: a text empty, a workbook with something in every cell to fill in."""
    from trajectoires.kit.models.templates import Workbook, read_template
    from trajectoires.kit.models.templates.placing import place
    from trajectoires.kit.services.writing import ods, write_document

    content = read_template(source.read_text(encoding="utf-8").strip())
    if isinstance(content, Workbook):
        placed = place(content)
        fill(placed)
        file = folder / f"{source.stem}.ods"
        file.write_bytes(ods.write_ods(placed, day=content.updated_on))
        return file, placed
    file = folder / f"{source.stem}.odt"
    file.write_bytes(write_document(content, kind="odt", now=NOW))
    return file, content


def fill(placed: Any) -> None:
    """Numbers, days and choices that differ from cell to cell; one in seven stays empty, as people leave some."""
    cells = [cell for sheet in placed.sheets for row in sheet.rows for cell in row.cells.values()]
    to_fill = [each for each in cells if each.value is None and each.formula is None]
    for place, cell in enumerate(to_fill):
        if place % 7 == 6:
            continue
        if cell.choices:
            cell.value = cell.choices[place % len(cell.choices)]
        elif cell.kind.is_number:
            cell.value = Fraction(place * 37 % 900 - 50, 4)
        elif cell.kind.is_counted:
            cell.value = NOW.date() + dt.timedelta(days=place)
        else:
            cell.value = f"Essai {place}"


def title_of(content: Any) -> str:
    return str(getattr(content, "workbook", content).title)


def strip(file: Path) -> Path:
    """A copy without results, so that they are worked out again."""
    sys.path.insert(0, str(ROOT))
    from tests.portal.kit.test_office import without_results

    if file.suffix != ".ods":
        return file
    bare = file.parent / "nus" / file.name
    bare.parent.mkdir(exist_ok=True)
    bare.write_bytes(without_results(file.read_bytes()))
    return bare


def convert(program: str, files: list[Path], kind: str, place: Path) -> None:
    profile = f"-env:UserInstallation=file://{place / 'profile'}"
    command = [program, "--headless", profile, "--convert-to", kind, "--outdir", str(place), *map(str, files)]
    if files:
        subprocess.run(command, check=True, capture_output=True)


def workbook(file: Path, placed: Any) -> tuple[int, int, str]:
    """Its formulas, those that LibreOffice works out otherwise, and no heading."""
    import odfdo

    from trajectoires.kit.services.writing.evaluating import evaluate

    ours = evaluate(placed)
    book = odfdo.Document(file.with_suffix(".fods")).body
    wrong = 0
    tables = [book.get_table(number) for number in range(len(placed.sheets))]
    for spot, value in ours.items():
        theirs = tables[spot.sheet].get_cell((spot.column, spot.row)).value
        wrong += not same(value, theirs)
    return len(ours), wrong, "–"


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, dt.date):
        return getattr(theirs, "date", lambda: theirs)() == ours
    if ours is None or isinstance(ours, str):
        return (ours or "") == (theirs or "")
    return theirs is not None and abs(float(theirs) - float(ours)) < 1e-9


def text(file: Path, _content: object) -> tuple[str, int, str]:
    """No formula; the headings that are lost or changed, and how many there are."""
    before, after = headings(file), headings(file.with_suffix(".fodt"))
    changed = sum(one != other for one, other in zip_longest(before, after))
    return "–", changed, str(len(before))


def headings(path: Path) -> list[tuple[int, str]]:
    import odfdo

    return [(each.level, each.text_recursive.strip()) for each in odfdo.Document(path).body.headers]


def printed(file: Path) -> tuple[int, bool]:
    import pikepdf

    with pikepdf.open(file) as pdf:
        sizes = {tuple(round(float(each)) for each in page.mediabox[2:]) for page in pdf.pages}
        return len(pdf.pages), sizes <= {(595, 842), (842, 595)}


if __name__ == "__main__":
    sys.exit(main())
