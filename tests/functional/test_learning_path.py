"""A learner's whole path, from « Par quelle leçon commencer ? » to an attestation that somebody else verifies."""

import io
import re

import pikepdf
import pytest

from ..portal.documents.tag_tree import read_tags  # noqa: TID252 - one reader of tags, for all that look into a PDF
from .learner import (
    ANSWERS,
    CHECK,
    COURSE,
    COURSE_TITLE,
    PLACEMENT,
    PROGRESS,
    answer,
    answer_by_request,
    forget,
    lessons_of,
)  # fmt: skip

FIRST, *BETWEEN, LAST = lessons_of(COURSE)
NAME, TYPED, OTHER = "Zoé L’Œillet-Çelik", "ZOE L'OEILLET CELIK", "Zoé Martin"
KEY = re.compile(r"(?:[2-9a-z]{4}-){6}[2-9a-z]{4}")


@pytest.fixture
def people(page_with_and_without_js, visitor, request):
    """A learner, and somebody else who will have her document: another browser, without a cookie of hers."""
    has_script = request.node.callspec.params["page_with_and_without_js"]
    yield page_with_and_without_js, visitor(java_script_enabled=has_script)
    forget(page_with_and_without_js)


def test_from_the_placement_to_an_attestation_that_somebody_verifies(people):
    learner, verifier = people
    be_placed(learner)
    do_the_course(learner)
    ask_for_the_attestation(learner)
    key = read_the_document(download_by(learner, lambda link: link.click()))
    verify(verifier, key)
    check_what_is_shown(verifier)
    check_the_name(verifier)
    withdraw(learner)
    verify(verifier, key.upper())
    verifier.get_by_role("heading", name="Aucune attestation à cette clé", level=1).wait_for()
    assert NAME not in verifier.content()
    assert COURSE_TITLE not in verifier.get_by_role("main").inner_text()
    assert verifier.context.cookies() == []


def be_placed(page):
    """Five answers, and the lesson that comes first of those that they call for."""
    page.goto("/se-former/")
    page.get_by_role("main").get_by_role("link", name="Par quelle leçon commencer ?").first.click()
    page.wait_for_url(f"**{PLACEMENT}")
    for question, chosen in ANSWERS.items():
        page.locator(f"[name={question}][value={chosen}]").check()
    page.get_by_role("button", name="Voir les leçons").click()
    page.get_by_role("heading", name="Commencez par la première").and_(page.locator(":focus")).wait_for()
    suggested = page.get_by_role("region", name="Commencez par la première").get_by_role("listitem")
    assert "Il y a trois papiers." in suggested.first.inner_text()
    suggested.first.get_by_role("link", name=FIRST.title).click()
    page.wait_for_url(f"**{FIRST.address}")


def do_the_course(page):
    """The first lesson and the last are clicked through: six exercises of five kinds.

    Those between are answered through the same forms and with the same cookies, to spare time: test_learning clicks
    through the two other kinds, and test_learning_said through all seven.
    """
    page.get_by_role("link", name="Faire les exercices").click()
    do_by_clicks(page, FIRST)
    assert page.get_by_role("link", name="mon attestation").count() == 0
    page.get_by_role("link", name="Leçon suivante").click()
    page.wait_for_url(f"**{BETWEEN[0].address}")
    for lesson in BETWEEN:
        answer_by_request(page, lesson)
    page.goto(PROGRESS)
    course = page.get_by_role("region", name=COURSE_TITLE)
    course.get_by_text("5 leçons faites sur 6.").wait_for()
    course.get_by_role("link", name=f"Reprendre : {LAST.title}").click()
    page.get_by_role("link", name="Faire les exercices").click()
    do_by_clicks(page, LAST)


def do_by_clicks(page, lesson):
    page.wait_for_url(f"**{lesson.page_of_exercises}")
    for exercise in lesson.exercises:
        answer(page, exercise, is_right=True)
    page.get_by_role("heading", name="Leçon terminée").wait_for()


def ask_for_the_attestation(page):
    """First without a name; then with one, and the day alone shown."""
    assert page.get_by_role("link", name="Cours terminé : mon attestation").count() == 1
    page.get_by_role("main").get_by_role("link", name="Mon parcours").click()
    course = page.get_by_role("region", name=COURSE_TITLE)
    course.get_by_text("6 leçons faites sur 6. Cours terminé.").wait_for()
    course.get_by_role("link", name="Demander mon attestation").click()
    assert page.get_by_role("checkbox", checked=True).count() == 0
    shown = page.get_by_label("Le jour où l’attestation a été établie")
    shown.check()
    page.get_by_role("button", name="Établir mon attestation").click()
    page.locator(".error-summary:focus").get_by_role("link", name="Écrivez le nom").click()
    page.locator("[name=name]:focus").fill(NAME)
    assert shown.is_checked()
    page.get_by_role("button", name="Établir mon attestation").click()
    page.get_by_role("group", name="C’est fait").and_(page.locator(":focus")).wait_for()
    seen = page.get_by_role("region", name="Ce que voit qui la vérifie").inner_text()
    assert "Elle montre le titre du cours et le jour où elle a été établie." in seen
    assert "Elle ne montre ni votre nom, ni la liste des leçons et leur durée." in seen


def download_by(page, press):
    with page.expect_download() as coming:
        press(page.get_by_role("link", name="Télécharger l’attestation (PDF)"))
    assert coming.value.suggested_filename == "attestation-faire-parler-ses-comptes.pdf"
    return coming.value.path().read_bytes()


def read_the_document(written):
    """What it says is marked for what it is, line by line; return its key."""
    with pikepdf.open(io.BytesIO(written)) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("fr", True)
        tags = read_tags(pdf)
    assert [tag.words for tag in tags.named("H1")] == ["Attestation de suivi"]
    lessons = [lesson.title for lesson in (FIRST, *BETWEEN, LAST)]
    assert [tag.words for tag in tags.named("LBody")][-len(lessons) :] == lessons
    paragraphs = [tag.words for tag in tags.named("P")]
    assert paragraphs[1::2][:2] == [NAME, COURSE_TITLE]
    assert paragraphs[4].startswith("6 leçons, 18 exercices, ")
    (key,) = (tag.words for tag in tags.named("Strong") if KEY.fullmatch(tag.words))
    return key


def verify(page, key):
    page.goto(CHECK)
    page.get_by_label("La clé de vérification").fill(key)
    page.get_by_role("button", name="Vérifier").click()


def check_what_is_shown(page):
    """The course and the day, as its learner chose; neither her name nor the lessons."""
    page.get_by_role("heading", name="Cette attestation vient bien de ce site").wait_for()
    main = page.get_by_role("main")
    assert main.get_by_role("term").all_inner_texts() == ["Cours", "Établie"]
    assert main.get_by_role("definition").first.inner_text() == COURSE_TITLE
    assert main.get_by_role("heading", name="Les leçons suivies").count() == 0
    assert NAME not in page.content()
    assert LAST.title not in main.inner_text()


def check_the_name(page):
    """Another, then hers as one types it: the answer is where one is, and the window says it."""
    for name, said, title in (
        (OTHER, "Non.", "Non, un autre nom – "),
        (TYPED, "Oui.", "Oui, c’est ce nom – "),
    ):
        page.get_by_label("Le nom que vous lisez sur l’attestation").fill(name)
        page.get_by_role("button", name="Comparer le nom").click()
        page.get_by_role("group", name=said).and_(page.locator(":focus")).wait_for()
        assert page.title().startswith(title)
        assert NAME not in page.content()


def withdraw(page):
    page.get_by_role("link", name="Retirer cette attestation").click()
    page.get_by_role("button", name="Retirer l’attestation").click()
    page.get_by_role("group", name="L’attestation est retirée").and_(page.locator(":focus")).wait_for()
    assert page.get_by_role("link", name="Demander mon attestation").count() == 1
