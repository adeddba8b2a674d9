"""Each journey twice: with JavaScript, and without. Nothing that matters is lost."""

import re


def test_a_sheet_is_read_with_its_definitions(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/comprendre/modeles/cofinancement/")
    button = page.locator(".term button").first
    definition = page.locator(f"#{button.get_attribute('popovertarget')}")
    button.click()
    definition.wait_for(state="visible")
    words = definition.locator(".term-name").inner_text()
    definition.get_by_role("link", name="Lire l’article du glossaire").click()
    page.wait_for_url("**/glossaire/*/")
    assert page.locator("h1").inner_text() == words


def test_a_question_opens_on_its_answer(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/comprendre/modeles/cofinancement/")
    answer = page.get_by_text("Une somme ou un bien confié à l’association")
    assert not answer.is_visible()
    page.get_by_text("Que veut dire « apport avec droit de reprise »").click()
    answer.wait_for(state="visible")


def test_models_are_put_side_by_side(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/comprendre/comparer/")
    for box in page.get_by_role("checkbox").all():
        box.set_checked(False)
    for number in (4, 5):
        page.get_by_role("checkbox", name=re.compile(f"^{number}\\.")).check()
    page.get_by_role("button", name="Comparer", exact=True).click()
    page.wait_for_url("**/comprendre/comparer/?modele=4&modele=5")
    columns = page.locator("table.comparison").get_by_role("columnheader")
    assert columns.count() == 3
    assert columns.nth(2).inner_text() == "5. Le cofinancement"
    assert page.locator("table.comparison").get_by_role("rowheader").count() == 6


def test_too_many_models_is_said_and_nothing_is_lost(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/comprendre/comparer/")
    for box in page.get_by_role("checkbox").all():
        box.set_checked(True)
    page.get_by_role("button", name="Comparer", exact=True).click()
    summary = page.locator(".error-summary:focus")
    summary.wait_for()
    assert "hoisissez quatre modèles au plus" in summary.inner_text()
    assert all(box.is_checked() for box in page.get_by_role("checkbox").all())


def test_a_search_forgives_accents_and_plurals(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/")
    box = page.get_by_role("searchbox", name="Rechercher sur tout le site")
    box.fill("benevoles")
    box.press("Enter")
    page.wait_for_url("**/recherche/?q=benevoles")
    results = page.locator("ol.results > li")
    assert results.count() > 2
    assert "Bénévolat" in results.first.inner_text()
    results.first.get_by_role("link").click()
    page.wait_for_url("**/glossaire/benevolat/")


def test_a_search_without_result_says_where_to_go(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/recherche/")
    page.get_by_role("searchbox", name="Un mot, une question").fill("xylophone")
    page.locator("main").get_by_role("button", name="Rechercher").click()
    page.get_by_role("heading", name="Aucun résultat pour « xylophone »").wait_for()
    assert page.get_by_role("searchbox", name="Un mot, une question").input_value() == "xylophone"
    page.get_by_role("link", name="Parcourir le glossaire").click()
    page.wait_for_url("**/glossaire/")


def test_three_questions_lead_to_a_route(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/")
    page.get_by_role("link", name="Élue, élu ou agent d’une collectivité").click()
    page.get_by_role("radio", name="soutenir des associations dans la durée").check()
    page.get_by_role("radio", name="une réunion ou une délibération à préparer").check()
    page.get_by_role("button", name="Voir ma route").click()
    page.get_by_role("heading", name="Votre route en 4 étapes").wait_for()
    steps = page.locator("ol.route > li")
    addresses = [step.get_by_role("link").get_attribute("href") for step in steps.all()]
    assert len(set(addresses)) == 4
    for address in addresses:
        assert page.goto(address).status == 200


def test_an_answer_that_does_not_exist_is_said_beside_the_question(page_with_and_without_js):
    page = page_with_and_without_js
    page.goto("/par-ou-commencer/?qui=dirigeantes&besoin=perte&moyens=autre")
    summary = page.locator(".error-summary")
    assert summary.get_by_role("listitem").count() == 1
    assert page.get_by_role("radio", name="nous avons perdu un financement").is_checked()


def test_accounts_are_imported_and_opened(page_with_and_without_js, uploads, import_files, erase_everything):
    page = page_with_and_without_js
    import_files(page, uploads)
    page.wait_for_url("**/agir/trajectoire/resultats/")
    figure = page.locator("#ressources-figure")
    assert figure.locator("svg.chart:visible").count() == 1
    figure.get_by_text("Voir les chiffres en tableau").click()
    table = page.get_by_role("table", name="Ressources par exercice, en euros")
    assert table.is_visible()
    headers = [cell.inner_text() for cell in table.get_by_role("columnheader").all()]
    assert headers[1:] == ["2023", "2024", "2025"]
    year = page.locator("#comptes > details.data", has_text="Exercice 2024")
    year.locator("> summary").click()
    family = year.locator("details.opening").first
    family.locator("> summary").click()
    assert family.get_by_role("table").or_(family.locator(".seen a")).first.is_visible()
    erase_everything(page)
    page.get_by_text("Tout est effacé").wait_for()
