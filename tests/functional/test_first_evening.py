"""A treasurer's first evening, from her paper statement or her files to her figures, as she would do it."""

import csv
import io
import zipfile

import pytest

START, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/resultats/"
LINES = {
    2024: {"Cotisations": "8 400", "Ventes et participations": "5200,50", "Subventions": "4.000,00 €", "Autres dépenses": "16 900"},
    2025: {"Cotisations": "9100", "Ventes et participations": "6 100", "Subventions": "3000", "Salaires et charges": "3900",
           "Autres dépenses": "14 800", "Argent disponible à la clôture": "10 200"},
}  # fmt: skip

# A number with its unit may stand in a figure that opens, or lead to one. What is left must hold none.
SCAN = r"""
() => {
  const opens = (link) => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return target && (target.closest("details") || target.querySelector("details"));
  };
  const copy = document.querySelector("main").cloneNode(true);
  for (const each of copy.querySelectorAll("details, script, svg")) each.remove();
  const kept = document.querySelector("main");
  for (const figure of kept.querySelectorAll("figure")) {
    if (figure.querySelector("details") && figure.id) copy.querySelector("#" + CSS.escape(figure.id))?.remove();
  }
  for (const link of copy.querySelectorAll("a[href^='#']")) if (opens(link)) link.remove();
  copy.id = "scan";
  document.body.append(copy);
  const text = copy.innerText;
  copy.remove();
  return text.match(/[^\n]*\d[\d\s.,]*\s?(€|%|mois\b|ETP\b)[^\n]*/g) || [];
}
"""


@pytest.fixture(params=[True, False], ids=["js", "no-js"])
def visiting(visitor, request, erase_everything):
    page = visitor(java_script_enabled=request.param)
    yield page
    page.goto(RESULTS)
    if page.get_by_role("link", name="Tout effacer").count():
        erase_everything(page)


def type_a_year(page, year):
    page.goto(f"{START}saisir/")
    page.get_by_label("Clôture de l’exercice").fill(f"31/12/{year}")
    for label, amount in LINES[year].items():
        page.get_by_label(label, exact=True).fill(amount)
    page.get_by_role("button", name="Garder cette année").click()


def numbers_outside_figures(page):
    """The scan runs a script of the test, also where the page's own JavaScript is off."""
    return page.evaluate(SCAN)


def test_typed_lines_become_a_trajectory(visiting):
    for year in LINES:
        type_a_year(visiting, year)
    visiting.goto(RESULTS)
    text = visiting.locator("main").inner_text()
    assert "De 2024 à 2025" in text
    assert numbers_outside_figures(visiting) == []


def test_three_files_become_a_trajectory(visiting, uploads, import_files):
    import_files(visiting, uploads)
    visiting.wait_for_url(f"**{RESULTS}")
    assert numbers_outside_figures(visiting) == []


def test_figures_are_taken_away(visitor, uploads, import_files, erase_everything):
    page = visitor()
    import_files(page, uploads)
    page.wait_for_url(f"**{RESULTS}")
    answers = {
        kind: page.request.get(f"{RESULTS}chiffres.{kind}") for kind in ("ods", "csv")
    }
    assert {kind: answer.status for kind, answer in answers.items()} == {"ods": 200, "csv": 200}
    with zipfile.ZipFile(io.BytesIO(answers["ods"].body())) as book:
        assert b'office:value-type="currency"' in book.read("content.xml")
    rows = list(csv.reader(io.StringIO(answers["csv"].body().decode("utf-8-sig")), delimiter=";"))
    assert len({len(row) for row in rows if row}) == 1
    erase_everything(page)
