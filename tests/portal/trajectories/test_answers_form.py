"""Every question may stay open, « je ne sais pas » is an answer, and nothing already answered is lost."""

import datetime as dt

import pytest

from socioeco.readers import (
    Answers,
    ExerciceAnswers,
    Financeur,
    GenreFinanceur,
    Opinion,
    Question,
    TypedExercice,
    TypedLine,
)
from socioeco.typologies import QUESTIONS
from trajectoires.trajectories.forms import AnswersForm
from trajectoires.trajectories.selectors import work_of
from trajectoires.trajectories.services import receive_files, save_answers, save_typed

pytestmark = pytest.mark.django_db
YEAR = "20250101_20251231"


@pytest.fixture
def imported(fec, upload, now):
    """A year read in a file: sales, a clear label and one that does not say who pays."""
    lines = (
        "706000 Ateliers 400",
        "740000 Ville de Rennes 600",
        "748000 Aide projet 300",
        "606000 Achats -900",
    )
    return receive_files(trajectory=None, files=[upload(fec(*lines, year=2025), year=2025)], now=now)


@pytest.fixture
def typed(now):
    def make(**lines):
        exercice = TypedExercice(
            opened_on=dt.date(2025, 1, 1),
            closed_on=dt.date(2025, 12, 31),
            lines={line: lines.get(line.value) for line in TypedLine},
        )
        return save_typed(trajectory=None, exercice=exercice, hours=None, now=now)

    return make


def asked(work):
    return {
        each.question for exercice in AnswersForm(work=work_of(work)).exercices for each in exercice.asked
    }


def answers_form(work, **data):
    return AnswersForm(
        {name.replace("__", f"_{YEAR}"): value for name, value in data.items()}, work=work_of(work)
    )


def of_year(form):
    return form.answers().exercices["2025-01-01/2025-12-31"]


def test_only_what_the_accounts_leave_open_is_asked(imported, typed):
    always = {Question.HEURES, Question.ETP, Question.PARTENAIRES}
    assert asked(imported) == always | {Question.ACHATS_PUBLICS}
    assert asked(typed(ventes=100, depenses=1)) == always | {Question.ACHATS_PUBLICS}
    assert asked(typed(ventes=100, commande=0, depenses=1)) == always
    assert asked(typed(cotisations=100, subventions=5, depenses=1)) == always | {Question.PREMIER_FINANCEUR}


def test_no_answer_at_all_is_accepted_and_answers_nothing(imported):
    form = answers_form(imported)
    assert form.is_valid(), form.errors
    assert of_year(form) == ExerciceAnswers()
    assert (form.answers().financeurs, form.answers().opinions) == ({}, {})


def test_answers_are_read_as_they_are_written(imported):
    form = answers_form(imported, achats_publics__="40 %", heures__="1 200 h", etp__="1,5", partenaires__="4")
    assert form.is_valid(), form.errors
    assert of_year(form).values == {
        Question.ACHATS_PUBLICS: 16_000,
        Question.HEURES: 1_200,
        Question.ETP: 150,
        Question.PARTENAIRES: 4,
    }


@pytest.mark.parametrize(
    ("written", "centimes"),
    [("150,50", 15_050), ("0", 0), ("100 %", 40_000), ("12,5%", 5_000), ("400", 40_000)],
)
def test_a_part_of_the_sales_is_an_amount_or_a_share(imported, written, centimes):
    form = answers_form(imported, achats_publics__=written)
    assert form.is_valid(), form.errors
    assert of_year(form).values == {Question.ACHATS_PUBLICS: centimes}


@pytest.mark.parametrize("written", ["400,01", "101 %", "-5", "-5 %", "%", "beaucoup"])
def test_never_more_than_the_sales_nor_less_than_nothing(imported, written):
    found = answers_form(imported, achats_publics__=written).errors
    assert found.keys() == {f"achats_publics_{YEAR}"}


def test_i_do_not_know_is_an_answer_and_shows_again(imported, now):
    form = answers_form(imported, achats_publics___inconnu="on", etp___inconnu="on")
    assert form.is_valid(), form.errors
    assert of_year(form).unknown == {Question.ACHATS_PUBLICS, Question.ETP}
    save_answers(trajectory=imported, answers=form.answers(), now=now)
    imported.refresh_from_db()
    shown = AnswersForm(work=work_of(imported))
    assert shown[f"etp_{YEAR}_inconnu"].value() is True
    assert shown[f"heures_{YEAR}_inconnu"].value() is False


def test_a_number_and_i_do_not_know_contradict_each_other(imported):
    form = answers_form(imported, heures__="12", heures___inconnu="on")
    assert "Gardez l’un des deux" in form.errors[f"heures_{YEAR}"][0]


def test_every_error_is_said_at_once_and_names_its_exercice(imported):
    form = answers_form(imported, achats_publics__="900", heures__="12,5", etp__="moitié", partenaires__="-1")
    assert len(form.errors) == 4
    assert all("2025" in form[name].label for name in form.errors)


def test_who_stands_behind_a_label_is_asked_once_and_kept(imported, now):
    form = AnswersForm(work=work_of(imported))
    (financeur,) = form.financeurs
    assert financeur.label == "Aide projet"
    assert "2025" in financeur.genre.help_text
    sent = {financeur.genre.html_name: "departement", financeur.nom.html_name: "Ille-et-Vilaine"}
    form = AnswersForm(sent, work=work_of(imported))
    assert form.is_valid(), form.errors
    told = {"Aide projet": Financeur(GenreFinanceur.DEPARTEMENT, "Ille-et-Vilaine")}
    assert form.answers().financeurs == told
    save_answers(trajectory=imported, answers=form.answers(), now=now)
    imported.refresh_from_db()
    (financeur,) = AnswersForm(work=work_of(imported)).financeurs
    assert (financeur.genre.value(), financeur.nom.value()) == ("departement", "Ille-et-Vilaine")


def test_a_label_answered_can_be_left_open_again(imported, now):
    save_answers(
        trajectory=imported,
        answers=Answers(
            financeurs={
                "Aide projet": Financeur(GenreFinanceur.ETAT),
                "Ancien libellé": Financeur(GenreFinanceur.REGION),
            }
        ),
        now=now,
    )
    imported.refresh_from_db()
    form = answers_form(imported)
    assert form.is_valid()
    assert form.answers().financeurs == {"Ancien libellé": Financeur(GenreFinanceur.REGION)}


def test_a_name_alone_says_that_the_kind_is_not_known(imported):
    (financeur,) = AnswersForm(work=work_of(imported)).financeurs
    form = AnswersForm({financeur.nom.html_name: "Les Amis du lac"}, work=work_of(imported))
    assert form.is_valid()
    assert form.answers().financeurs == {"Aide projet": Financeur(GenreFinanceur.INCONNU, "Les Amis du lac")}


def test_no_opinion_is_chosen_beforehand_and_one_is_kept(imported):
    form = AnswersForm(work=work_of(imported))
    assert {model.value() for model in form.models} == {None}
    cle = QUESTIONS[0].cle
    form = AnswersForm({f"modele_{cle}": "en_partie"}, work=work_of(imported))
    assert form.is_valid()
    assert form.answers().opinions == {cle: Opinion.EN_PARTIE}
    assert AnswersForm({f"modele_{cle}": "peut-être"}, work=work_of(imported)).errors.keys() == {
        f"modele_{cle}"
    }


def test_what_the_page_does_not_ask_stays_as_it_was(typed, now):
    work = typed(cotisations=100, depenses=1)
    other = ExerciceAnswers(values={Question.ETP: 100})
    here = ExerciceAnswers(values={Question.ACHATS_PUBLICS: 3, Question.HEURES: 9})
    kept = Answers(exercices={"2019-01-01/2019-12-31": other, "2025-01-01/2025-12-31": here})
    save_answers(trajectory=work, answers=kept, now=now)
    work.refresh_from_db()
    form = answers_form(work, heures__="12")
    assert form.is_valid()
    assert form.answers().exercices["2019-01-01/2019-12-31"] == other
    assert of_year(form).values == {Question.ACHATS_PUBLICS: 3, Question.HEURES: 12}


def test_the_latest_exercice_stands_open_and_another_opens_on_its_errors(fec, upload, now):
    files = [upload(fec("741000 Aide 600", year=year), year=year) for year in (2024, 2025)]
    work = work_of(receive_files(trajectory=None, files=files, now=now))
    assert [(each.label, each.is_open) for each in AnswersForm(work=work).exercices] == [
        ("2025", True),
        ("2024", False),
    ]
    wrong = AnswersForm({"etp_20240101_20241231": "x"}, work=work)
    assert [each.is_open for each in wrong.exercices] == [True, True]
