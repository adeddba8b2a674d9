"""The activities of a work: named, shared out from typed lines or accounts, read, taken back."""

import datetime as dt
import io
import re
import zipfile

import pytest
from django.urls import reverse

from trajectoires.trajectories import services
from trajectoires.trajectories.models import Activity
from trajectoires.trajectories.selectors import by_activity, work_of

pytestmark = pytest.mark.django_db
ACTIVITIES = "/agir/trajectoire/activites/"
RESULTS = f"{ACTIVITIES}resultats/"
YEAR = f"{ACTIVITIES}20250101-20251231/"
BEFORE = f"{ACTIVITIES}20240101-20241231/"
SALARIES = "charge-salaires-et-charges-ligne-saisie"
SPENT = "charge-autres-depenses-ligne-saisie"


@pytest.fixture
def visitor(client):
    """Two years typed from paper, in her browser."""
    for year in (2024, 2025):
        lines = {
            "cloture": f"31/12/{year}",
            "cotisations": "900",
            "ventes": "600",
            "salaires": "400",
            "depenses": "800",
        }
        assert client.post("/agir/trajectoire/saisir/", lines).status_code == 302
    return client


@pytest.fixture
def named(visitor):
    """With a club and a bar."""
    answer = visitor.post(ACTIVITIES, {"nouvelle-1": "Club", "nouvelle-2": " La  buvette "})
    assert answer.status_code == 302
    return visitor


def numbers():
    return {each.name: each.pk for each in Activity.objects.all()}


def written(**more):
    """Amounts, and a key of hours for what is left of the expenses."""
    club, bar = numbers()["Club"], numbers()["La buvette"]
    return {
        f"cle-heures-{club}": "300 h",
        f"cle-heures-{bar}": "100",
        f"ressource-cotisations-{club}": "900",
        f"ressource-ventes-{bar}": "450,50",
        f"{SALARIES}-{club}": "400",
        f"{SPENT}-{bar}": "200",
        f"{SPENT}-reste": "heures",
        **more,
    }


def told(work=None):
    """The exercices that are shared, as the engine tells them."""
    trajectory = work or Activity.objects.first().trajectory
    return by_activity(work_of(trajectory)).years


# --- names --------------------------------------------------------------------------------------------------------


def test_activities_are_named_then_renamed_even_one_for_the_other(named):
    assert list(numbers()) == ["Club", "La buvette"]
    club, bar = numbers().values()
    named.post(ACTIVITIES, {f"nom-{club}": "La buvette", f"nom-{bar}": "Club", "nouvelle-3": "Fête"})
    assert numbers() == {"La buvette": club, "Club": bar, "Fête": numbers()["Fête"]}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Club"], "Nommez deux activités au moins"),
        (["Club", "club"], "est déjà écrit plus haut"),
        (["Club", "non réparti"], "est le nom de ce qui reste"),
        (["Club", "x" * 81], "80 caractères au plus"),
    ],
)
def test_names_that_cannot_serve_are_told_and_kept(visitor, words, names, said):
    answer = visitor.post(
        ACTIVITIES, {f"nouvelle-{place}": name for place, name in enumerate(names, start=1)}
    )
    assert answer.status_code == 422
    assert said in words(answer)
    assert all(f'value="{name}"' in answer.content.decode() for name in names)
    assert not Activity.objects.exists()


def test_a_known_activity_is_not_taken_away_by_a_blank(named, words):
    club, bar = numbers().values()
    answer = named.post(ACTIVITIES, {f"nom-{club}": "", f"nom-{bar}": "Buvette"})
    assert answer.status_code == 422
    assert "retirez-la par le lien" in words(answer)
    assert set(numbers()) == {"Club", "La buvette"}


def test_an_activity_that_goes_leaves_what_it_had_undistributed(named):
    named.post(YEAR, written())
    bar = numbers()["La buvette"]
    assert named.post(f"{ACTIVITIES}{bar}/retirer/").status_code == 302
    (year,) = told()
    assert [each.nom for each in year.found.activites] == ["Club"]
    assert year.found.non_reparti.recettes_centimes == 600_00
    assert str(bar) not in str(
        list(year.exercice.typed.trajectory.distributions.values("keys", "choices", "values"))
    )


# --- sharing out --------------------------------------------------------------------------------------------------


def test_a_paper_statement_is_shared_by_amounts_and_by_a_key(named):
    answer = named.post(YEAR, written())
    assert (answer.status_code, answer["Location"]) == (302, RESULTS)
    (year,) = told()
    club, bar = year.found.activites
    assert (club.recettes_centimes, bar.recettes_centimes) == (900_00, 450_50)
    assert (club.charges_directes.value.number, club.charges_indirectes.value.number) == (400_00, 450_00)
    assert (bar.charges_directes.value.number, bar.charges_indirectes.value.number) == (200_00, 150_00)
    rest = year.found.non_reparti
    assert (rest.recettes_centimes, rest.cout_complet_centimes) == (149_50, 0)
    assert sum(each.resultat_centimes for each in (club, bar, rest)) == 300_00


def test_what_was_kept_is_in_the_form_again(named):
    named.post(YEAR, written())
    page = named.get(YEAR).content.decode()
    for text in ('value="300"', 'value="450,50"', '<option value="heures" selected>'):
        assert text in page


def test_everything_wrong_is_told_at_once_and_nothing_is_lost(named, words):
    club, bar = numbers()["Club"], numbers()["La buvette"]
    wrong = written(
        **{
            f"ressource-cotisations-{bar}": "1",
            f"{SALARIES}-{bar}": "douze",
            f"{SPENT}-reste": "surface",
            f"cle-pourcentage-{club}": "70",
            f"cle-pourcentage-{bar}": "40 %",
        }
    )
    answer = named.post(YEAR, wrong)
    assert answer.status_code == 422
    said = words(answer)
    for sentence in (
        "4 réponses sont à corriger",
        "« Cotisations » : vous donnez 1,00 € de plus",
        "« Autres dépenses » : la clé « Surface » est vide",
        "plus de 100 %",
    ):
        assert sentence in said
    assert 'value="douze"' in answer.content.decode()
    assert not told()


def test_the_keys_of_another_year_are_taken_up_beside_what_is_typed(named, words):
    named.post(BEFORE, written())
    page = named.get(YEAR)
    assert "Reprendre les clés de 2024" in words(page)
    club = numbers()["Club"]
    answer = named.post(YEAR, {"reprendre": "20240101-20241231", f"ressource-ventes-{club}": "12,34"})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert 'value="300"' in text
    assert 'value="12,34"' in text
    assert 'value="450,50"' not in text
    assert len(told()) == 1


def test_a_distribution_is_taken_back(named):
    named.post(YEAR, written())
    assert named.get(f"{YEAR}oublier/").status_code == 200
    assert named.post(f"{YEAR}oublier/").status_code == 302
    assert told() == []
    assert named.get(YEAR).status_code == 200


def test_there_is_nothing_to_share_before_there_are_activities(visitor):
    assert visitor.get(YEAR)["Location"] == ACTIVITIES
    assert "Donnez d’abord vos comptes" not in visitor.get(ACTIVITIES).content.decode()
    assert visitor.get(f"{ACTIVITIES}20200101-20201231/").status_code == 404


def test_an_account_goes_by_its_chapter(work, now):
    made = work(
        {2025: ["741000 Subventions 1000", "606000 Achats -400", "613000 Loyer -300", "789000 Fonds 50"]}
    )
    services.name_activities(trajectory=made, renamed={}, added=["Un", "Deux"], now=now)
    one = str(made.activities.first().pk)
    services.save_distribution(
        trajectory=made,
        period=(dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        keys={"pourcentage": {one: 50_00}},
        choices={"charge-61": {"cle": "pourcentage"}, "produit-78": {"centimes": {one: 50_00}}},
        now=now,
    )
    (year,) = told(made)
    assert year.found["Un"].charges_indirectes.value.number == 150_00
    assert year.found["Un"].autres_produits.value.number == 50_00
    assert year.found.non_reparti.cout_complet_centimes == 550_00


# --- reading ------------------------------------------------------------------------------------------------------


def test_each_figure_of_the_table_leads_to_what_makes_it(named):
    for address in (BEFORE, YEAR):
        named.post(address, written())
    page = named.get(RESULTS).content.decode()
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert len(targets) > 20
    assert [each for each in targets if f'id="{each}"' not in page] == []
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_page_says_the_result_the_key_and_what_carries(named, words):
    named.post(YEAR, written())
    said = words(named.get(RESULTS))
    for sentence in (
        "En 2025. Club et La buvette : excédentaires.",
        "Ce qui la porte : Cotisations 100 %",
        "La clé « Heures »",
        "Club : 300 heures",
        "Le reste : par la clé « Heures »",
        "charges directes + charges indirectes",
        "Version 2, depuis le 26 novembre 2026",
        "Pas encore réparties : 2024",
    ):
        assert sentence in said


def test_the_page_costs_few_queries(named, django_assert_max_num_queries):
    named.post(YEAR, written())
    with django_assert_max_num_queries(12):
        named.get(RESULTS)


def test_the_workbook_has_the_activities(named):
    named.post(YEAR, written())
    book = named.get("/agir/trajectoire/resultats/chiffres.ods").content
    with zipfile.ZipFile(io.BytesIO(book)) as ods:
        text = ods.read("content.xml").decode()
    assert 'table:name="Activités"' in text
    assert "La buvette" in text


def test_the_hub_and_the_results_lead_there(named):
    assert f'href="{ACTIVITIES}"' in named.get("/agir/trajectoire/").content.decode()
    assert f'href="{RESULTS}"' in named.get("/agir/trajectoire/resultats/").content.decode()


def test_an_activity_of_another_does_not_exist(named, other_visitor):
    bar = numbers()["La buvette"]
    for client_url in (f"{ACTIVITIES}{bar}/retirer/", YEAR + "colonne/"):
        assert other_visitor.get(client_url).status_code == 404
    assert reverse("trajectories:activities") == ACTIVITIES
