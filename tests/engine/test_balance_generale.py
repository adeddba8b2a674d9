"""A balance générale, rule by rule, on tables that an accountant can read."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from socioeco.comptes import regime_for
from socioeco.indicators import Origine, postes_of_balance
from socioeco.readers.balance_generale import looks_like_fec, read_balance_generale
from socioeco.readers.header import LEGAL
from socioeco.readers.tableau import Montant, centimes_of, find_periode, text_of
from socioeco.readers.tableau.cellules import clean_cell
from socioeco.readers.tableau.periode import Periode

DATES = {"opened_on": date(2025, 1, 1), "closed_on": date(2025, 12, 31)}
BODY = """102000;Fonds associatif;;400,00
512000;Banque;1 000,00;
606000;Achats;500,00;
706000;Ventes;;1 100,00
"""
HEADER = "Compte;Libellé;Débit;Crédit\n"


def read(text, name="balance.csv", **options):
    return read_balance_generale(text.encode(), name, **(options or DATES))


def codes(reading):
    return [anomaly.code for anomaly in reading.anomalies]


def soldes(reading):
    return {line.compte: -line.solde_crediteur_centimes for line in reading.balance.lines}


EXPECTED = {"102000": -400_00, "512000": 1000_00, "606000": 500_00, "706000": -1100_00}


def test_a_plain_balance_is_read():
    reading = read(HEADER + BODY)
    assert codes(reading) == []
    assert soldes(reading) == EXPECTED == dict(reading.soldes_centimes)
    assert (reading.format, reading.encodage, reading.separateur) == ("texte", "UTF-8", "point-virgule")
    assert (reading.lignes, reading.comptes, reading.feuille, reading.is_closed) == (4, 4, 1, False)
    assert (reading.total_debit_centimes, reading.total_credit_centimes) == (1500_00, 1500_00)
    assert reading.balance.lines[0].ouverture_centimes is None
    assert reading.balance.empreintes == (reading.empreinte,)
    assert not reading.is_blocked
    told = reading.to_json()
    assert (told["debut"], told["apres_cloture"], told["anomalies"]) == ("2025-01-01", False, [])
    assert told["balance"]["lignes"][1]["compte"] == "512000"


def test_it_gives_postes_like_any_balance():
    balance = read(HEADER + BODY).balance
    postes = postes_of_balance(balance, regime_for(balance.opened_on), origine=Origine.BALANCE)
    assert (postes.tresorerie.value.number, postes.resultat_centimes) == (1000_00, 600_00)


def test_a_stream_is_read_like_bytes():
    data = (HEADER + BODY).encode("cp1252")
    assert read_balance_generale(io.BytesIO(data), "b", **DATES) == read_balance_generale(data, "b", **DATES)


@pytest.mark.parametrize("separator", [";", "\t", "|", ","])
def test_every_separator(separator):
    rows = [line.split(";") for line in (HEADER + BODY).splitlines()]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    assert soldes(read(text)) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8-sig", "iso8859-15", "cp1252", "cp850", "utf-16"])
def test_every_encoding(encoding):
    data = (HEADER + BODY.replace("Achats", "Achats d’été à l'hôtel".replace("’", "'"))).encode(encoding)
    reading = read_balance_generale(data, "b.csv", **DATES)
    assert soldes(reading) == EXPECTED
    assert reading.balance.lines[2].libelle == "Achats d'été à l'hôtel"


@pytest.mark.parametrize(
    "header",
    [
        "Compte;Intitulé;Débit;Crédit",
        "N°;Libellé du compte;Solde débiteur;Solde créditeur",
        "Numéro de compte;Désignation;Soldes D Débit;Soldes C Crédit",
        ";;Solde;\nCompte;Libellé;Débit;Crédit",
        "Compte;Libellé;Solde;\n;;Débit;Crédit",
        "Code;Nom;Clôture débit;Clôture crédit",
        "Compte;Libellé;Total débit;Total crédit",
        "Compte;Libellé;Mouvements débit;Mouvements crédit",
    ],
)
def test_every_wording_of_a_header(header):
    assert soldes(read(header + "\n" + BODY)) == EXPECTED


def test_movements_alone_are_said():
    assert codes(read("Compte;Libellé;Mouvements débit;Mouvements crédit\n" + BODY)) == ["B4-mouvements"]


def test_the_balance_is_preferred_to_the_movements():
    text = """Compte;Libellé;Mouvement débit;Mouvement crédit;Solde débit;Solde crédit
512000;Banque;900,00;300,00;600,00;
706000;Ventes;;600,00;;600,00
"""
    assert soldes(read(text)) == {"512000": 600_00, "706000": -600_00}


def test_opening_and_movements_make_the_balance_when_it_is_not_there():
    text = """Compte;Libellé;A nouveau;Débit;Crédit
102000;Fonds;-100,00;;
512000;Banque;100,00;600,00;50,00
606000;Achats;;50,00;
706000;Ventes;;;600,00
"""
    reading = read(text)
    assert soldes(reading) == {"102000": -100_00, "512000": 650_00, "606000": 50_00, "706000": -600_00}
    openings = {line.compte: line.ouverture_centimes for line in reading.balance.lines}
    assert openings == {"102000": -100_00, "512000": 100_00, "606000": 0, "706000": 0}


def test_what_does_not_add_up_is_said():
    text = """Compte;Libellé;Ouverture débit;Ouverture crédit;Mouvement débit;Mouvement crédit;Solde débit;Solde crédit
512000;Banque;150,00;;600,00;;700,00;
706000;Ventes;;;;700,00;;700,00
"""
    reading = read(text)
    assert codes(reading) == ["B4-incoherence", "B6-ouverture"]
    assert reading.anomalies[0].premieres_lignes == (2,)
    assert "150,00" in reading.anomalies[1].constat


SIGNED = "Compte;Libellé;Solde\n"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("512000;Banque;600\n606000;Achats;100\n706000;Ventes;-700", None),
        ("512000;Banque;-600\n606000;Achats;-100\n706000;Ventes;700", "B4-signe"),
        ("512000;Banque;600,00 D\n606000;Achats;100 DB\n706000;Ventes;700,00 C", None),
    ],
)
def test_one_signed_balance_is_turned_the_right_way(rows, code):
    reading = read(SIGNED + rows)
    assert soldes(reading) == {"512000": 600_00, "606000": 100_00, "706000": -700_00}
    assert codes(reading) == ([code] if code else [])


def test_a_side_may_stand_in_a_column():
    text = "Compte;Libellé;Montant;Sens\n512000;Banque;600;D\n706000;Ventes;600;C\n601000;Rien;0;?\n"
    assert soldes(read(text)) == {"512000": 600_00, "706000": -600_00}


def test_a_third_column_of_balance_does_not_count_twice():
    text = "Compte;Libellé;Solde débiteur;Solde créditeur;Solde\n512000;Banque;6;;6\n706000;Ventes;;6;-6\n"
    assert soldes(read(text)) == {"512000": 6_00, "706000": -6_00}


def test_columns_of_another_year_alone_on_their_side_are_left_out():
    text = "Compte;Libellé;Débit N-1;Crédit N-1;Solde\n512000;Banque;9;;6\n706000;Ventes;;9;-6\n"
    reading = read(text)
    assert (soldes(reading), reading.anomalies[0].constat[:12]) == (
        {"512000": 600, "706000": -600},
        "Des colonnes",
    )


def test_a_column_of_something_else_is_not_read():
    text = "Compte;Libellé;Lettrage;Débit;Crédit\n512000;Banque;A;6;\n706000;Ventes;;;6\n"
    assert soldes(read(text)) == {"512000": 6_00, "706000": -6_00}


def test_another_year_beside_is_left_out():
    text = """Compte;Libellé;Solde 2024;Solde 2025;Solde N-1;Écart
512000;Banque;900;600;900;300
706000;Ventes;-900;-600;-900;300
"""
    reading = read(text)
    assert soldes(reading) == {"512000": 600_00, "706000": -600_00}
    assert codes(reading) == ["B3-colonnes"]


def test_totals_titles_and_other_rows_are_left_out():
    text = """Association fictive;;;
Compte;Libellé;Débit;Crédit
5;Classe 5;600;
512000;Banque;600;
;Total classe 5;600;
Total 5;;600;
F00012;Fournisseur;12;
900000;Analytique;7;
;;;
706000;Ventes;;600
7;Classe 7;;600
À reporter;;600;600
;Total général;600;600
"""
    reading = read(text)
    assert soldes(reading) == {"512000": 600_00, "706000": -600_00}
    found = {anomaly.code: anomaly.nombre for anomaly in reading.anomalies}
    assert found == {"B5-hors-classes": 1, "B5-lignes-ecartees": 1, "B5-sous-totaux": 6}


def test_report_a_nouveau_is_an_account_not_a_total():
    text = HEADER + "110000;Report à nouveau;;100\n512000;Banque;100;\n706000;V;;5\n601000;A;5;\n"
    assert soldes(read(text))["110000"] == -100_00


def test_a_collective_account_above_its_third_parties_counts_once():
    text = (
        HEADER
        + """411000;Clients;300;
411DUPONT;Dupont Jean;200;
411MARTIN;Martin Zoé;100;
706000;Ventes;;300
"""
    )
    reading = read(text)
    assert soldes(reading) == {"411": 300_00, "706000": -300_00}
    assert codes(reading) == ["B5-comptes-parents"]
    assert reading.balance.lines[0].libelle == "Usagers, adhérents et clients"
    assert "Dupont" not in str(reading.to_json())


def test_totals_at_every_level_count_once_even_when_the_file_stays_balanced():
    text = (
        HEADER
        + """512;Banque;600;
5121;Compte courant;400;
51211;Agence A;150;
51212;Agence B;250;
5122;Livret;200;
706;Prestations;;600
7061;Ateliers;;600
"""
    )
    reading = read(text)
    assert soldes(reading) == {"51211": 150_00, "51212": 250_00, "5122": 200_00, "7061": -600_00}
    assert reading.anomalies[0].nombre == 3


def test_accounts_that_are_equal_by_chance_are_kept():
    text = HEADER + "606;Achats;50;\n6061;Énergie;50;\n706;Ventes;;100\n"
    assert soldes(read(text)) == {"606": 50_00, "6061": 50_00, "706": -100_00}


def test_third_parties_of_both_sides_are_netted_under_their_account():
    text = HEADER + "411A;A;300;\n411B;B;;100\n706000;Ventes;;200\n"
    (clients, _ventes) = read(text).balance.lines
    assert (clients.debit_centimes, clients.credit_centimes) == (200_00, 0)


def test_an_account_that_comes_back_is_added_and_said():
    reading = read(HEADER + "512000;Banque;100;\n512000;Banque;50;\n706000;Ventes;;150\n")
    assert (soldes(reading)["512000"], codes(reading)) == (150_00, ["B5-compte-repete"])


@pytest.mark.parametrize("account", ["512000", "512 000", "512.000", "512000 Banque", "512000 - Banque"])
def test_every_writing_of_an_account(account):
    reading = read(f"Compte;Débit;Crédit\n{account};100;\n706000 Ventes;;100\n")
    assert soldes(reading) == {"512000": 100_00, "706000": -100_00}
    assert reading.balance.lines[1].libelle == "Ventes"


def test_a_balance_that_does_not_balance_is_refused_with_the_gap():
    reading = read(HEADER + BODY + "607000;Marchandises;12,34;\n")
    assert (codes(reading), reading.balance) == (["B6-desequilibre"], None)
    assert "12,34" in reading.anomalies[0].constat
    assert reading.soldes_centimes["607000"] == 12_34


def test_contributions_in_kind_on_one_side_do_not_block():
    reading = read(HEADER + BODY + "864000;Personnel bénévole;80,00;\n")
    assert (codes(reading), reading.is_blocked) == (["B6-nature"], False)


def test_after_closing_is_refused():
    reading = read(HEADER + "120000;Résultat;;600\n512000;Banque;600;\n606000;Achats;;\n706000;Ventes;0;0\n")
    assert (codes(reading), reading.is_closed, reading.is_blocked) == (["B7-apres-cloture"], True, True)


def test_a_balance_without_income_is_said():
    reading = read(HEADER + "102000;Fonds;;600\n512000;Banque;600;\n")
    assert (codes(reading), reading.is_closed, reading.is_blocked) == (["B7-sans-resultat"], None, False)


def test_a_balance_where_all_is_nil_is_refused():
    reading = read(HEADER + "512000;Banque;0;0\n")
    assert (codes(reading), reading.soldes_centimes) == (["B5-sans-compte"], None)


def test_an_amount_that_cannot_be_read_is_never_guessed():
    reading = read(HEADER + "512000;Banque;1.234;\n706000;Ventes;;douze\n")
    assert {(each.code, each.colonne) for each in reading.anomalies} >= {
        ("B4-montant", "débit"),
        ("B4-montant", "crédit"),
    }


def test_a_separator_inside_an_amount_is_seen():
    reading = read("Compte,Libellé,Débit,Crédit\n512000,Banque,600,00,0,00\n706000,Ventes,0,00,600,00\n")
    assert "B3-largeur" in codes(reading)


def test_without_header_columns_are_taken_in_order():
    rows = "Exercice 2025\n" + BODY
    reading = read(rows, opened_on=None)
    assert (soldes(reading), codes(reading)) == (EXPECTED, ["B3-sans-entete"])


@pytest.mark.parametrize(
    "amounts", [["600"], ["600", "0"], ["9", "3", "600", "0"], ["0", "0", "9", "9", "600", "0"]]
)
def test_without_header_every_count_of_columns(amounts):
    other = ["-600"] if len(amounts) == 1 else [*amounts[:-2], "0", "600"]
    rows = [
        ["512000", "Banque", *amounts],
        ["706000", "Ventes", *other],
        ["601000", "Achats", *["0"] * len(amounts)],
    ]
    assert soldes(read("\n".join(map(";".join, rows)))) == {"512000": 600_00, "706000": -600_00}


@pytest.mark.parametrize(
    "text",
    [
        "bonjour;monde\n1;2\n",
        "512000\n706000\n601000\n",
        "512000;1;2;3\n706000;1;2;3\n601000;1;2;3\n",
        "Compte;Débit;Crédit\n",
    ],
)
def test_a_table_of_something_else_is_refused(text):
    assert codes(read(text)) == ["B3-entete"]


def test_a_fec_is_recognised():
    assert looks_like_fec(LEGAL)
    assert not looks_like_fec(["Compte", "Libellé", "Débit"])
    assert codes(read("|".join(LEGAL) + "\n")) == ["B1-fec"]


@pytest.mark.parametrize(
    ("title", "opened", "closed", "code"),
    [
        ("Du 01/01/2025 au 31/12/2025", (2025, 1, 1), (2025, 12, 31), None),
        ("Période : 01-09-2024 - 31-08-2025", (2024, 9, 1), (2025, 8, 31), None),
        ("du 1er janvier 2025 au 30 juin 2025", (2025, 1, 1), (2025, 6, 30), "B2-duree"),
        ("Exercice 2025", (2025, 1, 1), (2025, 12, 31), None),
        ("Exercice clos le 31/08/2025", (2024, 9, 1), (2025, 8, 31), "B2-ouverture-supposee"),
        ("Balance arrêtée au 28 février 2025", (2024, 3, 1), (2025, 2, 28), "B2-ouverture-supposee"),
        ("au 28/02/2023", (2022, 3, 1), (2023, 2, 28), "B2-ouverture-supposee"),
        ("au 28/02/2024", (2023, 3, 1), (2024, 2, 28), "B2-ouverture-supposee"),
    ],
)
def test_dates_above_the_table(title, opened, closed, code):
    reading = read(f"{title};;;\nÉdité le 12/03/2026;;;\n" + HEADER + BODY, opened_on=None)
    assert (reading.debut, reading.fin) == (date(*opened), date(*closed))
    assert codes(reading) == ([code] if code else [])


@pytest.mark.parametrize("title", ["Exercice 2024-2025", "Édité le 12/03/2026", "au 99/99/2025", "le 5"])
def test_dates_that_are_not_there_are_asked(title):
    reading = read(f"{title};;;\n" + HEADER + BODY, opened_on=None)
    assert (codes(reading), reading.balance) == (["B2-dates"], None)


@pytest.mark.parametrize(
    ("titles", "opened", "closed", "expected"),
    [
        (["Exercice 2025"], None, date(2025, 12, 31), Periode(date(2025, 1, 1), date(2025, 12, 31))),
        (["Exercice 2025"], date(2025, 3, 1), None, Periode(date(2025, 3, 1), date(2025, 12, 31))),
        ([], None, date(2025, 6, 30), Periode(date(2024, 7, 1), date(2025, 6, 30), is_assumed=True)),
        ([], date(2025, 1, 1), None, None),
        ([], date(2025, 1, 2), date(2025, 1, 1), None),
    ],
)
def test_given_dates_complete_those_of_the_titles(titles, opened, closed, expected):
    assert find_periode(titles, opened, closed) == expected


def workbook(*sheets):
    """An XLSX from sheets given as name and CSV text."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in sheets:
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append([_typed(cell) for cell in line.split(";")])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _typed(cell):
    return int(cell) if cell.isdigit() else cell


def test_the_sheet_that_looks_like_a_balance_is_chosen():
    other = "Compte;Libellé;Débit;Crédit\n" + "512000;Banque;1;\n" * 9
    data = workbook(("Notes", "Bonjour"), ("Détail", other), ("Balance 2025", HEADER + BODY))
    reading = read_balance_generale(data, "b.xlsx", **DATES)
    assert (reading.feuille, soldes(reading), codes(reading)) == (3, EXPECTED, ["B3-feuilles"])
    assert "numéro 3" in reading.anomalies[0].constat


def test_noise_of_numbers_in_a_workbook_is_not_a_part_of_a_centime():
    book = openpyxl.Workbook()
    for row in (["Compte", "Libellé", "Solde"], [512000, "Banque", 0.1 + 0.2], [706000, "Ventes", -0.3]):
        book.active.append(row)
    output = io.BytesIO()
    book.save(output)
    reading = read_balance_generale(output.getvalue(), "b.xlsx", **DATES)
    assert (soldes(reading), codes(reading)) == ({"512000": 30, "706000": -30}, [])


def test_parts_of_a_centime_are_rounded_and_said():
    data = workbook(("B", "Compte;Libellé;Solde")).replace(b"", b"")
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row in ([512000, "Banque", 1.005], [706000, "Ventes", -1.01]):
        book["B"].append(row)
    output = io.BytesIO()
    book.save(output)
    reading = read_balance_generale(output.getvalue(), "b.xlsx", **DATES)
    assert (soldes(reading), codes(reading)) == ({"512000": 101, "706000": -101}, ["B4-arrondi"])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", 0), ("-", 0), ("—", 0), ("1 234,50 €", 123450), ("(12,00)", -1200), ("12,00-", -1200), ("−3", -300),
        ("1'234.50", 123450), (12, 1200), (12.34, 1234), ("12 C", 1200),
        (float("nan"), None), (float("inf"), None), (1e14, None), ("(-3)", None), ("abc", None), ("1,234", None),
        (date(2025, 1, 1), None),
    ],
)  # fmt: skip
def test_amounts_of_cells(cell, expected):
    found = centimes_of(cell)
    assert (found.centimes if found else None) == expected


def test_the_side_written_behind_an_amount():
    assert (centimes_of("12,00 C"), centimes_of("12 D")) == (Montant(1200, sens=-1), Montant(1200, sens=1))


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "VRAI"), (datetime(2025, 12, 31, 18, tzinfo=UTC), "31/12/2025"),
      (False, "FAUX"), (411000.0, "411000"), (1.5, "1.5"), (float("inf"), "inf"),
     (date(2025, 12, 31), "31/12/2025"), (None, "None"), ("  a   b ", "a b")],
)  # fmt: skip
def test_cells_as_text(value, text):
    assert text_of(clean_cell(value)) == text
