"""The questionnaire is answered without JavaScript, in any order, left, taken up, erased."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from trajectoires.kit.models import Diagnosis
from trajectoires.trajectories.enums import KEPT

from .questionnaire_cases import QUESTIONS, ROOT, question, rewrite

pytestmark = pytest.mark.django_db
QUERIES = 8


def get(client, path):
    return client.get(f"{ROOT}{path}")


def test_the_page_is_public_and_sets_no_cookie(visitor, words):
    shown = get(visitor, "")
    assert not visitor.cookies
    assert "csrf" not in shown.content.decode()
    text = words(shown)
    assert "Une question à la fois" in text
    assert "Tout sur une page" in text
    assert "Les mêmes 6 questions" in text
    assert "Version 1 du questionnaire" in text


def test_nothing_is_kept_before_a_first_answer(visitor, words):
    for path in ("", "questions/", "question/", "question/emploie/"):
        get(visitor, path)
    assert not Diagnosis.objects.exists()
    refused = get(visitor, "resultat/")
    assert refused.status_code == 404
    assert "Aucune réponse dans ce navigateur" in words(refused)


def test_all_the_questions_stand_in_fieldsets_by_landmark(visitor):
    html = get(visitor, "questions/").content.decode()
    assert html.index('id="pour-commencer"') < html.index('id="argent"') < html.index('id="equipe"')
    assert html.count("<fieldset") == 3 + 8
    assert html.count("<legend") == 3 + 8
    assert html.count('type="radio"') == 2 * 2 + 6 * 4


def test_as_long_as_it_is_not_known_whom_a_question_concerns_it_says_so(visitor, answer, words):
    only_if = "Seulement si vous répondez « oui » à « Employez-vous quelqu’un ? » Sinon, passez-la."
    assert only_if in words(get(visitor, "questions/"))
    assert only_if in words(get(visitor, "question/contrat/"))
    answer(emploie="oui")
    assert only_if not in words(get(visitor, "questions/"))
    answer(emploie="non")
    assert "Fait contrat." not in words(get(visitor, "questions/"))


def test_whatever_is_missing_the_answers_are_kept(visitor, answer, words):
    assert answer(reserve="non").answers == {"reserve": "non"}
    assert answer(liste="oui").answers == {"reserve": "non", "liste": "oui"}
    assert answer("plus-tard").answers == {"reserve": "non", "liste": "oui"}
    html = get(visitor, "questions/").content.decode()
    assert html.count(" checked") == 2
    text = words(get(visitor, "resultat/"))
    assert "2 réponses sur 6 questions qui vous concernent. Sans réponse : 4." in text


def test_the_two_buttons_lead_to_the_result_or_to_the_link(visitor):
    for suite, name in (("resultat", "kit:result"), ("plus-tard", "kit:later")):
        sent = visitor.post(f"{ROOT}questions/", {"r-liste": "oui", "suite": suite})
        assert sent.url == reverse(name)


def test_an_answer_that_was_not_offered_is_refused_and_nothing_is_lost(visitor, words):
    sent = visitor.post(f"{ROOT}questions/", {"r-reserve": "peut-être", "r-liste": "oui"})
    assert sent.status_code == 422
    assert "choisissez une des réponses proposées" in words(sent)
    assert (
        'value="oui" id="id_r-liste_0" checked'
        in sent.content.decode().replace(
            'value="oui" checked id="id_r-liste_0"', 'value="oui" id="id_r-liste_0" checked'
        )
        or sent.content.decode().count("checked") == 1
    )
    assert not Diagnosis.objects.exists()


def walk(client, **given):
    """Answer one question after the other, as the screens lead; return the keys that were met."""
    met, address = [], get(client, "question/").url
    while "/question/" in address:
        key = address.rstrip("/").rpartition("/")[2]
        met.append(key)
        address = client.post(address, {f"r-{key}": given.get(key, "")}).url
    assert address == reverse("kit:result")
    return met


def test_one_by_one_branches_are_looked_at_again_after_each_answer(visitor):
    given = {"emploie": "non", "aide": "oui", "reserve": "non", "convention": "oui", "liste": "oui"}
    assert walk(visitor, **given) == ["emploie", "aide", "reserve", "convention", "relais", "liste"]
    assert Diagnosis.objects.get().answers == given
    assert get(visitor, "question/").url == reverse(
        "kit:question", args=["relais"]
    )  # the one that was skipped


def test_a_question_says_where_one_is_and_leads_both_ways(visitor, answer, words):
    answer(emploie="non", aide="oui")
    shown = get(visitor, "question/convention/")
    text, html = words(shown), shown.content.decode()
    assert "Question 4 sur 6" in text
    assert f'href="{ROOT}question/reserve/"' in html
    assert f'href="{ROOT}question/relais/"' in html
    assert "Effacer ma réponse" not in text
    last = words(get(visitor, "question/liste/"))
    assert "Question 6 sur 6" in last
    assert "Passer cette question" not in last


def test_a_question_that_an_answer_ruled_out_leads_on_and_an_unknown_one_does_not_exist(visitor, answer):
    answer(emploie="non")
    assert get(visitor, "question/contrat/").url == reverse("kit:begin")
    assert get(visitor, "question/lune/").status_code == 404


def test_an_answer_can_be_taken_back(visitor, answer, words):
    answer(reserve="non", liste="oui")
    sent = visitor.post(f"{ROOT}question/reserve/", {"r-reserve": "non", "effacer": "oui"}, follow=True)
    assert "Votre réponse à cette question est effacée." in words(sent)
    assert Diagnosis.objects.get().answers == {"liste": "oui"}


def test_the_result_is_told_without_a_score(visitor, answer, words):
    answer(
        emploie="oui", aide="oui", contrat="non", reserve="en-partie", convention="oui", relais="ne-sais-pas"
    )
    text = words(get(visitor, "resultat/"))
    first, second = text.index("Geste contrat."), text.index("Geste reserve.")
    assert first < second < text.index("L’argent", second)
    assert "Pourquoi : Fragilité contrat." in text
    money = text[text.index("Ce qui entre.") : text.index("Qui fait quoi.")]
    assert "Vos forces Force convention. À consolider Fragilité reserve. Que faire : Geste reserve." in money
    team = text[text.index("Qui fait quoi.") :]
    assert "Pas encore Fragilité contrat. Que faire : Geste contrat. À chercher Fait relais." in team
    assert "Où regarder : Chercher relais." in team
    assert "La réserve Fiche Pour la compter." in text
    assert "%" not in text
    assert "/100" not in text


def test_a_result_without_an_answer_says_how_to_go_on(visitor, answer, words):
    answer()
    text = words(get(visitor, "resultat/"))
    assert "Vous n’avez encore répondu à aucune question" in text
    assert "Aucune réponse sur 6 questions qui vous concernent." in text


def test_what_editors_changed_is_told_until_it_is_read(site, visitor, answer, words):
    answer(reserve="non", liste="oui")
    rows = [question(*each) for each in QUESTIONS if each[0] != "liste"]
    rewrite(site, questions=[*rows, question("neuve", "argent", "", "", 1, [])], version=2)
    for path in ("questions/", "question/reserve/", "resultat/"):
        text = words(get(visitor, path))
        assert "Une question s’ajoute : Fait neuve." in text
        assert "Une question n’est plus posée : Fait liste." in text
    visitor.post(f"{ROOT}question/reserve/", {"r-reserve": "oui"})
    assert "s’ajoute" in words(get(visitor, "resultat/"))  # one question was read, not all
    visitor.post(f"{ROOT}nouvelle-version/")
    assert "s’ajoute" not in words(get(visitor, "resultat/"))
    assert Diagnosis.objects.get().answers == {"reserve": "oui", "liste": "oui"}
    assert Diagnosis.objects.get().version == 2


def test_the_link_opens_by_its_button_alone_and_can_be_changed(visitor, answer, words):
    work = answer("plus-tard", reserve="non")
    link = reverse("kit:resume", args=[work.resume_key])
    assert f"http://testserver{link}" in get(visitor, "plus-tard/").content.decode()
    elsewhere = Client()
    shown = elsewhere.get(link)
    assert "Ce lien ouvre 1 réponse à l’autodiagnostic, gardée jusqu’au" in words(shown)
    assert shown.headers["Referrer-Policy"] == "strict-origin"
    assert get(elsewhere, "resultat/").status_code == 404
    assert elsewhere.post(link).url == reverse("kit:begin")
    assert "Fragilité reserve." in words(get(elsewhere, "resultat/"))
    visitor.post(f"{ROOT}nouveau-lien/")
    gone = Client().get(link)
    assert gone.status_code == 404
    assert "Ce lien n’ouvre aucune réponse" in words(gone)


def test_answers_already_open_are_not_lost_when_a_link_is_followed(visitor, answer, words):
    first = answer(reserve="non")
    other = Client()
    other.post(f"{ROOT}questions/", {"r-liste": "oui"})
    second = Diagnosis.objects.exclude(pk=first.pk).get()
    shown = other.get(reverse("kit:resume", args=[first.resume_key]))
    assert "D’autres réponses sont ouvertes" in words(shown)
    assert second.resume_key in shown.content.decode()


def test_erasing_erases_everything_and_only_hers(visitor, answer, words):
    answer(reserve="non")
    other = Client()
    other.post(f"{ROOT}questions/", {"r-liste": "oui"})
    assert "Effacer toutes vos réponses ?" in words(get(visitor, "effacer/"))
    assert Diagnosis.objects.count() == 2
    assert "Toutes vos réponses sont effacées." in words(visitor.post(f"{ROOT}effacer/", follow=True))
    assert Diagnosis.objects.get().answers == {"liste": "oui"}
    assert get(visitor, "resultat/").status_code == 404


def test_a_visit_keeps_the_answers_thirty_days_more_and_time_ends_them(visitor, answer):
    work = answer(reserve="non")
    old = timezone.now() + dt.timedelta(days=2)
    Diagnosis.objects.update(expires_at=old)
    get(visitor, "resultat/")
    work.refresh_from_db()
    assert work.expires_at > old + KEPT - dt.timedelta(days=3)
    Diagnosis.objects.update(created_at=old - KEPT, expires_at=timezone.now())
    assert get(visitor, "resultat/").status_code == 404
    assert Client().get(reverse("kit:resume", args=[work.resume_key])).status_code == 404


def test_without_a_questionnaire_online_there_is_nothing(site, visitor):
    site.page.unpublish()
    for path in ("", "questions/", "question/", "resultat/", "plus-tard/", "reprendre/clef/"):
        assert get(visitor, path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["questions/", "question/reserve/", "resultat/", "plus-tard/", "effacer/", "resultat/autodiagnostic.ods"],
)
def test_a_screen_takes_few_queries(visitor, answer, django_assert_max_num_queries, path):
    answer(reserve="non", contrat="non", relais="non", emploie="oui")
    with django_assert_max_num_queries(QUERIES):
        assert get(visitor, path).status_code == 200


def test_saving_takes_few_queries(visitor, answer, django_assert_max_num_queries):
    answer(reserve="non")
    with django_assert_max_num_queries(QUERIES + 2):  # the two of a savepoint, which only tests have
        visitor.post(f"{ROOT}question/reserve/", {"r-reserve": "oui"})
