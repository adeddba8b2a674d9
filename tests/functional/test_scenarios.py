"""A treasurer tries what could happen: with JavaScript, without it, and by keyboard alone."""

import pytest

SCENARIOS, TYPED = "/agir/trajectoire/scenarios/", "/agir/trajectoire/"
LINES = {
    "Subventions": "12 000",
    "Dons": "3 000",
    "Autres dépenses": "14 000",
    "Argent disponible à la clôture": "2 000",
    "Fonds propres à la clôture": "2 500",
}


@pytest.fixture
def erased(erase_everything):
    pages = []
    yield pages.append
    for page in pages:
        erase_everything(page)


def test_from_a_proposal_to_the_sheet_of_the_board(page_with_and_without_js, type_year, erased):
    page = page_with_and_without_js
    erased(page)
    type_year(page, "31/12/2025", LINES)
    page.goto(SCENARIOS)
    page.get_by_role("button", name="Essayer : Un cinquième de subventions en moins").click()
    page.get_by_role("link", name="Ajouter une carte").click()
    page.get_by_role("link", name="Une embauche").click()
    page.get_by_label("Quel salaire brut par mois").fill("mille")
    page.get_by_role("button", name="Garder et calculer").click()
    assert page.locator(".error-summary").evaluate("(node) => node === document.activeElement")
    assert page.get_by_label("Quel salaire brut par mois").input_value() == "mille"
    page.get_by_label("Quel salaire brut par mois").fill("1 000")
    page.get_by_label("Quelles cotisations de l’employeur").fill("400")
    page.get_by_role("button", name="Garder et calculer").click()
    said = page.locator("#calcul")
    assert said.evaluate("(node) => node === document.activeElement")
    assert "La trésorerie passe sous zéro, fin février 2026" in " ".join(said.inner_text().split())
    page.get_by_role("link", name="Tous mes scénarios").click()
    page.get_by_role("button", name="Dupliquer").click()
    page.goto(SCENARIOS)
    page.get_by_role("button", name="Comparer").click()
    heads = page.locator("table").first.locator("thead th").all_inner_texts()
    assert len(heads) == 4
    page.get_by_role("link", name="Feuille pour le conseil").click()
    assert "Ce que nous décidons" in page.locator("main").inner_text()


def test_a_figure_leads_to_its_entries(page, type_year, erased):
    erased(page)
    type_year(page, "31/12/2025", LINES)
    page.goto(SCENARIOS)
    page.get_by_role("button", name="Essayer : Un cinquième de subventions en moins").click()
    page.get_by_role("link", name="Calculer").click()
    link = page.locator("#annees table").first.locator("a").first
    target = page.locator(link.get_attribute("href"))
    assert not target.evaluate("(node) => node.open")
    link.click()
    page.wait_for_function("(id) => document.getElementById(id).open", arg=target.get_attribute("id"))
    assert target.get_by_text("Dernière année connue, répétée").first.is_visible()


def test_by_keyboard_alone_a_card_is_added_and_worked_out(page, type_year, erased):
    erased(page)
    type_year(page, "31/12/2025", LINES)
    page.goto(SCENARIOS)
    reach(page, "Essayer : Une embauche")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cartes/embauche/")
    reach(page, "salaire")
    page.keyboard.type("1000")
    reach(page, "cotisations")
    page.keyboard.type("400")
    page.keyboard.press("Enter")
    page.wait_for_url("**/resultat/?calcul=oui")
    assert page.evaluate("document.activeElement.id") == "calcul"


def reach(page, name):
    """Tab until what has the focus bears this name, as text or as field."""
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "(() => { const node = document.activeElement; return node.name || node.innerText || '' })()"
        )
        if " ".join(found.split()) == name:
            return
    raise AssertionError(f"« {name} » is not reached by keyboard")
