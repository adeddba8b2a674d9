"""A balance without dates and a budget, from the first page to « Budget et réalisé », then an account placed elsewhere."""

import pytest

START, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/resultats/"
RANGED, BUDGET = f"{START}rangement/", f"{START}budget/"
BALANCE = """Compte;Libellé;Solde débiteur;Solde créditeur
512000;Banque;1 400,00;0,00
606000;Achats;600,00;0,00
756000;Cotisations;0,00;1 200,00
758800;Produits divers;0,00;800,00
"""
FORM = """Budget prévisionnel 2024;;;
CHARGES;Montant;PRODUITS;Montant
60 - Achats;700;74 - Subventions d'exploitation;500
61 - Services extérieurs;200;75 - Autres produits de gestion courante;1 000
64 - Charges de personnel;600;756. Cotisations;1 000
TOTAL DES CHARGES;1 500;TOTAL DES PRODUITS;1 500
"""
MOST_STOPS = 200


def file(name, text):
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


@pytest.fixture
def visiting(page_with_and_without_js, erase_everything):
    yield page_with_and_without_js
    erase_everything(page_with_and_without_js)


def test_from_two_tables_to_a_budget_compared_and_an_account_placed(visiting, import_files):
    import_files(visiting, [file("Balance 2024.csv", BALANCE), file("budget.csv", FORM)])
    visiting.wait_for_url("**/dater/*/")
    closing = visiting.get_by_label("Clôture de l’exercice", exact=True)
    assert closing.input_value() == "31/12/2024", "the year in the name of the file is proposed"
    visiting.get_by_role("button", name="Garder ces dates").click()
    visiting.wait_for_url(f"**{RESULTS}")
    visiting.get_by_role("link", name="Budget et réalisé").click()
    visiting.wait_for_url(f"**{BUDGET}")
    row = visiting.get_by_role("row", name="Cotisations")
    assert row.locator("td").all_inner_texts() == ["1\u202f000", "1\u202f200", "+200"]
    visiting.goto(RANGED)
    visiting.locator("summary", has_text="Autres produits").first.click()
    visiting.get_by_role("link", name="Changer : 758800, 2024").click()
    visiting.get_by_label("Dons", exact=True).check()
    visiting.get_by_role("button", name="Ranger ainsi").click()
    visiting.wait_for_url(f"**{RANGED}")
    assert visiting.get_by_role("status").get_by_text("est rangé dans « Dons »").is_visible()
    visiting.get_by_role("button", name="Revenir en arrière : 758800, 2024").click()
    visiting.get_by_role("status").get_by_text("est revenu dans « Autres produits »").wait_for()
    assert visiting.get_by_text("Ce que vous avez rangé autrement").count() == 0


def test_a_budget_is_typed_with_the_keyboard_alone(visiting):
    visiting.goto(START)
    press_until(visiting, "saisir un budget")
    visiting.keyboard.press("Enter")
    visiting.wait_for_url(f"**{BUDGET}saisir/")
    for label, amount in (("Achats", "500"), ("Charges de personnel", "900")):
        onto(visiting, visiting.get_by_label(label, exact=True))
        visiting.keyboard.type(amount)
    visiting.keyboard.press("Enter")
    summary = visiting.locator(".error-summary")
    summary.get_by_text("parmi les produits").wait_for()
    onto(visiting, visiting.get_by_label("Produits financiers", exact=True))
    visiting.keyboard.type("1 400")
    visiting.keyboard.press("Enter")
    visiting.wait_for_url(f"**{BUDGET}")
    assert visiting.get_by_text("Aucun exercice de votre travail n’a ces dates").is_visible()


def press_until(page, words):
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText?.trim()") == words:
            return
    raise AssertionError(f"« {words} » is not reached with Tab")


def onto(page, locator):
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if locator.evaluate("(node) => node === document.activeElement"):
            return
    raise AssertionError(f"{locator} is not reached with Tab")
