"""A work is opened to an adviser: within a scope, until a day, seen by the organisation, closed at once."""

import datetime as dt
import logging
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from trajectoires.config.logs import DiscreetFormatter
from trajectoires.mail.models import Message
from trajectoires.organisations.enums import Refusal
from trajectoires.organisations.models import RefusedAttempt
from trajectoires.trajectories import services
from trajectoires.trajectories.enums import ACCESSES_KEPT, Scope
from trajectoires.trajectories.models import Comment, Share, ShareAccess, Thread

pytestmark = pytest.mark.django_db
START, RESULTS = "/agir/trajectoire/", "/agir/trajectoire/resultats/"
SHARES, MINE = "/agir/trajectoire/partager/", "/agir/trajectoire/mes-trajectoires/"
ACCOUNTS = (Scope.RESULTS, Scope.ACCOUNTS)


def refusals():
    return dict(RefusedAttempt.objects.values_list("reason", "count"))


@pytest.fixture
def sent(kept, alice):
    """The form that Alice sends, as the page gives it."""

    def fill(**values):
        key = alice.client.get(SHARES).context["form"]["form_key"].value()
        usual = {"email": "dominique@exemple.org", "ends_on": f"{timezone.localdate():%d/%m/%Y}"}
        return {"form_key": key, **usual, **values}

    return fill


def test_from_the_form_to_the_figures(alice, dominique, sent, last_token, words):
    page = alice.client.post(SHARES, sent(), follow=True)
    assert "Un lien part pour dominique@exemple.org" in words(page)
    assert "pas encore accepté" in words(page)
    link = reverse("trajectories:accept_share", args=[last_token()])
    stranger = Client()
    assert "Le Fournil" in words(stranger.get(link))
    assert stranger.post(link).headers["Location"].endswith(f"?next={link}")
    assert "Vous lirez Les résultats" in words(dominique.client.get(link))
    assert dominique.client.get(RESULTS).status_code == 404, "looking opens nothing"
    page = dominique.client.post(link, follow=True)
    assert "Jusqu’au" in words(page)
    share = Share.objects.get()
    page = dominique.client.post(reverse("trajectories:granted", args=[share.pk]), follow=True)
    assert page.redirect_chain[-1][0] == RESULTS
    assert "partagée avec vous jusqu’au" in words(page)
    assert "Le Fournil" in words(dominique.client.get(MINE))


def test_a_guest_reads_and_changes_nothing(kept, shared, dominique, words):
    shared()
    page = dominique.client.get(RESULTS)
    for absent in (
        "Tout effacer",
        "Ajouter une année",
        "Renvoyer le classeur",
        "Budget et réalisé",
        "Écrivez-le",
        "lien de reprise",
        "Répondre aux questions",
    ):
        assert absent not in words(page)
    file = kept.files.first()
    refused = [
        reverse("trajectories:questions"),
        reverse("trajectories:erase"),
        reverse("trajectories:shares"),
        reverse("trajectories:replace_file", args=[file.pk]),
    ]
    assert {dominique.client.get(address).status_code for address in refused} == {403}
    assert dominique.client.post(reverse("trajectories:dispute"), {"texte": "Non."}).status_code == 403
    hub = dominique.client.get(START)
    assert "Donner vos comptes" in words(hub)
    assert "2025" not in words(hub).partition("Regarder")[0].partition("Donner")[2]


def test_accounts_are_read_only_when_they_are_granted(shared, dominique, words):
    shared(scopes=ACCOUNTS, shows_personnel=True)
    ods, page = (dominique.client.get(a) for a in (reverse("trajectories:figures", args=["ods"]), RESULTS))
    assert "641000" in page.content.decode()
    assert "Ce que nous avons lu" in words(page)
    assert "641000" in dominique.client.get(f"{RESULTS}imprimer/?comptes=oui").content.decode()
    assert len(ods.content) > 1000
    shared(shows_personnel=True)
    page = dominique.client.get(RESULTS)
    assert "741000" not in page.content.decode()
    assert "Ce que nous avons lu" not in words(page)
    assert "741000" not in dominique.client.get(f"{RESULTS}imprimer/?comptes=oui").content.decode()


def test_it_closes_at_the_next_request(alice, shared, dominique, words):
    share = shared()
    assert dominique.client.get(RESULTS).status_code == 200
    address = reverse("trajectories:revoke_share", args=[share.pk])
    assert "dès sa prochaine page" in words(alice.client.post(address, follow=True))
    for client in (dominique.client,):
        assert client.get(RESULTS).status_code == 404
        assert client.get(reverse("trajectories:figures", args=["csv"])).status_code == 404
        assert client.get(reverse("trajectories:granted", args=[share.pk])).status_code == 404
        assert client.post(reverse("trajectories:comment", args=["appuis"])).status_code == 404
    assert "Personne ne vous ouvre" in words(dominique.client.get(MINE))
    assert "était déjà fermé" in words(alice.client.post(address, follow=True))
    assert refusals() == {Refusal.REPLAYED: 1}
    assert "formulaire envoyé une seconde fois" in words(alice.client.get(SHARES))


def test_it_closes_by_itself_after_its_day(shared, dominique):
    share = shared()
    Share.objects.filter(pk=share.pk).update(ends_on=timezone.localdate())
    assert dominique.client.get(RESULTS).status_code == 200, "that day is in"
    Share.objects.filter(pk=share.pk).update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert dominique.client.get(RESULTS).status_code == 404


@pytest.fixture
def token(alice, sent, last_token):
    """Of a link that has just left for Dominique."""
    alice.client.post(SHARES, sent())
    return last_token()


def test_a_link_after_its_date_guessed_used_or_passed_on(token, dominique, charlie, caplog):
    caplog.set_level(logging.DEBUG)
    link, guessed = (reverse("trajectories:accept_share", args=[each]) for each in (token, "x" * 32))
    assert charlie.client.post(link).status_code == 404
    assert dominique.client.post(guessed).status_code == 404
    Share.objects.update(link_expires_at=timezone.now())
    late = dominique.client.get(link)
    assert (late.status_code, dominique.client.post(link).status_code) == (404, 404)
    assert late.content.replace(token.encode(), b"") == dominique.client.get(guessed).content.replace(
        b"x" * 32, b""
    )
    Share.objects.update(link_expires_at=timezone.now() + dt.timedelta(days=1))
    assert dominique.client.post(link).status_code == 302
    assert dominique.client.post(link).status_code == 404
    assert refusals() == {
        Refusal.OTHER_ADDRESS: 1,
        Refusal.UNKNOWN: 2,
        Refusal.LATE: 2,
        Refusal.USED: 1,
    }
    assert RefusedAttempt.objects.get(reason=Refusal.UNKNOWN).organisation is None
    written = "\n".join(DiscreetFormatter("%(message)s").format(record) for record in caplog.records)
    assert "/partage/…" in written
    assert "exemple.org" not in written
    assert token not in written


def test_a_form_sent_twice_sends_one_link(alice, sent, words):
    values = sent()
    alice.client.post(SHARES, values)
    assert "déjà été envoyé" in words(alice.client.post(SHARES, values, follow=True))
    assert (Message.objects.count(), refusals()) == (1, {Refusal.REPLAYED: 1})


def test_a_new_share_of_an_address_ends_the_former(alice, sent, last_token, dominique):
    alice.client.post(SHARES, sent())
    first = last_token()
    alice.client.post(SHARES, sent(comptes="on"))
    assert dominique.client.post(reverse("trajectories:accept_share", args=[first])).status_code == 404
    assert Share.objects.filter(revoked_at=None).count() == 1


@pytest.mark.parametrize("day", ["", "32/13/2026", "01/01/2020", "31/12/2099"])
def test_a_day_is_asked_for_within_a_year(alice, sent, day):
    page = alice.client.post(SHARES, sent(ends_on=day))
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"ends_on"}
    assert not Share.objects.exists()


def test_a_visitors_work_is_kept_before_it_is_shared(owner, words):
    assert "Gardez d’abord ce travail" in words(owner.get(SHARES, follow=True))


def test_every_access_is_seen(alice, kept, shared, dominique, words):
    share = shared()
    for address in (RESULTS, f"{RESULTS}imprimer/", reverse("trajectories:figures", args=["csv"])):
        dominique.client.get(address)
    page = words(alice.client.get(reverse("trajectories:share", args=[share.pk])))
    for name in ("Résultats", "Version à imprimer", "Chiffres à emporter", "Gardés 365 jours"):
        assert name in page
    alice.client.get(RESULTS)
    assert ShareAccess.objects.count() == 3, "members are not followed"
    assert services.forget_accesses(now=timezone.now() + ACCESSES_KEPT - dt.timedelta(hours=1)) == 0
    assert services.forget_accesses(now=timezone.now() + ACCESSES_KEPT) == 3


def test_comments_in_their_place(alice, shared, dominique, words):
    shared()
    key = dominique.client.get(RESULTS).context["discussion"]["appuis"].form["form_key"].value()
    written = {"texte": "D’où vient\nce mois ?", "form_key": key}
    address = reverse("trajectories:comment", args=["appuis"])
    page = dominique.client.post(address, written)
    thread = Thread.objects.get()
    assert page.headers["Location"] == f"{RESULTS}#fil-{thread.pk}"
    assert "avait déjà été envoyé" in words(dominique.client.post(address, written, follow=True))
    assert (Comment.objects.count(), refusals()) == (1, {Refusal.REPLAYED: 1})
    assert "1 fil de commentaires à traiter" in words(alice.client.get(MINE))
    reply = reverse("trajectories:reply", args=[thread.pk])
    assert "Sur quoi l’association tient : 1 à traiter" in words(alice.client.get(RESULTS))
    alice.client.post(reply, {"texte": "De la trésorerie.", "form_key": uuid.uuid4()})
    assert "De la trésorerie." in words(dominique.client.get(RESULTS))
    settle = reverse("trajectories:settle", args=[thread.pk])
    assert "marqué comme résolu" in words(alice.client.post(settle, {"resolu": "oui"}, follow=True))
    dominique.client.post(reply, {"texte": "Merci, mais…", "form_key": uuid.uuid4()})
    thread.refresh_from_db()
    assert thread.resolved_at is None, "an answer opens the thread again"
    assert "Merci, mais" not in words(alice.client.get(f"{RESULTS}imprimer/"))
    assert not Message.objects.exclude(subject__contains="vous sont partagés"), "no mail about comments"


def test_an_empty_comment_is_asked_again_in_its_place(shared, dominique, words):
    shared()
    page = dominique.client.post(reverse("trajectories:comment", args=["position"]), {"texte": "x" * 1001})
    assert page.status_code == 422
    assert "mille caractères au plus" in words(page)
    assert "x" * 1001 in page.content.decode()
    assert dominique.client.post(reverse("trajectories:comment", args=["ailleurs"])).status_code == 404


def test_members_open_no_thread(kept, alice):
    answer = alice.client.post(reverse("trajectories:comment", args=["appuis"]), {"texte": "Ici."})
    assert answer.status_code == 403


@pytest.fixture
def eve(kept, alice, signed_in, last_token):
    """Another guest of the same work."""
    services.share(
        trajectory=kept,
        granted=services.Granted(
            email="eve@exemple.org", scopes=(Scope.RESULTS,), ends_on=dt.date(2099, 1, 1)
        ),
        user=alice.user,
        form_key=uuid.uuid4(),
        now=timezone.now(),
    )
    guest = signed_in("eve")
    made = services.accept_share(token=last_token(), user=guest.user, now=timezone.now())
    guest.client.post(reverse("trajectories:granted", args=[made.pk]))
    return guest


def test_a_guest_reads_what_was_said_with_her(eve, shared, dominique, alice, words):
    shared()
    comment = {"texte": "Entre nous.", "form_key": uuid.uuid4()}
    dominique.client.post(reverse("trajectories:comment", args=["appuis"]), comment)
    thread = Thread.objects.get()
    assert "Entre nous." in words(alice.client.get(RESULTS))
    assert "Entre nous." not in words(eve.client.get(RESULTS))
    reply = reverse("trajectories:reply", args=[thread.pk])
    assert eve.client.post(reply, {"texte": "Moi aussi."}).status_code == 404
