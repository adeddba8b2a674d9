"""The three roles of the editors' space, and the workflow between them. docs/guide-edition.md says who may do what.

A role holds exactly the rights written here, each time an installation is prepared: one that wants otherwise makes a
group of its own beside them. The workflow is only made when it is missing: an administrator may change it.
"""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.urls import get_resolver
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import (
    Collection,
    DraftStateMixin,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
    get_page_models,
)

WRITERS, MODERATORS, PUBLISHERS = "Rédaction", "Modération", "Publication"
WORKFLOW = "Relecture puis publication"
_TASKS = (("Relecture", (MODERATORS, PUBLISHERS)), ("Publication", (PUBLISHERS,)))
_PAGES = {
    WRITERS: ("add_page", "change_page"),
    MODERATORS: ("change_page", "lock_page", "unlock_page"),
    PUBLISHERS: (
        "add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page",
    ),
}  # fmt: skip
_WRITING = ("add_image", "choose_image", "add_document", "choose_document")
_COLLECTIONS = {
    WRITERS: _WRITING,
    MODERATORS: ("choose_image", "choose_document"),
    PUBLISHERS: (
        *_WRITING, "change_image", "change_document", "add_collection", "change_collection", "delete_collection",
    ),
}  # fmt: skip
_MEDIA_APPS = ("wagtailimages", "wagtaildocs", "wagtailcore")
_REDIRECTS = ("add_redirect", "change_redirect", "delete_redirect", "view_redirect")
_BEFORE = {
    "Editors": WRITERS,
    "Moderators": PUBLISHERS,
}  # Wagtail's own groups, and who takes in their members
_WORKFLOW_BEFORE = "Moderators approval"


@transaction.atomic
def establish_roles() -> None:
    """Bring the three groups, their rights and their workflow to what this file says. Twice changes nothing."""
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in _PAGES}
    for name, group in groups.items():
        group.permissions.set([*_entrance(), *_record_permissions(name)])
        _set_page_permissions(group, _PAGES[name])
        _set_collection_permissions(group, _COLLECTIONS[name])
    _withdraw_default_groups(groups)
    _establish_workflow(groups)


# --- rights -----------------------------------------------------------------------------------------------------------


def _entrance() -> Iterable[Permission]:
    return Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin")


def _record_permissions(role: str) -> list[Permission]:
    """What the role may do with whatever is managed in the editors' space and is not a page."""
    cited = _cited_models()
    wanted = {
        (ContentType.objects.get_for_model(model).pk, f"{action}_{model._meta.model_name}")
        for model in record_models()
        for action in _actions(role, model, is_cited=model in cited)
    }
    found = Permission.objects.filter(content_type__in={key for key, _ in wanted})
    redirects = Permission.objects.filter(codename__in=_REDIRECTS if role == PUBLISHERS else ())
    return [each for each in found if (each.content_type_id, each.codename) in wanted] + list(redirects)


def _actions(role: str, model: type[models.Model], *, is_cited: bool) -> tuple[str, ...]:
    """A writer drafts what has drafts, and adds what a page may cite: neither shows before a publication."""
    if role == PUBLISHERS:
        return ("view", "add", "change", "delete", "publish", "lock", "unlock")
    if getattr(model, "is_from_readers", False):
        return ("view", "change") if role == MODERATORS else ()
    if role == MODERATORS:
        return ("view",)
    if issubclass(model, DraftStateMixin):
        return ("view", "add", "change")
    return ("view", "add") if is_cited else ("view",)


def record_models() -> list[type[models.Model]]:
    """Our models that are managed in the editors' space, whichever room owns them; accounts are apart."""
    get_resolver().url_patterns  # noqa: B018 - the registry is filled when the addresses are read
    known = {viewset.model for viewset in viewsets.viewsets if isinstance(viewset, ModelViewSet)}
    known |= {model for model in apps.get_models() if getattr(model, "is_from_readers", False)}
    own = [model for model in known if model.__module__.startswith("trajectoires.")]
    records = [model for model in own if not issubclass(model, Page) and model is not get_user_model()]
    return sorted(records, key=lambda model: model._meta.label)


def _cited_models() -> set[type[models.Model]]:
    """What a field of a page may point at."""
    return {
        field.related_model
        for page_model in get_page_models()
        for field in page_model._meta.get_fields()
        if field.concrete and field.is_relation
    }


def _set_page_permissions(group: Group, codenames: Iterable[str]) -> None:
    """On the whole site: what hangs from the root of the tree."""
    kept = [
        GroupPagePermission.objects.get_or_create(
            group=group, page=Page.get_first_root_node(), permission=each
        )[0].pk
        for each in Permission.objects.filter(codename__in=codenames, content_type__app_label="wagtailcore")
    ]
    GroupPagePermission.objects.filter(group=group).exclude(pk__in=kept).delete()


def _set_collection_permissions(group: Group, codenames: Iterable[str]) -> None:
    root = Collection.get_first_root_node()
    kept = [
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=each)[0].pk
        for each in Permission.objects.filter(codename__in=codenames, content_type__app_label__in=_MEDIA_APPS)
    ]
    GroupCollectionPermission.objects.filter(group=group).exclude(pk__in=kept).delete()


def _withdraw_default_groups(groups: dict[str, Group]) -> None:
    for name, successor in _BEFORE.items():
        if before := Group.objects.filter(name=name).first():
            groups[successor].user_set.add(*before.user_set.all())
            before.delete()


# --- workflow ---------------------------------------------------------------------------------------------------------


def _establish_workflow(groups: dict[str, Group]) -> None:
    _withdraw_default_workflow()
    workflow, is_new = Workflow.objects.get_or_create(name=WORKFLOW)
    if is_new:
        for order, (name, members) in enumerate(_TASKS):
            task, _ = GroupApprovalTask.objects.get_or_create(name=name)
            task.groups.set(groups[member] for member in members)
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.get_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})


def _withdraw_default_workflow() -> None:
    """What it has already judged keeps its history; unused, it leaves no trace."""
    for workflow in Workflow.objects.filter(name=_WORKFLOW_BEFORE, active=True):
        workflow.deactivate()
        if not workflow.workflow_states.exists():
            workflow.delete()
    for task in Task.objects.filter(name=_WORKFLOW_BEFORE, active=True):
        task.deactivate()
        if not task.task_states.exists():
            task.delete()
