"""« Cette page vous a-t-elle été utile ? »: what is asked, what is kept, what the team reads."""

import datetime as dt

import pytest
from django.urls import reverse

from trajectoires.content.models import UsefulVote
from trajectoires.content.services import MODERATORS, WRITERS, UnableToKeepVote, record_vote, treat_vote
from trajectoires.content.services.votes import MOST_AN_HOUR, mask_contacts

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)


@pytest.fixture
def page(corpus, page_at):
    corpus.write("pages/comprendre/essai.md", genre="fiche", title="Un essai")
    corpus.load()
    return page_at("/comprendre/essai/")


@pytest.fixture
def address(page):
    return reverse("content:useful", args=[page.pk])


def test_the_answer_of_the_link_is_already_chosen(client, address):
    html = client.get(address, {"reponse": "non"}).content.decode()
    assert 'value="non"' in html
    assert html.count("checked") == 1
    assert "checked" not in client.get(address, {"reponse": "peut-être"}).content.decode()


def test_looking_at_the_form_keeps_nothing(client, address):
    client.get(address, {"reponse": "oui"})
    assert not UsefulVote.objects.exists()


def test_an_answer_is_kept_without_anybody_in_it(client, words, page, address):
    response = client.post(address, {"reponse": "non", "commentaire": " Un exemple chiffré. "}, follow=True)
    vote = UsefulVote.objects.get()
    assert (vote.page_id, vote.is_useful, vote.comment) == (page.pk, False, "Un exemple chiffré.")
    assert {field.name for field in UsefulVote._meta.fields} == {
        "id", "page", "is_useful", "comment", "created_at", "treated_at",
    }  # fmt: skip
    assert "Votre réponse est enregistrée" in words(response)
    assert page.address in response.content.decode()


def test_nothing_that_was_typed_is_lost(client, address):
    response = client.post(address, {"commentaire": "Un mot de trop"})
    assert response.status_code == 422
    assert "Choisissez oui ou non." in response.content.decode()
    assert "Un mot de trop" in response.content.decode()
    long = client.post(address, {"reponse": "oui", "commentaire": "x" * 1001})
    assert "x" * 1001 in long.content.decode()
    assert not UsefulVote.objects.exists()


def test_a_machine_is_thanked_and_not_listened_to(client, address):
    assert client.post(address, {"reponse": "oui", "societe": "Robots et fils"}).status_code == 302
    assert not UsefulVote.objects.exists()


def test_a_page_has_so_many_answers_an_hour(client, words, page, address):
    for _ in range(MOST_AN_HOUR):
        record_vote(page=page, is_useful=True, comment="", now=NOW)
    with pytest.raises(UnableToKeepVote):
        record_vote(page=page, is_useful=True, comment="", now=NOW + dt.timedelta(minutes=59))
    assert record_vote(page=page, is_useful=True, comment="", now=NOW + dt.timedelta(minutes=61))


def test_past_the_share_of_the_hour_the_text_is_given_back(client, monkeypatch, address):
    monkeypatch.setattr("trajectoires.content.services.votes.MOST_AN_HOUR", 0)
    response = client.post(address, {"reponse": "oui", "commentaire": "Un mot"})
    assert response.status_code == 422
    assert "Un mot</textarea>" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Écrivez à nom.prenom+x@exemple.org svp", "Écrivez à [adresse retirée] svp"),
        ("nom (at) exemple.org", "[adresse retirée]"),
        ("Appelez le 01 23 45 67 89.", "Appelez le [numéro retiré]."),
        ("0123456789", "[numéro retiré]"),
        ("01.23.45.67.89 ou 06-12-34-56-78", "[numéro retiré] ou [numéro retiré]"),
        ("+33 6 12 34 56 78", "[numéro retiré]"),
        ("0033612345678", "[numéro retiré]"),
        ("Le budget de 1 200 000 euros en 2024", "Le budget de 1 200 000 euros en 2024"),
        ("L’article 200 et le compte 7411", "L’article 200 et le compte 7411"),
        ("SIREN 123 456 782", "SIREN 123 456 782"),
    ],
)
def test_addresses_and_numbers_are_taken_out(typed, kept):
    assert mask_contacts(typed) == kept


def test_a_page_that_is_not_published_is_not_judged(client, page, address):
    page.unpublish()
    assert client.get(address).status_code == 404
    assert client.post(address, {"reponse": "oui"}).status_code == 404


def test_only_the_form_and_its_thanks(client, page, address):
    assert client.put(address).status_code == 405
    assert client.post(reverse("content:useful_thanks", args=[page.pk])).status_code == 405


# --- in the editors' space --------------------------------------------------------------------------------------------


@pytest.fixture
def votes(page):
    return [
        record_vote(page=page, is_useful=is_useful, comment=comment, now=NOW)
        for is_useful, comment in [(True, ""), (True, "Merci"), (False, "Trop long"), (True, "")]
    ]


def test_the_team_reads_shares_and_what_is_to_treat(words, desks, votes):
    text = words(desks[WRITERS].client.get(reverse("content_votes")))
    assert "Un essai 75 % 4 2" in text


def test_a_comment_is_treated_by_moderation_not_by_writers(words, desks, page, votes):
    act = reverse("content_vote_treat", args=[votes[2].pk])
    listed = reverse("content_votes_of_page", args=[page.pk])
    assert "Trop long" in words(desks[WRITERS].client.get(listed))
    assert "Marquer comme traité" not in words(desks[WRITERS].client.get(listed))
    assert desks[WRITERS].client.post(act, {"traite": "1"}).status_code in {302, 403}
    votes[2].refresh_from_db()
    assert votes[2].treated_at is None
    desks[MODERATORS].client.post(act, {"traite": "1"})
    votes[2].refresh_from_db()
    assert votes[2].treated_at
    assert "Traité le" in words(desks[MODERATORS].client.get(listed))
    desks[MODERATORS].client.post(act, {"reouvrir": "1"})
    votes[2].refresh_from_db()
    assert votes[2].treated_at is None


def test_what_is_treated_no_longer_counts(words, desks, votes):
    treat_vote(vote=votes[1], is_treated=True, now=NOW)
    assert "Un essai 75 % 4 1" in words(desks[WRITERS].client.get(reverse("content_votes")))


def test_a_stranger_reads_none_of_it(client, page, votes):
    for name, arguments in (
        ("content_votes", []),
        ("content_votes_of_page", [page.pk]),
        ("content_unanswered", []),
    ):
        assert client.get(reverse(name, args=arguments)).status_code == 302
