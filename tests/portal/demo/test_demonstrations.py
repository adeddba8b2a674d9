"""The fictitious associations: made once, marked everywhere, read like a visitor's files."""

import pytest
from django.db import transaction

from socioeco.generator import STORIES
from socioeco.readers import Question
from trajectoires.demo.loader import associations
from trajectoires.demo.services import YEARS, load_demonstrations
from trajectoires.trajectories.models import ImportedFile, Trajectory
from trajectoires.trajectories.presenters import present
from trajectoires.trajectories.selectors import demonstrations, work_of

pytestmark = pytest.mark.django_db
SLUGS = [story.replace("_", "-") for story in STORIES]
TYPED = [association.slug for association in associations().saisies]
START = "/agir/trajectoire/"


@pytest.fixture(scope="module")
def _once(django_db_setup, django_db_blocker, now):
    """Made once for the module, then taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_demonstrations(now=now) == len(STORIES) + len(TYPED)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_once, db):
    return {trajectory.demonstration_slug: trajectory for trajectory in demonstrations()}


def rows() -> set[tuple[object, ...]]:
    return set(ImportedFile.objects.values_list("id", "trajectory", "fingerprint"))


def test_every_story_is_told_once(loaded, now):
    assert sorted(loaded) == sorted(SLUGS + TYPED)
    before = rows()
    assert load_demonstrations(now=now) == 0
    assert rows() == before


def test_a_damaged_one_is_made_again_and_the_others_stay(loaded, now):
    kept = rows() - set(loaded["festival"].files.values_list("id", "trajectory", "fingerprint"))
    loaded["festival"].files.first().delete()
    assert load_demonstrations(now=now) == 1
    assert kept < rows()
    assert Trajectory.objects.get(demonstration_slug="festival").files.count() == YEARS


def test_another_engine_makes_them_again_with_the_same_accounts(loaded, now):
    before = sorted(ImportedFile.objects.values_list("name", "fingerprint"))
    ImportedFile.objects.update(engine_version="0.0.0")
    assert load_demonstrations(now=now) == len(STORIES)
    assert sorted(ImportedFile.objects.values_list("name", "fingerprint")) == before


def test_the_work_of_a_visitor_is_left_alone(loaded, now, owner):
    load_demonstrations(now=now)
    assert Trajectory.objects.filter(expires_at__isnull=False).count() == 1


@pytest.mark.parametrize("slug", SLUGS)
def test_four_exercices_read_without_fault_and_reconciled(loaded, slug):
    results = present(loaded[slug])
    assert [len(results.years), len(results.files)] == [YEARS, YEARS]
    assert [file.name for file in results.files if file.is_blocked] == []
    assert [(year.label, anomaly.code) for year, file in zip(results.years, results.files, strict=True)
            for anomaly in file.anomalies if anomaly.severite != "information"] == []  # fmt: skip
    assert {year.gap_centimes for year in results.years} == {0}
    assert results.resources.chart.source.count("les règles comptables changent") == 1


@pytest.mark.parametrize("slug", SLUGS + TYPED)
def test_the_page_says_that_it_is_a_demonstration(loaded, client, words, slug):
    response = client.get(f"{START}demonstration/{slug}/")
    html, text = response.content.decode(), words(response)
    assert loaded[slug].name.startswith("Association de démonstration")
    assert text.count(words(loaded[slug].name)) >= 2, "title of the tab, and above the finding"
    assert '<span class="demo">' in html
    assert "tous les chiffres de cette page sont inventés" in text
    assert words(loaded[slug].story) in text
    assert "Vos données" not in text
    assert not client.cookies


def test_the_first_page_opens_on_each(loaded, client, words):
    response = client.get(START)
    html = response.content.decode()
    assert all(f'href="{START}demonstration/{slug}/"' in html for slug in SLUGS + TYPED)
    assert "Associations fictives" in words(response)


@pytest.mark.parametrize("slug", TYPED)
def test_the_typed_one_has_its_years_and_its_answers(loaded, now, slug):
    work = work_of(loaded[slug])
    assert [each.postes.origine for each in work.exercices] == ["saisie"] * 3
    assert all(each.postes.answers.get(Question.HEURES) for each in work.exercices)
    loaded[slug].typed_years.first().delete()
    assert load_demonstrations(now=now) == 1


def test_every_answer_of_the_definition_reaches_its_exercice(loaded):
    answered = {
        slug: {
            question for each in work_of(loaded[slug]).exercices for question in each.postes.answers.values
        }
        for slug in SLUGS
    }
    assert Question.ACHATS_PUBLICS in answered["employeur-commande-publique"]
    assert all(Question.HEURES in questions for questions in answered.values())
