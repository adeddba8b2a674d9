"""What editors see of the questionnaire: previews, advice, and its file."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest

from trajectoires.kit.models import AutodiagnosticPage
from trajectoires.kit.wagtail_hooks.questionnaire import tell_advice

from .questionnaire_cases import QUESTIONS

pytestmark = pytest.mark.django_db


def told(client, page):
    request = HttpRequest()
    request.META["HTTP_ACCEPT"] = "text/html"
    request.session = client.session
    request._messages = SessionStorage(request)
    tell_advice(request, page)
    return [str(message).strip() for message in get_messages(request)]


def test_what_a_visitor_would_miss_is_told(site, passer_by):
    assert told(passer_by, site.page) == [
        "« contrat » : aucune page n’est conseillée.",
        "« liste » : aucune page n’est conseillée.",
        "« /comprendre/absente/ » ne mène à aucune page en ligne : le résultat ne la conseillera pas.",
    ]
    assert told(passer_by, site.advised) == []


def test_a_draft_is_previewed_as_a_page_as_questions_and_as_a_result(site, words):
    assert [mode for mode, _ in site.page.preview_modes] == ["", "questions", "resultat"]
    assert "Deux façons de répondre" in words(site.page.make_preview_request())
    asked = words(site.page.make_preview_request(preview_mode="questions"))
    assert "répondre ici n’enregistre rien" in asked
    assert "Fait contrat." in asked
    result = words(site.page.make_preview_request(preview_mode="resultat"))
    for key, *_ in QUESTIONS:
        assert f"Fragilité {key}." in result


def test_editors_change_a_question_in_their_own_space(site, signed_in_editor, lenient_templates):
    shown = signed_in_editor.get(f"/edition/pages/{site.page.pk}/edit/")
    assert shown.status_code == 200
    html = shown.content.decode()
    for label in ("Geste", "Urgence", "3 : sans attendre"):
        assert label in html


@pytest.mark.usefixtures("whole_site")
def test_the_questionnaire_of_the_site_holds_together():
    from trajectoires.kit.models.questionnaire import advice_on
    from trajectoires.kit.selectors import addresses_that_lead_nowhere, result_of

    page = AutodiagnosticPage.objects.live().get()
    written = page.questionnaire()
    assert len(written.landmarks) == 8
    assert 36 <= len(written.questions) <= 44
    assert {each.lever for each in written.questions} >= {"humaines", "financiers", "alliances"}
    assert addresses_that_lead_nowhere(written) == []
    assert advice_on(written) == []
    no = result_of(written, {each.key: "non" for each in written.questions})
    assert len(no.priorities) == 5
    assert no.help.address == "/comprendre/notions/en-difficulte/"
