"""« Budget et réalisé »: typed or sent, beside the actual year, in no series; sums are exact."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.readers.budget import Cote, budget_of_amounts, chapters_of_form
from socioeco.report.recognition import read_any
from socioeco.trajectories.budget_realise import PREVU_SEUL, REALISE_SEUL, compare_budget
from trajectoires.trajectories.models import Trajectory, TypedBudget
from trajectoires.trajectories.selectors import budgets_of, work_of
from trajectoires.trajectories.services import receive_files, save_budget

from . import cases_import as cases

START = "/agir/trajectoire/"
BUDGET, TYPED = f"{START}budget/", f"{START}budget/saisir/"
YEAR = dt.date(2025, 1, 1), dt.date(2025, 12, 31)
KEYS = [line.cle for head, lines in chapters_of_form() for line in (head, *lines)]


@pytest.fixture
def years(db, now):
    """The actual years of an association, by every way in."""
    work = receive_files(
        trajectory=None, files=[cases.fec(0), cases.balance_csv(1), cases.postes(2)], now=now
    )
    return work_of(work).exercices


# --- laws ---------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), st.integers(1, 10**9), max_size=20))
def test_a_chapter_typed_with_its_lines_counts_once(amounts):
    """Each chapter is worth the larger of its total and of its lines."""
    budget = budget_of_amounts(amounts, *YEAR)
    for cote in Cote:
        expected = sum(
            max(amounts.get(head.cle, 0), sum(amounts.get(line.cle, 0) for line in lines))
            for head, lines in chapters_of_form()
            if head.cote is cote and not head.is_nature and not head.is_equilibre
        )
        assert budget.total_centimes(cote) == expected


@pytest.mark.django_db
def test_lines_add_up_to_both_totals(years):
    budgets = [
        budget_of_amounts({cle: 1000 + rank for rank, cle in enumerate(KEYS)}, *YEAR),
        budget_of_amounts({"autres_produits": 50_000, "subventions": 70_000, "achats": 9}, *YEAR),
        read_any(cases.budget(0), "budget.csv").budget,
    ]
    for budget in budgets:
        for year in years:
            found = compare_budget(budget, year.postes)
            for lines, whole in (
                (found.produits, found.total_produits),
                (found.charges, found.total_charges),
            ):
                assert sum(line.prevu_centimes for line in lines) == whole.prevu_centimes
                assert sum(line.realise_centimes or 0 for line in lines) == whole.realise_centimes
                for line in lines:
                    assert sum(each.montant_centimes for each in line.sources_prevu) == line.prevu_centimes
            planned, actual = found.resultat
            assert actual == year.postes.resultat_centimes
            assert planned == budget.total_centimes(Cote.PRODUIT) - budget.total_centimes(Cote.CHARGE)


@pytest.mark.django_db
def test_patronage_of_the_accounts_stands_with_the_gifts_of_the_form(years):
    """The form has one line for both: a gift planned there is not missing when it comes in 7542."""
    found = compare_budget(budget_of_amounts({"dons": 10_000, "achats": 1}, *YEAR), years[0].postes)
    (line,) = [line for line in found.produits if line.prevu_centimes]
    assert "mécénat" in line.libelle.lower()
    assert "dons" in line.libelle.lower()


@pytest.mark.django_db
def test_what_has_nothing_in_front_is_said(years):
    found = compare_budget(
        budget_of_amounts({"charges_exceptionnelles": 500, "cotisations": 1}, *YEAR), years[0].postes
    )
    remarks = {line.libelle: line.remarque for line in found.charges}
    assert remarks["Charges exceptionnelles"] == PREVU_SEUL
    assert REALISE_SEUL in remarks.values()


# --- typed --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_budget_is_typed_changed_and_removed(client, words):
    sent = {"cloture": "2025", "achats": "1 200,50", "cotisations": "900", "ventes": "300,50"}
    assert client.post(TYPED, sent)["Location"] == BUDGET
    typed = TypedBudget.objects.get()
    assert typed.amounts == {"achats": 120_050, "cotisations": 90_000, "ventes": 30_050}
    page = client.get(f"{TYPED}{typed.pk}/")
    assert 'value="1\u202f200,50"' in page.content.decode()
    said = words(client.get(BUDGET))
    assert "Aucun exercice de votre travail n’a ces dates" in said
    assert "1 200,50 €" in said
    client.post(f"{TYPED}{typed.pk}/", {**sent, "achats": "7"})
    assert TypedBudget.objects.get().amounts["achats"] == 700
    assert client.get(f"{TYPED}{TypedBudget.objects.get().pk}/retirer/").status_code == 200
    client.post(f"{TYPED}{TypedBudget.objects.get().pk}/retirer/")
    assert not TypedBudget.objects.exists()


@pytest.mark.django_db
def test_all_that_is_wrong_is_said_at_once_and_nothing_is_lost(client, words):
    sent = {
        "cloture": "hier",
        "achats": "100",
        "fournitures": "-5",
        "matieres": "250",
        "cotisations": "douze",
    }
    page = client.post(TYPED, sent)
    assert page.status_code == 422
    said = words(page)
    assert "dépasse de 150" in said
    assert "sans signe moins" in said
    for value in ("hier", "-5", "250", "douze"):
        assert f'value="{value}"' in page.content.decode()
    assert not Trajectory.objects.exists()


@pytest.mark.django_db
def test_one_amount_at_least_on_each_side(client, words):
    said = words(client.post(TYPED, {"cloture": "2025", "insuffisance": "5", "benevolat": "8"}))
    assert "Écrivez un montant au moins parmi les charges." in said
    assert "Écrivez un montant au moins parmi les produits." in said


@pytest.mark.django_db
def test_the_page_sets_the_budget_beside_the_year(client, fec, upload, words):
    client.post(
        START, {"fichiers": upload(fec("756000 Cotisations 800", "606000 Achats -400", year=2025), year=2025)}
    )
    client.post(TYPED, {"cloture": "2025", "achats": "500", "cotisations": "900"})
    said = words(client.get(BUDGET))
    assert "Cotisations 900 800 −100" in said
    assert "Achats 500 400 −100" in said
    assert "Résultat 400 400 =" in said


@pytest.mark.django_db
def test_a_file_wins_over_typed_lines_and_they_come_back(client, words, now):
    client.post(START, {"fichiers": cases.budget(0)})
    work = Trajectory.objects.get()
    opened_on, closed_on = cases.period(0)
    amounts = {"achats": 1, "ventes": 2}
    save_budget(trajectory=work, amounts=amounts, opened_on=opened_on, closed_on=closed_on, now=now)
    found = budgets_of(work_of(work))
    assert [year.file is not None for year in found.years] == [True]
    assert len(found.set_aside) == 1
    assert "Mis de côté" in words(client.get(BUDGET))
    work.files.all().delete()
    found = budgets_of(work_of(work))
    assert [year.typed is not None for year in found.years] == [True]
    assert found.set_aside == []


@pytest.mark.django_db
def test_the_budget_of_a_project_is_set_beside_no_year(client, words):
    """A part of the association against all of it would say nothing true."""
    file = cases.budget(0)
    text = file.read().decode().replace("Budget prévisionnel", "Budget du projet")
    client.post(START, {"fichiers": [cases.fec(0), type(file)("projet.csv", text.encode())]})
    assert "C’est le budget d’un projet" in words(client.get(BUDGET))
    (year,) = budgets_of(work_of(Trajectory.objects.get())).years
    assert year.compared is None


@pytest.mark.django_db
def test_five_budgets_at_most_are_typed(client, words, now):
    client.post(TYPED, {"cloture": "2019", "achats": "1", "ventes": "1"})
    work = Trajectory.objects.get()
    for year in range(2020, 2024):
        days = {"opened_on": dt.date(year, 1, 1), "closed_on": dt.date(year, 12, 31)}
        save_budget(trajectory=work, amounts={"achats": 1, "ventes": 1}, now=now, **days)
    assert client.get(TYPED)["Location"] == BUDGET
    assert "Vous avez déjà saisi 5 budgets" in words(client.get(BUDGET))
