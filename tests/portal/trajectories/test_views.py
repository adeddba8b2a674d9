"""The addresses of « Ma trajectoire », as a browser without account meets them."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from trajectoires.documents.enums import MAXIMUM_FILE_BYTES
from trajectoires.trajectories.models import ImportedFile, Trajectory

pytestmark = pytest.mark.django_db
START, RESULTS, ERASE = "/agir/trajectoire/", "/agir/trajectoire/resultats/", "/agir/trajectoire/effacer/"


@pytest.fixture
def send(fec, upload):
    def post(client, *years, **options):
        files = [
            upload(fec("741000 Aide 600", "706000 Ateliers 400", year=year), year=year) for year in years
        ]
        return client.post(START, {"fichiers": files}, **options)

    return post


def test_the_first_page_says_what_becomes_of_files(client, words):
    response = client.get(START)
    text = words(response)
    assert response.status_code == 200
    assert "puis effacés aussitôt" in text
    assert "30 jours encore après votre dernière visite" in text
    assert "50 Mo" in text
    assert "Voir mes résultats" not in text


def test_files_sent_lead_to_their_results(client, send, words):
    response = send(client, 2024, 2025, follow=True)
    assert response.redirect_chain == [(RESULTS, 302)]
    text = words(response)
    assert "Vos ressources gardent la même composition" in text
    assert "123456782FEC20241231.txt" in text
    assert "non calculable" in text
    assert "Entre 2024 et 2025, les règles comptables changent" in text
    limit = timezone.localdate(Trajectory.objects.get().expires_at)
    assert f"jusqu’au {limit.day}" in text
    assert "Votre travail en cours" in words(client.get(START))


def test_results_are_for_one_browser_and_no_search_engine(owner):
    response = owner.get(RESULTS)
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "Cookie" in response.headers["Vary"]
    assert "no-store" in response.headers["Cache-Control"], "nothing stays on a shared computer"


def test_a_session_known_before_its_first_work_opens_nothing(client, send):
    client.get(START)
    known = client.session.session_key
    send(client, 2024)
    first = client.session.session_key
    assert first != known
    assert not client.session.exists(known)
    send(client, 2025)
    assert client.session.session_key == first, "once a work: a second send keeps its session"


def test_every_amount_of_the_page_opens(client, send, words):
    html = send(client, 2025, follow=True).content.decode()
    openings = re.split(r'<details class="opening"[^>]*>', html)[1:]
    opened = [words(part.split("</details>")[0]) for part in openings]
    opening = next(each for each in opened if each.startswith("Subventions 600,00 €"))
    assert "741000 Aide 600,00 €" in opening


def test_what_is_not_computable_is_not_zero_on_the_page(client, send, words):
    html = send(client, 2025, follow=True).content.decode()
    rows = re.findall(r"<tr>\s*<th[^>]*>\s*Commande publique.*?</tr>", html, re.DOTALL)
    assert rows
    assert [row for row in map(words, rows) if re.search(r"\b0\b", row)] == []


def test_files_sent_later_join_the_same_work(client, send):
    send(client, 2024)
    send(client, 2025)
    assert Trajectory.objects.get().files.count() == 2


def test_a_blocked_file_does_not_hide_the_good_one(client, fec, upload, words):
    good = upload(fec("741000 Aide 600", year=2025), year=2025)
    bad = upload(b"PK\x03\x04\x00", name="compte de <b>résultat</b>.xlsx")
    response = client.post(START, {"fichiers": [good, bad]}, follow=True)
    text = words(response)
    assert "Cet exercice n’entre pas dans le calcul" in text
    assert "Le classeur est abîmé" in text
    assert "Toutes vos ressources" in text
    assert "<b>résultat</b>.xlsx" not in response.content.decode()


def test_no_file_chosen(client, words):
    response = client.post(START)
    assert response.status_code == 422
    assert "Choisissez au moins un fichier, puis recommencez." in words(response)
    assert not Trajectory.objects.exists()


def test_every_refused_file_is_named_at_once(client, upload, words, monkeypatch):
    monkeypatch.setattr("trajectoires.documents.fields.MAXIMUM_FILE_BYTES", 1000)
    sent = [upload(b"x" * 2000, name="gros.txt"), upload(b"", name="rien.txt")]
    response = client.post(START, {"fichiers": sent})
    text = words(response)
    assert response.status_code == 422
    assert "« gros.txt » pèse" in text
    assert "« rien.txt » est vide" in text
    assert not Trajectory.objects.exists()
    assert MAXIMUM_FILE_BYTES == 50_000_000


def test_a_visit_keeps_the_work_thirty_days_more(owner):
    long_ago = timezone.now() + dt.timedelta(days=3)
    Trajectory.objects.update(expires_at=long_ago)
    response = owner.get(RESULTS)
    assert Trajectory.objects.get().expires_at > timezone.now() + dt.timedelta(days=29)
    assert "session" in response.cookies, "the session lasts as long"
    assert "session" not in owner.get(RESULTS).cookies, "once a day"


def test_a_work_that_ended_is_gone_before_the_task_runs(owner, words):
    Trajectory.objects.update(expires_at=timezone.now())
    response = owner.get(RESULTS)
    assert response.status_code == 404
    assert "Aucun travail en cours dans ce navigateur" in words(response)
    assert "Votre travail en cours" not in words(owner.get(START))


def test_removing_a_file_says_so(owner, words):
    file = ImportedFile.objects.get()
    text = words(owner.post(f"/agir/trajectoire/retirer/{file.id}/", follow=True))
    assert "« 123456782FEC20251231.txt » est retiré." in text
    assert "Ce travail ne contient aucune année." in text
    assert not ImportedFile.objects.exists()


def test_erasing_leaves_neither_rows_nor_session(owner, words):
    key = owner.session.session_key
    text = words(owner.post(ERASE, follow=True))
    assert "Tout est effacé" in text
    assert not Trajectory.objects.exists()
    assert not ImportedFile.objects.exists()
    assert not owner.session.exists(key)
    assert owner.get(RESULTS).status_code == 404


def test_a_demonstration_is_public_marked_and_cannot_be_changed(client, words, now, work):
    demonstration = work({2025: ["741000 Subventions 600"]})
    Trajectory.objects.update(
        expires_at=None,
        resume_key=None,
        demonstration_slug="essai",
        name="Association de démonstration : Essai",
    )
    response = client.get("/agir/trajectoire/demonstration/essai/")
    html, text = response.content.decode(), words(response)
    assert "Association de démonstration : Essai" in text
    assert "démonstration" in text.lower()
    assert "Retirer ce fichier" not in text
    assert "Tout effacer" not in text
    assert "noindex" not in html
    assert client.get(f"/agir/trajectoire/demonstration/{demonstration.id}/").status_code == 404


def test_a_form_without_its_token_is_refused_in_french(owner, words):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = owner.cookies
    file = ImportedFile.objects.get()
    for address in (START, ERASE, f"/agir/trajectoire/retirer/{file.id}/"):
        response = strict.post(address)
        assert response.status_code == 403
        assert "n’a pas été pris en compte" in words(response)
    assert ImportedFile.objects.get() == file


@pytest.mark.parametrize("action", ["trajectoire/", "effacer/", "retirer/"])
def test_the_token_of_each_form_of_the_pages_is_accepted(owner, action):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = owner.cookies
    page = {"trajectoire/": START, "effacer/": ERASE, "retirer/": RESULTS}[action]
    html = strict.get(page).content.decode()
    form = next(
        form for form in html.split("<form")[1:] if "csrfmiddlewaretoken" in form and action in (form + page)
    )
    found = re.search(r'action="([^"]+)"', form)
    address = found[1] if found else page
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    assert strict.post(address, {"csrfmiddlewaretoken": token}).status_code in {302, 422}


def test_results_of_four_years_ask_few_queries(client, send, django_assert_max_num_queries):
    send(client, 2022, 2023, 2024, 2025)
    client.get(RESULTS)
    with django_assert_max_num_queries(12):
        client.get(RESULTS)


def test_erasing_a_work_leaves_what_else_the_browser_holds(owner):
    session = owner.session
    session["autre"] = "une leçon suivie"
    session.save()
    owner.post(ERASE)
    assert owner.get(RESULTS).status_code == 404
    assert owner.session["autre"] == "une leçon suivie"


def test_erasing_the_only_thing_that_a_browser_holds_ends_its_session(owner):
    former = owner.session.session_key
    owner.post(ERASE)
    assert not owner.session.exists(former)
