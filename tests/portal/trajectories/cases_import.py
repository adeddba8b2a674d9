"""Files of every kind made of one association, as a treasurer would export them."""

import io
import json
from functools import cache

import odfdo
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from socioeco.formats import format_date
from socioeco.generator import generate_association
from socioeco.readers import read_fec

BUDGET = """Budget prévisionnel{dates};;;
CHARGES;Montant;PRODUITS;Montant
60 - Achats;3 000;70 - Ventes de produits finis, prestations de services;5 000
64 - Charges de personnel;9 000;74 - Subventions d'exploitation;6 000
Rémunération des personnels;9 000;Commune(s) : Ville de Rennes;6 000
68 - Dotations aux amortissements;1 000;756. Cotisations;2 000
TOTAL DES CHARGES;13 000;TOTAL DES PRODUITS;13 000
"""


@cache
def association():
    return generate_association("festival", seed=5, first_year=2023, years=3, size="petite")


def period(rank):
    """The two dates of an exercice, counted from the oldest."""
    book = association().exercices[rank]
    return book.opened_on, book.closed_on


def in_words(rank):
    opened_on, closed_on = period(rank)
    return f" du {format_date(opened_on)} au {format_date(closed_on)}"


def fec(rank):
    book = association().exercices[rank]
    return SimpleUploadedFile(book.fec_name, book.fec_bytes())


def _rows(rank, *, is_dated=True):
    book = association().exercices[rank]
    balance = read_fec([book.fec_bytes()], book.fec_name).balance
    yield [f"Balance générale{in_words(rank) if is_dated else ''}"]
    yield ["Compte", "Libellé", "Solde débiteur", "Solde créditeur"]
    for line in balance.lines:
        solde = -line.solde_crediteur_centimes
        yield [line.compte, line.libelle, max(solde, 0) / 100, max(-solde, 0) / 100]


def balance_csv(rank, *, is_dated=True, name="balance.csv"):
    rows = (
        [f"{cell:.2f}".replace(".", ",") if isinstance(cell, float) else cell for cell in row]
        for row in _rows(rank, is_dated=is_dated)
    )
    text = "\n".join(";".join(row) for row in rows)
    return SimpleUploadedFile(name, text.encode())


def balance_xlsx(rank, *, is_dated=True):
    book = openpyxl.Workbook()
    for row in _rows(rank, is_dated=is_dated):
        book.active.append(row)
    output = io.BytesIO()
    book.save(output)
    return SimpleUploadedFile("balance.xlsx", output.getvalue())


def balance_ods(rank, *, is_dated=True):
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("Balance")
    for row in _rows(rank, is_dated=is_dated):
        table.append_row(odfdo.Row())
        for place, cell in enumerate(row):
            table.set_value((place, table.height - 1), cell)
    document.body.append(table)
    output = io.BytesIO()
    document.save(output)
    return SimpleUploadedFile("balance.ods", output.getvalue())


def budget(rank, *, is_dated=True):
    text = BUDGET.format(dates=in_words(rank) if is_dated else "")
    return SimpleUploadedFile("budget.csv", text.encode())


def postes(rank):
    opened_on, closed_on = period(rank)
    told = {
        "format": "socioeco-postes/1",
        "ouvert_le": opened_on.isoformat(),
        "clos_le": closed_on.isoformat(),
        "ressources": {
            "subventions": 4_500_000,
            "cotisations": 1_200_000,
            "ventes": 300_000,
            "commande": None,
        },
        "charges": {"personnel": 3_800_000, "services": 1_400_000},
        "tresorerie_centimes": 900_000,
    }
    return SimpleUploadedFile("postes.json", json.dumps(told).encode())


KINDS = {
    "fec": fec,
    "balance CSV": balance_csv,
    "balance XLSX": balance_xlsx,
    "balance ODS": balance_ods,
    "budget": budget,
    "postes": postes,
}
