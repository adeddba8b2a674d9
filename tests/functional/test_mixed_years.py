"""Typed years and accounting files side by side: a wrong file is replaced, and nothing else moves."""

import pytest

START, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/resultats/"
LINES = {"Cotisations": "9 100", "Subventions": "3 000", "Autres dépenses": "8 700,50"}
REFUSED = {
    "name": "photo.png",
    "mimeType": "image/png",
    "buffer": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4,
}
VIEW = "Nous tenons par nos voisins."
PARTNERS = "Partenaires liés par un écrit (2025)"


@pytest.fixture
def visiting(page_with_and_without_js, erase_everything):
    yield page_with_and_without_js
    erase_everything(page_with_and_without_js)


@pytest.fixture
def mixed(visiting, uploads, import_files, type_year):
    """2022 typed; 2023 and 2025 imported, and a photograph by mistake; a question answered, the position disputed."""
    type_year(visiting, "31/12/2022", LINES)
    import_files(visiting, [uploads[0], REFUSED, uploads[2]])
    visiting.wait_for_url(f"**{RESULTS}")
    visiting.get_by_text("Vous n’êtes pas d’accord").click()
    visiting.get_by_label("Votre avis").fill(VIEW)
    visiting.get_by_role("button", name="Garder mon avis").click()
    visiting.goto(f"{START}questions/")
    visiting.get_by_label(PARTNERS, exact=True).fill("4")
    visiting.get_by_role("button", name="Garder mes réponses et voir les résultats").click()
    return visiting


def years(page):
    page.goto(RESULTS)
    return [
        line.text_content().removeprefix("Exercice ")
        for line in reversed(
            page.locator("#resultat > div > details.opening > summary span:first-child").all()
        )
    ]


def hub(page):
    """The lines of the hub: the name of each to what is said of it."""
    page.goto(START)
    lines = page.locator("section[aria-labelledby=t-exercices] li").all()
    return {
        line.locator("h3").inner_text(): " ".join(line.locator("p").first.inner_text().split())
        for line in lines
    }


def check_that_the_rest_stays(page):
    page.goto(RESULTS)
    assert page.locator("#avis").get_by_text(VIEW).is_visible()
    page.goto(f"{START}questions/")
    assert page.get_by_label(PARTNERS, exact=True).input_value() == "4"


def test_a_wrong_file_is_replaced_and_nothing_else_moves(mixed, uploads):
    assert years(mixed) == ["2022", "2023", "2025"]
    said = hub(mixed)
    assert list(said) == ["2022", "2023", "2025", REFUSED["name"]]
    assert "son exercice n’entre pas dans les résultats, les autres oui" in said[REFUSED["name"]]
    mixed.get_by_role("link", name=f"Remplacer : {REFUSED['name']}").click()
    mixed.get_by_role("button", name="Envoyer à sa place").click()
    summary = mixed.locator(".error-summary:focus")
    summary.wait_for()
    assert summary.get_by_role("listitem").count() == 1
    assert REFUSED["name"] in mixed.locator("main").inner_text()
    mixed.get_by_label("Le fichier qui prend sa place").set_input_files(uploads[1])
    mixed.get_by_role("button", name="Envoyer à sa place").click()
    mixed.wait_for_url(f"**{RESULTS}")
    assert years(mixed) == ["2022", "2023", "2024", "2025"]
    assert mixed.get_by_text(REFUSED["name"]).count() == 0
    check_that_the_rest_stays(mixed)


def test_a_file_and_typed_lines_for_one_exercice(mixed, type_year):
    """The file counts, the lines wait; they count again when it goes."""
    type_year(mixed, "31/12/2023", LINES)
    assert years(mixed) == ["2022", "2023", "2025"]
    assert mixed.locator("#lectures").get_by_text("Ces lignes sont mises de côté.").count() == 1
    lines = hub(mixed)
    assert "c’est lui qui compte" in lines["2023"]
    mixed.locator("li", has_text="Fichier « 0").get_by_role("button", name="Retirer : 2023").click()
    mixed.get_by_role("status").get_by_text("est retiré").wait_for()
    assert hub(mixed)["2023"].startswith("Saisi")
    assert years(mixed) == ["2022", "2023", "2025"]
    assert mixed.locator("#lectures").get_by_text("Ces lignes sont mises de côté.").count() == 0
    assert "3\u202f399,50\u00a0€" in mixed.locator("#resultat").inner_text()
    check_that_the_rest_stays(mixed)
