"""Who may do what in the editors' space: role × act → allowed, and one workflow from draft to publication."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Task, Workflow, WorkflowPage
from wagtail.permissions import policy_registry

from trajectoires.content.models import Licence, Person, SheetPage
from trajectoires.content.services import MODERATORS, PUBLISHERS, WRITERS, establish_roles
from trajectoires.content.services.roles import WORKFLOW, record_models
from trajectoires.glossary.models import Term
from trajectoires.organisations.models import Organisation
from trajectoires.trajectories.models import Trajectory
from trajectoires.users.models import User

pytestmark = pytest.mark.django_db
ADMINISTRATION = "administration"
ROLES = (WRITERS, MODERATORS, PUBLISHERS, ADMINISTRATION)
ANSWERS_A_STORY = {"trajectories.view_storyversion", "trajectories.change_storyversion"}
HAS_ALL_RIGHTS = {
    "trajectories.add_storyversion",
    "trajectories.delete_storyversion",
}  # of every record; no page uses these

#                              writers, moderators, publishers, administration
PAGE_ACTS = {
    "can_add_subpage": (True, False, True, True),
    "can_edit": (True, True, True, True),
    "can_submit_for_moderation": (True, True, True, True),
    "can_view_revisions": (True, True, True, True),
    "can_publish": (False, False, True, True),
    "can_unpublish": (False, False, True, True),
    "can_unschedule": (False, False, True, True),
    "can_move": (False, False, True, True),
    "can_delete": (False, False, True, True),
    "can_lock": (False, True, True, True),
    "can_set_view_restrictions": (False, False, True, True),
    "can_reorder_children": (False, False, True, True),
}
RECORD_ACTS = {
    "view": (True, True, True, True),
    "add": (True, False, True, True),
    "change": (False, False, True, True),
    "delete": (False, False, True, True),
}
TERM_ACTS = {
    "view": (True, True, True, True),
    "add": (True, False, True, True),
    "change": (True, False, True, True),
    "publish": (False, False, True, True),
    "delete": (False, False, True, True),
}
IMAGE_ACTS = {
    "choose": (True, True, True, True),
    "add": (True, False, True, True),
    "change": (False, False, True, True),
}
ADDRESSES = {
    "wagtailadmin_home": (True, True, True, True),
    "wagtailadmin_explore_root": (True, True, True, True),
    "wagtailimages:index": (True, False, True, True),
    "wagtailredirects:index": (False, False, True, True),
    "wagtailadmin_collections:index": (False, False, True, True),
    "wagtailadmin_workflows:index": (False, False, False, True),
    "wagtailusers_users:index": (False, False, False, True),
    "wagtailusers_groups:index": (False, False, False, True),
    "wagtailsites:index": (False, False, False, True),
}


@pytest.fixture
def sheet(corpus, page_at) -> SheetPage:
    corpus.write("pages/comprendre/essai.md", genre="fiche")
    corpus.load()
    return page_at("/comprendre/essai/")


def allowed(people: dict[str, User], may) -> tuple[bool, ...]:
    return tuple(bool(may(people[role])) for role in ROLES)


def test_pages(people, sheet):
    found = {
        act: allowed(people, lambda user, act=act: getattr(sheet.permissions_for_user(user), act)())
        for act in PAGE_ACTS
    }
    assert found == PAGE_ACTS


@pytest.mark.parametrize("model", [Organisation, Person, Licence])
def test_records_that_pages_cite(people, model):
    assert acts_on(people, model, RECORD_ACTS) == RECORD_ACTS


def test_terms_have_drafts(people):
    assert acts_on(people, Term, TERM_ACTS) == TERM_ACTS


def acts_on(people, model, acts):
    policy = policy_registry.get_by_type(model)
    return {act: allowed(people, lambda user, act=act: policy.user_has_permission(user, act)) for act in acts}


def test_images_of_somebody_else(people):
    policy, root = policy_registry.get_by_type(get_image_model()), Collection.get_first_root_node()
    image = get_image_model()(collection=root, title="Une image")
    may = {
        "choose": lambda user: root in policy.collections_user_has_permission_for(user, "choose"),
        "add": lambda user: policy.user_has_permission(user, "add"),
        "change": lambda user: policy.user_has_permission_for_instance(user, "change", image),
    }
    assert {act: allowed(people, may[act]) for act in IMAGE_ACTS} == IMAGE_ACTS


@pytest.mark.usefixtures("_wagtail_templates", "sheet")
@pytest.mark.parametrize("name", ADDRESSES)
def test_addresses_of_the_space(people, sign_in, name):
    statuses = {role: sign_in(people[role]).get(reverse(name)).status_code for role in ROLES}
    assert {role: status == 200 for role, status in statuses.items()} == dict(
        zip(ROLES, ADDRESSES[name], strict=True)
    ), statuses


def test_every_record_of_the_space_has_somebody_who_manages_it(people):
    """A room that registers a record has nothing else to do: the next preparation gives the rights."""
    models = record_models()
    assert {Term, Organisation, Person, Licence} <= set(models)
    assert Trajectory not in models
    for model in models:
        policy = policy_registry.get_by_type(model)
        for act in ("add", "change", "delete"):
            assert policy.user_has_permission(people[PUBLISHERS], act), (model, act)


def test_nobody_of_the_team_reads_the_work_of_a_visitor(people):
    """But the story that an organisation sends for that, by who may answer it."""
    sent = {WRITERS: set(), MODERATORS: ANSWERS_A_STORY, PUBLISHERS: ANSWERS_A_STORY | HAS_ALL_RIGHTS}
    for role, granted in sent.items():
        rights = people[role].get_all_permissions()
        assert {
            right for right in rights if right.startswith(("trajectories.", "users.", "auth."))
        } == granted


def test_preparing_twice_changes_nothing(people):
    before = rights_of_groups()
    establish_roles()
    assert rights_of_groups() == before


def test_a_right_that_was_added_by_hand_goes_with_the_next_preparation(people):
    before = rights_of_groups()
    writers = Group.objects.get(name=WRITERS)
    writers.permissions.add(*Group.objects.get(name=PUBLISHERS).permissions.all())
    writers.page_permissions.all().delete()
    assert rights_of_groups() != before
    establish_roles()
    assert rights_of_groups() == before


def rights_of_groups():
    return {
        group.name: (
            sorted(group.permissions.values_list("pk", flat=True)),
            sorted(group.page_permissions.values_list("page", "permission")),
            sorted(group.collection_permissions.values_list("collection", "permission")),
        )
        for group in Group.objects.all()
    }


def test_the_groups_of_wagtail_leave_their_members_to_ours(db):
    editor, moderator = (User.objects.create_user(f"{name}@exemple.org") for name in ("e", "m"))
    editor.groups.add(Group.objects.get(name="Editors"))
    moderator.groups.add(Group.objects.get(name="Moderators"))
    establish_roles()
    assert set(Group.objects.values_list("name", flat=True)) == {WRITERS, MODERATORS, PUBLISHERS}
    assert editor.groups.get().name == WRITERS
    assert moderator.groups.get().name == PUBLISHERS


def test_one_workflow_for_the_whole_site(people):
    assert list(Workflow.objects.values_list("name", "active")) == [(WORKFLOW, True)]
    tasks = Workflow.objects.get().tasks
    assert [(task.name, sorted(task.specific.groups.values_list("name", flat=True))) for task in tasks] == [
        ("Relecture", [MODERATORS, PUBLISHERS]),
        ("Publication", [PUBLISHERS]),
    ]
    assert WorkflowPage.objects.get().page.pk == Page.get_first_root_node().pk
    assert Task.objects.count() == 2


def test_a_workflow_that_an_administrator_changed_stays(people):
    Workflow.objects.get().workflow_tasks.first().delete()
    establish_roles()
    assert Workflow.objects.get().workflow_tasks.count() == 1
