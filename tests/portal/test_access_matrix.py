"""Every private address, every visitor, the answer. A new address fails here until its line is written."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page

from socioeco.readers import TypedExercice, TypedLine
from socioeco.readers.alliances import Alliance
from socioeco.scenarios import ChosenCard
from trajectoires.content.blocks import as_grid
from trajectoires.content.models import IndexPage, ResourceProposal, SharedFigure, SheetPage
from trajectoires.digests import access as digest_links
from trajectoires.digests.models import Subscription
from trajectoires.kit.enums import SESSION_KEY as DIAGNOSIS
from trajectoires.kit.models import AutodiagnosticPage, Diagnosis, DocumentTemplate, KitPage, ToolPage
from trajectoires.kit.services import Written, add_action
from trajectoires.learning import access as learning_access
from trajectoires.learning.enums import KEPT, SESSION_KEY
from trajectoires.learning.models import Attestation, CoursePage, Learner, LessonPage, Reminder
from trajectoires.mail import access as mail_links
from trajectoires.news.models import AgendaPage, EventPage
from trajectoires.organisations.enums import INVITATION_KEPT
from trajectoires.organisations.models import Invitation, Membership, Organisation
from trajectoires.trajectories.enums import SESSION_KEY as WORK
from trajectoires.trajectories.enums import Section
from trajectoires.trajectories.models import ImportedFile, PendingFile, Share, Trajectory
from trajectoires.trajectories.services import (
    Choices,
    Draft,
    ask_report,
    create_scenario,
    keep_in,
    make_report,
    name_activities,
    open_thread,
    receive_files,
    save_alliance,
    save_budget,
    save_typed,
)
from trajectoires.users.models import User

from . import people_matrix

# Open to anyone, and safe: nothing of a visitor is shown or changed.
PUBLIC = {
    "home:sitemap": [],
    "home:robots": [],
    "search:results": [],
    "digests:asked": [],
    "learning:reminder_asked": [],
    "digests:latest": [],
    "account:erased": [],
    "search:opensearch": [],
    "glossary:index": [],
    "glossary:term": ["tresorerie"],
    "trajectories:demonstration": ["club-benevole"],
    "trajectories:demonstration_print": ["club-benevole"],
    "trajectories:demonstration_figures": ["club-benevole", "csv"],
    "trajectories:demonstration_scenarios": ["club-benevole"],
    "trajectories:demonstration_scenario": ["club-benevole", "subventions-en-baisse"],
    "trajectories:method": [],
    "trajectories:method_page": ["anomalies"],
    "content:figure_data": ["ressources-des-associations"],
    "news:rss": ["agenda"],
    "news:atom": ["agenda"],
    "news:agenda_ics": [],
    "news:event_ics": ["rencontre"],
    "content:library_export": ["csv"],
    "content:examples_export": ["csv"],
    "content:favourites": [],
    "content:favourites_export": [],
    "learning:attestation_check": [],
    "learning:course_pdf": ["un"],
    "learning:course_zip": ["un"],
    "kit:step": ["decider"],
    "kit:whole_zip": [],
    "kit:whole_pdf": [],
    "kit:empty": ["lettre", "odt"],
    "ui:gallery": [],
}
ACTORS = ("owner", "other_visitor", "passer_by", "signed_in_editor")  # fixtures of conftest.py, in this order
EVERYBODY, NOBODY = (200,) * 4, (405,) * 4
HERS = (200, 404, 404, 404)  # an object of the owner's work: nobody else's session finds it
TO_SIGN_IN = (302,) * 4
A_WORK = (200, 200, 404, 404)  # each sees her own, and is told when she has none
# Route, method: the answer to each actor. « other_visitor » has a work of her own, and asks about the owner's.
PRIVATE = {
    ("trajectories:start", "get"): EVERYBODY,
    ("trajectories:start", "head"): EVERYBODY,
    ("trajectories:start", "post"): (422, 422, 422, 422),  # no file
    ("trajectories:start", "put"): NOBODY,
    ("trajectories:typed_new", "get"): EVERYBODY,
    ("trajectories:typed_new", "post"): (422, 422, 422, 422),  # no line
    ("trajectories:typed_new", "delete"): NOBODY,
    ("trajectories:typed_edit", "get"): HERS,
    ("trajectories:typed_edit", "post"): (422, 404, 404, 404),
    ("trajectories:typed_edit", "delete"): NOBODY,
    ("trajectories:remove_typed", "get"): HERS,
    ("trajectories:remove_typed", "post"): (302, 404, 404, 404),
    ("trajectories:remove_typed", "delete"): NOBODY,
    ("trajectories:replace_file", "get"): HERS,
    ("trajectories:replace_file", "post"): (422, 404, 404, 404),
    ("trajectories:replace_file", "delete"): NOBODY,
    ("trajectories:remove_file", "get"): NOBODY,
    ("trajectories:remove_file", "post"): (302, 404, 404, 404),
    ("trajectories:remove_file", "delete"): NOBODY,
    **{
        (f"trajectories:{name}", method): answers
        for name in ("add_file", "separate_file", "return_to_file")
        for method, answers in (("get", NOBODY), ("post", (302, 404, 404, 404)), ("delete", NOBODY))
    },
    ("trajectories:dates", "get"): HERS,
    ("trajectories:dates", "post"): (422, 404, 404, 404),
    ("trajectories:dates", "delete"): NOBODY,
    ("trajectories:budget", "get"): A_WORK,
    ("trajectories:budget", "post"): NOBODY,
    ("trajectories:budget_new", "get"): EVERYBODY,
    ("trajectories:budget_new", "post"): (422, 422, 422, 422),  # no line
    ("trajectories:budget_new", "delete"): NOBODY,
    ("trajectories:budget_edit", "get"): HERS,
    ("trajectories:budget_edit", "post"): (422, 404, 404, 404),
    ("trajectories:budget_edit", "delete"): NOBODY,
    ("trajectories:remove_budget", "get"): HERS,
    ("trajectories:remove_budget", "post"): (302, 404, 404, 404),
    ("trajectories:remove_budget", "delete"): NOBODY,
    ("trajectories:alliances", "get"): A_WORK,
    ("trajectories:alliances", "post"): NOBODY,
    ("trajectories:alliance_new", "get"): A_WORK,
    ("trajectories:alliance_new", "post"): (422, 422, 404, 404),  # no name
    ("trajectories:alliance_new", "delete"): NOBODY,
    ("trajectories:alliance", "get"): HERS,
    ("trajectories:alliance", "post"): (422, 404, 404, 404),
    ("trajectories:alliance", "delete"): NOBODY,
    ("trajectories:remove_alliance", "get"): HERS,
    ("trajectories:remove_alliance", "post"): (302, 404, 404, 404),
    ("trajectories:remove_alliance", "delete"): NOBODY,
    ("trajectories:ranged", "get"): A_WORK,
    ("trajectories:ranged", "post"): NOBODY,
    # The account and the label are in the question asked: test_rangements.py asks for those of another.
    ("trajectories:place_account", "get"): (404, 404, 404, 404),
    ("trajectories:place_account", "post"): (404, 404, 404, 404),
    ("trajectories:place_account", "delete"): NOBODY,
    ("trajectories:give_back", "get"): NOBODY,
    ("trajectories:give_back", "post"): (404, 404, 404, 404),
    ("trajectories:name_financeur", "get"): (404, 404, 404, 404),
    ("trajectories:name_financeur", "post"): (404, 404, 404, 404),
    ("trajectories:name_financeur", "delete"): NOBODY,
    ("trajectories:forget_financeur", "get"): NOBODY,
    ("trajectories:forget_financeur", "post"): (404, 404, 404, 404),
    ("trajectories:activities", "get"): A_WORK,
    ("trajectories:activities", "post"): (422, 422, 404, 404),  # one name is missing
    ("trajectories:activities", "delete"): NOBODY,
    ("trajectories:activity_results", "get"): A_WORK,
    ("trajectories:activity_results", "post"): NOBODY,
    ("trajectories:remove_activity", "get"): HERS,
    ("trajectories:remove_activity", "post"): (302, 404, 404, 404),
    ("trajectories:remove_activity", "delete"): NOBODY,
    # Every visitor has an exercice of these dates: each shares her own, and the one without activities names them first.
    ("trajectories:activity_distribute", "get"): (200, 302, 404, 404),
    ("trajectories:activity_distribute", "post"): (302, 302, 404, 404),
    ("trajectories:activity_distribute", "delete"): NOBODY,
    ("trajectories:activity_forget", "get"): A_WORK,
    ("trajectories:activity_forget", "post"): (302, 302, 404, 404),
    ("trajectories:activity_forget", "delete"): NOBODY,
    ("trajectories:activity_column", "get"): HERS,  # the other's file has no such column
    ("trajectories:activity_column", "post"): (422, 404, 404, 404),
    ("trajectories:activity_column", "delete"): NOBODY,
    ("trajectories:questions", "get"): A_WORK,
    ("trajectories:questions", "post"): (302, 302, 404, 404),  # each answers about her own
    ("trajectories:questions", "delete"): NOBODY,
    ("trajectories:reading", "get"): A_WORK,
    ("trajectories:reading", "post"): NOBODY,
    ("trajectories:cancel_reading", "get"): NOBODY,
    ("trajectories:cancel_reading", "post"): (302, 302, 404, 404),  # the owner's file stays: see below
    ("trajectories:results", "get"): A_WORK,
    ("trajectories:results", "head"): A_WORK,
    ("trajectories:results", "post"): NOBODY,
    ("trajectories:print", "get"): A_WORK,
    ("trajectories:print", "post"): NOBODY,
    ("trajectories:figures", "get"): A_WORK,
    ("trajectories:figures", "post"): NOBODY,
    ("trajectories:report", "get"): A_WORK,
    ("trajectories:report", "post"): (422, 422, 404, 404),  # nothing chosen
    ("trajectories:report", "put"): NOBODY,
    ("trajectories:report_followed", "get"): HERS,
    ("trajectories:report_followed", "post"): NOBODY,
    ("trajectories:report_file", "get"): HERS,
    ("trajectories:report_file", "post"): NOBODY,
    ("trajectories:demonstration_report", "get"): EVERYBODY,
    ("trajectories:demonstration_report", "post"): (422, 422, 422, 422),  # nothing chosen
    ("trajectories:demonstration_report", "delete"): NOBODY,
    ("trajectories:demonstration_report_followed", "get"): (404, 404, 404, 404),  # no work is a demonstration
    ("trajectories:demonstration_report_followed", "post"): NOBODY,
    ("trajectories:demonstration_report_file", "get"): (404, 404, 404, 404),
    ("trajectories:demonstration_report_file", "post"): NOBODY,
    ("trajectories:send_back", "get"): EVERYBODY,
    ("trajectories:send_back", "post"): (422, 422, 422, 422),  # no file
    ("trajectories:send_back", "delete"): NOBODY,
    ("trajectories:dispute", "get"): NOBODY,
    ("trajectories:dispute", "post"): (302, 302, 404, 404),
    ("trajectories:scenarios", "get"): A_WORK,
    ("trajectories:scenarios", "post"): NOBODY,
    ("trajectories:scenario_new", "get"): A_WORK,
    ("trajectories:scenario_new", "post"): (422, 422, 404, 404),  # no name
    ("trajectories:scenario_new", "delete"): NOBODY,
    ("trajectories:scenario", "get"): HERS,
    ("trajectories:scenario", "post"): NOBODY,
    ("trajectories:scenario_describe", "get"): HERS,
    ("trajectories:scenario_describe", "post"): (422, 404, 404, 404),  # no name
    ("trajectories:scenario_describe", "delete"): NOBODY,
    ("trajectories:scenario_copy", "get"): NOBODY,
    ("trajectories:scenario_copy", "post"): (302, 404, 404, 404),
    ("trajectories:scenario_remove", "get"): HERS,
    ("trajectories:scenario_remove", "post"): (302, 404, 404, 404),
    ("trajectories:scenario_remove", "delete"): NOBODY,
    ("trajectories:scenario_cards", "get"): HERS,
    ("trajectories:scenario_cards", "post"): NOBODY,
    ("trajectories:scenario_card", "get"): HERS,
    ("trajectories:scenario_card", "post"): (422, 404, 404, 404),  # no answer
    ("trajectories:scenario_card", "delete"): NOBODY,
    ("trajectories:scenario_card_remove", "get"): NOBODY,
    ("trajectories:scenario_card_remove", "post"): (302, 404, 404, 404),
    ("trajectories:scenario_card_new", "get"): HERS,
    ("trajectories:scenario_card_new", "post"): (422, 404, 404, 404),  # no answer
    ("trajectories:scenario_card_new", "delete"): NOBODY,
    ("trajectories:scenario_result", "get"): HERS,
    ("trajectories:scenario_result", "post"): NOBODY,
    ("trajectories:scenario_figures", "get"): HERS,
    ("trajectories:scenario_figures", "post"): NOBODY,
    ("trajectories:scenario_compare", "get"): (302, 302, 404, 404),  # nothing chosen: back to one's own
    ("trajectories:scenario_compare", "post"): NOBODY,
    ("trajectories:scenario_board", "get"): (302, 302, 404, 404),
    ("trajectories:scenario_board", "post"): NOBODY,
    ("trajectories:scenario_board_pdf", "get"): (302, 302, 404, 404),
    ("trajectories:scenario_board_pdf", "post"): NOBODY,
    ("trajectories:resume", "get"): EVERYBODY,  # whoever has the link
    ("trajectories:resume", "post"): (302, 302, 302, 302),
    ("trajectories:resume", "delete"): NOBODY,
    ("trajectories:renew_link", "get"): NOBODY,
    ("trajectories:renew_link", "post"): (302, 302, 404, 404),
    ("trajectories:erase", "get"): A_WORK,
    ("trajectories:erase", "post"): (302, 302, 404, 404),
    ("trajectories:erase", "delete"): NOBODY,
    ("kit:questions", "get"): EVERYBODY,
    ("kit:questions", "post"): (302, 302, 302, 302),  # each her own answers; none was given
    ("kit:questions", "put"): NOBODY,
    ("kit:begin", "get"): (302, 302, 302, 302),
    ("kit:begin", "post"): NOBODY,
    ("kit:question", "get"): EVERYBODY,
    ("kit:question", "post"): (302, 302, 302, 302),
    ("kit:question", "delete"): NOBODY,
    ("kit:result", "get"): HERS,
    ("kit:result", "head"): HERS,
    ("kit:result", "post"): NOBODY,
    ("kit:result_pdf", "get"): HERS,
    ("kit:result_pdf", "post"): NOBODY,
    ("kit:result_ods", "get"): HERS,
    ("kit:result_ods", "post"): NOBODY,
    ("kit:later", "get"): HERS,
    ("kit:later", "post"): NOBODY,
    ("kit:accept_version", "get"): NOBODY,
    ("kit:accept_version", "post"): (302, 404, 404, 404),
    ("kit:resume", "get"): EVERYBODY,  # whoever has the link
    ("kit:resume", "post"): (302, 302, 302, 302),
    ("kit:resume", "delete"): NOBODY,
    ("kit:renew_link", "get"): NOBODY,
    ("kit:renew_link", "post"): (302, 404, 404, 404),
    ("kit:prefilled", "get"): EVERYBODY,  # who has no work is told how to open one
    ("kit:prefilled", "post"): NOBODY,
    ("kit:prefilled_file", "get"): A_WORK,
    ("kit:prefilled_file", "head"): A_WORK,
    ("kit:prefilled_file", "post"): NOBODY,
    ("kit:plan", "get"): A_WORK,
    ("kit:plan", "head"): A_WORK,
    ("kit:plan", "post"): NOBODY,
    ("kit:plan_print", "get"): A_WORK,
    ("kit:plan_print", "post"): NOBODY,
    ("kit:plan_ods", "get"): A_WORK,
    ("kit:plan_ods", "post"): NOBODY,
    ("kit:plan_ics", "get"): A_WORK,
    ("kit:plan_ics", "post"): NOBODY,
    ("kit:plan_add", "get"): A_WORK,
    ("kit:plan_add", "post"): (422, 422, 404, 404),  # nothing said
    ("kit:plan_add", "delete"): NOBODY,
    ("kit:plan_action", "get"): HERS,
    ("kit:plan_action", "post"): (422, 404, 404, 404),
    ("kit:plan_action", "delete"): NOBODY,
    ("kit:plan_remove", "get"): HERS,
    ("kit:plan_remove", "post"): (302, 404, 404, 404),
    ("kit:plan_remove", "delete"): NOBODY,
    ("kit:erase", "get"): HERS,
    ("kit:erase", "post"): (302, 404, 404, 404),
    ("kit:erase", "delete"): NOBODY,
    ("home:security", "get"): (404, 404, 404, 404),  # nobody declared a contact
    ("home:security", "post"): NOBODY,
    ("content:citation", "get"): EVERYBODY,
    ("content:citation", "post"): NOBODY,
    ("content:comparison_export", "get"): (404, 404, 404, 404),  # no model is published
    ("content:comparison_export", "post"): NOBODY,
    ("content:proposal_new", "get"): EVERYBODY,
    ("content:proposal_new", "post"): (422, 422, 422, 422),  # nothing written
    ("content:proposal_new", "delete"): NOBODY,
    ("content:proposal_followed", "get"): EVERYBODY,  # whoever has the reference
    ("content:proposal_followed", "post"): NOBODY,
    ("content:useful", "get"): EVERYBODY,
    ("content:useful", "post"): (422, 422, 422, 422),  # no answer
    ("content:useful", "put"): NOBODY,
    ("content:useful_thanks", "get"): EVERYBODY,
    ("content:useful_thanks", "post"): NOBODY,
    ("content:favourite_add", "get"): EVERYBODY,
    ("content:favourite_add", "post"): (302, 302, 302, 302),  # each into her own list
    ("content:favourite_add", "delete"): NOBODY,
    ("content:favourite_remove", "get"): NOBODY,
    ("content:favourite_remove", "post"): (302, 302, 302, 302),
    ("content:favourites_clear", "get"): NOBODY,
    ("content:favourites_clear", "post"): (302, 302, 302, 302),
    ("content:favourites_restore", "get"): NOBODY,
    ("content:favourites_restore", "post"): (302, 302, 302, 302),
    ("learning:exercises", "get"): EVERYBODY,
    ("learning:exercises", "post"): (302, 302, 302, 302),  # each her own answers; no exercise was named
    ("learning:exercises", "put"): NOBODY,
    ("learning:progress", "get"): EVERYBODY,
    ("learning:progress", "post"): NOBODY,
    ("learning:forget", "get"): NOBODY,
    ("learning:forget", "post"): (302, 302, 302, 302),  # each her own
    ("learning:attestation", "get"): HERS,  # the owner has done a course, and has its attestation
    ("learning:attestation", "post"): (422, 404, 404, 404),  # no name
    ("learning:attestation", "delete"): NOBODY,
    ("learning:attestation_own", "get"): HERS,
    ("learning:attestation_own", "post"): NOBODY,
    ("learning:attestation_pdf", "get"): HERS,
    ("learning:attestation_pdf", "post"): NOBODY,
    ("learning:attestation_withdraw", "get"): HERS,
    ("learning:attestation_withdraw", "post"): (302, 404, 404, 404),
    ("learning:attestation_withdraw", "delete"): NOBODY,
    ("learning:attestation_shown", "get"): EVERYBODY,  # whoever has the key
    ("learning:attestation_shown", "post"): (422, 422, 422, 422),  # no name to compare
    ("learning:attestation_shown", "delete"): NOBODY,
    ("learning:remind", "get"): EVERYBODY,  # each her own
    ("learning:remind", "post"): (422, 302, 302, 302),  # no address; the others have answered nothing yet
    ("learning:remind", "put"): NOBODY,
    ("learning:reminder_stop", "get"): NOBODY,
    ("learning:reminder_stop", "post"): (302, 302, 302, 302),
    ("learning:reminder_confirm", "get"): EVERYBODY,  # whoever has the link, here and below
    ("learning:reminder_confirm", "post"): (302, 302, 302, 302),
    ("learning:reminder_confirm", "put"): NOBODY,
    ("learning:reminder_manage", "get"): EVERYBODY,
    ("learning:reminder_manage", "post"): (422, 422, 422, 422),  # no rhythm
    ("learning:reminder_manage", "put"): NOBODY,
    ("learning:reminder_leave", "get"): EVERYBODY,
    ("learning:reminder_leave", "post"): EVERYBODY,  # said again when it has stopped already
    ("learning:reminder_leave", "delete"): NOBODY,
    ("digests:subscribe", "get"): EVERYBODY,
    ("digests:subscribe", "post"): (422, 422, 422, 422),  # no address
    ("digests:subscribe", "put"): NOBODY,
    ("digests:confirm", "get"): EVERYBODY,  # whoever has the link, here and below
    ("digests:confirm", "post"): (302, 302, 302, 302),
    ("digests:confirm", "put"): NOBODY,
    ("digests:manage", "get"): EVERYBODY,
    ("digests:manage", "post"): (422, 422, 422, 422),  # no frequency
    ("digests:manage", "put"): NOBODY,
    ("digests:export", "get"): EVERYBODY,
    ("digests:export", "post"): NOBODY,
    ("digests:unsubscribe", "get"): EVERYBODY,
    ("digests:unsubscribe", "post"): EVERYBODY,  # said again to who has left already
    ("digests:unsubscribe", "delete"): NOBODY,
    ("digests:own", "get"): (302, 302, 302, 302),  # to her own letter, or to the page that asks for it
    ("digests:own", "post"): NOBODY,
    ("users:sign_in", "get"): EVERYBODY,
    ("users:sign_in", "post"): (422, 422, 422, 302),  # no address; who is signed in confirms at her own
    ("users:sign_in", "put"): NOBODY,
    ("users:code", "get"): EVERYBODY,
    ("users:code", "post"): (422, 422, 422, 422),  # none was asked for
    ("users:code", "put"): NOBODY,
    ("users:sign_in_with_key", "get"): EVERYBODY,
    ("users:sign_in_with_key", "post"): (422, 422, 422, 422),  # no key
    ("users:sign_in_with_key", "put"): NOBODY,
    ("users:sign_out", "get"): EVERYBODY,
    ("users:sign_out", "post"): (302, 302, 302, 302),
    ("users:sign_out", "put"): NOBODY,
    # A code, or a key, within half an hour: the editor came in with a password. See users/test_sign_in.py.
    ("users:address", "get"): TO_SIGN_IN,
    ("users:address", "post"): TO_SIGN_IN,
    ("users:address", "put"): NOBODY,
    ("users:address_code", "get"): TO_SIGN_IN,
    ("users:address_code", "post"): TO_SIGN_IN,
    ("users:address_code", "put"): NOBODY,
    ("users:keys", "get"): TO_SIGN_IN,
    ("users:keys", "post"): TO_SIGN_IN,
    ("users:keys", "put"): NOBODY,
    ("users:key_options", "get"): TO_SIGN_IN,
    ("users:key_options", "post"): NOBODY,
    ("users:key_remove", "get"): TO_SIGN_IN,  # and of another, 404: see users/test_keys.py
    ("users:key_remove", "post"): TO_SIGN_IN,
    ("users:key_remove", "put"): NOBODY,
    ("account:home", "get"): (302, 302, 302, 200),
    ("account:home", "post"): NOBODY,
    ("account:take_away", "get"): (302, 302, 302, 200),
    ("account:take_away", "post"): NOBODY,
    ("account:browsers", "get"): (302, 302, 302, 200),
    ("account:browsers", "post"): TO_SIGN_IN,  # and back to the page, for who is signed in
    ("account:browsers", "put"): NOBODY,
    ("account:erase", "get"): TO_SIGN_IN,
    ("account:erase", "post"): TO_SIGN_IN,
    ("account:erase", "put"): NOBODY,
}
OF_A_SCENARIO = (
    "scenario",
    "scenario_describe",
    "scenario_copy",
    "scenario_remove",
    "scenario_cards",
    "scenario_result",
    "scenario_figures",
)
OF_A_FILE = ("remove_file", "replace_file", "add_file", "separate_file", "return_to_file")
SEEN_WITH_THE_LINK = {"trajectories:resume"}


def our_routes(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The names of the addresses of our rooms: Wagtail's own, and files, are left out."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver) and str(entry.urlconf_name).startswith("<module 'trajectoires."):
            yield from our_routes(entry, entry.namespace or namespace)
        elif isinstance(entry, URLPattern) and entry.callback.__module__.startswith("trajectoires."):
            yield f"{namespace}:{entry.name}"


def test_every_address_is_in_the_matrix_or_said_public():
    routes = set(our_routes(get_resolver()))
    assert len(routes) >= 10
    assert routes == {route for route, _ in PRIVATE | people_matrix.PEOPLE} | set(PUBLIC)


def test_every_private_address_of_a_trajectory_is_answered_for_each_person():
    own = {
        route
        for route in our_routes(get_resolver())
        if route.startswith(("trajectories:", "organisations:", "kit:plan"))
    }
    assert own - set(PUBLIC) == {route for route, _ in people_matrix.PEOPLE}


@pytest.fixture
def visitors(owner, other_visitor, passer_by, signed_in_editor):
    return dict(zip(ACTORS, (owner, other_visitor, passer_by, signed_in_editor), strict=True))


@pytest.fixture
def arguments(owner, demonstration, now):
    """What the owner's work holds: a file, a typed year, a file that waits, a link."""
    work = ImportedFile.objects.get(name="123456782FEC20251231.txt").trajectory
    lines = dict.fromkeys(TypedLine, 100)
    typed = TypedExercice(opened_on=dt.date(2019, 1, 1), closed_on=dt.date(2019, 12, 31), lines=lines)
    save_typed(trajectory=work, exercice=typed, hours=None, now=now)
    pending = PendingFile.objects.create(
        trajectory=work, name="long.txt", upload="0" * 32, size=6_000_000, received_at=now
    )
    typed_id, file_id = work.typed_years.get().id, work.files.get().id
    scenario = with_a_card(work, now)
    page = Page.objects.get(depth=1).add_child(instance=SheetPage(title="Essai", slug="essai", lede="Une."))
    values = {"title": "Un guide", "publisher_name": "Un réseau", "reason": "Il aide."}
    proposal = ResourceProposal.objects.create(reference="abcd-efgh", received_at=now, **values)
    door = page.add_child(instance=SheetPage(title="Se former", slug="se-former", lede="Une."))
    course = door.add_child(instance=CoursePage(title="Un", slug="un", lede="Un.", number=1, level="debut"))
    course.add_child(instance=LessonPage(title="Une", slug="une", lede="Une.", rank=1, module="Lire"))
    attestation = attested(owner, course, now)
    diagnosis = diagnosed(owner, page, now)
    a_kit(page)
    return {
        "kit:question": ["reserve"],
        **of_a_scenario(scenario),
        **of_what_is_added(work, now),
        "kit:resume": [diagnosis.resume_key],
        **of_a_plan(work, now),
        "prefilled": ["lettre"],
        "prefilled_file": ["lettre", "odt"],
        "attestation": ["un"],
        "attestation_own": ["un"],
        "attestation_pdf": ["un"],
        "attestation_withdraw": ["un"],
        "attestation_shown": [attestation.grouped_key],
        "exercises": ["un", "une"],
        "proposal_followed": [proposal.reference],
        "citation": [page.pk],
        "comparison_export": ["csv"],
        "useful": [page.pk],
        "useful_thanks": [page.pk],
        "favourite_add": [page.pk],
        "favourite_remove": [page.pk],
        "key_remove": [1],
        **{name: [file_id] for name in OF_A_FILE},
        "typed_edit": [typed_id],
        "remove_typed": [typed_id],
        "cancel_reading": [pending.id],
        "figures": ["csv"],
        "resume": [work.resume_key],
        **letter_links(now),
        **reminder_links(now, course),
    }


def a_kit(parent):
    """The kit, with one tool."""
    letter = (
        "---\ngenre: modele-de-texte\ntitre: Lettre\nmis_a_jour_le: 2026-11-26\n---\n\nEn [[exercice|année]]."
    )
    document = DocumentTemplate.objects.create(slug="lettre", source=letter)
    kit = parent.add_child(instance=KitPage(title="Le kit", slug="kit", lede="Un."))
    tool = ToolPage(title="Lettre", slug="lettre", lede="Une.", rank=1, stage="decider", document=document)
    tool.duration, tool.company = "Une soirée", "Le bureau"
    kit.add_child(instance=tool)


def undated_balance(work, now):
    """A balance that waits for its dates."""
    table = SimpleUploadedFile("balance.csv", b"Compte;Libelle;Debit;Credit\n512;Banque;5;0\n756;Dons;0;5\n")
    receive_files(trajectory=work, files=[table], now=now)
    return work.files.get(undated__isnull=False)


def budgeted(work, now):
    save_budget(
        trajectory=work,
        amounts={"achats": 100, "ventes": 100},
        opened_on=dt.date(2025, 1, 1),
        closed_on=dt.date(2025, 12, 31),
        now=now,
    )
    return work.typed_budgets.get().pk


def with_a_card(work, now):
    hired = ChosenCard(carte="embauche", debut=1, reponses={"salaire": 100_000, "cotisations": 40_000})
    return create_scenario(trajectory=work, name="Un poste de plus", years=3, cards=[hired], now=now)


def of_a_scenario(scenario):
    return {
        **{name: [scenario.pk] for name in OF_A_SCENARIO},
        "scenario_card": [scenario.pk, 1],
        "scenario_card_remove": [scenario.pk, 1],
        "scenario_card_new": [scenario.pk, "embauche"],
    }


def of_what_is_added(work, now):
    """A balance that waits for its dates, a budget, a partner, a report."""
    table, budget_id = undated_balance(work, now), budgeted(work, now)
    alliance = save_alliance(trajectory=work, alliance=Alliance(nom="La commune"), replaces=None, now=now)
    report = made_report(work, now)  # of the figures as they are then
    return {
        **of_activities(work, now),
        "dates": [table.pk],
        **{name: [budget_id] for name in ("budget_edit", "remove_budget")},
        **{name: [alliance.pk] for name in ("alliance", "remove_alliance")},
        **{name: [report.pk] for name in ("report_followed", "report_file")},
        "demonstration_report": ["club-benevole"],
        **{
            name: ["club-benevole", report.pk]
            for name in ("demonstration_report_followed", "demonstration_report_file")
        },
    }


def of_activities(work, now):
    """One activity, and a column in the file of 2025."""
    name_activities(trajectory=work, renamed={}, added=["Club"], now=now)
    axis = {"colonne": "Section", "valeurs": {"Club": {"741000": 1}}}
    work.files.filter(balance__isnull=False).update(axis=axis)
    year = {f"activity_{name}": ["20250101-20251231"] for name in ("distribute", "forget", "column")}
    return {"remove_activity": [work.activities.get().pk], **year}


def of_a_plan(work, now):
    action = add_action(trajectory=work, written=Written(what="Vendre le four"), now=now)
    return {"plan_action": [action.pk], "plan_remove": [action.pk]}


def made_report(work, now):
    """A report of the owner's, as the worker left it."""
    report = ask_report(trajectory=work, choices=Choices(), now=now)
    return make_report(report_id=report.pk, typeset=lambda report, now: b"%PDF", now=now)


def attested(client, course, now):
    """The attestation of whoever uses this browser."""
    learner = Learner.objects.create(created_at=now, expires_at=dt.datetime.now(dt.UTC) + KEPT)
    session = client.session
    session[SESSION_KEY] = str(learner.pk)
    session.save()
    about = {"slug": course.slug, "title": course.title, "lessons": ["Une"], "exercises": 1, "minutes": 5}
    return Attestation.objects.create(
        key="2" * 28,
        learner=learner,
        course=course,
        name="Camille Essai",
        version_on=now.date(),
        issued_at=now,
        **about,
    )


def diagnosed(client, parent, now):
    """The answers of whoever uses this browser, to a questionnaire of one question."""
    asked = {
        "key": "reserve",
        "landmark": "argent",
        "text": "Une réserve ?",
        "strength": "Oui.",
        "urgency": 3,
    }
    said = {"help": "À la banque.", "weakness": "Rien devant.", "step": "Comptez.", "pages": []}
    landmark = {"key": "argent", "title": "L’argent", "words": "Ce qui entre."}
    parent.add_child(
        instance=AutodiagnosticPage(
            title="Autodiagnostic",
            slug="autodiagnostic",
            lede="Un.",
            landmarks=[{"type": "landmark", "value": landmark}],
            questions=[{"type": "question", "value": {**asked, **said}}],
        )
    )
    diagnosis = Diagnosis.objects.create(
        resume_key="k" * 32,
        answers={"reserve": "non"},
        version=1,
        asked={"reserve": "Une réserve ?"},
        created_at=now,
        expires_at=dt.datetime.now(dt.UTC) + KEPT,
    )
    session = client.session
    session[DIAGNOSIS] = str(diagnosis.pk)
    session.save()
    return diagnosis


def letter_links(now):
    """The links of a subscription, by the name of the address that takes them."""
    seed, confirmation = digest_links.new_seed(), digest_links.new_token()
    token = digest_links.link_token(seed)
    Subscription.objects.create(
        email="lectrice@exemple.org",
        seed=seed,
        link_hash=digest_links.hash_of(token),
        confirmation_hash=digest_links.hash_of(confirmation),
        created_at=now,
        confirmed_at=now,
        asked_on=now.date(),
    )
    return {"manage": [token], "export": [token], "unsubscribe": [token], "confirm": [confirmation]}


def reminder_links(now, course):
    """The links of a reminder of somebody else."""
    seed, confirmation = mail_links.new_seed(), mail_links.new_token()
    token = learning_access.reminder_token(seed)
    Reminder.objects.create(
        learner=Learner.objects.create(created_at=now, expires_at=now + dt.timedelta(days=3650)),
        course=course,
        email="lectrice@exemple.org",
        rhythm="semaine",
        weekday=2,
        seed=seed,
        link_hash=mail_links.hash_of(token),
        confirmation_hash=mail_links.hash_of(confirmation),
        created_at=now,
        confirmed_at=now,
        next_on=now.date(),
    )
    names = ("reminder_manage", "reminder_leave")
    return {**{name: [token] for name in names}, "reminder_confirm": [confirmation]}


@pytest.mark.parametrize(("route", "method"), PRIVATE, ids=map("-".join, PRIVATE))
def test_private_address(visitors, arguments, route, method):
    address = reverse(route, args=arguments.get(route, arguments.get(route.partition(":")[2], [])))
    before = stored(arguments)
    answers = {}
    for actor in reversed(ACTORS):  # the owner comes last: what is hers must still be there
        assert stored(arguments) == before
        response = getattr(visitors[actor], method)(address)
        answers[actor] = response.status_code
        if actor != "owner" and route not in SEEN_WITH_THE_LINK:
            said = response.content.decode(errors="replace")  # a file is no text
            assert "123456782FEC20251231.txt" not in said
            assert "long.txt" not in said
            assert "Camille Essai" not in said
            assert "Un poste de plus" not in said
            assert "Vendre le four" not in said
            assert "Rien devant." not in said
    assert answers == dict(zip(ACTORS, PRIVATE[route, method], strict=True))


def stored(arguments):
    """The owner's own rows, as they stand."""
    work = Trajectory.objects.get(files=arguments["remove_file"][0])
    return (
        work.resume_key,
        work.answers,
        work.dispute,
        list(work.files.values_list("id", "name", "added_to", "replaced_by")),
        list(work.pending_files.values_list("id", "name")),
        list(work.typed_years.values_list("id", "lines")),
        list(work.scenarios.values_list("id", "name", "cards")),
        list(work.plan_actions.values_list("id", "what", "state")),
        list(Attestation.objects.values_list("key", "name", "shown")),
        list(Diagnosis.objects.filter(resume_key="k" * 32).values_list("answers", "asked")),
    )


@pytest.fixture
def people(request):
    """The browser of each."""
    found = {name: request.getfixturevalue(name) for name in people_matrix.ACTORS}
    return {name: getattr(each, "client", each) for name, each in found.items()}


@pytest.fixture
def of_the_organisation(people, organisation, work, demonstration, now):
    """What hangs on the work of the organisation, by the name of the address that takes it."""
    alice, bob, dominique = (
        User.objects.get(email=f"{name}@exemple.org") for name in people_matrix.ACTORS[:3]
    )
    kept = work({2025: ["741000 Subventions 1000"]})
    lines = dict.fromkeys(TypedLine, 100)
    typed = TypedExercice(opened_on=dt.date(2019, 1, 1), closed_on=dt.date(2019, 12, 31), lines=lines)
    save_typed(trajectory=kept, exercice=typed, hours=None, now=now)
    keep_in(trajectory=kept, organisation_id=organisation.pk, user=alice)
    pending = kept.pending_files.create(name="long.txt", upload="0" * 32, size=6_000_000, received_at=now)
    share = shared_with(kept, "dominique@exemple.org", "s" * 32, guest=dominique, accepted_at=now)
    shared_with(kept, "eve@exemple.org", "e" * 32)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email="eve@exemple.org",
        role="membre",
        token_hash=mail_links.hash_of("i" * 32),
        created_at=now,
        expires_at=dt.datetime.now(dt.UTC) + INVITATION_KEPT,
    )
    draft = Draft(text="Pourquoi ?", author=dominique, form_key=uuid.uuid4())
    thread = open_thread(share=share, section=Section.SUPPORTS, draft=draft, now=now).thread
    for actor in people_matrix.ACTORS[:-1]:
        hold(people[actor], kept)
    member = Membership.objects.get(user=bob)
    typed_id, file_id = kept.typed_years.get().pk, kept.files.get().pk
    scenario = with_a_card(kept, now)
    return {
        **{name: [typed_id] for name in ("typed_edit", "remove_typed")},
        **{name: [file_id] for name in OF_A_FILE},
        **of_a_scenario(scenario),
        **of_what_is_added(kept, now),
        **of_a_plan(kept, now),
        "cancel_reading": [pending.pk],
        "figures": ["csv"],
        "resume": ["r" * 32],
        "open_kept": [organisation.pk],
        **{name: [share.pk] for name in ("share", "revoke_share", "granted")},
        "accept_share": ["e" * 32],
        "comment": ["appuis"],
        **{name: [thread.pk] for name in ("reply", "settle")},
        **{name: [organisation.pk] for name in ("organisation", "edit", "delete", "invite", "leave")},
        "revoke_invitation": [organisation.pk, invitation.pk],
        **{name: [organisation.pk, member.pk] for name in ("change_role", "remove_member")},
        "invitation": ["i" * 32],
    }


def shared_with(trajectory, email, token, **more):
    return Share.objects.create(
        trajectory=trajectory,
        email=email,
        scopes=["resultats"],
        ends_on=dt.date(2099, 1, 1),
        token_hash=mail_links.hash_of(token),
        created_at=trajectory.created_at,
        link_expires_at=dt.datetime(2099, 1, 1, tzinfo=dt.UTC),
        **more,
    )


def hold(client, trajectory):
    """The key of the work is in this session, by right or not."""
    session = client.session
    session[WORK] = str(trajectory.pk)
    session.save()


@pytest.mark.parametrize(("route", "method"), people_matrix.PEOPLE, ids=map("-".join, people_matrix.PEOPLE))
def test_address_for_each_person(people, of_the_organisation, route, method):
    address = reverse(route, args=of_the_organisation.get(route.partition(":")[2], []))
    answers = {}
    for actor, client in people.items():
        with transaction.atomic():  # each finds what the others found
            response = getattr(client, method)(address)
            transaction.set_rollback(True)
        answers[actor] = response.status_code
        if actor in people_matrix.STRANGERS and route not in people_matrix.SEEN_WITH_THE_LINK:
            said = response.content.decode(errors="replace")  # a file is no text
            assert "Le Fournil" not in said
            assert "long.txt" not in said
            assert "dominique@exemple.org" not in said
    assert answers == dict(zip(people_matrix.ACTORS, people_matrix.PEOPLE[route, method], strict=True))


def test_other_methods_are_refused(people, of_the_organisation):
    for route in {route for route, _ in people_matrix.PEOPLE}:
        address = reverse(route, args=of_the_organisation.get(route.partition(":")[2], []))
        others = {"get", "post", "put", "delete"} - {m for each, m in people_matrix.PEOPLE if each == route}
        answers = {getattr(people["alice"], method)(address).status_code for method in others}
        assert answers == {405}, route


@pytest.mark.parametrize("key", ["0" * 32, "club-benevole", "1"])
def test_a_guessed_link_opens_nothing(visitors, arguments, key):
    address = reverse("trajectories:resume", args=[key])
    for visitor in visitors.values():
        assert [visitor.get(address).status_code, visitor.post(address).status_code] == [404, 404]


def test_an_expired_link_answers_like_a_guessed_one(passer_by, arguments, now):
    address, guessed = (
        reverse("trajectories:resume", args=[key]) for key in (*arguments["resume"], "0" * 32)
    )
    Trajectory.objects.filter(resume_key__isnull=False).update(expires_at=now - dt.timedelta(seconds=1))
    for method in ("get", "post"):
        expired, unknown = (getattr(passer_by, method)(each) for each in (address, guessed))
        assert (expired.status_code, expired.content) == (404, unknown.content.replace(b"0" * 32, b""))


def test_the_link_opens_in_another_browser_only_by_its_button(passer_by, arguments):
    address = reverse("trajectories:resume", args=arguments["resume"])
    passer_by.get(address)
    assert passer_by.get(reverse("trajectories:results")).status_code == 404
    passer_by.post(address)
    assert "123456782FEC20251231.txt" in passer_by.get(reverse("trajectories:results")).content.decode()


@pytest.fixture
def shared_figure(db):
    """The one whose data an address of PUBLIC gives."""
    grid = as_grid([["Famille", "2020"], ["dons", "5"]])
    value = {"title": "T", "summary": "R", "unit": "en %", "source": "S", "grid": grid}
    return SharedFigure.objects.create(
        slug="ressources-des-associations", body=[{"type": "figure", "value": value}]
    )


@pytest.fixture
def announced(db):
    """The agenda, and an event in it."""
    dates = {
        "updated_on": dt.date(2026, 11, 25),
        "review_due_on": dt.date(2027, 11, 25),
        "lede": "Une phrase.",
    }
    home = Page.get_first_root_node().add_child(
        instance=IndexPage(title="Annonces", slug="annonces", **dates)
    )
    agenda = home.add_child(instance=AgendaPage(title="Agenda", slug="agenda", **dates))
    event = EventPage(
        title="Rencontre",
        slug="rencontre",
        organiser=Organisation.objects.create(slug="la-maison", name="La Maison d’essai"),
        starts_at=dt.datetime(2026, 12, 3, 13, 30, tzinfo=dt.UTC),
        ends_at=dt.datetime(2026, 12, 3, 15, tzinfo=dt.UTC),
        format="en-ligne",
        **dates,
    )
    for page in (agenda, agenda.add_child(instance=event)):
        page.save_revision().publish()


@pytest.fixture
def course(db):
    """The one that two addresses of PUBLIC give away."""
    root = Page.get_first_root_node().add_child(instance=IndexPage(title="Site", slug="site", lede="Un."))
    door = root.add_child(instance=IndexPage(title="Se former", slug="se-former", lede="Une."))
    door.add_child(instance=CoursePage(title="Un", slug="un", lede="Un.", number=1, level="debut"))
    a_kit(root)


@pytest.mark.parametrize(("route", "arguments"), PUBLIC.items(), ids=list(PUBLIC))
@pytest.mark.usefixtures("shared_figure", "announced", "course")
def test_public_address(visitors, term, demonstration, route, arguments):
    address = reverse(route, args=arguments)
    assert {actor: visitor.get(address).status_code for actor, visitor in visitors.items()} == dict.fromkeys(
        ACTORS, 200
    )


@pytest.mark.parametrize(("route", "arguments"), PUBLIC.items(), ids=list(PUBLIC))
@pytest.mark.usefixtures("shared_figure", "announced", "course")
def test_a_public_address_only_reads(term, demonstration, passer_by, route, arguments):
    address = reverse(route, args=arguments)
    assert [getattr(passer_by, method)(address).status_code for method in ("post", "put", "delete")] == [
        405
    ] * 3
    assert passer_by.head(address).status_code == 200
    assert not passer_by.cookies


def test_one_work_says_nothing_of_another(owner, other_visitor):
    pages = [
        client.get(reverse("trajectories:results")).content.decode() for client in (owner, other_visitor)
    ]
    names = ["123456782FEC20251231.txt", "732829320FEC20251231.txt"]
    assert [[name in page for name in names] for page in pages] == [[True, False], [False, True]]


def test_the_key_of_a_work_opens_no_address(owner, passer_by):
    key = Trajectory.objects.get().id
    for address in (f"/agir/trajectoire/{key}/", f"/agir/trajectoire/demonstration/{key}/"):
        assert passer_by.get(address).status_code == 404


def test_editing_asks_to_sign_in(lenient_templates, passer_by, owner, signed_in_editor):
    assert [client.get("/edition/").status_code for client in (passer_by, owner)] == [302, 302]
    assert signed_in_editor.get("/edition/").status_code == 200


@pytest.fixture
def term(db, now):
    from trajectoires.glossary.models import Term

    return Term.objects.create(slug="tresorerie", term="Trésorerie", definition="L’argent disponible.")


@pytest.fixture
def demonstration(db, now):
    """With a year, from which its scenarios start."""
    shown = Trajectory.objects.create(created_at=now, demonstration_slug="club-benevole", name="Essai")
    year = {"opened_on": dt.date(2025, 1, 1), "closed_on": dt.date(2025, 12, 31)}
    lines = TypedExercice(**year, lines=dict.fromkeys(TypedLine, 1_000)).to_json()
    shown.typed_years.create(**year, lines=lines, updated_at=now)
    return shown
