"""Thirty questions, written before the pages: each has a page that answers, with a source, and is found at once."""

import re
from pathlib import Path

import pytest
import yaml
from django.test import Client

from trajectoires.content.models import BasePage
from trajectoires.search.selectors import find

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]

QUESTIONS = yaml.safe_load((Path(__file__).parents[1] / "content/questions.yaml").read_text(encoding="utf-8"))
FIRST = 10
_LINK = re.compile(r'href="(/[^"#?]*)"')


@pytest.fixture(scope="module")
def pages(whole_site, django_db_blocker) -> dict[str, BasePage]:
    with django_db_blocker.unblock():
        return {page.address: page for page in BasePage.objects.live().specific()}


@pytest.fixture(scope="module")
def two_clicks(whole_site, django_db_blocker) -> set[str]:
    """Every address that one reaches from the front page by two links."""
    reader = Client(headers={"host": "localhost"})

    def links(address: str) -> set[str]:
        answer = reader.get(address)
        return set(_LINK.findall(answer.content.decode())) if answer.status_code == 200 else set()

    with django_db_blocker.unblock():
        first = links("/")
        return first.union(*(links(address) for address in first))


def test_there_are_thirty_from_four_kinds_of_readers():
    assert len(QUESTIONS) == 30
    assert {each["qui"] for each in QUESTIONS} == {
        "tresorerie",
        "accompagnement",
        "collectivite",
        "entreprise",
    }


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each["id"])
def test_a_page_answers_with_its_sources(question, pages):
    assert question["reponse"]
    for address in question["reponse"]:
        assert len(pages[address].sources) > 0, address


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each["id"])
def test_the_answer_is_two_clicks_or_one_search_away(question, two_clicks):
    found = [each.href for each in find(question["recherche"]).results][:FIRST]
    for address in question["reponse"]:
        assert address in two_clicks or address in found, (question["recherche"], found)
