"""« Vos alliances »: written down, corrected, taken away; read year by year, in the results and in what is taken away."""

import datetime as dt
import io
import re
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from socioeco.readers.alliances import Alliance as Told
from socioeco.readers.alliances import Apport, Ecrit
from trajectoires.trajectories.models import Alliance, Trajectory
from trajectoires.trajectories.presenters import present, typeset_report
from trajectoires.trajectories.selectors import figures_of, payers_for, work_of
from trajectoires.trajectories.services import save_alliance
from trajectoires.trajectories.services.reports import Choices, ask_report

pytestmark = pytest.mark.django_db

START = "/agir/trajectoire/"
ALLIANCES, NEW, RESULTS = f"{START}alliances/", f"{START}alliances/ajouter/", f"{START}resultats/"
KEY = "2025-01-01/2025-12-31"
VILLE = "741000 Subvention Ville de Lille 900"
WHOLE = {
    "nom": "La ressourcerie",
    "nature": "association",
    "depuis": "2024",
    "jusqu_au": "30/06/2026",
    "ecrit": "convention",
    "apporte": ["locaux", "personnes"],
    "donne": "Un atelier par mois",
    "nature_20250101_20251231": "1 200,50",
}


@pytest.fixture
def sent(client, fec, upload):
    files = [upload(fec(VILLE, "706000 Ventes 400", year=year), year=year) for year in (2024, 2025)]
    client.post(START, {"fichiers": files})
    return client


@pytest.fixture
def own(sent):
    return Trajectory.objects.get()


def keep(own, now, **values):
    return save_alliance(trajectory=own, alliance=Told(**values), replaces=None, now=now)


# --- written down -------------------------------------------------------------------------------------------------


def test_a_partner_is_told_whole_then_read_in_the_results(sent, words):
    response = sent.post(NEW, WHOLE)
    assert response["Location"] == ALLIANCES
    kept = Alliance.objects.get()
    assert (kept.since_on, kept.ends_on) == (dt.date(2024, 1, 1), dt.date(2026, 6, 30))
    assert kept.in_kind == {KEY: 1_200_50}
    listed, shown = words(sent.get(ALLIANCES)), words(sent.get(RESULTS))
    for said in ("La ressourcerie", "Une convention signée", "Un atelier par mois", "1er janvier 2024"):
        assert said in listed
        assert said in shown
    assert "1 200,50 €" in shown
    assert "30 juin 2026 La ressourcerie" in shown, "what ends"
    assert "Arrivées La ressourcerie" in shown


def test_a_name_is_enough_and_nothing_is_guessed(sent, words):
    assert sent.post(NEW, {"nom": "Le club voisin"}).status_code == 302
    shown = words(sent.get(RESULTS))
    assert "Exercice 2025 au plus 1" in shown
    assert "Sans date de début : Le club voisin." in shown
    assert "non dit" in shown


def test_everything_wrong_is_said_at_once_and_nothing_typed_is_lost(sent, words):
    wrong = {**WHOLE, "nom": "", "jusqu_au": "2020", "nature": "cousin", "nature_20250101_20251231": "-3"}
    response = sent.post(NEW, wrong)
    assert response.status_code == 422
    said = words(response)
    for fragment in (
        "Écrivez le nom",
        "suit le début, le 1er janvier 2024",
        "Choisissez",
        "sans signe moins",
    ):
        assert fragment in said
    assert 'value="2020"' in response.content.decode()
    assert "Un atelier par mois" in said
    assert not Alliance.objects.exists()


def test_a_partner_is_corrected_and_taken_away(sent):
    sent.post(NEW, WHOLE)
    address = f"{ALLIANCES}{Alliance.objects.get().pk}/"
    page = sent.get(address).content.decode()
    for value in ("La ressourcerie", "01/01/2024", "1\u202f200,50"):
        assert f'value="{value}"' in page
    sent.post(address, {"nom": "La ressourcerie", "argent_20240101_20241231": "10"})
    kept = Alliance.objects.get()
    assert (kept.since_on, kept.brings, kept.in_kind) == (None, [], {})
    assert kept.money == {"2024-01-01/2024-12-31": 10_00}
    assert sent.get(f"{address}retirer/").status_code == 200
    assert sent.post(f"{address}retirer/")["Location"] == ALLIANCES
    assert not Alliance.objects.exists()


def test_what_was_said_of_an_exercice_that_left_stays(sent, own, now):
    kept = keep(own, now, nom="La ressourcerie", argent={KEY: 5_00})
    own.files.filter(closed_on=dt.date(2025, 12, 31)).delete()
    sent.post(f"{ALLIANCES}{kept.pk}/", {"nom": "La ressourcerie"})
    assert Alliance.objects.get().money == {KEY: 5_00}


# --- the money of accounts ----------------------------------------------------------------------------------------


def test_a_payer_of_the_accounts_is_read_there_and_never_added(sent, own, words):
    before = [year.postes.ressources.total_centimes for year in work_of(own).exercices]
    typed = {"nom": "La mairie", "payeur": "Ville de Lille", "argent_20250101_20251231": "5 000"}
    assert sent.post(NEW, typed).status_code == 302
    shown = words(sent.get(RESULTS))
    assert "Lu dans vos comptes" in shown
    (year, _) = present(own).alliances.years
    money = next(each for each in year.amounts if "Argent" in each.label)
    assert money.amount.replace("\u202f", " ").replace("\u00a0", " ") == "900,00 €"
    assert [each.postes.ressources.total_centimes for each in work_of(own).exercices] == before


def test_a_payer_is_one_partner(sent, own, now, words):
    keep(own, now, nom="La mairie", payeur="Ville de Lille")
    work = work_of(own)
    assert payers_for(work, None) == []
    assert payers_for(work, Alliance.objects.get()) == ["Ville de Lille"]
    refused = sent.post(NEW, {"nom": "La commune", "payeur": "Ville de Lille"})
    assert (refused.status_code, Alliance.objects.count()) == (422, 1), "a page left open is told"
    with pytest.raises(ValidationError, match="compté deux fois"):
        keep(own, now, nom="La commune", payeur="Mairie de Lille")
    with pytest.raises(IntegrityError), transaction.atomic():
        Alliance.objects.create(trajectory=own, name="X", payer="Ville de Lille", updated_at=now)


def test_a_name_is_given_once(sent, words):
    sent.post(NEW, WHOLE)
    response = sent.post(NEW, {"nom": "La ressourcerie"})
    assert response.status_code == 422
    assert "déjà détaillé ce partenaire" in words(response)


def test_a_work_holds_a_few(sent, own, now, words, monkeypatch):
    monkeypatch.setattr("trajectoires.trajectories.services.alliances.MOST_ALLIANCES", 1)
    keep(own, now, nom="La mairie")
    response = sent.post(NEW, WHOLE)
    assert response.status_code == 422
    assert "retirez-en un" in words(response)


# --- what becomes of it ---------------------------------------------------------------------------------------------


def test_the_answer_on_written_partners_is_compared(sent, own, now, words):
    keep(own, now, nom="La mairie", depuis=dt.date(2020, 1, 1), ecrit=Ecrit.CONVENTION)
    sent.post(f"{START}questions/", {"partenaires_20250101_20251231": "4"})
    assert "Vous avez répondu 4" in words(sent.get(RESULTS))


def test_the_workbook_has_a_line_by_partner_and_exercice(sent, own, now):
    keep(own, now, nom="La mairie", payeur="Ville de Lille", apporte=frozenset({Apport.ARGENT}))
    book = zipfile.ZipFile(io.BytesIO(sent.get(f"{RESULTS}chiffres.ods").content))
    text = book.read("content.xml").decode()
    (sheet,) = re.findall(r'<table:table [^>]*table:name="Alliances".*?</table:table>', text, re.DOTALL)
    assert sheet.count("La mairie") == 2
    assert 'office:value="900' in sheet, "a true number"
    assert "comptes" in sheet


def test_the_long_table_has_its_lines(sent, own, now):
    keep(own, now, nom="La mairie", payeur="Ville de Lille")
    text = sent.get(f"{RESULTS}chiffres.csv").content.decode("utf-8-sig")
    assert sum("alliance, argent" in line for line in text.splitlines()) == 2


def test_the_report_tells_them_and_knows_that_they_changed(own, now):
    before = figures_of(own)
    keep(own, now, nom="La ressourcerie", depuis=dt.date(2024, 1, 1))
    assert figures_of(own) != before
    report = ask_report(trajectory=own, choices=Choices(), now=now)
    assert typeset_report(report, now).startswith(b"%PDF")


def test_they_go_with_the_work(sent, own, now):
    keep(own, now, nom="La ressourcerie")
    sent.post(f"{START}effacer/")
    assert not Alliance.objects.exists()


def test_a_guest_of_the_results_reads_them_and_changes_nothing(kept, shared, dominique, words, now):
    alliance = keep(kept, now, nom="La ressourcerie", depuis=dt.date(2024, 1, 1))
    shared()
    page = dominique.client.get(RESULTS)
    assert "La ressourcerie" in words(page)
    assert f"{ALLIANCES}{alliance.pk}/" not in page.content.decode()
    assert dominique.client.get(ALLIANCES).status_code == 403


def test_the_end_of_a_partner_that_pays_is_a_scenario_to_try(sent, own, now, words):
    keep(own, now, nom="La mairie", payeur="Ville de Lille", jusqu_au=dt.date(2026, 6, 30))
    keep(own, now, nom="La ressourcerie", jusqu_au=dt.date(2026, 6, 30))
    shown = words(sent.get(f"{START}scenarios/"))
    assert "Après l’alliance avec « La mairie »" in shown
    assert "Après l’alliance avec « La ressourcerie »" not in shown
    key = f"fin-alliance-{Alliance.objects.get(name='La mairie').pk}"
    assert sent.post(f"{START}scenarios/nouveau/", {"depart": key}).status_code == 302
    (card,) = own.scenarios.get().cards
    assert (card["debut"], card["reponses"]) == (7, {"payeur": "Ville de Lille"}), "July 2026"
