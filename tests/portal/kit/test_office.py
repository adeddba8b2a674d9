"""LibreOffice opens our files and saves them again: words, numbers, formulas and headings are the same, A4 is enough."""

import io
import re
import zipfile

import odfdo
import pikepdf
import pytest

from trajectoires.kit.models.templates import Workbook, read_template
from trajectoires.kit.models.templates.placing import EMPTY, place
from trajectoires.kit.services.writing import write_document
from trajectoires.kit.services.writing.evaluating import evaluate

from .test_workbooks import FILLING
from .tools_cases import NOW, TEXT, WORKBOOK, convert, soffice

KEPT = re.compile(rb'(table:formula="[^"]*"[^>]*?) office:value(?:-type)?="[^"]*"')
UNWRITTEN = WORKBOOK.replace(', m1: 100, m2: "12,5"', "")  # no amount in it
A4 = {(595, 842), (842, 595)}


def without_results(content):
    """The same workbook, its results taken away: what is read after is LibreOffice's own reckoning."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.infolist():
            data = source.read(part)
            while part.filename == "content.xml" and KEPT.search(data):
                data = KEPT.sub(rb"\1", data)
            copy.writestr(part, data)
    return target.getvalue()


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Both files, as LibreOffice saves and prints them: two starts of it for all the tests."""
    soffice()
    folder = tmp_path_factory.mktemp("office")
    plan = write_document(read_template(WORKBOOK), kind="ods", now=NOW, filling=FILLING)
    letter = write_document(read_template(TEXT), kind="odt", now=NOW)
    (folder / "plan.ods").write_bytes(without_results(plan))
    empty = write_document(read_template(UNWRITTEN), kind="ods", now=NOW)
    (folder / "vide.ods").write_bytes(without_results(empty))
    (folder / "lettre.odt").write_bytes(letter)
    convert([folder / "plan.ods"], "pdf", folder)
    convert([folder / "plan.ods", folder / "vide.ods"], "fods", folder)
    convert([folder / "lettre.odt"], "fodt", folder)
    return folder


@pytest.mark.parametrize(
    ("name", "source", "filling"), [("plan", WORKBOOK, FILLING), ("vide", UNWRITTEN, EMPTY)]
)
def test_its_reckoning_is_ours(saved, name, source, filling):
    ours = evaluate(place(read_template(source), filling))
    book = odfdo.Document(saved / f"{name}.fods").body
    for spot, value in ours.items():
        cell = book.get_table(spot.sheet).get_cell((spot.column, spot.row))
        theirs = cell.value
        if value is None:
            assert theirs in {None, ""}, spot
        elif isinstance(value, str):
            assert theirs == value, spot
        else:
            assert float(theirs) == pytest.approx(float(value)), spot


def test_nothing_is_written_where_nothing_is_entered():
    assert set(evaluate(place(read_template(UNWRITTEN))).values()) == {None}


def test_words_and_choices_come_back(saved):
    written = (saved / "plan.fods").read_text(encoding="utf-8")
    for words in ("Plan d’essai", "Une phrase sous le tableau.", "=1+1", "CC BY-SA 4.0"):
        assert words in written
    assert "is-in-list(&quot;oui&quot;;&quot;non&quot;)" in written
    assert "table-header-rows" in written


def test_a_text_comes_back_with_its_headings_and_its_fields(saved):
    body = odfdo.Document(saved / "lettre.fodt").body
    assert [(int(each.level), each.text_recursive.strip()) for each in body.headers] == [
        (1, "Qui nous sommes"), (2, "Nos demandes"),
    ]  # fmt: skip
    written = (saved / "lettre.fodt").read_text(encoding="utf-8")
    assert written.count("<text:text-input") == 7
    assert "12156*06 &amp; &lt;rien&gt;" in written


def test_it_prints_on_a4_and_no_column_goes_to_another_page(saved):
    with pikepdf.open(saved / "plan.pdf") as pdf:
        sizes = [tuple(round(float(each)) for each in page.mediabox[2:]) for page in pdf.pages]
    assert set(sizes) <= A4
    workbook = read_template(WORKBOOK)
    assert isinstance(workbook, Workbook)
    assert len(sizes) == len(
        workbook.sheets
    )  # one page each: a column that did not fit would ask for another
