"""Several files of one exercice: one stands for it, others are added to it or set aside, and each comes back.

Of an exercice, one file stands. Its parts have `added_to`; what came before it, and its own parts, wait behind it
(`replaced_by`). Nothing is deleted but by the person.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.http import Http404

from trajectoires.trajectories.models import ImportedFile, Trajectory
from trajectoires.trajectories.models.files import STANDS
from trajectoires.trajectories.selectors import are_of_one_sort
from trajectoires.trajectories.services.works import locked

ACTUAL = Q(balance__isnull=False) | Q(postes__isnull=False)


class NotOfOneSort(ValueError):
    """Only accounts of one sort are added up: entries with entries, a balance with a balance."""


def standing_like(file: ImportedFile) -> ImportedFile | None:
    """What stands for the exercice of this file: an actual year, or a budget when it is one."""
    kind = Q(budget__isnull=False) if file.budget is not None else ACTUAL
    same = file.trajectory.files.filter(STANDS, kind, opened_on=file.opened_on, closed_on=file.closed_on)
    return same.exclude(pk=file.pk).first()


def take_place(file: ImportedFile) -> None:
    """What is set aside stands; what stood is set aside, and what waited behind that one waits behind this one."""
    former = file.replaced_by
    if former is None:
        return
    former.replaced.exclude(pk=file.pk).update(replaced_by=file)
    former.replaced_by = file
    former.save(update_fields=["replaced_by"])
    file.replaced_by = None
    file.save(update_fields=["replaced_by"])


def leave_place(file: ImportedFile) -> ImportedFile | None:
    """Take a file out of its exercice. Whoever speaks in its place is returned: a part of it, else what it had replaced.

    A part that leaves returns the file it was added to.
    """
    if file.added_to_id is not None:
        return file.added_to
    heir = file.parts.order_by("imported_at", "pk").first()
    if heir is None and file.replaced_by_id is None:
        heir = file.replaced.order_by("-imported_at", "-pk").first()
    if heir is not None:
        _inherit(heir, file)
    return heir


def _inherit(heir: ImportedFile, file: ImportedFile) -> None:
    """The former goes first behind the heir: the database lets one file stand at a time."""
    place, file.replaced_by = file.replaced_by, heir
    file.save(update_fields=["replaced_by"])
    heir.added_to, heir.replaced_by = None, place
    heir.save(update_fields=["added_to", "replaced_by"])
    file.parts.update(added_to=heir)
    file.replaced.update(replaced_by=heir)


def add_up(file: ImportedFile) -> None:
    """A file that is set aside, and its parts, are added to the one that stands. Raise NotOfOneSort."""
    standing = file.replaced_by
    if standing is None or not are_of_one_sort(file, standing):
        raise NotOfOneSort
    file.parts.update(added_to=standing)
    file.added_to, file.replaced_by = standing, None
    file.save(update_fields=["added_to", "replaced_by"])


def file_or_404(trajectory: Trajectory, file_id: int) -> ImportedFile:
    """A file of this trajectory. Another's file is not found."""
    file = trajectory.files.filter(id=file_id).first()
    if file is None:
        raise Http404("Ce fichier n’est pas dans votre travail.")
    return file


# --- what the person asks; each says whether something moved ----------------------------------------------------------


@transaction.atomic
def add_file(*, trajectory: Trajectory, file_id: int, now: datetime) -> bool:
    """Add up a file that is set aside with the one that counts. Raise NotOfOneSort."""
    file = file_or_404(locked(trajectory, now=now), file_id)
    if file.replaced_by_id is None:
        return False
    add_up(file)
    return True


@transaction.atomic
def separate_file(*, trajectory: Trajectory, file_id: int, now: datetime) -> bool:
    """A part is set aside again."""
    file = file_or_404(locked(trajectory, now=now), file_id)
    if file.added_to_id is None:
        return False
    whole = file.added_to
    file.added_to, file.replaced_by = None, (whole.replaced_by or whole) if whole else None
    file.save(update_fields=["added_to", "replaced_by"])
    return True


@transaction.atomic
def return_to_file(*, trajectory: Trajectory, file_id: int, now: datetime) -> bool:
    """A file that is set aside counts again; the one that counted is set aside."""
    file = file_or_404(locked(trajectory, now=now), file_id)
    if file.replaced_by_id is None:
        return False
    take_place(file)
    return True
