"""« À saisir »: what is typed in a workbook comes back, and what is not understood changes nothing."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socioeco.generator.saisie import generate_saisie
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
from socioeco.report.saisie import Saisie, completed, read_saisie, saisie_tables
from socioeco.report.saisie.cells import letter
from socioeco.report.tables import Column, Kind, Table, Typed, write_csv, write_ods

from .saisie_cases import OFFICE, saved_again

NO_ANSWER = Answers()
KEY = "2025-01-01/2025-12-31"
DATES = {"ouverture": date(2025, 1, 1), "cloture": date(2025, 12, 31)}


def written(saisie: Saisie, **more) -> bytes:
    return write_ods(saisie_tables(saisie, **more), title="Essai")


def came_back(content: bytes) -> Saisie:
    reading = read_saisie(content, "essai.ods")
    assert [each.code for each in reading.anomalies] == []
    return reading.saisie


def same(given: Saisie, back: Saisie) -> bool:
    """The same years and the same answers: an exercice of which nothing is answered has none."""
    told = {key: each for key, each in given.answers.exercices.items() if each.values or each.unknown}
    answers = completed(NO_ANSWER, back)
    lines = [
        replace(each, lines={line: each.lines.get(line) for line in TypedLine}) for each in given.exercices
    ]
    return sorted(lines, key=_dates) == sorted(back.exercices, key=_dates) and answers == replace(
        given.answers, exercices=told
    )


def _dates(exercice):
    return exercice.closed_on, exercice.opened_on


# --- the round trip ---------------------------------------------------------------------------------------------------

amounts = st.integers(0, 10**14)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
labels = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=60)


@st.composite
def typed_years(draw):
    first, second = sorted((draw(days), draw(days)))
    lines = {line: draw(st.none() | amounts) for line in TypedLine}
    for line in (TypedLine.ARGENT, TypedLine.FONDS_PROPRES):
        lines[line] = draw(st.none() | st.integers(-(10**14), 10**14))
    lines[draw(st.sampled_from(list(TypedLine)))] = draw(amounts)
    return TypedExercice(opened_on=first, closed_on=second, lines=lines)


@st.composite
def saisies(draw):
    years = draw(st.lists(typed_years(), min_size=1, max_size=4, unique_by=_dates))
    answers = {}
    for year in years:
        values = draw(st.dictionaries(st.sampled_from(list(Question)), st.integers(0, 10**9), max_size=6))
        unknown = draw(st.sets(st.sampled_from(list(Question)), max_size=4)) - set(values)
        key = f"{year.opened_on.isoformat()}/{year.closed_on.isoformat()}"
        answers[key] = ExerciceAnswers(values=values, unknown=frozenset(unknown))
    payers = st.builds(Financeur, st.sampled_from(GenreFinanceur), st.just("") | labels)
    told = Answers(
        exercices=answers,
        financeurs=draw(st.dictionaries(labels, payers, max_size=4)),
        opinions=draw(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from(Opinion))),
    )
    return Saisie(exercices=tuple(years), answers=told)


@given(saisies())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read_the_same(saisie):
    assert same(saisie, came_back(written(saisie)))


@pytest.mark.parametrize("seed", range(10))
def test_a_generated_association_comes_back(seed):
    saisie = generate_saisie(seed)
    back = came_back(written(saisie))
    assert same(saisie, back)
    assert written(Saisie(exercices=back.exercices, answers=completed(NO_ANSWER, back))) == written(saisie)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice n’est pas installé sur cette machine")
@pytest.mark.parametrize("kind", ["ods:calc8", "xlsx"])
def test_another_program_saves_it_again_without_loss(tmp_path, kind):
    given = {str(seed): generate_saisie(seed) for seed in range(5)}
    again = saved_again(tmp_path, {name: written(saisie) for name, saisie in given.items()}, kind)
    assert set(again) == set(given)
    for name, content in again.items():
        assert same(given[name], came_back(content)), name


# --- what a person does to it -----------------------------------------------------------------------------------------


def workbook(cells: dict[str, object], *, funders=(), models=(), sheet="À saisir", head=None) -> bytes:
    """The sheets as a person may leave them: `cells` of one column of years by key."""
    columns = tuple(Column(label) for label in (head or ("Repère", "Ligne", "Unité", "2025")))
    rows = tuple((key, "", "", cell) for key, cell in cells.items())
    tables = [Table(key="a", title=sheet, columns=columns, rows=rows)]
    words = (("À saisir, financeurs", funders), ("À saisir, façons de faire", models))
    for title, lines in words:
        if lines:
            tables.append(
                Table(key="b", title=title, columns=(Column("A"), Column("B"), Column("C")), rows=lines)
            )
    return write_ods(tables, title="Essai")


def codes(content: bytes) -> list[tuple]:
    reading = read_saisie(content, "essai.ods")
    assert reading.is_blocked == any(each.is_blocking for each in reading.anomalies)
    return [(each.code, each.ligne, each.colonne) for each in reading.anomalies]


@pytest.mark.parametrize(
    ("cloture", "ouverture", "dates"),
    [
        ("31/12/2025", None, (date(2025, 1, 1), date(2025, 12, 31))),
        ("31 août 2025", None, (date(2024, 9, 1), date(2025, 8, 31))),
        ("2025", "2025", (date(2025, 1, 1), date(2025, 12, 31))),
        (Typed(2025, Kind.NOMBRE), None, (date(2025, 1, 1), date(2025, 12, 31))),
        (date(2025, 6, 30), date(2024, 1, 1), (date(2024, 1, 1), date(2025, 6, 30))),
    ],
)
def test_dates_are_read_as_people_write_them(cloture, ouverture, dates):
    (year,) = came_back(workbook({"ouverture": ouverture, "cloture": cloture, "dons": "12"})).exercices
    assert (year.opened_on, year.closed_on) == dates


@pytest.mark.parametrize(
    "dates",
    [
        {},
        {"cloture": "hier"},
        {"cloture": Typed(12, Kind.NOMBRE)},
        {"cloture": date(2025, 1, 1), "ouverture": date(2025, 2, 1)},
        {"cloture": date(2025, 12, 31), "ouverture": "un jour"},
    ],
)
def test_a_column_without_its_dates_is_told(dates):
    assert codes(workbook({**dates, "dons": "12"}))[0][0::2] == ("T6-dates", "D")


def test_two_columns_of_one_exercice_are_told():
    head = ("Repère", "Ligne", "Unité", "2025", "2026")
    rows = tuple((key, "", "", day, day) for key, day in DATES.items())
    table = Table(key="a", title="À saisir", columns=tuple(map(Column, head)), rows=rows)
    assert codes(write_ods([table], title="")) == [("T6-double", 2, "E")]


def test_amounts_are_read_as_people_write_them():
    cells = {
        "cotisations": "1 234,50 €",
        "ventes": "1234.5",
        "dons": "ne sait pas",
        "argent": "-12",
        "subventions": "-",
    }
    (year,) = came_back(workbook({**DATES, **cells})).exercices
    assert {line: amount for line, amount in year.lines.items() if amount is not None} == {
        TypedLine.COTISATIONS: 123450,
        TypedLine.VENTES: 123450,
        TypedLine.SUBVENTIONS: 0,
        TypedLine.ARGENT: -1200,
    }


@pytest.mark.parametrize(
    ("key", "cell", "code"),
    [
        ("cotisations", "environ 12", "T7-montant"),
        ("cotisations", "12 C", "T7-montant"),
        ("salaires", "-3900", "T7-negatif"),
        ("heures", "12,5", "T7-entier"),
        ("heures", Typed(Fraction(1, 3), Kind.NOMBRE), "T7-entier"),
        ("etp", Typed(Fraction(1, 3), Kind.NOMBRE), "T7-arrondi"),
    ],
)
def test_a_cell_that_is_no_such_number_is_told_with_its_place(key, cell, code):
    assert codes(workbook({**DATES, key: cell})) == [(code, 4, "D")]


def test_what_is_only_rounded_is_kept():
    reading = read_saisie(workbook({**DATES, "etp": Typed(Fraction(1, 3), Kind.NOMBRE)}), "")
    assert reading.saisie.answers.exercices[KEY].values == {Question.ETP: 33}


@pytest.mark.parametrize("words", ["ne sait pas", "Je ne sais pas", "?", "inconnu"])
def test_not_knowing_is_an_answer(words):
    back = came_back(workbook({**DATES, "heures": words}))
    assert back.answers.exercices[KEY].unknown == {Question.HEURES}
    assert back.exercices == ()


def test_a_row_of_ones_own_is_left_aside():
    assert codes(workbook({**DATES, "dons": "1", "loyers": "12", "note": None})) == [("T8-repere", 5, None)]


def test_a_workbook_without_its_sheet_or_without_a_year_is_told():
    assert codes(workbook({**DATES}, sheet="Feuille1")) == [("T5-feuille", None, None)]
    assert codes(workbook({**DATES}, head=("a", "b", "c", "d"))) == [("T5-feuille", None, None)]
    assert codes(workbook({"dons": None})) == [("T5-vide", None, None)]
    assert [code for code, *_ in codes(b"PK\x03\x04 rien")] == ["B1-abime"]


def test_funders_and_ways_of_doing_are_words():
    funders = (
        ("Mairie", "commune et ccas", "Ville"),
        ("Inconnue", "", "Quelqu’un"),
        ("Vide", "", ""),
        ("", "x", ""),
        (Typed(42, Kind.NOMBRE), "", ""),
    )
    models = (("a", "", "Oui"), ("b", "", "je ne sais pas"), ("c", "", ""), ("", "", "oui"))
    back = came_back(workbook({**DATES, "dons": "1"}, funders=funders, models=models))
    assert back.labels == {"Mairie", "Inconnue", "Vide", "42"}
    assert back.answers.financeurs == {
        "Mairie": Financeur(GenreFinanceur.COMMUNE, "Ville"),
        "Inconnue": Financeur(GenreFinanceur.INCONNU, "Quelqu’un"),
    }
    assert back.answers.opinions == {"a": Opinion.OUI, "b": Opinion.NE_SAIT_PAS}


def test_words_that_are_not_known_are_told():
    wrong = workbook({**DATES, "dons": "1"}, funders=(("M", "Mairie", ""),), models=(("a", "", "parfois"),))
    assert codes(wrong) == [("T8-avis", 2, None), ("T8-genre", 2, None)]


def test_years_of_files_and_labels_to_explain_have_their_place():
    tables = saisie_tables(
        Saisie(), from_files=[(date(2024, 1, 1), date(2024, 12, 31))], labels=["Un libellé"]
    )
    years, funders, _ = tables
    assert years.rows[2][3] == "lus dans un fichier"
    assert funders.rows == (("Un libellé", None, None),)
    assert came_back(write_ods(tables, title="")).exercices == ()


def test_an_answer_comes_back_over_the_one_that_is_known():
    known = Answers(
        exercices={
            KEY: ExerciceAnswers(
                values={Question.HEURES: 5, Question.EN_NATURE: 7}, unknown=frozenset({Question.ETP})
            )
        },
        financeurs={"A": Financeur(GenreFinanceur.ETAT), "B": Financeur(GenreFinanceur.ETAT)},
        opinions={"a": Opinion.OUI},
    )
    back = came_back(workbook({**DATES, "heures": None, "etp": "1,5", "dons": "1"}, funders=(("A", "", ""),)))
    assert completed(known, back) == Answers(
        exercices={KEY: ExerciceAnswers(values={Question.EN_NATURE: 7, Question.ETP: 150})},
        financeurs={"B": Financeur(GenreFinanceur.ETAT)},
        opinions={"a": Opinion.OUI},
    )


def test_a_number_with_its_own_kind_is_one_in_csv_too():
    table = Table(key="a", title="A", columns=(Column("x"),), rows=((Typed(1250, Kind.EUROS),),))
    assert write_csv(table).decode("utf-8-sig") == "x\r\n12,50\r\n"


def test_columns_have_the_names_of_spreadsheets():
    assert [letter(each) for each in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
