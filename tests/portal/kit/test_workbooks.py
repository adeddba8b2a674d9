"""What formulas give, and how they are written: the same here and in a spreadsheet."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectoires.kit.models.templates import read_template
from trajectoires.kit.models.templates.formulas import FormulaError, read_formula
from trajectoires.kit.models.templates.placing import Filling, place
from trajectoires.kit.models.templates.resolving import Place
from trajectoires.kit.services.writing.evaluating import evaluate
from trajectoires.kit.services.writing.openformula import column_name, openformula

from .tools_cases import WORKBOOK

FILLING = Filling(
    {"tresorerie": Fraction(1000), "famille.subventions": Fraction(500), "aujourdhui": date(2026, 11, 26)},
    {
        "financeurs": [
            {"nom": "Ville", "montant": Fraction(200)},
            {"nom": "Région", "montant": Fraction(1, 2)},
        ]
    },
)


def values_of(filling=FILLING, source=WORKBOOK):
    """What each line gives, by sheet, line and column."""
    placed = place(read_template(source), filling)
    found = evaluate(placed)
    told = {}
    for index, sheet in enumerate(placed.sheets):
        for line, (first, _) in sheet.lines.items():
            for column, number in sheet.columns.items():
                spot = Place(index, first, number)
                cell = placed.cell(spot)
                told[f"{sheet.sheet.key}.{line}.{column}"] = found.get(spot, cell.value if cell else None)
    return told


def test_a_plan_is_worked_out_from_month_to_month():
    values = values_of()
    assert values["plan.entrees.m1"] == 500
    assert values["plan.entrees.m2"] == Fraction(401, 2)
    assert values["plan.sorties.m2"] == Fraction(25, 2)
    assert values["plan.solde.m1"] == 1400
    assert values["plan.solde.m2"] == 1588
    assert values["plan.solde.total"] is None  # what goes on from month to month is not summed up
    assert values["plan.entrees.part"] == 1
    assert values["lecture.bas.valeur"] == 1400
    assert values["lecture.bas.mot"] == "assez"
    assert values["lecture.dit.valeur"] == -1400


def test_nothing_known_divides_by_nothing_and_says_nothing():
    empty = WORKBOOK.replace(', m1: 100, m2: "12,5"', "")
    values = values_of(Filling(), empty)
    assert values["plan.aide.part"] is None
    assert values["lecture.rapport.valeur"] is None
    assert values["plan.solde.m1"] is None
    assert values["lecture.suite.valeur"] is None
    assert values["lecture.rapport.mot"] is None


def test_a_line_waits_for_its_own_cells_and_a_total_for_any():
    values = values_of(Filling({"tresorerie": Fraction(1000)}), WORKBOOK.replace(', m1: 100, m2: "12,5"', ""))
    assert values["plan.aide.total"] is None  # though money is known above the table
    assert values["plan.entrees.m1"] is None
    assert values["plan.solde.m1"] == values["plan.solde.m2"] == 1000
    assert values["lecture.rapport.valeur"] == 1
    assert values["lecture.bas.mot"] == "assez"


def test_a_repeat_moves_what_follows_it():
    many = Filling(rows={"financeurs": [{"nom": str(n), "montant": Fraction(1)} for n in range(7)]})
    assert values_of(many)["plan.entrees.m2"] == 7


def test_what_the_source_wrote_is_kept_and_a_known_value_fills_the_rest():
    values = values_of()
    assert values["plan.fixe.m1"] == 100
    assert values["plan.aide.m1"] == 500
    assert values["plan.aide.m2"] is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1 + 2 * 3", "of:=1+(2*3)"),
        ("(1 - 2) - 3", "of:=(1-2)-3"),
        ("-(1 + 2)", "of:=-(1+2)"),
        ("1 / 4", 'of:=IFERROR(1/4;"")'),
        ('SI(1 >= 2; "a"; 0,5)', 'of:=IF(1>=2;"a";0.5)'),
    ],
)
def test_a_formula_is_written_as_a_spreadsheet_reads_it(text, written):
    placed = place(read_template(WORKBOOK))
    assert openformula(read_formula(text), placed=placed, at=Place(0, 0, 0)) == written


def test_names_become_cells_of_this_sheet_or_of_another():
    placed = place(read_template(WORKBOOK))
    written = {openformula(formula, placed=placed, at=spot) for spot, formula in placed.formulas()}
    assert any("$'Le plan'." in each and "MIN(N([" in each for each in written)
    assert any(each.startswith("of:=IF(COUNT([.C") and "SUM([.C" in each for each in written)
    assert any("N([.B" in each and "+1" in each for each in written)  # what may give no number


@pytest.mark.parametrize(
    "text", ["", "1 +", "a b", "SI(1; 2)", "PRECEDENT(1)", "1,2,3", "é", "a:1", "=1", "a;b"]
)
def test_what_is_no_formula_is_refused_in_french(text):
    with pytest.raises(FormulaError, match=r"\w"):
        read_formula(text)


@given(st.integers(min_value=0, max_value=5000))
def test_columns_are_named_in_order(number):
    def rank(name):
        return (len(name), name)

    assert rank(column_name(number)) < rank(column_name(number + 1))


AMOUNTS = st.one_of(
    st.none(), st.integers(min_value=-(10**6), max_value=10**6).map(lambda cents: Fraction(cents, 100))
)


@given(st.lists(AMOUNTS, min_size=1, max_size=6))
def test_a_total_is_the_sum_of_what_is_known(amounts):
    rows = [{"nom": "x", **({} if amount is None else {"montant": amount})} for amount in amounts]
    values = values_of(Filling(rows={"financeurs": rows}))
    known = [amount for amount in amounts if amount is not None]
    assert values["plan.entrees.m2"] == (sum(known, Fraction(0)) if known else None)
