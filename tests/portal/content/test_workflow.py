"""The life of a page in the editors' space, from the first draft to the day it leaves the site."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, CommentReply, PageLogEntry, WorkflowState

from trajectoires.content.models import SheetPage
from trajectoires.content.services import MODERATORS, PUBLISHERS, WRITERS
from trajectoires.content.tasks import publish_scheduled

pytestmark = pytest.mark.django_db
ADDRESS = "/comprendre/essai/"
FIRST, BETTER = "Une première version.", "Une version corrigée."
REMARK = "Il manque la source du chiffre."


@pytest.fixture
def door(corpus, page_at):
    corpus.load()
    return page_at("/comprendre/")


@pytest.fixture
def draft(desks, door) -> SheetPage:
    """A sheet that a writer has just saved."""
    return desks[WRITERS].add(door, SheetPage, title="Essai", slug="essai", lede=FIRST)


@pytest.fixture
def submitted(desks, draft) -> SheetPage:
    desks[WRITERS].edit(draft, action="submit")
    return fresh(draft)


@pytest.fixture
def published(desks, draft) -> SheetPage:
    desks[PUBLISHERS].edit(draft, action="publish")
    return fresh(draft)


def fresh(page) -> SheetPage:
    return SheetPage.objects.get(pk=page.pk)


def seen(client, words, address=ADDRESS):
    response = client.get(address, headers={"host": "localhost"})
    return words(response) if response.status_code == 200 else response.status_code


def test_a_draft_is_not_on_the_site(client, words, draft):
    assert not draft.live
    assert seen(client, words) == 404


def test_a_writer_may_not_publish_even_by_forcing_the_form(client, words, desks, draft):
    desks[WRITERS].edit(draft, action="publish", lede=BETTER)
    assert not fresh(draft).live
    assert seen(client, words) == 404


def test_submit_refuse_correct_approve_publish(client, words, desks, draft):
    writer, moderator, publisher = (desks[role] for role in (WRITERS, MODERATORS, PUBLISHERS))
    writer.edit(draft, action="submit")
    assert fresh(draft).current_workflow_task.name == "Relecture"

    moderator.decide(fresh(draft), "reject", REMARK)
    assert fresh(draft).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    form = writer.client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert REMARK in form

    writer.edit(draft, lede=BETTER, action="restart-workflow")
    moderator.decide(fresh(draft), "approve")
    assert fresh(draft).current_workflow_task.name == "Publication"
    assert seen(client, words) == 404

    publisher.decide(fresh(draft), "approve")
    assert fresh(draft).live
    assert BETTER in seen(client, words)


def test_a_writer_cannot_approve_her_own_page(desks, submitted):
    state = submitted.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "approve", state.pk])
    desks[WRITERS].client.post(address, {"comment": ""})
    assert fresh(submitted).current_workflow_task.name == "Relecture"


def test_a_page_under_review_is_closed_to_its_writer_and_open_to_its_reviewer(desks, submitted):
    address = reverse("wagtailadmin_pages:edit", args=[submitted.pk])
    data = desks[MODERATORS].form(address)
    data["lede"] = BETTER
    desks[WRITERS].client.post(address, data)
    assert fresh(submitted).get_latest_revision_as_object().lede == FIRST
    desks[MODERATORS].edit(submitted, lede=BETTER)
    assert fresh(submitted).get_latest_revision_as_object().lede == BETTER


def test_who_is_told_by_mail(desks, draft, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        desks[WRITERS].edit(draft, action="submit")
    told = {address for message in mail.outbox for address in message.to}
    assert told == {"moderation@exemple.org", "publication@exemple.org", "admin@exemple.org"}
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        desks[MODERATORS].decide(fresh(draft), "reject", REMARK)
    [message] = mail.outbox
    assert message.to == ["redaction@exemple.org"]
    assert REMARK in message.body


def test_a_scheduled_page_appears_at_its_hour(client, words, desks, draft, time_machine_at):
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    at = tomorrow.astimezone().strftime("%Y-%m-%d %H:%M")
    desks[PUBLISHERS].edit(draft, action="publish", go_live_at=at)
    assert not fresh(draft).live
    assert fresh(draft).approved_schedule
    publish_scheduled()
    assert seen(client, words) == 404
    time_machine_at(tomorrow + dt.timedelta(minutes=5))
    publish_scheduled()
    assert FIRST in seen(client, words)


@pytest.fixture
def time_machine_at(monkeypatch):
    """Make the site believe that it is later."""

    def move(moment: dt.datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return move


def test_a_new_version_waits_while_the_old_one_stays(client, words, desks, published):
    desks[WRITERS].edit(published, lede=BETTER)
    assert FIRST in seen(client, words)
    desks[PUBLISHERS].edit(published, action="publish")
    assert BETTER in seen(client, words)


def test_what_changed_between_two_versions_is_shown(words, desks, published):
    table = '{"data": [["", "2024"], ["dons", "12"]], "first_row_is_table_header": true}'
    desks[WRITERS].edit(
        published,
        **{
            "lede": BETTER,
            "audience": ["dirigeantes"],
            "body-count": "3",
            **block(0, "heading", "Un titre neuf"),
            **block(1, "brief", None),
            "body-1-value-count": "1",
            "body-1-value-0-deleted": "",
            "body-1-value-0-order": "0",
            "body-1-value-0-value": "Une ligne à retenir.",
            **block(2, "table", None),
            "body-2-value-caption": "La légende du tableau",
            "body-2-value-source": "",
            "body-2-value-grid": table,
        },
    )
    first, last = published.revisions.order_by("pk").first(), published.revisions.order_by("pk").last()
    for earlier, later in ((first.pk, last.pk), ("earliest", "latest"), ("live", last.pk)):
        address = reverse("wagtailadmin_pages:revisions_compare", args=[published.pk, earlier, later])
        response = desks[WRITERS].client.get(address)
        text = words(response)
        assert response.status_code == 200
        for expected in (
            BETTER.rsplit(maxsplit=1)[-1],
            "Un titre neuf",
            "Une ligne à retenir.",
            "La légende du tableau",
        ):
            assert expected.rstrip(".") in text


def block(index: int, kind: str, value: str | None) -> dict[str, str]:
    prefix = f"body-{index}"
    fields = {"type": kind, "order": str(index), "deleted": "", "id": ""}
    return {f"{prefix}-{name}": given for name, given in fields.items()} | (
        {f"{prefix}-value": value} if value is not None else {}
    )


def test_an_old_version_comes_back(client, words, desks, published):
    first = published.latest_revision
    desks[PUBLISHERS].edit(published, action="publish", lede=BETTER)
    address = reverse("wagtailadmin_pages:revisions_revert", args=[published.pk, first.pk])
    data = desks[PUBLISHERS].form(address)
    data["action-publish"] = "1"
    assert data["lede"] == FIRST
    desks[PUBLISHERS].client.post(reverse("wagtailadmin_pages:edit", args=[published.pk]), data)
    assert FIRST in seen(client, words)


def test_a_page_leaves_the_site_and_stays_in_the_space(client, words, desks, published):
    address = reverse("wagtailadmin_pages:unpublish", args=[published.pk])
    assert desks[WRITERS].client.get(address).status_code in {302, 403}
    assert seen(client, words) != 404
    desks[PUBLISHERS].client.post(address)
    assert seen(client, words) == 404
    assert fresh(published).get_latest_revision_as_object().lede == FIRST


def test_the_history_says_who_did_what(words, desks, published):
    history = words(desks[WRITERS].client.get(reverse("wagtailadmin_pages:history", args=[published.pk])))
    assert WRITERS in history
    assert PUBLISHERS in history
    assert PageLogEntry.objects.filter(page=published.pk, action="wagtail.publish").count() == 1


def test_remarks_are_written_beside_the_text_and_answered(desks, draft):
    desks[MODERATORS].edit(
        draft,
        **{
            "comments-TOTAL_FORMS": "1",
            "comments-INITIAL_FORMS": "0",
            "comments-0-id": "",
            "comments-0-DELETE": "",
            "comments-0-resolved": "",
            "comments-0-text": REMARK,
            "comments-0-contentpath": "lede",
            "comments-0-position": "",
            "comments-0-replies-TOTAL_FORMS": "0",
            "comments-0-replies-INITIAL_FORMS": "0",
            "comments-0-replies-MIN_NUM_FORMS": "0",
            "comments-0-replies-MAX_NUM_FORMS": "1000",
        },
    )
    remark = Comment.objects.get(page=draft.pk)
    assert (remark.text, remark.contentpath) == (REMARK, "lede")
    assert remark.user.first_name == MODERATORS
    CommentReply.objects.create(comment=remark, user=remark.user, text="Source en place")
    form = desks[WRITERS].client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert REMARK in form
    assert "Source en place" in form
