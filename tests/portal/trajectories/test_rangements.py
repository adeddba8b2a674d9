"""« Comment nous avons rangé vos comptes »: seen, changed, taken back; the work is then what it was."""

import re
from urllib.parse import urlencode

import pytest

from trajectoires.trajectories.models import ImportedFile, Trajectory
from trajectoires.trajectories.selectors import funded_of, placed_of, work_of

pytestmark = pytest.mark.django_db

START = "/agir/trajectoire/"
RANGED, RESULTS = f"{START}rangement/", f"{START}resultats/"
ACCOUNT, BACK = f"{RANGED}compte/", f"{RANGED}compte/annuler/"
FINANCEUR, FORGET = f"{RANGED}financeur/", f"{RANGED}financeur/annuler/"
KEY = "2025-01-01/2025-12-31"
LINES = ["758800 Produits divers 600", "741000 Aide du comité 900", "606000 Achats -400", "799999 Hors 50"]


def asked(compte, key=KEY):
    return f"{ACCOUNT}?{urlencode({'exercice': key, 'compte': compte})}"


@pytest.fixture
def sent(client, fec, upload):
    """Two years with the same accounts."""
    client.post(START, {"fichiers": [upload(fec(*LINES, year=year), year=year) for year in (2024, 2025)]})
    return client


def years():
    return work_of(Trajectory.objects.get()).exercices


def amount(exercice, family):
    return exercice.postes.ressources[family].value.number


def test_every_account_is_there_once_with_its_rule(sent, words):
    for exercice in years():
        found = placed_of(exercice)
        assert sorted(each.line.compte for each in found) == ["606000", "741000", "758800", "799999"]
        assert all(each.rule for each in found)
    said = words(sent.get(RANGED))
    for line in LINES:
        assert line.split()[0] in said
    assert "Comptes que le plan de l’exercice n’emploie plus" in said


def test_an_account_goes_elsewhere_and_comes_back(sent, words):
    before = [each.postes for each in years()]
    files = list(ImportedFile.objects.values())
    assert amount(years()[1], "dons") == 0
    page = sent.get(asked("758800"))
    assert page.status_code == 200
    response = sent.post(asked("758800"), {"place": "dons"})
    assert response["Location"] == RANGED
    first, second = years()
    assert (amount(first, "dons"), amount(second, "dons")) == (0, 60_000), "this exercice alone"
    assert second.postes.produits.value == before[1].produits.value
    assert second.rapprochement.ecart_centimes == 0
    said = words(sent.get(RANGED))
    assert "De « Autres produits » à « Dons »" in said
    assert "rangé par vous" in words(sent.get(RESULTS))
    sent.post(BACK, {"exercice": KEY, "compte": "758800"})
    assert [each.postes for each in years()] == before
    assert Trajectory.objects.get().answers["exercices"] == {}
    assert list(ImportedFile.objects.values()) == files, "no entry and no balance was touched"


def test_an_account_goes_elsewhere_in_every_exercice_that_has_it(sent):
    sent.post(asked("758800"), {"place": "dons", "partout": "on"})
    assert [amount(each, "dons") for each in years()] == [60_000, 60_000]
    sent.post(asked("758800"), {"place": "autres", "partout": "on"})
    assert [amount(each, "dons") for each in years()] == [0, 0]
    assert Trajectory.objects.get().answers["exercices"] == {}, "its own place is no word at all"


def test_a_charge_becomes_staff(sent):
    sent.post(asked("606000"), {"place": "personnel"})
    assert years()[1].postes.personnel.value.number == 40_000
    assert years()[0].postes.personnel.value.number == 0


def test_an_account_that_the_plan_dropped_finds_a_place(sent):
    """79 is no resource in 2025; the person may say what it is."""
    sent.post(asked("799999"), {"place": "autres"})
    assert years()[1].rapprochement.ecart_centimes == 0
    assert any(line.compte == "799999" for line in years()[1].postes.ressources["autres"].sources)


def test_an_answer_given_afterwards_keeps_what_was_placed(sent):
    sent.post(asked("758800"), {"place": "dons"})
    page = sent.get(f"{START}questions/").content.decode()
    hours = re.search(r'name="(heures_20250101_20251231)"', page)[1]
    sent.post(f"{START}questions/", {hours: "12"})
    assert amount(years()[1], "dons") == 60_000


@pytest.mark.parametrize("place", ["", "personnel", "nulle-part"])
def test_a_place_of_another_class_is_refused(sent, words, place):
    response = sent.post(asked("758800"), {"place": place})
    assert response.status_code == 422
    assert "Choisissez une place dans la liste." in words(response)
    assert amount(years()[1], "dons") == 0


@pytest.mark.parametrize(
    "address", [asked("512000"), asked("999"), asked("758800", "2020-01-01/2020-12-31"), ACCOUNT, FINANCEUR]
)
def test_what_the_work_has_not_is_not_found(sent, address):
    assert sent.get(address).status_code == 404
    assert sent.post(address, {"place": "dons"}).status_code == 404


def test_another_s_account_is_not_found(sent, other_visitor):
    """Her own work has no 758800."""
    assert other_visitor.get(asked("758800")).status_code == 404
    assert other_visitor.post(BACK, {"exercice": KEY, "compte": "758800"}).status_code == 404
    label = urlencode({"libelle": "Aide du comité"})
    assert other_visitor.get(f"{FINANCEUR}?{label}").status_code == 404
    assert other_visitor.post(FORGET, {"libelle": "Aide du comité"}).status_code == 404


# --- funders ------------------------------------------------------------------------------------------------------


def test_a_funder_is_named_and_forgotten(sent, words):
    before = [each.postes.financeurs for each in years()]
    (funded,) = [
        each for each in funded_of(work_of(Trajectory.objects.get())) if each.label == "Aide du comité"
    ]
    assert funded.told is None
    address = f"{FINANCEUR}?{urlencode({'libelle': funded.label})}"
    assert sent.get(address).status_code == 200
    sent.post(address, {"genre": "commune", "nom": "Ville de Rennes"})
    (paid,) = years()[0].postes.financeurs.versements
    assert (paid.nom, paid.genre.value) == ("Ville de Rennes", "commune")
    assert "Selon vous." in words(sent.get(RANGED))
    sent.post(FORGET, {"libelle": funded.label})
    assert [each.postes.financeurs for each in years()] == before


def test_a_funder_without_a_kind_is_refused(sent, words):
    response = sent.post(
        f"{FINANCEUR}?{urlencode({'libelle': 'Aide du comité'})}", {"genre": "", "nom": "Ville"}
    )
    assert response.status_code == 422
    assert 'value="Ville"' in response.content.decode()


def test_a_page_without_accounts_says_why(client, words):
    client.post(f"{START}saisir/", {"cloture": "2025", "cotisations": "10", "depenses": "5"})
    assert "Aucun compte à ranger" in words(client.get(RANGED))
