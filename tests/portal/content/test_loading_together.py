"""What a loading does for many pages at once is what Wagtail does for each: its index, its references, its refusals."""

import pytest
from django.db import transaction
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry
from wagtail.tasks import update_reference_index_task

from trajectoires.content.models import BasePage, LoadedFile
from trajectoires.jobs.services.together import TOGETHER

from .conftest import RESOURCE

pytestmark = pytest.mark.django_db
SHEET = "pages/comprendre/hybridation.md"
LINKED = "relations:\n  voisin:\n  - /comprendre/hybridation/\n"
TASKS = (insert_or_update_object_task, update_reference_index_task)


@pytest.fixture
def asked(monkeypatch):
    """Every task that was to be done with others, in the order in which Wagtail asked for it."""
    heard = {task: [] for task in TASKS}

    def hear(task, together):
        def heard_then_done(several):
            heard[task] += several
            together(several)

        return heard_then_done

    for task in TASKS:
        monkeypatch.setitem(TOGETHER, task.module_path, hear(task, TOGETHER[task.module_path]))
    return heard


@pytest.fixture
def linked(library):
    """Pages with links, in a text and from one to another, records, a document."""
    library.write(SHEET, genre="fiche", title="Hybridation", body="Voir [tout](/comprendre/modeles/).")
    library.write_model(4, slug="subventions", more=LINKED)
    library.write_model(5, slug="dons", more=LINKED)
    library.write_term("fonds-dedies", term="Fonds dédiés", body="Voir [tout](/comprendre/modeles/).")
    return library


def index_rows():
    texts = ("content_type_id", "object_id", "title", "body", "autocomplete", "title_text", "body_text")
    return sorted(IndexEntry.objects.values_list(*texts))


def reference_rows(*more):
    ends = ("content_type_id", "base_content_type_id", "object_id", "to_content_type_id", "to_object_id")
    return sorted(ReferenceIndex.objects.values_list(*ends, "model_path", *more))


def both_rows():
    return index_rows(), reference_rows("content_path", "content_path_hash")


def test_the_indexes_are_those_of_wagtail_one_by_one(linked, asked):
    assert not linked.load().problems
    together = both_rows()
    paths = {row[5] for row in together[1]}
    assert {"relations.item.target", "publisher", "file", "licence"} <= paths
    assert len(together[0]) > len(paths)
    IndexEntry.objects.all().delete()
    ReferenceIndex.objects.all().delete()
    for task, several in asked.items():
        for args in several:
            task.call(*args)
    assert both_rows() == together


def test_so_are_they_after_a_change(linked, monkeypatch):
    assert not linked.load().problems
    before = reference_rows()
    linked.write_model(5, slug="dons", body="Plus rien de lié, sauf [elle](/ressources/).")
    with transaction.atomic():
        assert len(linked.load().updated) == 1
        together = index_rows(), reference_rows()
        transaction.set_rollback(True)
    for task in TASKS:
        monkeypatch.delitem(TOGETHER, task.module_path)
    assert len(linked.load().updated) == 1
    assert (index_rows(), reference_rows()) == together
    assert together[1] != before


def test_a_title_is_weighed(linked):
    linked.load()
    assert len(set(IndexEntry.objects.exclude(title="").values_list("title_norm", flat=True))) > 1


def test_the_queries_of_one_more_page_are_those_of_its_publication(linked, django_assert_max_num_queries):
    linked.load()
    linked.write("pages/comprendre/autre.md", genre="fiche", title="Autre")
    with django_assert_max_num_queries(110):
        linked.load()


def test_a_page_is_remembered_as_it_is_read_again(linked):
    linked.load()
    kept = LoadedFile.objects.get(path=RESOURCE)
    page = BasePage.objects.get(pk=kept.page_id)
    assert (kept.revision_id, kept.page.specific.people.count()) == (page.latest_revision_id, 2)
    linked.write_text(RESOURCE, linked.read(RESOURCE).replace("Un essai", "Un autre"))
    assert linked.load().updated == [RESOURCE]
    again = LoadedFile.objects.get(path=RESOURCE)
    assert (again.pk, again.page_id) == (kept.pk, kept.page_id)
    assert again.revision_id != kept.revision_id
    assert again.page_fingerprint != kept.page_fingerprint


@pytest.mark.parametrize("is_loaded", [False, True])
def test_everything_wrong_in_a_page_is_said_at_once(corpus, is_loaded):
    """Before a column refuses it: a title and a kicker longer than they may be."""
    corpus.write(SHEET, genre="fiche", title="Court")
    if is_loaded:
        corpus.load()
    corpus.write(SHEET, genre="fiche", title="x" * 300, more=f"surtitre: {'y' * 200}\n")
    report = corpus.load()
    assert {problem.path for problem in report.problems} == {SHEET}
    assert {
        reason for problem in report.problems for reason in ("255", "120") if reason in problem.reason
    } == {
        "255",
        "120",
    }


def test_what_only_publishing_refuses_is_said_too(linked):
    linked.load()
    number = LoadedFile.objects.get(path=RESOURCE).revision_id
    linked.write_text(RESOURCE, linked.read(RESOURCE).replace("fichier: fichiers/essai.ods\n", ""))
    (problem,) = linked.load().problems
    assert (problem.path, problem.reason[:22]) == (RESOURCE, "Donnez l’adresse de la")
    assert BasePage.objects.get(title="Un essai").latest_revision_id == number
