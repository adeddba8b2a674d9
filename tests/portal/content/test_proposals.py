"""A visitor proposes a resource; a moderator answers; her address goes."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.core import signing
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from trajectoires.content.forms.proposals import SALT
from trajectoires.content.models import ResourcePage, ResourceProposal
from trajectoires.content.services.proposals import (
    AlreadyDecided,
    TooManyProposals,
    forget_proposal_emails,
    receive_proposal,
    refuse_proposal,
    retain_proposal,
)
from trajectoires.content.views.proposals import MOST_EACH, SENT
from trajectoires.organisations.models import Organisation
from trajectoires.users.models import User

from .library_cases import add_resource, build_site

pytestmark = pytest.mark.django_db
ADDRESS = "/ressources/proposer/"
ANSWERS = {"medoc": "outils", "format": "guide", "publisher": None}
NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
VALUES = {
    "title": "Un guide",
    "link": "https://exemple.org/guide",
    "publisher_name": "Avise",
    "reason": "Il aide.",
    "audience": ["salaries"],
    "email": "elle@exemple.org",
}


def seal(seconds=60):
    return signing.dumps(int(timezone.now().timestamp()) - seconds, salt=SALT)


def typed(**values):
    return {
        "titre": "Un guide", "adresse": "https://exemple.org/guide", "qui_publie": "Avise", "pourquoi": "Il aide.",
        "pour_qui": ["salaries"], "courriel": "elle@exemple.org", "societe": "", "jeton": seal(), **values,
    }  # fmt: skip


@pytest.fixture
def moderator():
    user = User.objects.create_user("moderatrice@exemple.org", "une phrase de passe")
    user.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="change_resourceproposal"),
    )
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def proposal():
    return receive_proposal(values=VALUES, now=NOW)


# --- the visitor ------------------------------------------------------------------------------------------------------


def test_a_proposal_is_kept_under_a_reference(words):
    reader = Client()
    assert "Proposer cette ressource" in words(reader.get(ADDRESS))
    response = reader.post(ADDRESS, typed(), follow=True)
    kept = ResourceProposal.objects.get()
    assert response.redirect_chain[-1][0] == f"{ADDRESS}{kept.reference}/"
    page = words(response)
    assert "Votre proposition est reçue" in page
    assert kept.reference in page
    assert "elle@exemple.org" not in page
    assert (kept.title, kept.link, kept.audience, kept.email) == (
        "Un guide",
        "https://exemple.org/guide",
        ["salaries"],
        "elle@exemple.org",
    )


def test_neither_address_nor_email_is_asked_for():
    assert Client().post(ADDRESS, typed(adresse="", courriel="", pour_qui=[])).status_code == 302


def test_everything_wrong_is_said_at_once_and_nothing_is_lost(words):
    response = Client().post(
        ADDRESS,
        typed(titre="", adresse="pas une adresse", pourquoi="", courriel="elle", qui_publie="Le réseau"),
    )
    page = words(response)
    assert response.status_code == 422
    assert "4 réponses sont à corriger" in page
    assert 'value="Le réseau"' in response.content.decode()
    assert not ResourceProposal.objects.exists()


def test_an_address_that_is_there_already_is_said(words):
    add_resource(build_site(), "guide", title="Déjà là", link="https://exemple.org/guide/")
    assert "est déjà dans la bibliothèque : « Déjà là »" in words(Client().post(ADDRESS, typed()))


@pytest.mark.parametrize(("values", "said"), [
    ({"societe": "x"}, "sans doute par un programme"),
    ({"jeton": ""}, "parti trop vite"),
    ({"jeton": "faux"}, "parti trop vite"),
])  # fmt: skip
def test_a_machine_gives_itself_away(values, said, words):
    response = Client().post(ADDRESS, typed(**values))
    assert response.status_code == 422
    assert said in words(response)
    assert not ResourceProposal.objects.exists()


def test_whoever_is_taken_for_a_machine_only_sends_again(words):
    reader = Client()
    response = reader.post(ADDRESS, typed(jeton=seal(0), societe="x"))
    assert response.status_code == 422
    sent_back = response.content.decode()
    assert 'name="societe" id="id_societe" tabindex="-1"' in sent_back  # and empty
    assert signing.loads(sent_back.split('name="jeton" value="')[1].split('"')[0], salt=SALT)


def test_a_flood_is_stopped_and_said(monkeypatch, words):
    monkeypatch.setattr("trajectoires.content.services.proposals.MOST_A_DAY", 2)
    for _ in range(2):
        assert Client().post(ADDRESS, typed()).status_code == 302
    response = Client().post(ADDRESS, typed())
    assert "envoyez-le demain" in words(response)
    assert ResourceProposal.objects.count() == 2


def test_the_flood_of_yesterday_stops_nothing(monkeypatch):
    monkeypatch.setattr("trajectoires.content.services.proposals.MOST_A_DAY", 1)
    receive_proposal(values=VALUES, now=NOW)
    with pytest.raises(TooManyProposals):
        receive_proposal(values=VALUES, now=NOW + dt.timedelta(hours=23))
    receive_proposal(values=VALUES, now=NOW + dt.timedelta(hours=25))


def test_one_browser_does_not_close_the_door_to_the_others(words):
    insisting = Client()
    for _ in range(MOST_EACH):
        assert insisting.post(ADDRESS, typed()).status_code == 302
    response = insisting.post(ADDRESS, typed(titre="Encore un"))
    assert response.status_code == 422
    assert "Depuis ce navigateur, 5 propositions sont déjà parties" in words(response)
    assert 'value="Encore un"' in response.content.decode()
    assert Client().post(ADDRESS, typed()).status_code == 302
    assert ResourceProposal.objects.count() == MOST_EACH + 1


def test_what_a_browser_sent_yesterday_is_forgotten():
    reader = Client()
    for _ in range(MOST_EACH):
        reader.post(ADDRESS, typed())
    session = reader.session
    session[SENT] = [moment - 86_401 for moment in session[SENT]]
    session.save()
    assert reader.post(ADDRESS, typed()).status_code == 302
    assert len(reader.session[SENT]) == 1


def test_a_guessed_reference_opens_nothing(proposal):
    assert Client().get(f"{ADDRESS}aaaa-bbbb-cccc/").status_code == 404


# --- the moderator ----------------------------------------------------------------------------------------------------


def test_a_retained_proposal_becomes_a_draft(proposal, moderator):
    site = build_site()
    page = retain_proposal(proposal=proposal, answers=ANSWERS, user=moderator.user, now=NOW)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.email, proposal.page, proposal.decided_by, proposal.decided_at) == (
        "retenue",
        "",
        page,
        moderator.user,
        NOW,
    )
    draft = ResourcePage.objects.get()
    assert (draft.live, draft.title, draft.link, draft.medoc, draft.publisher) == (
        False,
        "Un guide",
        "https://exemple.org/guide",
        "outils",
        site.publisher,
    )
    assert draft.latest_revision.user == moderator.user
    assert Client().get(draft.address).status_code == 404


def test_without_an_address_it_becomes_a_draft_too(moderator):
    build_site()
    proposal = receive_proposal(values={**VALUES, "link": ""}, now=NOW)
    page = retain_proposal(proposal=proposal, answers=ANSWERS, user=moderator.user, now=NOW)
    assert (page.live, page.get_latest_revision_as_object().title) == (False, "Un guide")


def test_an_organisation_that_is_not_known_is_made(moderator):
    build_site()
    proposal = receive_proposal(values={**VALUES, "publisher_name": "Le réseau d’à côté"}, now=NOW)
    page = retain_proposal(proposal=proposal, answers=ANSWERS, user=moderator.user, now=NOW)
    assert (page.publisher.name, Organisation.objects.count()) == ("Le réseau d’à côté", 2)


def test_two_of_the_same_title_have_two_addresses(moderator):
    build_site()
    pages = [
        retain_proposal(
            proposal=receive_proposal(values=VALUES, now=NOW),
            answers=ANSWERS,
            user=moderator.user,
            now=NOW,
        )
        for _ in range(2)
    ]
    assert len({page.slug for page in pages}) == 2


def test_a_proposal_is_decided_once(proposal, moderator):
    build_site()
    refuse_proposal(proposal=proposal, reason="Trop ancien.", user=moderator.user, now=NOW)
    with pytest.raises(AlreadyDecided):
        retain_proposal(proposal=proposal, answers=ANSWERS, user=moderator.user, now=NOW)


def test_a_refusal_is_read_by_whoever_has_the_reference(proposal, moderator, words):
    refuse_proposal(proposal=proposal, reason="Le guide date de 2009.", user=moderator.user, now=NOW)
    response = Client().get(f"{ADDRESS}{proposal.reference}/")
    page = words(response)
    assert "n’est pas retenue" in page
    assert "Le guide date de 2009." in page
    assert "moderatrice" not in page
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_the_database_holds_what_is_promised(proposal):
    for values in (
        {"status": "refusee", "decided_at": NOW, "email": ""},
        {"status": "retenue", "decided_at": NOW},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ResourceProposal.objects.filter(pk=proposal.pk).update(**values)


def test_an_address_goes_after_ninety_days(proposal):
    assert forget_proposal_emails(now=NOW + dt.timedelta(days=89)) == 0
    assert forget_proposal_emails(now=NOW + dt.timedelta(days=90)) == 1
    proposal.refresh_from_db()
    assert (proposal.email, proposal.status) == ("", "recue")


def test_the_task_runs(proposal):
    from trajectoires.content.tasks import forget_emails

    ResourceProposal.objects.update(received_at=timezone.now() - dt.timedelta(days=91))
    forget_emails()
    proposal.refresh_from_db()
    assert proposal.email == ""


# --- in the editors' space --------------------------------------------------------------------------------------------


def test_the_moderator_reads_and_retains(lenient_templates, proposal, moderator, words):
    build_site()
    assert "1 proposition à lire." in words(moderator.get("/edition/propositions/"))
    detail = f"/edition/propositions/{proposal.pk}/"
    assert "elle@exemple.org" in words(moderator.get(detail))
    response = moderator.post(
        detail, {"retenir": "oui", "medoc": "outils", "format": "guide", "publisher": ""}
    )
    assert response.status_code == 302
    assert response.url == f"/edition/pages/{ResourcePage.objects.get().pk}/edit/"
    page = words(moderator.get(detail))
    assert "elle@exemple.org" not in page
    assert "Retenue" in page


def test_the_moderator_refuses_with_a_reason(lenient_templates, proposal, moderator, words):
    detail = f"/edition/propositions/{proposal.pk}/"
    response = moderator.post(detail, {"refuser": "oui", "reason": ""})
    assert response.status_code == 422
    assert "Écrivez la raison" in words(response)
    moderator.post(detail, {"refuser": "oui", "reason": "Hors sujet."})
    proposal.refresh_from_db()
    assert (proposal.status, proposal.refusal_reason) == ("refusee", "Hors sujet.")


def test_without_a_library_nothing_is_retained(lenient_templates, proposal, moderator):
    moderator.post(
        f"/edition/propositions/{proposal.pk}/", {"retenir": "oui", "medoc": "outils", "format": "guide"}
    )
    proposal.refresh_from_db()
    assert proposal.status == "recue"


def test_nobody_else_reads_proposals(lenient_templates, proposal, moderator, words):
    user = User.objects.create_user("autre@exemple.org", "une phrase de passe")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    for address in ("/edition/propositions/", f"/edition/propositions/{proposal.pk}/"):
        assert "elle@exemple.org" not in words(client.get(address, follow=True))
        assert client.get(address).status_code in (302, 403)
    assert "/edition/propositions/" not in client.get("/edition/").content.decode()
    assert "/edition/propositions/" in moderator.get("/edition/").content.decode()
    assert Client().get("/edition/propositions/").status_code == 302
