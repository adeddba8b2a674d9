"""The questionnaire of /agir/autodiagnostic/: begun, left, taken up elsewhere, read, taken away, erased; and by keyboard."""

import pytest

from .looking import audit, sideways
from .test_keyboard import tab_onto, tab_to

START, RESULT = "/agir/autodiagnostic/", "/agir/autodiagnostic/resultat/"
EMPLOYS = "L’association emploie-t-elle au moins une personne"
STATUTES = "L’objet écrit dans les statuts"
SENTENCE = "Une seule phrase, écrite quelque part"
YEARS = "Les recettes et les dépenses de plusieurs années"
MONTHS = "Une feuille montre, mois par mois"


@pytest.fixture
def arrive(visitor):
    """Make visitors; what they answered is erased when they leave."""
    pages = []

    def one(**options):
        pages.append(visitor(reduced_motion="reduce", **options))  # axe reads colours at rest
        return pages[-1]

    yield one
    for page in pages:
        if page.goto("/agir/autodiagnostic/effacer/").status == 200:
            page.get_by_role("button", name="Tout effacer maintenant").click()


def said(locator):
    return " ".join(locator.inner_text().split())


def answer(page, question, words):
    group = page.get_by_role("group").filter(has=page.locator("legend", has_text=question)).last
    group.get_by_label(words, exact=True).check()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def check_places(page):
    """Each part of the result says what its answers call for."""
    identity = page.locator("section", has=page.get_by_role("heading", name="Vos forces"))
    assert "vous reconnaît" in said(identity.first)
    assert "Chacun présente l’association à sa façon" in said(page.locator("main"))
    assert page.get_by_role("heading", name="À consolider").count() == 1
    assert page.get_by_role("heading", name="À chercher").count() == 1
    first = said(page.locator("#priorites ol > li").first)
    assert first.startswith("Partez du solde du jour")
    assert "Pourquoi : Un mois difficile" in first
    assert "Une réponse ne peut pas attendre" in said(page.locator("#priorites .callout"))


def check_readings(page):
    """Sheets, lessons and tools, each with its reason, all there to be opened."""
    readings = page.locator("#a-lire li")
    kinds = {said(readings.nth(place).locator(".note")) for place in range(readings.count())}
    assert {"Leçon", "Outil"} < kinds
    for place in range(readings.count()):
        assert readings.nth(place).locator("p").count() >= 2
        address = readings.nth(place).locator("a").first.get_attribute("href")
        assert page.context.request.get(address).status == 200, address


def check_taken_away(page):
    for name, beginning in (("Télécharger en PDF", b"%PDF"), ("Tableau en ODS", b"PK")):
        address = page.get_by_role("link", name=name).get_attribute("href")
        assert page.context.request.get(address).body().startswith(beginning)
    assert page.pdf(format="A4").count(b"/Type /Page\n") >= 1
    page.emulate_media(media="print")
    assert page.locator("#t-priorites").is_visible()
    assert not page.get_by_role("link", name="Télécharger en PDF").is_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("has_script", [True, False], ids=["js", "no-js"])
def test_answers_are_left_taken_up_elsewhere_and_read(arrive, has_script):
    page = arrive(java_script_enabled=has_script)
    page.goto(START)
    page.get_by_role("link", name="Une question à la fois").click()
    assert said(page.locator(".kicker").first).startswith("Question 1 sur ")
    answer(page, EMPLOYS, "Non")
    press(page, "Continuer")
    page.get_by_role("link", name="Passer cette question").click()
    assert said(page.locator(".kicker").first).startswith("Question 3 sur ")
    press(page, "Continuer plus tard")
    link = page.get_by_label("Votre lien de reprise").input_value()

    other = arrive(java_script_enabled=not has_script)
    other.goto(link)
    press(other, "Reprendre ces réponses")
    assert said(other.locator(".kicker").first).startswith("Question 2 sur ")
    other.get_by_role("link", name="Tout sur une page").click()
    group = other.get_by_role("group").filter(has=other.locator("legend", has_text=EMPLOYS)).last
    assert group.get_by_label("Non", exact=True).is_checked()
    answers = {STATUTES: "Oui", SENTENCE: "Non", YEARS: "En partie", MONTHS: "Non"}
    for question, words in answers.items():
        answer(other, question, words)
    answer(other, "La part du premier payeur", "Je ne sais pas")
    press(other, "Enregistrer et voir le résultat")
    check_places(other)
    check_readings(other)
    check_taken_away(other)
    if not has_script:  # this visitor has JavaScript: axe needs it
        assert audit(other) == {}
        assert sideways(other) == {}

    other.get_by_role("link", name="Tout effacer").click()
    press(other, "Tout effacer maintenant")
    assert "Toutes vos réponses sont effacées." in said(other.get_by_role("status"))
    assert page.goto(link).status == 404
    page.get_by_role("link", name="Commencer à répondre").click()
    assert said(page.locator(".kicker").first).startswith("Question 1 sur ")


def test_by_keyboard_alone(arrive):
    page = arrive()
    page.goto(START)
    tab_to(page, "Une question à la fois")
    page.keyboard.press("Enter")
    page.wait_for_url("**/question/*/")
    for number in (1, 2):
        assert said(page.locator(".kicker").first).startswith(f"Question {number} sur ")
        tab_onto(page, page.get_by_role("radio").first)
        page.keyboard.press("ArrowDown")  # « Non »
        tab_to(page, "Continuer")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    tab_to(page, "Tout sur une page")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/")
    group = page.get_by_role("group").filter(has=page.locator("legend", has_text=STATUTES)).last
    tab_onto(page, group.get_by_label("Oui", exact=True))
    page.keyboard.press("Space")
    tab_to(page, "Enregistrer et voir le résultat")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(RESULT)
    assert "1 réponse sur" in said(page.locator("#reponses"))
    assert page.get_by_role("heading", name="Vos forces").count() == 1
    tab_to(page, "Continuer à répondre")
    page.keyboard.press("Enter")
    page.wait_for_url("**/question/*/")
    assert said(page.locator(".kicker").first).startswith("Question 3 sur ")
