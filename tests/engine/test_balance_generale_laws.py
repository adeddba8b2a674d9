"""A balance générale in any shape gives the accounts of the FEC of the same books, to the centime."""

import csv
import io
from functools import cache

import odfdo
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socioeco.generator import STORIES, generate_association
from socioeco.readers import read_fec
from socioeco.readers.balance_generale import read_balance_generale

KEYS = tuple(STORIES)
LAYOUTS = ("a", "b", "c6", "c8", "d")
FORMATS = ("csv", "xlsx", "ods")
# Damage that a program or a person does to a balance without making it wrong.
DAMAGES = (
    "titles", "two-line header", "totals by class", "grand total", "third parties", "parents", "numbers",
    "blanks in amounts", "parentheses", "trailing minus", "empty columns", "blank rows", "short codes",
)  # fmt: skip
TITLES = [
    ["Association fictive"],
    ["Balance générale"],
    ["Du {opened:%d/%m/%Y} au {closed:%d/%m/%Y}"],
    ["Édité le 14/02/2031 à 10:32"],
    [],
]


@cache
def books(story):
    """The three last exercices of a story, each with the balance of its FEC."""
    association = generate_association(story, seed=11, first_year=2019, years=7)
    return [
        (exercice, read_fec([exercice.fec_bytes()], exercice.fec_name).balance)
        for exercice in association.exercices[-2:]
    ]


def facts_of(balance):
    """Account, label, opening, debit and credit of the movements, in centimes."""
    for line in balance.lines:
        opening = line.ouverture_centimes or 0
        debit = line.debit_centimes - max(opening, 0)
        credit = line.credit_centimes - max(-opening, 0)
        yield line.compte, line.libelle, opening, debit, credit


def sides(amount):
    return [max(amount, 0), max(-amount, 0)]


def amounts_of(layout, opening, debit, credit):
    closing = opening + debit - credit
    if layout == "a":
        return sides(closing)
    if layout == "b":
        return [debit, credit, *sides(closing)]
    if layout == "c6":
        return [*sides(opening), debit, credit, *sides(closing)]
    if layout == "c8":
        cumul = [debit + max(opening, 0), credit + max(-opening, 0)]
        return [*sides(opening), debit, credit, *cumul, *sides(closing)]
    return [closing]


HEADERS = {
    "a": [("Solde", 2)],
    "b": [("Mouvements", 2), ("Soldes", 2)],
    "c6": [("Ouverture", 2), ("Mouvements", 2), ("Clôture", 2)],
    "c8": [("À-nouveaux", 2), ("Mouvements de la période", 2), ("Totaux", 2), ("Soldes", 2)],
    "d": [("Solde", 1)],
}


def header_rows(layout, damages):
    one = ["N° de compte", "Intitulé du compte"]
    if layout == "d":
        return [[*one, "Solde"]]
    if "two-line header" in damages:
        upper = [*one, *(word for group, width in HEADERS[layout] for word in (group, *[""] * (width - 1)))]
        return [upper, ["", "", *["Débit", "Crédit"] * len(HEADERS[layout])]]
    return [[*one, *(f"{group} {side}" for group, _ in HEADERS[layout] for side in ("débit", "crédit"))]]


def account_rows(balance, layout, damages):
    """One row by account; a collective account stands above its third parties."""
    rows = []
    for compte, libelle, opening, debit, credit in facts_of(balance):
        row = [compte, libelle, *amounts_of(layout, opening, debit, credit)]
        if "third parties" in damages and compte.startswith(("401", "411")):
            rows += [row, *third_parties(compte, layout, opening, debit, credit)]
        elif "parents" in damages and compte.startswith("606"):
            rows += [row, [compte + "01", "Détail", *row[2:]]]
        else:
            rows.append(row)
    return rows


def third_parties(compte, layout, opening, debit, credit):
    """Two names share the amounts of their collective account."""
    code = compte.rstrip("0")
    shares = [
        (opening - opening // 3, debit // 2, credit - credit // 2),
        (opening // 3, debit - debit // 2, credit // 2),
    ]
    for name, share in zip(("DUPONT", "MARTIN"), shares, strict=True):
        yield [code + name, f"{name} Claude", *amounts_of(layout, *share)]


def with_totals(rows, damages):
    done = []
    for place, row in enumerate(rows):
        done.append(row)
        following = rows[place + 1][0][:1] if place + 1 < len(rows) else ""
        if "totals by class" in damages and following != row[0][:1]:
            same = [each for each in rows if each[0][:1] == row[0][:1]]
            sums = [sum(column) for column in list(zip(*(each[2:] for each in same), strict=True))]
            done += [[row[0][:1], f"Classe {row[0][:1]}", *sums], ["", f"Total classe {row[0][:1]}", *sums]]
    if "grand total" in damages:
        done.append(
            ["", "Total général", *(sum(column) for column in zip(*(row[2:] for row in rows), strict=True))]
        )
    return done


def written(amount, damages):
    """An amount as text, in one of the ways of programs."""
    text = f"{abs(amount) // 100},{abs(amount) % 100:02d}"
    if "blanks in amounts" in damages and len(text) > 6:
        text = f"{text[:-6]}\u00a0{text[-6:]}"
    if amount >= 0:
        return text
    if "parentheses" in damages:
        return f"({text})"
    return f"{text}-" if "trailing minus" in damages else f"-{text}"


def table(exercice, balance, layout, damages, *, as_text):
    rows = with_totals(account_rows(balance, layout, damages), damages)
    body = []
    for code, label, *amounts in rows:
        shown = (
            code.rstrip("0").ljust(3, "0")
            if "short codes" in damages and code.isdigit() and len(code) > 3
            else code
        )
        if "numbers" in damages and shown.isdigit() and not as_text:
            shown = int(shown)
        cells = [written(a, damages) if as_text or "parentheses" in damages else a / 100 for a in amounts]
        body.append([shown, label, *cells])
        if "blank rows" in damages and label.startswith("C"):
            body.append(["", ""])
    titles = [
        [text.format(opened=exercice.opened_on, closed=exercice.closed_on) for text in row] for row in TITLES
    ]
    whole = [*(titles if "titles" in damages else []), *header_rows(layout, damages), *body]
    return [["", *row[:1], "", *row[1:]] for row in whole] if "empty columns" in damages else whole


def as_csv(rows):
    output = io.StringIO()
    csv.writer(output, delimiter=";").writerows(rows)
    return output.getvalue().encode("cp1252", errors="replace")


def as_xlsx(rows):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def as_ods(rows):
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    sheet = odfdo.Table("Feuille1")
    for row in rows:
        made = odfdo.Row()
        made.set_values([None if value == "" else value for value in row])
        sheet.append_row(made)
    document.body.append(sheet)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


WRITERS = {"csv": as_csv, "xlsx": as_xlsx, "ods": as_ods}


def read_shape(exercice, balance, layout, damages, form):
    rows = table(exercice, balance, layout, damages, as_text=form == "csv")
    dates = {} if "titles" in damages else {"opened_on": exercice.opened_on, "closed_on": exercice.closed_on}
    return read_balance_generale(WRITERS[form](rows), f"balance.{form}", **dates)


def soldes(balance, *, width=None):
    """Debit minus credit by account, those at nil left out."""
    found = {}
    for line in balance.lines:
        compte = line.compte if width is None else line.compte[:width]
        found[compte] = found.get(compte, 0) - line.solde_crediteur_centimes
    return {compte: solde for compte, solde in found.items() if solde}


def assert_same(reading, exercice, balance, layout, damages):
    assert [each.message for each in reading.anomalies if each.is_blocking] == []
    assert (reading.balance.opened_on, reading.balance.closed_on) == (exercice.opened_on, exercice.closed_on)
    width = 3 if {"third parties", "parents", "short codes"} & set(damages) else None
    assert soldes(reading.balance, width=width) == soldes(balance, width=width)
    assert reading.is_closed is False
    if layout.startswith("c") and width is None:
        openings = {line.compte: line.ouverture_centimes for line in balance.lines if line.ouverture_centimes}
        found = {
            line.compte: line.ouverture_centimes for line in reading.balance.lines if line.ouverture_centimes
        }
        assert found == openings


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("story", KEYS)
def test_every_layout_gives_the_accounts_of_the_fec(story, layout, form):
    exercice, balance = books(story)[-1]
    assert_same(read_shape(exercice, balance, layout, (), form), exercice, balance, layout, ())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_alone_changes_nothing(damage, form):
    exercice, balance = books(KEYS[0])[0]
    assert_same(read_shape(exercice, balance, "c6", (damage,), form), exercice, balance, "c6", (damage,))


@settings(max_examples=60, deadline=None)
@given(
    story=st.sampled_from(KEYS),
    layout=st.sampled_from(LAYOUTS),
    damages=st.sets(st.sampled_from(DAMAGES)),
    form=st.sampled_from(("csv", "xlsx")),
)
def test_every_layout_with_any_damage_gives_the_accounts_of_the_fec(story, layout, damages, form):
    exercice, balance = books(story)[-1]
    damages = tuple(sorted(damages))
    assert_same(read_shape(exercice, balance, layout, damages, form), exercice, balance, layout, damages)


@settings(max_examples=40, deadline=None)
@given(story=st.sampled_from(KEYS), layout=st.sampled_from(LAYOUTS), seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(story, layout, seed):
    exercice, balance = books(story)[-1]
    head, *body = table(exercice, balance, layout, (), as_text=True)
    seed.shuffle(body)
    dates = {"opened_on": exercice.opened_on, "closed_on": exercice.closed_on}
    reading = read_balance_generale(as_csv([head, *body]), "b.csv", **dates)
    assert soldes(reading.balance) == soldes(balance)


@settings(max_examples=60, deadline=None)
@given(story=st.sampled_from(KEYS), layout=st.sampled_from(LAYOUTS), place=st.integers(0, 200))
def test_a_missing_row_is_seen_by_the_total(story, layout, place):
    exercice, balance = books(story)[-1]
    rows = table(exercice, balance, layout, (), as_text=True)
    head, body = rows[:1], rows[1:]
    place %= len(body)
    lost = balance.lines[place]
    dates = {"opened_on": exercice.opened_on, "closed_on": exercice.closed_on}
    reading = read_balance_generale(as_csv([*head, *body[:place], *body[place + 1 :]]), "b.csv", **dates)
    codes = {anomaly.code for anomaly in reading.anomalies}
    is_seen = bool({"B6-desequilibre", "B6-nature"} & codes)
    assert is_seen == bool(lost.solde_crediteur_centimes)
