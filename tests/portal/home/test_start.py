"""« Par où commencer ? » on the corpus of content/: every answer, every route, every stage."""

import re
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from trajectoires.content.enums import Audience
from trajectoires.home.models import StartPage
from trajectoires.home.selectors import start_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]
START = "/par-ou-commencer/"
ANSWERS = {"qui": "dirigeantes", "besoin": "tresorerie", "moyens": "fec"}


@pytest.fixture
def page() -> StartPage:
    found = start_page()
    assert found is not None
    return found


def addresses(stages) -> tuple[str, ...]:
    return tuple(stage["href"] for stage in stages)


def test_each_kind_of_reader_has_her_own_questions_and_answers(page):
    assert [row.value["who"] for row in page.readers] == list(Audience.values)
    for who in Audience.values:
        assert len(page.answers(who, "besoin")) >= 3
        assert len(page.answers(who, "moyens")) >= 2
    asked_of_companies = {
        key for question in ("besoin", "moyens") for key, _ in page.answers("entreprises", question)
    }
    assert not asked_of_companies & {"fec", "tableur", "papier"}, "a company does not have the accounts"


def test_every_combination_gives_three_to_five_different_pages(page):
    routes = page.all_routes()
    assert len(routes) > 50
    assert {answers: len(stages) for answers, stages in routes.items() if not 3 <= len(stages) <= 5} == {}
    twice = {answers for answers, stages in routes.items() if max(Counter(addresses(stages)).values()) > 1}
    assert twice == set()


def test_no_two_kinds_of_readers_are_given_the_same_route(page):
    given: dict[tuple[str, ...], set[str]] = {}
    for (who, _, _), stages in page.all_routes().items():
        given.setdefault(addresses(stages), set()).add(who)
    assert [readers for readers in given.values() if len(readers) > 1] == []


def test_every_route_answers_and_every_stage_leads_to_a_page(page):
    client = Client()
    stages = set()
    for who, need, means in page.all_routes():
        response = client.get(START, {"qui": who, "besoin": need, "moyens": means})
        html = response.content.decode()
        assert response.status_code == 200
        shown = re.findall(r'href="(/[^"]*)"', html[html.index('class="route') : html.index('id="emporter"')])
        assert shown == list(addresses(page.route_of(who, need, means)))
        stages |= set(shown)
    answers = {href: client.get(href).status_code for href in stages}
    assert {href: status for href, status in answers.items() if status != 200} == {}


def test_each_answer_and_each_stage_serves(page):
    used = {id(stage) for stages in page.all_routes().values() for stage in stages}
    assert len(used) == len(page.stages)
    when = {row.value["when"] for row in page.stages}
    assert {row.value["key"] for row in page.choices} <= when


def test_first_who_you_are(client, words):
    html = client.get(START).content.decode()
    assert "Étape 1 sur 3" in words(html)
    assert re.findall(rf'href="{START}\?qui=([a-z]+)"', html) == list(Audience.values)
    assert "radio" not in html


def test_then_two_questions_without_reproach(client, words):
    response = client.get(START, {"qui": "entreprises"})
    text = words(response)
    assert "Étape 2 sur 3" in text
    assert "Ce que vous pourriez apporter" in text
    assert "Choisissez" not in text
    assert response.content.decode().count('type="radio"') == 3 + 2


def test_then_a_route_that_says_the_time_and_what_one_leaves_with(client, words, settings):
    settings.SITE_URL = "https://exemple.org"
    response = client.get(START, ANSWERS)
    text, html = words(response), response.content.decode()
    places = [text.index(title) for title in (
        "Distinguer trésorerie et résultat", "Déposer vos fichiers d’écritures", "Remplir douze mois", "Savoir qui appeler",
    )]  # fmt: skip
    assert places == sorted(places)
    assert "Comptez 45 minutes en tout" in text
    assert text.count("Vous repartez avec") == 5
    shared = "https://exemple.org/par-ou-commencer/?qui=dirigeantes&amp;besoin=tresorerie&amp;moyens=fec"
    assert f'data-copy="{shared}"' in html
    assert '<link rel="canonical" href="https://exemple.org/par-ou-commencer/">' in html


def test_answers_can_be_changed_and_are_still_there(client, words):
    response = client.get(START, {**ANSWERS, "changer": "oui"})
    assert "Étape 2 sur 3" in words(response)
    assert len(re.findall(r"<input[^>]*\bchecked", response.content.decode())) == 2


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({**ANSWERS, "moyens": ""}, "Dites ce que vous avez."),
        ({**ANSWERS, "besoin": "autre"}, "Cette réponse n’est plus proposée"),
        ({**ANSWERS, "qui": "entreprises"}, "Cette réponse n’est plus proposée"),
        ({"qui": "dirigeantes", "besoin": "perte"}, "Dites ce que vous avez."),
        ({"qui": "dirigeantes", "repondre": "oui"}, "Choisissez ce qui vous amène."),
        ({"qui": "\x00<script>"}, "un public que nous ne connaissons pas"),
    ],
    ids=["vide", "inconnue", "d’un autre public", "une seule", "aucune", "hostile"],
)
def test_a_wrong_answer_is_said_and_gives_no_route(client, words, answers, said):
    response = client.get(START, answers)
    assert response.status_code == 200
    assert said in words(response)
    assert "Votre route en" not in words(response)
    assert "<script>" not in response.content.decode()


def test_an_unrelated_parameter_is_not_an_answer(client, words):
    text = words(client.get(START, {"utm_source": "lettre"}))
    assert "Étape 1 sur 3" in text
    assert "que nous ne connaissons pas" not in text


def test_a_page_offline_leaves_the_front_page_whole(client, page, words):
    page.unpublish()
    text = words(client.get("/"))
    assert "Vous êtes…" not in text
    assert "Dernières nouvelles" in text or "L’argent ne dit pas tout" in text


def test_an_editor_is_told_of_a_stage_nobody_would_see_and_of_a_short_route(page):
    rows = [{"type": row.block_type, "value": dict(row.value)} for row in page.stages]
    rows[0]["value"]["when"] = "comprende"
    page.stages = rows
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    said = " ".join(refused.value.message_dict["stages"])
    assert "Aucune réponse n’a la clé « comprende »." in said
    assert "La route « dirigeantes, comprendre, fec » a 2 étapes : il en faut de 3 à 5." in said
