"""From a suggestion to what came of it a year later: with JavaScript, and without."""

PLAN, LINES = "/agir/plan/", {"Subventions": "12 000", "Dons": "3 000", "Autres dépenses": "16 000"}


def said(locator):
    return " ".join(locator.inner_text().split())


def test_a_suggestion_becomes_an_action_that_is_followed(
    page_with_and_without_js, type_year, erase_everything
):
    page = page_with_and_without_js
    type_year(page, "31/12/2024", LINES)
    page.goto("/agir/trajectoire/resultats/")
    page.get_by_role("link", name="Plan d’action").click()
    page.get_by_role("link", name="Ajouter à mon plan : Dessiner la carte").click()
    page.get_by_label("Qui s’en charge").fill("la trésorière")
    page.get_by_label("Pour quand").fill("au printemps")
    page.get_by_label("Ce que nous suivrons").select_option("subventions")
    page.get_by_label("Valeur visée à N+1").fill("13 500")
    page.get_by_role("button", name="Garder cette action").click()
    assert page.locator(".error-summary").evaluate("(node) => node === document.activeElement")
    assert page.get_by_label("Qui s’en charge").input_value() == "la trésorière"
    page.get_by_label("Pour quand").fill("30/06/2027")
    page.get_by_role("button", name="Garder cette action").click()
    assert "L’action est dans votre plan." in said(page.get_by_role("status"))
    assert "N+1 : prévu 13 500,00 €, à venir" in said(page.locator("details.opening summary").first)
    assert page.get_by_role("link", name="Ajouter à mon plan : Dessiner la carte").count() == 0
    type_year(page, "31/12/2025", {**LINES, "Subventions": "13 120,50"})
    page.goto(PLAN)
    gap = page.locator("details.opening summary").first
    assert said(gap).endswith("prévu 13 500,00 €, réalisé 13 120,50 €, écart −379,50 €")
    gap.focus()
    page.keyboard.press("Enter")
    inner = page.locator("details.opening details.opening summary", has_text="Réalisé")
    inner.focus()
    page.keyboard.press("Enter")
    assert "Subventions" in said(page.locator("details[open] table.accounts:visible").first)
    page.get_by_role("link", name="Version à imprimer").click()
    assert page.locator("main table").count() == 1
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
    page.goto(PLAN)
    page.get_by_role("link", name="Retirer : Dessiner").click()
    page.get_by_role("button", name="Retirer cette action").click()
    assert "est retirée du plan" in said(page.get_by_role("status"))
    erase_everything(page)
