"""Golden readings: the FEC is the table of the docstring."""

import re
from datetime import date

import pytest

from socioeco.readers import Balance, compare_opening, read_fec

NAME = "123456782FEC20251231.txt"


def read(text, name=NAME, **options):
    return read_fec([text.encode("utf-8")], name, **options)


def codes(reading):
    return [anomaly.code for anomaly in reading.anomalies]


def test_a_small_lawful_year(fec_of_docstring):
    """
    AN | 1 | 20250101 | 512000 | Banque               | 1000,00 |
    AN | 1 | 20250101 | 110000 | Report à nouveau     |         | 1000,00
    BQ | 1 | 20250305 | 512000 | Banque               | 250,50  | 0,00
    BQ | 1 | 20250305 | 756000 | Cotisations          | 0,00    | 250,50
    BQ | 2 | 20251231 | 606000 | Achats               | 100,00  |
    BQ | 2 | 20251231 | 512000 | Banque               |         | 100,00
    """
    reading = read(fec_of_docstring)
    assert codes(reading) == []
    assert (reading.lignes, reading.ecritures, reading.ecritures_desequilibrees) == (6, 3, 0)
    assert (reading.debut, reading.fin) == (date(2025, 1, 1), date(2025, 12, 31))
    assert reading.total_debit_centimes == reading.total_credit_centimes == 135050
    balance = reading.balance
    assert (balance.opened_on, balance.closed_on) == (date(2025, 1, 1), date(2025, 12, 31))
    assert [(line.compte, line.libelle, line.solde_crediteur_centimes) for line in balance.lines] == [
        ("110000", "Report à nouveau", 100000),
        ("512000", "Banque", -115050),
        ("606000", "Achats", -10000),
        ("756000", "Cotisations", 25050),
    ]
    bank = balance.lines[1]
    assert [(m.month, m.debit_centimes, m.credit_centimes) for m in bank.months] == [
        ("2025-01", 100000, 0),
        ("2025-03", 25050, 0),
        ("2025-12", 0, 10000),
    ]
    assert bank.ouverture_centimes == 100000
    assert Balance.from_json(balance.to_json()) == balance


def test_the_file_is_blocked_but_all_is_reported_at_once(fec_of_docstring):
    """
    BQ | 1 | 20250230 | 512000 | Banque      | 10,00   | 0,00
    BQ | 1 | 20250230 | 756000 | Cotisations | 0,00    | 10,00
    BQ | 2 | 20250401 | 512000 | Banque      | dix     | 0,00
    BQ | 2 | 20250401 | 756000 | Cotisations | 0,00    | 12,345
    BQ | 3 | 20250401 |        | Sans compte | 5,00    | 0,00
    BQ | 3 | 20250401 | 756000 | Cotisations | 0,00    | 4,00
    """
    reading = read(fec_of_docstring)
    assert reading.balance is None
    blocking = [(a.code, a.colonne, a.premieres_lignes) for a in reading.anomalies if a.is_blocking]
    assert blocking == [
        ("F3-compte", "CompteNum", (6,)),
        ("F3-date", "EcritureDate", (2, 3)),
        ("F3-montant", "Debit", (4,)),
        ("F3-montant", "Credit", (5,)),
        ("F4-desequilibre", None, ()),
    ]
    assert "F5-ecriture" in codes(reading)
    assert (reading.total_debit_centimes, reading.total_credit_centimes) == (1500, 1400)


def test_names_of_people_are_never_kept(fec_of_docstring):
    """
    OD | 1 | 20250131 | 421DUPONT | DUPONT Jeanne          | 0,00   | 900,00
    OD | 1 | 20250131 | 4671      | DURAND Paul            | 0,00   | 50,00
    OD | 1 | 20250131 | 455000    | MARTIN Louise          | 0,00   | 25,00
    OD | 1 | 20250131 | 646000    | Cotisations de LEROY   | 100,00 | 0,00
    OD | 1 | 20250131 | 411PETIT  | PETIT Anne             | 10,00  | 0,00
    OD | 1 | 20250131 | ROUXMARIE | ROUX Marie             | 5,00   | 0,00
    OD | 1 | 20250131 | 411000123 | BLANC Rose             | 7,00   | 0,00
    OD | 1 | 20250131 | 401000    | NOIR Luc               | 0,00   | 4,00
    OD | 1 | 20250131 | 468600    | Frais de BRUN Zoé      | 0,00   | 3,00
    OD | 1 | 20250131 | 641000    | Salaire de VERT Ali    | 850,00 | 0,00
    OD | 1 | 20250131 | 606000    | Achats                 | 10,00  | 0,00
    """
    reading = read(fec_of_docstring)
    stored = str(reading.to_json())
    names = re.compile("DUPONT|DURAND|MARTIN|LEROY|PETIT|ROUX|BLANC|NOIR|BRUN|VERT|secret")
    assert not names.findall(stored)
    kept = {line.compte: line.libelle for line in reading.balance.lines}
    assert kept["421"] == "Personnel"
    assert kept["411"] == kept["411000123"] == "Usagers, adhérents et clients"
    assert kept["401000"] == "Fournisseurs"
    assert kept["4671"] == "Autres comptes débiteurs ou créditeurs"
    assert kept["468600"] == "Débiteurs et créditeurs divers"
    assert kept["641000"] == "Charges de personnel"
    assert kept["606000"] == "Achats"


def test_closing_entries_are_taken_back(fec_of_docstring):
    """
    BQ  | 1 | 20250305 | 512000 | Banque      | 250,00 | 0,00
    BQ  | 1 | 20250305 | 756000 | Cotisations | 0,00   | 250,00
    BQ  | 2 | 20250306 | 606000 | Achats      | 90,00  | 0,00
    BQ  | 2 | 20250306 | 512000 | Banque      | 0,00   | 90,00
    OD  | 9 | 20251231 | 756000 | Cotisations | 250,00 | 0,00
    OD  | 9 | 20251231 | 606000 | Achats      | 0,00   | 90,00
    OD  | 9 | 20251231 | 120000 | Excédent    | 0,00   | 160,00
    """
    reading = read(fec_of_docstring)
    assert "F9-cloture" in codes(reading)
    assert reading.balance.solde_crediteur_centimes("6", "7") == 16000
    assert reading.balance.resultat_cloture_centimes == 16000
    assert reading.balance.matching("12") == ()
    assert reading.total_debit_centimes == 59000, "facts are those of the file as it stands"


def test_closing_entries_lost_among_others_block(fec_of_docstring):
    """
    OD | 1 | 20251231 | 512000 | Banque      | 250,00 | 0,00
    OD | 1 | 20251231 | 756000 | Cotisations | 0,00   | 250,00
    OD | 1 | 20251231 | 756000 | Cotisations | 250,00 | 0,00
    OD | 1 | 20251231 | 120000 | Excédent    | 0,00   | 250,00
    """
    reading = read(fec_of_docstring)
    assert "F9-non-isolee" in codes(reading)
    assert reading.balance is None


def test_appropriation_of_the_result_is_not_a_closing(fec_of_docstring):
    """
    AN | 1 | 20250101 | 512000 | Banque   | 80,00 |
    AN | 1 | 20250101 | 120000 | Excédent |       | 80,00
    OD | 1 | 20250630 | 120000 | Excédent | 80,00 |
    OD | 1 | 20250630 | 106800 | Réserves |       | 80,00
    """
    reading = read(fec_of_docstring)
    assert codes(reading) == []
    assert reading.balance.resultat_cloture_centimes is None


def test_one_number_over_two_dates_is_one_balanced_entry(fec_of_docstring):
    """
    BQ | 1 | 20250305 | 512000 | Banque      | 30,00 | 0,00
    BQ | 1 | 20250306 | 756000 | Cotisations | 0,00  | 30,00
    BQ | 2 | 20250306 | 512000 | Banque      | 10,00 | 0,00
    BQ | 2 | 20250306 | 756000 | Cotisations | 0,00  | 8,00
    BQ | 3 | 20250306 | 756000 | Cotisations | 0,00  | 2,00
    """
    reading = read(fec_of_docstring)
    assert reading.ecritures_desequilibrees == 2
    (anomaly,) = [a for a in reading.anomalies if a.code == "F5-ecriture"]
    assert anomaly.premieres_lignes == (4, 6)


def test_without_usable_number_journals_and_days_are_checked(fec_of_docstring):
    """
    BQ | 0 | 20250305 | 512000 | Banque      | 30,00 | 0,00
    BQ | 0 | 20250305 | 756000 | Cotisations | 0,00  | 29,00
    VE | 0 | 20250306 | 411000 | Usagers     | 10,00 | 0,00
    VE | 0 | 20250306 | 706000 | Prestations | 0,00  | 11,00
    """
    reading = read(fec_of_docstring)
    assert reading.ecritures_desequilibrees is None
    found = {a.code: a.nombre for a in reading.anomalies if a.controle == "F6"}
    assert found == {"F6-numero": 1, "F6-journal": 2, "F6-date": 2}


def test_gaps_repeats_and_steps_back(fec_of_docstring):
    """
    BQ | 5 | 20250305 | 512000 | Banque      | 30,00 | 0,00
    BQ | 5 | 20250305 | 756000 | Cotisations | 0,00  | 30,00
    BQ | 2 | 20250306 | 512000 | Banque      | 10,00 | 0,00
    BQ | 2 | 20250306 | 756000 | Cotisations | 0,00  | 10,00
    BQ | 5 | 20250409 | 512000 | Banque      | 10,00 | 0,00
    BQ | 5 | 20250409 | 756000 | Cotisations | 0,00  | 10,00
    """
    found = {a.code: a.nombre for a in read(fec_of_docstring).anomalies}
    assert found == {"F8-trous": 2, "F8-reprises": 1, "F8-ordre": 1}


def test_classes_kind_and_waiting_accounts(fec_of_docstring):
    """
    OD | 1 | 20250305 | 901000 | Analytique | 1,00  | 0,00
    OD | 1 | 20250305 | 580000 | Virements  | 0,00  | 1,00
    OD | 2 | 20250306 | 864000 | Bénévoles  | 10,00 | 0,00
    OD | 2 | 20250306 | 875000 | Bénévolat  | 0,00  | 9,00
    OD | 2 | 20250306 | 471000 |            | 0,00  | 1,00
    OD | 3 | 20250307 | 51     | Banque     | 2,00  | 2,00
    """
    found = codes(read(fec_of_docstring))
    assert found == [
        "F3-debit-et-credit",
        "F12-classe",
        "F12-compte-court",
        "F13-nature",
        "F12-libelle",
        "F14-attente",
        "F14-virements",
    ]


@pytest.mark.parametrize(
    ("year", "expected"), [("2019", []), ("2020", ["F14-attente"])], ids=["CRC 99-01", "ANC 2018-06"]
)
def test_legacies_in_progress_were_lawful_in_475(fec_text, year, expected):
    table = f"""
    OD | 1 | {year}0305 | 512000 | Banque | 1,00  | 0,00
    OD | 1 | {year}0305 | 475000 | Legs   | 0,00  | 1,00
    """
    assert codes(read(fec_text(table), f"123456782FEC{year}1231.txt")) == expected


YEAR = """
    BQ | 1 | 20240305 | 512000 | Banque      | 30,00 | 0,00
    BQ | 1 | 20240305 | 756000 | Cotisations | 0,00  | 30,00
"""
OPENING = """
    AN | 1 | 20250101 | 512000 | Banque   | {bank} | 0,00
    AN | 1 | 20250101 | 120000 | Excédent | 0,00  | {bank}
"""


@pytest.mark.parametrize(("bank", "expected"), [("30,00", []), ("31,00", ["F10-ouverture"])])
def test_a_year_opens_as_the_one_before_closed(fec_text, bank, expected):
    previous = read(fec_text(YEAR), "123456782FEC20241231.txt").balance
    current = read(fec_text(OPENING.format(bank=bank))).balance
    assert [anomaly.code for anomaly in compare_opening(previous, current)] == expected
    assert [a.code for a in compare_opening(current, previous)] == ["F10-ouverture-absente"]


NAMES = {
    "123456782FEC20251231.txt": ([], (date(2025, 1, 1), date(2025, 12, 31))),
    "123456789FEC20251231.txt": (["F11-cle"], (date(2025, 1, 1), date(2025, 12, 31))),
    "1234567820FEC20251231.txt": (["F11-cle"], (date(2025, 1, 1), date(2025, 12, 31))),
    "export.txt": (["F7-periode", "F11-nom"], (date(2025, 3, 1), date(2025, 3, 31))),
    "123456782FEC20501231.txt": (["F7-nom-de-fichier", "F7-periode"], (date(2025, 3, 1), date(2025, 3, 31))),
    "123456782fec20250831.TXT": ([], (date(2024, 9, 1), date(2025, 8, 31))),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_name_gives_the_exercice_when_entries_agree(fec_text, name):
    table = YEAR.replace("2024", "2025")
    reading = read(fec_text(table), name)
    expected, (opened_on, closed_on) = NAMES[name]
    assert codes(reading) == expected
    assert (reading.balance.opened_on, reading.balance.closed_on) == (opened_on, closed_on)


def test_the_person_has_the_last_word_on_dates_and_siren(fec_text):
    reading = read(fec_text(YEAR), siren="732829320", exercice=(date(2024, 3, 1), date(2025, 2, 28)))
    assert codes(reading) == ["F11-siren"]
    assert reading.balance.opened_on == date(2024, 3, 1)
