"""Scenarios to take away, in the tables that a spreadsheet opens: every number true, none rounded."""

from collections.abc import Iterator
from datetime import date

from socioeco import __version__
from socioeco.formats import format_date
from socioeco.report.scenario.answers import answers_of, carte_of
from socioeco.report.scenario.data import entries_of_cards
from socioeco.report.scenario.play import Played, Told
from socioeco.report.tables.build import anomalies_table
from socioeco.report.tables.columns import DATE, EUROS, NUMBER, TEXT, Rows, table
from socioeco.report.tables.model import Cell, Table
from socioeco.report.wording import remark, yes_or_no
from socioeco.scenarios import Position, break_even, cash_plan
from socioeco.scenarios.flux import MONTHS

HIGH = "borne haute"


def scenario_tables(played: Played, *, today: date) -> tuple[Table, ...]:
    """Every table, a first one that says how to read them. The scenario compared with is in « Années » and « Mois »."""
    return (
        _read_me(played, today),
        _cards(played),
        _years(played),
        _months(played),
        _plan(played),
        _thresholds(played),
        _losses(played),
        _entries(played),
        _futures(played),
        anomalies_table(played.ground.anomalies),
    )


def _read_me(played: Played, today: date) -> Table:
    cautions = dict.fromkeys(each for told in played.asked for each in told.scenario.prudences)
    rows: list[tuple[Cell, ...]] = [
        ("Établi le", format_date(today)),
        ("Avec", f"socioeco {__version__}"),
        ("Départ", f"Exercice {played.ground.label}"),
        ("Montants", "En euros, au centime. Une cellule vide n’est pas un zéro\u00a0: la raison est à côté."),
        (
            "Bornes",
            "Une borne haute va de votre plus bas à votre plus haut\u00a0: la valeur est entre les deux.",
        ),
        ("Tirage", f"Graine {played.graine}\u00a0: la même graine redonne les mêmes futurs."),
        *(("Prudence", each) for each in cautions),
    ]
    return table("lisez-moi", "Lisez-moi", (("Rubrique", TEXT), ("Ce qu’il faut savoir", TEXT)), rows)


def _cards(played: Played) -> Table:
    columns = (
        ("Scénario", TEXT), ("Carte", TEXT), ("Premier mois", NUMBER), ("Dernier mois", NUMBER), ("Question", TEXT),
        ("Réponse", TEXT),
    )  # fmt: skip
    rows = (
        (told.nom, carte_of(card).titre, card.debut, card.fin, question, answer)
        for told in played.asked
        for card in told.plan.cards
        for question, answer in answers_of(card) or (("", ""),)
    )
    return table("cartes", "Cartes", columns, rows)


def _years(played: Played) -> Table:
    columns = (
        ("Scénario", TEXT), ("Année", NUMBER), ("Produits", EUROS), ("Charges", EUROS), ("Résultat", EUROS),
        (f"Résultat, {HIGH}", EUROS), ("Trésorerie à la fin", EUROS), (f"Trésorerie, {HIGH}", EUROS),
        ("Fonds propres à la fin", EUROS), (f"Fonds propres, {HIGH}", EUROS), ("Remarque", TEXT),
    )  # fmt: skip
    rows = (_year(told, each.numero) for told in played.scenarios for each in told.scenario.annees)
    return table("annees", "Années", columns, rows)


def _year(told: Told, annee: int) -> tuple[Cell, ...]:
    found, whole = told.enveloppe, told.scenario.annees[annee - 1]
    values = (found.resultat(annee), found.tresorerie(annee * MONTHS), found.fonds_propres(annee * MONTHS))
    notes = " ".join(dict.fromkeys(filter(None, map(remark, values))))
    bounds = (bound for value in values for bound in (value.number, value.haut))
    return told.nom, annee, whole.produits_centimes, whole.charges_centimes, *bounds, notes


def _months(played: Played) -> Table:
    """The balance sheet at the end of every month, what is owed positive."""
    columns = (
        ("Scénario", TEXT), ("Mois", NUMBER), ("Premier jour", DATE), ("Produits", EUROS), ("Charges", EUROS),
        *((each.label, EUROS) for each in Position),
    )  # fmt: skip
    return table("mois", "Mois", columns, _month_rows(played))


def _month_rows(played: Played) -> Iterator[tuple[Cell, ...]]:
    for told in played.scenarios:
        for each in told.scenario.mois:
            day = date(each.annee_civile, each.mois_civil, 1)
            held = (amount if key.is_actif else -amount for key, amount in each.positions.items())
            yield told.nom, each.numero, day, each.produits_centimes, each.charges_centimes, *held


def _plan(played: Played) -> Table:
    columns = (("Scénario", TEXT), ("Mois", NUMBER), ("Sens", TEXT), ("Rubrique", TEXT), ("Montant", EUROS))
    rows = (
        (told.nom, mois, row.sens.value, row.label, amount)
        for told in played.asked
        for row in cash_plan(told.scenario).rubriques
        for mois, amount in enumerate(row.montants, start=1)
        if amount
    )
    return table("plan-de-tresorerie", "Plan de trésorerie", columns, rows)


def _thresholds(played: Played) -> Table:
    columns = (
        ("Scénario", TEXT), ("Année", NUMBER), ("Ressource", TEXT), ("Dans le scénario", EUROS),
        ("Pour équilibrer", EUROS), ("Marge", EUROS), ("Remarque", TEXT),
    )  # fmt: skip
    rows = (
        (told.nom, annee.numero, each.label, each.actuel_centimes, each.necessaire.number, each.marge_centimes,
         remark(each.necessaire))
        for told in played.asked
        for annee in told.scenario.annees
        for each in break_even(told.scenario, annee=annee.numero)
    )  # fmt: skip
    return table("equilibre", "Équilibre", columns, rows)


def _losses(played: Played) -> Table:
    columns = (
        ("Scénario", TEXT), ("Ce qui s’arrête", TEXT), ("Genre", TEXT), ("Montant", EUROS), ("Résultat", EUROS),
        ("Trésorerie au plus bas", EUROS), ("Fonds propres", EUROS), ("Sous zéro", TEXT),
    )  # fmt: skip
    rows = (
        (told.nom, each.nom, "famille" if each.is_famille else "financeur", each.montant_centimes,
         each.resultat_centimes, each.plus_bas.number.tresorerie_centimes if each.plus_bas.number else None,
         each.fonds_propres.number, yes_or_no(each.casse))
        for told in played.asked
        for each in told.pertes.pertes
    )  # fmt: skip
    return table("pertes", "Pertes", columns, rows)


def _entries(played: Played) -> Table:
    columns = (
        ("Scénario", TEXT), ("Mois", NUMBER), ("Carte", TEXT), ("Écriture", TEXT), ("Débit", TEXT), ("Crédit", TEXT),
        ("Montant", EUROS),
    )  # fmt: skip
    rows = (
        (told.nom, each.mois, each.origine, each.libelle, each.debit.label, each.credit.label,
         each.montant_centimes)
        for told in played.asked
        for each in entries_of_cards(told.scenario)
    )  # fmt: skip
    return table("ecritures", "Écritures des cartes", columns, rows)


def _futures(played: Played) -> Table:
    columns = (
        ("Scénario", TEXT), ("Mois", NUMBER), ("Un sur dix a au plus", EUROS), ("Un sur deux a au plus", EUROS),
        ("Neuf sur dix ont au plus", EUROS), ("Remarque", TEXT),
    )  # fmt: skip
    return table("futurs", "Futurs tirés", columns, _future_rows(played))


def _future_rows(played: Played) -> Rows:
    for told in played.asked:
        simulation = told.simulation.number
        if simulation is None:
            yield told.nom, None, None, None, None, told.simulation.raison
        else:
            for each in simulation.quantiles():
                yield told.nom, each.numero, *each.valeurs, ""
