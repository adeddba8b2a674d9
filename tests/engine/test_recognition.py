"""What a table is when its numbers look like accounts."""

import io

import pytest

from socioeco.indicators import Origine
from socioeco.report.recognition import read_any

FORM = """Budget prévisionnel 2024;;;
CHARGES;Montant;PRODUITS;Montant
60 - Achats;700;74 - Subventions d'exploitation;500
61 - Services extérieurs;200;75 - Autres produits de gestion courante;1 000
64 - Charges de personnel;600;756. Cotisations;1 000
TOTAL DES CHARGES;1 500;TOTAL DES PRODUITS;1 500
"""
UNBALANCED = "Compte;Libellé;Solde débiteur;Solde créditeur\n606000;Achats;700,00;0,00\n756000;Cotisations;0,00;500,00\n"
REGISTER = "siren,nom,date\n123456782,Association une,2024-01-01\n732829320,Association deux,2023-05-04\n"


@pytest.mark.parametrize(
    ("text", "kind", "is_blocked"),
    [
        (FORM, Origine.BUDGET, False),
        (FORM.replace(" 2024", ""), Origine.BUDGET, True),  # its dates are asked
        (UNBALANCED, Origine.BALANCE, True),  # a header of a balance: its faults are said
        (REGISTER, Origine.BALANCE, True),
    ],
)
def test_a_form_whose_lines_are_numbered_is_a_budget(text, kind, is_blocked):
    reading = read_any(io.BytesIO(text.encode()), "tableau.csv")
    assert (reading.origine, reading.is_blocked) == (kind, is_blocked)
