"""What a person has here, for herself; and how she leaves without taking an organisation's work along."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from trajectoires.organisations.selectors import memberships_of
from trajectoires.trajectories.models import Comment, Share, ShareAccess, Trajectory
from trajectoires.trajectories.services.works import erase


def export_person(*, user: AbstractBaseUser) -> dict[str, Any]:
    """The shares she was given or gave, the pages she read by them, and her comments; nothing of nothing.

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


@transaction.atomic
def erase_person(*, user: AbstractBaseUser, now: datetime) -> None:
    """Her shares end and her address leaves them; her comments stay with the work, without her name.

    A work that only she could open ends with all that waits to be read. To be called before the same verb of
    `organisations`, which hands the others over.
    """
    ShareAccess.objects.filter(share__guest_id=user.pk).delete()
    received = [share.pk for share in _received(user)]
    Share.objects.filter(pk__in=received, revoked_at=None).update(revoked_at=now)
    Share.objects.filter(pk__in=received).update(email="", guest=None)
    Comment.objects.filter(author_id=user.pk).update(author=None)
    for work in _hers_alone(user):
        erase(trajectory=work)


def _hers_alone(user: AbstractBaseUser) -> list[Trajectory]:
    organisations = memberships_of(user).values("organisation_id")
    works = Trajectory.objects.filter(organisation__in=organisations, organisation__is_public=False)
    return list(works.annotate(members=Count("organisation__memberships")).filter(members=1))
