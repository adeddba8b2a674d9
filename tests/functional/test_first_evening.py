"""A treasurer's first evening, from her paper statement to her figures, as she would do it."""

import csv
import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

START, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/resultats/"
LINES = {
    2023: {"Cotisations": "8000", "Autres dépenses": "7500"},
    2024: {"Cotisations": "8 400", "Ventes et participations": "5200,50", "Subventions": "4.000,00 €",
           "Autres dépenses": "16 900"},
    2025: {"Cotisations": "9100", "Ventes et participations": "6 100", "Subventions": "3000",
           "Salaires et charges": "3900", "Autres dépenses": "14 800",
           "Argent disponible à la clôture": "10 200"},
}  # fmt: skip
VIEW = "Notre fête des voisins ne se voit pas dans ces lignes."


@pytest.fixture
def visiting(page_with_and_without_js, erase_everything):
    yield page_with_and_without_js
    erase_everything(page_with_and_without_js)


@pytest.fixture
def at_work(visiting, type_year):
    """Two years are typed; the browser is on the hub."""
    for year in (2025, 2024):
        type_year(visiting, f"31/12/{year}", LINES[year])
    visiting.get_by_role("heading", name="Votre travail en cours").wait_for()
    return visiting


def plain(text):
    return " ".join(text.split())


def said(page):
    return plain(page.get_by_role("status").first.inner_text())


def names_of_years(page):
    page.goto(START)
    return page.locator("section[aria-labelledby=t-exercices] h3").all_inner_texts()


def values(page):
    """The line of each indicator: its name to its value."""
    page.goto(RESULTS)
    lines = page.locator("details.indicator:not(.model-signals) > summary").all()
    written = [[plain(line.locator(part).text_content()) for part in ("small", ".v")] for line in lines]
    return {name.partition(" :")[0]: value for name, value in written}


def changes(page):
    """The last column of the table of what changed in the resources."""
    rows = page.locator("#changements table").first.locator("tbody tr").all()
    return {row.locator("th").text_content(): plain(row.locator("td").last.text_content()) for row in rows}


def test_two_years_are_typed_from_the_first_page_to_the_results(visiting):
    visiting.goto(START)
    visiting.get_by_role("link", name="Saisir une année").click()
    last_year = datetime.now(ZoneInfo("Europe/Paris")).year - 1
    assert visiting.get_by_label("Clôture de l’exercice").input_value() == f"31/12/{last_year}"
    fill(visiting, {"Clôture de l’exercice": "31/12/2025", **LINES[2025]})
    assert said(visiting) == "Votre année est gardée."
    visiting.get_by_role("link", name="Ajouter l’année d’avant").click()
    assert visiting.get_by_label("Clôture de l’exercice").input_value() == "31/12/2024"
    fill(visiting, LINES[2024])
    visiting.get_by_role("link", name="Voir mes résultats").click()
    lede = plain(visiting.locator(".lede").first.inner_text())
    assert lede == (
        "De 2024 à 2025, vos ressources sont passées de 17 601 € à 18 200 €. L’exercice 2025 finit sur un déficit "
        "de 500 €. L’argent disponible à la clôture couvre 6,5 mois de dépenses."
    )
    assert changes(visiting) == {
        "Subventions": "−1 000,00", "Ventes et participations": "+899,50", "Cotisations": "+700,00",
        "Total": "+599,50",
    }  # fmt: skip


def fill(page, lines):
    for label, words in lines.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Garder cette année").click()


def test_every_error_is_said_at_once_and_nothing_typed_is_lost(visiting):
    typed = {
        "Clôture de l’exercice": "31 aout 2025", "Cotisations": "8 400", "Ventes et participations": "douze",
        "Autres dépenses": "-300", "Argent disponible à la clôture": "-20", "Heures données par les bénévoles": "1,5 h",
    }  # fmt: skip
    visiting.goto(f"{START}saisir/")
    fill(visiting, typed)
    summary = visiting.locator(".error-summary:focus")
    summary.wait_for()
    assert "Ce que vous avez saisi est conservé." in summary.inner_text()
    links = summary.get_by_role("listitem").get_by_role("link")
    wrong = ["Ventes et participations", "Autres dépenses", "Heures données par les bénévoles"]
    assert links.count() == len(wrong)
    for link, label in zip(links.all(), wrong, strict=True):
        field = visiting.get_by_label(label, exact=True)
        assert link.get_attribute("href") == f"#{field.get_attribute('id')}"
        assert field.get_attribute("aria-invalid") == "true"
    assert {label: visiting.get_by_label(label, exact=True).input_value() for label in typed} == typed
    fill(visiting, dict(zip(wrong, ("12", "300", "2 h"), strict=True)))
    assert said(visiting) == "Votre année est gardée."
    assert names_of_years(visiting) == ["2024-2025"]


def test_an_empty_form_asks_for_one_amount_on_each_side(visiting):
    visiting.goto(f"{START}saisir/")
    fill(visiting, {})
    assert visiting.locator(".error-summary").get_by_role("listitem").count() == 2
    assert visiting.goto(RESULTS).status == 404, "nothing was kept"


def test_years_are_corrected_removed_and_typed_again_up_to_five(at_work, type_year):
    check_correction_and_removal(at_work, type_year)
    check_the_same_year_again(at_work, type_year)
    check_that_five_are_enough(at_work, type_year)


def check_correction_and_removal(at_work, type_year):
    type_year(at_work, "2023", LINES[2023])
    assert names_of_years(at_work) == ["2023", "2024", "2025"]
    at_work.get_by_role("link", name="Modifier : 2024").click()
    shown = at_work.get_by_label("Subventions", exact=True)
    assert plain(shown.input_value()) == "4 000"
    assert plain(at_work.get_by_label("Ventes et participations", exact=True).input_value()) == "5 200,50"
    fill(at_work, {"Subventions": "4 500"})
    for button, left in {"Ne rien retirer": 3, "Retirer cette année": 2}.items():
        at_work.get_by_role("link", name="Retirer : 2023").click()
        at_work.get_by_role("heading", name="Retirer l’année 2023 ?").wait_for()
        at_work.get_by_role("link", name=button).or_(at_work.get_by_role("button", name=button)).click()
        at_work.get_by_role("heading", name="Retirer l’année 2023 ?").wait_for(state="detached")
        assert at_work.get_by_role("status").count() == (button == "Retirer cette année")
        assert names_of_years(at_work) == ["2023", "2024", "2025"][-left:]
    at_work.goto(RESULTS)
    assert changes(at_work)["Subventions"] == "−1 500,00"


def check_the_same_year_again(at_work, type_year):
    type_year(at_work, "31/12/2025", {**LINES[2025], "Cotisations": "100"})
    assert "vos nouvelles lignes ont remplacé les anciennes" in said(at_work)
    assert names_of_years(at_work) == ["2024", "2025"]
    at_work.get_by_role("link", name="Modifier : 2025").click()
    assert at_work.get_by_label("Cotisations", exact=True).input_value() == "100"


def check_that_five_are_enough(at_work, type_year):
    for year in (2021, 2022, 2023):
        type_year(at_work, f"31/12/{year}", LINES[2023])
    assert at_work.get_by_role("link", name="Ajouter l’année d’avant").count() == 0
    at_work.goto(f"{START}saisir/")
    assert "le plus que nous gardons" in said(at_work)
    assert len(names_of_years(at_work)) == 5


def answer(page, question, words):
    """An answer in words, or None for « Je ne sais pas »."""
    if words is None:
        page.get_by_role("checkbox", name=f"Je ne sais pas : {question}").check()
    else:
        page.get_by_label(question, exact=True).fill(words)


def keep_answers(page):
    page.get_by_role("button", name="Garder mes réponses et voir les résultats").click()


def test_answers_narrow_the_result_and_not_knowing_widens_it(at_work):
    check_what_answers_do(at_work)
    check_that_answers_stay_and_contradict(at_work)


def check_what_answers_do(at_work):
    before = values(at_work)
    assert before["Part de l’argent public"] == "entre 16 % et 50 %"
    at_work.get_by_role("link", name="14 questions").click()
    answer(at_work, "Part de vos ventes payée par des acheteurs publics (2025)", "40 %")
    answer(at_work, "Ce que vous a versé votre premier financeur (2025)", None)
    answer(at_work, "Heures données par les bénévoles (2025)", "1 200")
    answer(at_work, "Salariés, en équivalents temps plein (2025)", "0,5")
    answer(at_work, "Partenaires liés par un écrit (2025)", "4")
    at_work.get_by_text("Exercice 2024", exact=True).click()
    answer(at_work, "Part de vos ventes payée par des acheteurs publics (2024)", None)
    at_work.get_by_role("group", name="Vos membres font-ils l’essentiel").get_by_label("En partie").check()
    keep_answers(at_work)
    assert said(at_work) == "Vos réponses sont gardées."
    after = values(at_work)
    assert after["Part de l’argent public"] == "30 %"
    assert after["Part de la commande publique"] == "13 %"
    assert after["Poids du premier financeur"] == "au plus 30 %"
    opened = at_work.locator("#indicateur-part-publique")
    assert "2024 : entre 23 % et 52 %" in plain(opened.locator("dl.keys").nth(1).text_content())
    beside = plain(at_work.locator("#leviers .figure").text_content())
    assert all(number in beside for number in ("1 200", "0,5", "4"))
    assert at_work.get_by_role("link", name="7 questions").count() == 1


def check_that_answers_stay_and_contradict(at_work):
    question, hours = "Partenaires liés par un écrit (2024)", "Heures données par les bénévoles (2025)"
    box = at_work.get_by_role("checkbox", name=f"Je ne sais pas : {question}", include_hidden=True)
    for is_checked in (False, True):
        at_work.goto(f"{START}questions/")
        assert plain(at_work.get_by_label(hours, exact=True).input_value()) == "1 200"
        assert box.is_checked() == is_checked
        at_work.get_by_text("Exercice 2024", exact=True).click()
        if not is_checked:
            answer(at_work, question, None)
            keep_answers(at_work)
    answer(at_work, question, "4")
    answer(at_work, hours, "beaucoup")
    keep_answers(at_work)
    summary = at_work.locator(".error-summary:focus")
    summary.wait_for()
    assert summary.get_by_role("listitem").count() == 2
    assert at_work.get_by_label(question, exact=True).is_visible(), "what is to be corrected is open"
    assert at_work.get_by_label(question, exact=True).input_value() == "4"
    assert at_work.get_by_label(hours, exact=True).input_value() == "beaucoup"
    assert box.is_checked()


def test_the_evening_ends_with_her_own_view_her_figures_and_nothing_left(at_work):
    check_dispute(at_work)
    check_figures(at_work)
    check_the_end(at_work)


def check_dispute(at_work):
    at_work.goto(RESULTS)
    write_view(at_work, "x" * 2_001)
    at_work.locator(".error-summary:focus").wait_for()
    field = at_work.get_by_label("Votre avis")
    assert field.is_visible(), "what is to be corrected is open"
    assert len(field.input_value()) == 2_001
    field.fill(VIEW)
    at_work.get_by_role("button", name="Garder mon avis").click()
    assert said(at_work) == "Votre avis est gardé, à côté du nôtre."
    assert at_work.locator("#avis").get_by_text(VIEW).is_visible()
    at_work.goto(f"{RESULTS}imprimer/")
    assert at_work.get_by_text(VIEW).is_visible()
    at_work.goto(RESULTS)
    at_work.get_by_text("Changer votre avis").click()
    at_work.get_by_label("Votre avis").fill("")
    at_work.get_by_role("button", name="Garder mon avis").click()
    assert at_work.locator("#avis").count() == 0


def write_view(page, words):
    page.get_by_text("Vous n’êtes pas d’accord").click()
    page.get_by_label("Votre avis").evaluate("(field) => field.removeAttribute('maxlength')")
    page.get_by_label("Votre avis").fill(words)
    page.get_by_role("button", name="Garder mon avis").click()


def check_figures(at_work):
    at_work.goto(RESULTS)
    taken = {}
    for kind in ("ODS", "CSV"):
        with at_work.expect_download() as download:
            at_work.get_by_role("link", name=f"Chiffres en {kind}").click()
        assert download.value.suggested_filename == f"trajectoire.{kind.lower()}"
        taken[kind] = download.value.path().read_bytes()
    with zipfile.ZipFile(io.BytesIO(taken["ODS"])) as book:
        content = book.read("content.xml").decode()
    cells = re.findall(r'<table:table-cell [^>]*office:value-type="currency"[^>]*>', content)
    amounts = {Decimal(re.search(r'office:value="([^"]*)"', cell)[1]) for cell in cells}
    assert {Decimal("17600.5"), Decimal(18200), Decimal(-500)} <= amounts
    rows = list(csv.DictReader(io.StringIO(taken["CSV"].decode("utf-8-sig")), delimiter=";"))
    totals = [row["valeur"] for row in rows if (row["ligne"], row["unite"]) == ("Total", "euros")]
    assert [Decimal(total.replace(",", ".")) for total in totals] == [Decimal("17600.5"), Decimal(18200)]
    months = next(row for row in rows if row["ligne"] == "Mois de trésorerie" and row["exercice"] == "2024")
    assert months["valeur"] == ""
    assert months["remarque"]


def check_the_end(at_work):
    at_work.goto(RESULTS)
    at_work.get_by_role("link", name="Version à imprimer").click()
    at_work.get_by_role("link", name="Revenir aux résultats").click()
    at_work.get_by_role("link", name="Tout effacer").click()
    at_work.get_by_role("link", name="Ne rien retirer").click()
    at_work.wait_for_url(f"**{RESULTS}")
    at_work.get_by_role("link", name="Tout effacer").click()
    at_work.get_by_role("button", name="Tout effacer maintenant").click()
    assert said(at_work).startswith("Tout est effacé")
    at_work.get_by_role("heading", name="D’où viennent vos ressources ?").wait_for()
    for address in ("resultats/", "questions/", "effacer/", "resultats/imprimer/", "resultats/chiffres.csv"):
        assert at_work.goto(f"{START}{address}").status == 404
