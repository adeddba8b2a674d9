"""What the tests of reports share: every kind of file, read once, and the analyses that reports are made of."""

import io
import json
from datetime import date
from functools import cache

from socioeco.generator import generate_association
from socioeco.readers import Answers, ExerciceAnswers, Opinion, Question, TypedExercice, TypedLine, read_fec
from socioeco.readers.balance_generale import read_balance_generale
from socioeco.readers.budget import read_budget
from socioeco.readers.declared import read_postes_json
from socioeco.report.analysis import analyse
from socioeco.report.document import Document, Section
from socioeco.report.reading import of_balance, of_budget, of_declared, of_fec, of_typed

TODAY = date(2026, 11, 25)
BALANCE = """Balance générale du 01/01/2026 au 31/12/2026
Compte;Libellé;Débit;Crédit;Solde débiteur;Solde créditeur
512000;Banque;1250,50;0,00;1250,50;0,00
756000;Cotisations;0,00;1250,50;0,00;1250,50
"""
BUDGET = """Budget prévisionnel 2027
CHARGES;Montant;PRODUITS;Montant
60 - Achats;1000;70 - Vente de produits finis, de marchandises, prestations de services;400
64 - Charges de personnel;2000;74 - Subventions d'exploitation;2600
TOTAL DES CHARGES;3000;TOTAL DES PRODUITS;3000
"""
POSTES = {
    "format": "socioeco-postes/1",
    "ouvert_le": "2020-01-01",
    "clos_le": "2020-12-31",
    "ressources": {"subventions": 4_500_000, "cotisations": 1_200_000},
    "charges": {"personnel": 3_800_000},
}
TOLD = {TypedLine.VENTES: 500_000, TypedLine.SUBVENTIONS: 900_000, TypedLine.SALAIRES: 1_000_050}
TYPED = TypedExercice(
    opened_on=date(2021, 1, 1),
    closed_on=date(2021, 6, 30),
    lines={line: TOLD.get(line) for line in TypedLine},
)
ANSWERS = Answers(
    exercices={
        "2025-01-01/2025-12-31": ExerciceAnswers(
            values={Question.HEURES: 1200, Question.ETP: 250, Question.ACHATS_PUBLICS: 1_000_000}
        )
    },
    opinions={"membres": Opinion.OUI, "mutualisation": Opinion.NON},
)


KINDS = ("whole", "nothing", "one", "typed", "budget")


@cache
def fecs(story="subvention_perdue", first_year=2022, years=4):
    books = generate_association(story, seed=1, first_year=first_year, years=years).exercices
    return tuple(of_fec(read_fec(io.BytesIO(book.fec_bytes()), book.fec_name)) for book in books)


def empty():
    return of_fec(read_fec(io.BytesIO(b""), "vide.txt"))


@cache
def readings():
    """Entries over a change of rules, a balance, a budget, postes, ten lines, an empty file."""
    return (
        *fecs(),
        of_balance(read_balance_generale(BALANCE.encode(), "balance.csv")),
        of_budget(read_budget(BUDGET.encode(), "budget.csv", is_projet=False)),
        of_declared(read_postes_json(json.dumps(POSTES).encode(), "postes.json")),
        of_typed("lignes.json", TYPED),
        empty(),
    )


@cache
def analysis_of(kind):
    """One of KINDS."""
    if kind == "whole":
        return analyse(readings(), answers=ANSWERS)
    every = readings()
    return analyse({"nothing": every[-1:], "one": every[:1], "typed": every[7:8], "budget": every[5:6]}[kind])


def page_of(*blocks, title="t", lede=""):
    """A document of one section."""
    return Document(title=title, lede=lede, sections=(Section(anchor="s", title="S", blocks=blocks),))
