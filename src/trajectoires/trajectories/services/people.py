"""What a person has here, for herself; and how she leaves without taking an organisation's work along."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from trajectoires.organisations.enums import Role
from trajectoires.organisations.models import Membership, Organisation
from trajectoires.organisations.selectors import memberships_of
from trajectoires.trajectories.enums import StoryState
from trajectoires.trajectories.models import (
    Comment,
    Share,
    ShareAccess,
    Story,
    StoryVersion,
    Trajectory,
)
from trajectoires.trajectories.services.stories import take_back_story
from trajectoires.trajectories.services.works import erase


def export_person(*, user: AbstractBaseUser) -> dict[str, Any]:
    """The shares she was given or gave, the pages she read by them, her comments, the stories of the organisations
    that she manages, the consents that she gave; nothing of nothing.

    The figures are the organisation's: its members take them away from its own pages.
    """
    pages = ShareAccess.objects.filter(share__guest_id=user.pk)
    comments = Comment.objects.filter(author_id=user.pk)
    found = {
        "partages_recus": _shares(_received(user)),
        "partages_donnes": _shares(Share.objects.filter(invited_by_id=user.pk)),
        "pages_lues": list(pages.values("page", lue_le=F("seen_at"))),
        "commentaires": list(
            comments.values(partie=F("thread__section"), texte=F("text"), ecrit_le=F("written_at"))
        ),
        "recits": [_story(story) for story in _stories(user)],
        "accords_donnes": list(
            StoryVersion.objects.filter(consented_by_id=user.pk).values(
                organisation=F("story__trajectory__organisation__name"), donne_le=F("consented_at")
            )
        ),
    }
    return {key: rows for key, rows in found.items() if rows}


def _received(user: AbstractBaseUser) -> QuerySet[Share]:
    """By her account, or waiting at her address."""
    return Share.objects.filter(Q(guest_id=user.pk) | Q(email__iexact=user.email))


def _shares(shares: QuerySet[Share]) -> list[dict[str, Any]]:
    return list(
        shares.values(
            organisation=F("trajectory__organisation__name"),
            adresse=F("email"),
            portee=F("scopes"),
            ouvert_jusqu_au=F("ends_on"),
            envoye_le=F("created_at"),
            accepte_le=F("accepted_at"),
            ferme_le=F("revoked_at"),
        )
    )


def _stories(user: AbstractBaseUser) -> QuerySet[Story]:
    """Those of the organisations that she manages today."""
    managed = memberships_of(user).filter(role=Role.MANAGER).values("organisation_id")
    found = Story.objects.filter(trajectory__organisation__in=managed)
    return found.select_related("page", "trajectory__organisation").order_by("pk")


def _story(story: Story) -> dict[str, Any]:
    sent = story.versions.values("told", "state", "answer", envoye_le=F("consented_at"))
    return {
        "organisation": story.trajectory.organisation.name,
        "brouillon": story.draft,
        "envoyes": [
            {
                "recit": each["told"],
                "etat": StoryState(each["state"]).label,
                "reponse": each["answer"],
                "envoye_le": each["envoye_le"],
            }
            for each in sent
        ],
        "adresse": story.page.address if story.page else "",
        "retire_le": story.withdrawn_on,
    }


@transaction.atomic
def erase_person(*, user: AbstractBaseUser, now: datetime) -> None:
    """Her shares end and her address leaves them; her comments stay with the work, without her name.

    A story whose last manager leaves is taken back: nobody else consented to it. A work that only she could open ends
    with all that waits to be read. To be called before the same verb of
    `organisations`, which hands the others over.
    """
    ShareAccess.objects.filter(share__guest_id=user.pk).delete()
    received = [share.pk for share in _received(user)]
    Share.objects.filter(pk__in=received, revoked_at=None).update(revoked_at=now)
    Share.objects.filter(pk__in=received).update(email="", guest=None)
    Comment.objects.filter(author_id=user.pk).update(author=None)
    StoryVersion.objects.filter(consented_by_id=user.pk).update(consented_by=None, wants_mail=False)
    for story in _stories(user):
        if _is_last_manager(user, story.trajectory.organisation_id):
            take_back_story(trajectory=story.trajectory, erases_draft=False, now=now)
    for work in _hers_alone(user):
        erase(trajectory=work, now=now)


@transaction.atomic
def end_organisation(*, organisation: Organisation, now: datetime) -> None:
    """Nobody is left to take its story back: it goes, and with it the work of one that ends."""
    for work in Trajectory.objects.filter(organisation=organisation):
        if organisation.is_public:
            take_back_story(trajectory=work, erases_draft=False, now=now)
        else:
            erase(trajectory=work, now=now)


def _is_last_manager(user: AbstractBaseUser, organisation_id: int) -> bool:
    managers = Membership.objects.filter(organisation_id=organisation_id, role=Role.MANAGER)
    return not managers.exclude(user_id=user.pk).exists()


def _hers_alone(user: AbstractBaseUser) -> list[Trajectory]:
    organisations = memberships_of(user).values("organisation_id")
    works = Trajectory.objects.filter(organisation__in=organisations, organisation__is_public=False)
    return list(works.annotate(members=Count("organisation__memberships")).filter(members=1))
