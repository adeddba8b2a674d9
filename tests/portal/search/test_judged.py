"""The judged queries: how good the answers are. A failure says no query of part b: nobody who tunes may read them."""

import importlib.util

import pytest
from django.conf import settings
from django.urls import resolve

from trajectoires.content.models import Intention
from trajectoires.content.selectors import addresses
from trajectoires.content.services import load_search_words
from trajectoires.search.selectors.words import words_of


def load_benchmark():
    path = settings.ROOT / "benchmarks" / "recherche.py"
    spec = importlib.util.spec_from_file_location("recherche_benchmark", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


benchmark = load_benchmark()


@pytest.fixture(scope="module")
def scores(whole_site, django_db_blocker):
    with django_db_blocker.unblock():
        assert load_search_words(folder=settings.CONTENT_DIR) == []
        return {name: benchmark.totals(benchmark.measure(benchmark.read_part(name))) for name in ("a", "b")}


@pytest.mark.parametrize("part", ["a", "b"])
def test_the_answers_hold_their_bar(scores, part):
    assert scores[part].ndcg >= benchmark.LEAST_NDCG


@pytest.mark.parametrize("part", ["a", "b"])
def test_nearly_every_query_has_an_answer(scores, part):
    assert scores[part].empty < benchmark.MOST_EMPTY


@pytest.mark.parametrize("part", ["a", "b"])
def test_four_queries_of_the_database_are_enough(scores, part):
    assert scores[part].most_queries <= benchmark.MOST_QUERIES


@pytest.mark.django_db
def test_every_intention_leads_to_a_page(scores):
    known = set(addresses().values())
    hrefs = {each.href for each in Intention.objects.all()}
    assert len(hrefs) > 25
    assert [href for href in hrefs if href not in known and not resolve(href).namespace] == []


def test_the_judged_parts_stay_true():
    rows = [row for name in ("a", "b", "c") for row in benchmark.read_part(name)]
    said = [" ".join(words_of(row.query)) for row in rows]
    assert len(rows) > 400
    assert len(set(said)) == len(said)
    assert all(3 in row.judgements.values() for row in rows)
    assert {href for row in rows for href in row.judgements} <= benchmark.read_corpus()


def test_a_better_order_has_a_better_score():
    judgements = {"/a/": 3, "/b/": 2, "/c/": 1}
    assert benchmark.ndcg(["/a/", "/b/", "/c/"], judgements) == 1
    assert benchmark.ndcg(["/b/", "/a/"], judgements) < benchmark.ndcg(["/a/", "/b/"], judgements) < 1
    assert benchmark.ndcg(["/x/"] * 10 + ["/a/"], judgements) == 0
