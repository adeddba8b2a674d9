"""The pages by which accounts come in: what they say, where they lead, what they keep when something is wrong."""

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from trajectoires.trajectories.models import PendingFile, Trajectory

pytestmark = pytest.mark.django_db
START, TYPED, QUESTIONS = "/agir/trajectoire/", "/agir/trajectoire/saisir/", "/agir/trajectoire/questions/"
READING, RESULTS = "/agir/trajectoire/lecture/", "/agir/trajectoire/resultats/"
YEAR = {"cloture": "2025", "cotisations": "1 200", "subventions": "600", "salaires": "", "depenses": "900,50"}
UNITS = re.compile(r"\d\s*(€|%|mois\b|ETP\b)")


@pytest.fixture
def treasurer(client):
    """A visitor who typed one year."""
    assert client.post(TYPED, YEAR).status_code == 302
    return client


def own():
    return Trajectory.objects.get()


def pending(**values):
    return PendingFile.objects.create(
        trajectory=own(), name="long.txt", upload="x", size=48_000_000, received_at=timezone.now(), **values
    )


def test_two_doors_the_first_without_any_file(client, words):
    text = words(client.get(START))
    assert text.index("saisir dix lignes par année") < text.index("J’ai des fichiers : les envoyer")
    assert "Vos exercices" not in text
    assert "lien de reprise" in text


def test_typing_one_year_is_enough(client, words):
    response = client.post(TYPED, YEAR, follow=True)
    text = words(response)
    assert response.redirect_chain == [(START, 302)]
    assert "Votre année est gardée." in text
    assert "Ajouter l’année d’avant" in text
    assert own().typed_years.get().closed_on == dt.date(2025, 12, 31)
    assert '"31/12/2024"' in client.get(TYPED).content.decode()


def test_a_wrong_year_comes_back_whole_with_all_its_errors(client, words):
    response = client.post(TYPED, {**YEAR, "dons": "<b>douze</b>", "salaires": "-3", "ouverture": "hier"})
    text, html = words(response), response.content.decode()
    assert response.status_code == 422
    assert "3 réponses sont à corriger" in text
    assert 'value="&lt;b&gt;douze&lt;/b&gt;"' in html
    assert 'value="1 200"' in html
    assert re.search(r'<details class="define mt-5" open>', html)
    assert not Trajectory.objects.exists()


def test_each_field_is_labelled_and_described(client):
    html = client.get(TYPED).content.decode()
    for name in re.findall(r'<input type="text" name="(\w+)"', html):
        assert f'<label class="label" for="id_{name}">' in html
        assert f'id="id_{name}_aide"' in html
    assert "facultatif" not in html


def test_the_hub_says_what_is_there_and_how_it_stands(treasurer, fec, upload, words):
    treasurer.post(START, {"fichiers": [upload(fec("741000 Aide 600", year=2024), year=2024)]})
    treasurer.post(START, {"fichiers": [upload(b"PK\x03\x04\x00", name="compte de <b>résultat</b>.xlsx")]})
    response = treasurer.get(START)
    text, html = words(response), response.content.decode()
    assert "Fichier « 123456782FEC20241231.txt »" in text
    assert "Fichier refusé" in text
    assert re.search(r"\d anomalies? bloquantes?.* n’entre pas dans les résultats, les autres oui", text)
    assert "<b>résultat</b>" not in html
    file, typed = own().files.get(opened_on__year=2024), own().typed_years.get()
    for address in (
        f"saisir/{typed.id}/",
        f"saisir/{typed.id}/retirer/",
        f"remplacer/{file.id}/",
        f"retirer/{file.id}/",
    ):
        assert f'"{START}{address}"' in html


def test_typed_lines_that_a_file_replaces_are_said(treasurer, fec, upload, words):
    treasurer.post(START, {"fichiers": [upload(fec("741000 Aide 600", year=2025), year=2025)]})
    assert "Saisi, mis de côté · un fichier donne le même exercice : c’est lui qui compte" in words(
        treasurer.get(START)
    )


def test_the_link_can_be_copied_whole_and_its_date_read(treasurer, words):
    response = treasurer.get(START)
    link = re.search(
        r'<textarea[^>]* id="lien-de-reprise"[^>]* readonly[^>]*>([^<]+)</textarea>',
        response.content.decode(),
    )
    assert link
    assert link[1] == f"http://testserver{START}reprendre/{own().resume_key}/"
    limit = timezone.localdate(own().expires_at)
    assert f"gardé jusqu’au {limit.day}" in words(response)
    assert "qui l’a peut ouvrir ce travail" in words(response)


def test_a_link_shows_what_it_opens_before_it_opens_it(treasurer, words):
    elsewhere = Client()
    address = f"{START}reprendre/{own().resume_key}/"
    assert "Exercice 2025, saisi" in words(elsewhere.get(address))
    assert elsewhere.get(RESULTS).status_code == 404
    assert "Un autre travail" not in words(elsewhere.get(address))
    assert elsewhere.post(address, follow=True).redirect_chain == [(START, 302)]


def test_another_work_open_here_gives_its_own_link_first(treasurer, words):
    elsewhere = Client()
    elsewhere.post(TYPED, {**YEAR, "cloture": "2020"})
    other = Trajectory.objects.exclude(typed_years__closed_on__year=2025).get()
    work = Trajectory.objects.get(typed_years__closed_on__year=2025)
    html = elsewhere.get(f"{START}reprendre/{work.resume_key}/").content.decode()
    assert "Il ne sera pas perdu" in words(html)
    assert f"reprendre/{other.resume_key}/" in html
    assert f"reprendre/{work.resume_key}/" not in html.split("<main")[1]


def test_a_link_that_opens_nothing_says_why(client, words):
    response = client.get(f"{START}reprendre/{'a' * 32}/")
    assert response.status_code == 404
    assert "Ce lien n’ouvre aucun travail" in words(response)
    assert "Aucun travail en cours dans ce navigateur" in words(client.get(RESULTS))


def test_a_long_file_shows_how_far_it_is(treasurer, words):
    file = pending(attempts=1, read_bytes=12_000_000)
    response = treasurer.get(READING)
    html = response.content.decode()
    assert "12 Mo lus sur 48 Mo" in words(response)
    assert '<progress class="reading" max="48000000" value="12000000"' in html
    assert "data-over" not in html
    assert f'action="{READING}{file.id}/abandonner/"' in html
    assert "Suivre la lecture" in words(treasurer.get(START))


def test_a_file_that_waits_and_one_that_broke_say_so(treasurer, words):
    pending()
    text = words(treasurer.get(READING))
    assert "En attente : 48 Mo à lire" in text
    assert "Actualiser" in text
    PendingFile.objects.update(failed_at=timezone.now())
    response = treasurer.get(READING)
    text = words(response)
    assert "La lecture s’est arrêtée avant la fin" in text
    assert "Envoyer à nouveau" in text
    assert "Actualiser" not in text
    assert " data-over" in response.content.decode()


def test_nothing_left_to_read_leads_to_the_results(treasurer, words):
    response = treasurer.get(READING)
    assert "Tout est lu." in words(response)
    assert f'data-results="{RESULTS}" data-over' in response.content.decode()


def test_questions_are_asked_year_by_year_and_kept(treasurer, words):
    text = words(treasurer.get(QUESTIONS))
    assert "Exercice 2025" in text
    assert text.count("Je ne sais pas") >= 4
    response = treasurer.post(
        QUESTIONS, {"etp_20250101_20251231": "1,5", "heures_20250101_20251231_inconnu": "on"}
    )
    assert response.status_code == 302
    html = treasurer.get(QUESTIONS).content.decode()
    assert 'value="1,50"' in html
    assert re.search(r'name="heures_20250101_20251231_inconnu"[^>]* checked', html)
    assert 'type="radio" checked' not in html


def test_a_wrong_answer_names_its_exercice_and_keeps_the_rest(treasurer, words):
    sent = {"etp_20250101_20251231": "moitié", "partenaires_20250101_20251231": "7"}
    response = treasurer.post(QUESTIONS, sent)
    assert response.status_code == 422
    summary = words(response).split("à corriger")[1]
    assert "(2025) : « moitié » ne se lit pas comme un nombre" in summary
    assert 'value="7"' in response.content.decode()


def test_nothing_to_ask_without_a_year(client, upload, words):
    client.post(START, {"fichiers": [upload(b"PK\x03\x04\x00", name="a.xlsx")]})
    assert "donnez-en un d’abord" in words(client.get(QUESTIONS))


@pytest.mark.parametrize("address", [f"{START}effacer/", f"{TYPED}{{typed}}/retirer/"])
def test_what_cannot_come_back_is_asked_first(treasurer, address, words):
    response = treasurer.get(address.format(typed=own().typed_years.get().id))
    assert "Ne rien retirer" in words(response)
    assert own().typed_years.count() == 1


def test_one_file_takes_the_place_of_another(client, fec, upload, words):
    client.post(START, {"fichiers": [upload(fec("741000 Aide 600", year=2024), year=2024)]})
    address = f"{START}remplacer/{own().files.get().id}/"
    assert "123456782FEC20241231.txt" in words(client.get(address))
    response = client.post(address, {})
    assert response.status_code == 422
    assert "Choisissez un fichier" in words(response)
    client.post(address, {"fichier": upload(fec("741000 Aide 700", year=2025), year=2025)})
    assert [file.opened_on.year for file in own().files.all()] == [2025]


def test_no_figure_stands_bare_on_the_pages_of_entry(treasurer, fec, upload):
    lines = ("706000 Ateliers 400", "748000 Aide projet 300")
    treasurer.post(START, {"fichiers": [upload(fec(*lines, year=2024), year=2024)]})
    pending(attempts=1)
    typed = own().typed_years.get().id
    for address in (START, TYPED, f"{TYPED}{typed}/", QUESTIONS, READING, f"{START}effacer/"):
        html = treasurer.get(address).content.decode().split("<main")[1].split("</main>")[0]
        text = unescape(re.sub(r"<[^>]+>", " ", html))
        assert UNITS.findall(" ".join(text.split())) == [], address
