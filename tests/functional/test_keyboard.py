"""Someone who has no mouse goes everywhere."""

import pytest

FOCUSED_TEXT = (
    "(document.activeElement.innerText || document.activeElement.value || '').replace(/\\s+/g, ' ').trim()"
)
HAS_FOCUS = "(node) => node === document.activeElement"
IN_CONTENT = "document.activeElement.closest('main') !== null"
MOST_STOPS = 200


def tab_to(page, words):
    """Press Tab until the focus is on what says these words."""
    said = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        said.append(page.evaluate(FOCUSED_TEXT))
        if said[-1] == words:
            return
    raise AssertionError(f"« {words} » is not reached with Tab: {said}")


def tab_onto(page, locator):
    """Press Tab until the focus is on this element."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if locator.evaluate(HAS_FOCUS):
            return
    raise AssertionError(f"{locator} is not reached with Tab")


def follow(page, words, address):
    tab_to(page, words)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def skip_to_content(page):
    tab_to(page, "Aller au contenu")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(IN_CONTENT)


def test_from_the_front_page_to_the_end_of_a_model(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/")
    follow(page, "Comprendre", "/comprendre/")
    assert (
        page.get_by_role("navigation", name="Les six portes").locator("[aria-current]").inner_text()
        == "Comprendre"
    )
    skip_to_content(page)
    page.goto("/comprendre/")
    follow(page, "Les sept modèles de référence", "/comprendre/modeles/")
    tab_onto(page, page.locator("main a[href='/comprendre/modeles/cofinancement/']"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/comprendre/modeles/cofinancement/")
    tab_to(page, "Comparer ce modèle à un autre")
    page.keyboard.press("Enter")
    page.wait_for_url("**/comprendre/comparer/?modele=5**")
    assert page.locator("h1").is_visible()


def test_the_contents_of_a_sheet_lead_to_its_parts(page):
    page.goto("/comprendre/modeles/cofinancement/")
    tab_to(page, "Comment faire ?")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#comment-faire'")
    heading = page.get_by_role("heading", name="Comment faire ?")
    assert 0 <= heading.bounding_box()["y"] < 300


def test_a_definition_opens_in_place_and_gives_the_focus_back(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/comprendre/modeles/cofinancement/")
    button = page.locator(".term button").first
    definition = page.locator(f"#{button.get_attribute('popovertarget')}")
    assert not definition.is_visible()
    tab_onto(page, button)
    page.keyboard.press("Enter")
    definition.wait_for(state="visible")
    assert len(definition.inner_text()) > 40
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED_TEXT) == "Lire l’article du glossaire"
    page.keyboard.press("Escape")
    definition.wait_for(state="hidden")
    assert button.evaluate(HAS_FOCUS)
    page.keyboard.press("Space")
    definition.wait_for(state="visible")
    page.keyboard.press("Escape")
    definition.wait_for(state="hidden")
    assert button.evaluate(HAS_FOCUS)


def test_the_three_questions_give_a_route(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/par-ou-commencer/")
    tab_to(page, "Directrice, responsable, membre d’une équipe salariée")
    page.keyboard.press("Enter")
    page.wait_for_url("**/par-ou-commencer/?qui=salaries")
    tab_onto(page, page.get_by_role("radio", name="situer notre modèle"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED_TEXT) == "Voir ma route"
    page.keyboard.press("Enter")
    page.wait_for_url("**/par-ou-commencer/?qui=salaries&besoin=perte&moyens=tableur&repondre=oui")
    assert page.locator("ol.route > li").count() == 4
    tab_to(page, "Changer mes réponses")
    page.keyboard.press("Enter")
    page.wait_for_url("**changer=oui")
    assert page.get_by_role("radio", name="une balance ou un tableur").is_checked()


def test_an_error_takes_the_focus_and_leads_to_its_field(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/agir/trajectoire/")
    tab_to(page, "Importer mes comptes")
    page.keyboard.press("Enter")
    page.locator(".error-summary:focus").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    field = page.get_by_label("Vos fichiers", exact=True)
    assert field.evaluate(HAS_FOCUS)
    described = " ".join(
        page.locator(f"#{each}").inner_text() for each in field.get_attribute("aria-describedby").split()
    )
    assert "Choisissez au moins un fichier" in described


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_demonstration_opens_down_to_the_accounts(page_with_and_without_js, key):
    page = page_with_and_without_js
    page.goto("/agir/trajectoire/demonstration/festival/")
    indicator = page.locator("#appuis > div > details.indicator").last
    year = page.locator("#comptes > details.data", has_text="Exercice 2023")
    for closed in (indicator, year):
        assert closed.get_attribute("open") is None
        tab_onto(page, closed.locator("> summary"))
        page.keyboard.press(key)
        assert closed.get_attribute("open") is not None
    family = year.locator("details.opening").first
    tab_onto(page, family.locator("> summary"))
    page.keyboard.press(key)
    assert family.get_attribute("open") is not None
    assert family.get_by_role("table").or_(family.locator(".seen a")).first.is_visible()
    page.keyboard.press(key)
    assert family.get_attribute("open") is None


def write_in(page, label, words):
    tab_onto(page, page.get_by_label(label, exact=True))
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def press(page, words):
    tab_to(page, words)
    page.keyboard.press("Enter")


def type_a_year(page, closing):
    """From the page that offers it to the hub."""
    page.wait_for_url("**/saisir/")
    write_in(page, "Clôture de l’exercice", closing)
    write_in(page, "Cotisations", "9 100")
    write_in(page, "Autres dépenses", "8 700")
    press(page, "Garder cette année")
    page.get_by_text("Votre année est gardée.").wait_for()


def test_a_whole_evening_without_a_mouse(page_with_and_without_js):
    """Two years typed, one removed, questions answered, a view written, everything erased."""
    page = page_with_and_without_js
    page.goto("/agir/trajectoire/")
    follow(page, "Saisir une année", "/saisir/")
    type_a_year(page, "31/12/2025")
    follow(page, "Ajouter l’année d’avant", "/saisir/")
    type_a_year(page, "31/12/2024")
    press(page, "Retirer : 2024")
    page.wait_for_url("**/retirer/")
    press(page, "Retirer cette année")
    page.get_by_text("L’année 2024 est retirée.").wait_for()
    follow(page, "Répondre à quelques questions", "/questions/")
    write_in(page, "Heures données par les bénévoles (2025)", "1 200")
    for choice in (
        page.get_by_role("checkbox", name="Je ne sais pas : Partenaires liés par un écrit (2025)"),
        page.get_by_role("radio", name="Oui").first,
    ):
        tab_onto(page, choice)
        page.keyboard.press("Space")
        assert choice.is_checked()
    press(page, "Garder mes réponses et voir les résultats")
    page.wait_for_url("**/resultats/")
    press(page, "Vous n’êtes pas d’accord ? Écrivez-le")
    tab_onto(page, page.get_by_label("Votre avis"))
    page.keyboard.type("Nous tenons par nos voisins.")
    press(page, "Garder mon avis")
    page.get_by_text("Votre avis est gardé, à côté du nôtre.").wait_for()
    follow(page, "Version à imprimer", "/imprimer/")
    follow(page, "Revenir aux résultats", "/resultats/")
    follow(page, "Tout effacer", "/effacer/")
    press(page, "Tout effacer maintenant")
    page.get_by_text("Tout est effacé").wait_for()


def test_files_are_sent_without_a_mouse(page_with_and_without_js, uploads, erase_everything):
    page = page_with_and_without_js
    page.on("filechooser", lambda chooser: chooser.set_files(uploads))
    page.goto("/agir/trajectoire/")
    field = page.get_by_label("Vos fichiers", exact=True)
    tab_onto(page, field)
    page.keyboard.press("Enter")
    for _ in range(100):
        if field.evaluate("(node) => node.files.length") == len(uploads):
            break
        page.wait_for_timeout(50)
    press(page, "Importer mes comptes")
    page.wait_for_url("**/resultats/")
    assert page.locator("#comptes > details.data").count() == len(uploads)
    erase_everything(page)


def test_a_resource_is_found_kept_and_let_go_without_a_mouse(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/ressources/bibliotheque/")
    tab_onto(page, page.get_by_role("checkbox", name="Données"))
    page.keyboard.press("Space")
    tab_to(page, "Appliquer les filtres")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bibliotheque/?*usage=donnees#resultats")
    page.keyboard.press("Tab")  # the results come next, not the top of the page
    assert page.evaluate(FOCUSED_TEXT) == "Retirer le filtre Données"
    tab_onto(page, page.locator("ol.results a").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/bibliotheque/*/")
    press(page, "Garder cette page")
    page.wait_for_url("**/favoris/ajouter/*/")
    press(page, "Garder dans mes favoris")
    page.get_by_role("link", name="Voir mes favoris").wait_for()
    press(page, "Voir mes favoris")
    page.get_by_role("heading", name="1 page").wait_for()
    tab_onto(page, page.get_by_role("button", name="Retirer"))
    page.keyboard.press("Enter")
    page.get_by_text("Rien de gardé pour l’instant").wait_for()
