"""The figures to take away: every number true, none rounded, what is not known left empty with its reason."""

from collections.abc import Iterable
from datetime import date

from socioeco import __version__
from socioeco.anomalies import Anomaly
from socioeco.comptes import RESSOURCES, Ressource
from socioeco.formats import format_date
from socioeco.indicators import GENRES
from socioeco.indicators.rapprochement import POSTES
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.explained import lines_of
from socioeco.report.reading import KINDS, Reading
from socioeco.report.tables.columns import DATE, EUROS, NUMBER, TEXT, table
from socioeco.report.tables.indicators import indicators_table, restated_table, terms_table
from socioeco.report.tables.model import Cell, Table
from socioeco.report.tables.position import lectures_table, position_table
from socioeco.report.tables.rules import moves_table
from socioeco.report.wording import remark
from socioeco.values import Value

IN_KIND = "À côté de l’argent\u00a0: contributions en nature"


def tables_of(analysis: Analysis, *, today: date) -> tuple[Table, ...]:
    """Every table, a first one that says how to read them. A table without a row is there still: nothing to tell."""
    return (
        _read_me(analysis, today),
        _readings(analysis),
        _resources(analysis.exercices, "ressources", "Ressources"),
        indicators_table(analysis),
        terms_table(analysis),
        _financeurs(analysis),
        _class_7(analysis),
        _changes(analysis),
        moves_table(analysis),
        restated_table(analysis),
        position_table(analysis),
        lectures_table(analysis),
        _resources(analysis.budgets, "budgets", "Budgets"),
        _accounts(analysis),
        anomalies_table(analysis.anomalies),
    )


def _read_me(analysis: Analysis, today: date) -> Table:
    labels = ", ".join(year.label for year in (*analysis.exercices, *analysis.budgets))
    rows: list[tuple[Cell, ...]] = [
        ("Établi le", format_date(today)),
        ("Avec", f"socioeco {__version__}"),
        ("Exercices", labels or "aucun"),
        ("Montants", "En euros, au centime. Une cellule vide n’est pas un zéro\u00a0: la raison est à côté."),
        ("Parts", "Entre 0 et 1\u202f; le tableur les montre en pour cent."),
        (
            "Bornes",
            "Une borne haute dit que l’on connaît seulement deux bornes\u00a0: la valeur est entre les deux.",
        ),
        ("Limites", "Ni un audit, ni un conseil comptable. Les conventions sont dites à chaque indicateur."),
        *(("À savoir", note) for note in analysis.notes),
    ]
    return table("lisez-moi", "Lisez-moi", (("Rubrique", TEXT), ("Ce qu’il faut savoir", TEXT)), rows)


def _readings(analysis: Analysis) -> Table:
    columns = (
        ("Fichier", TEXT), ("Nature", TEXT), ("Codage", TEXT), ("Séparateur", TEXT), ("Première date", DATE),
        ("Dernière date", DATE), ("Lignes", NUMBER), ("Écritures", NUMBER), ("Comptes", NUMBER),
        ("Total des débits", EUROS), ("Total des crédits", EUROS), ("Résultat", EUROS), ("Empreinte", TEXT),
    )  # fmt: skip
    return table("fichiers", "Fichiers", columns, map(_reading, analysis.readings))


def _reading(reading: Reading) -> tuple[Cell, ...]:
    seen = reading.to_json()
    days = (date.fromisoformat(seen[key]) if seen[key] else None for key in ("debut", "fin"))
    counts = (seen[key] for key in ("lignes", "ecritures", "comptes"))
    totals = (seen[f"{key}_centimes"] for key in ("total_debit", "total_credit", "resultat"))
    form = (seen["encodage"], seen["separateur"])
    return (reading.name, KINDS[reading.origine], *form, *days, *counts, *totals, reading.empreinte)


def _resources(years: tuple[Exercice, ...], key: str, title: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for famille in Ressource if years else ():
        values = [year.postes.ressources[famille].value for year in years]
        rows.append((RESSOURCES[famille], *(value.number for value in values), _remarks(values)))
    if years:
        in_kind = [year.postes.en_nature.value for year in years]
        rows.append(("Total", *(year.postes.ressources.total_centimes for year in years), ""))
        rows.append((IN_KIND, *(value.number for value in in_kind), _remarks(in_kind)))
    columns = (("Ressource", TEXT), *((year.label, EUROS) for year in years), ("Remarque", TEXT))
    return table(key, title, columns, rows)


def _remarks(values: Iterable[Value[int]]) -> str:
    return " ".join(dict.fromkeys(text for text in map(remark, values) if text))


def _financeurs(analysis: Analysis) -> Table:
    columns = (
        ("Exercice", TEXT),
        ("Financeur", TEXT),
        ("Genre", TEXT),
        ("Montant", EUROS),
        ("Déclaré", TEXT),
    )
    rows = (
        (
            year.label,
            each.nom,
            GENRES[each.genre],
            each.montant_centimes,
            "oui" if each.is_declared else "non",
        )
        for year in analysis.exercices
        for each in year.postes.financeurs.versements
    )
    return table("financeurs", "Financeurs", columns, rows)


def _class_7(analysis: Analysis) -> Table:
    columns = (("Exercice", TEXT), ("Poste", TEXT), ("Compte", TEXT), ("Libellé", TEXT), ("Montant", EUROS))
    rows = (
        (year.label, POSTES[poste], line.compte, line.libelle, line.montant_centimes)
        for year in analysis.exercices
        for poste, sources in (year.rapprochement.postes.items() if year.rapprochement else ())
        for line in sources
    )
    return table("classe-7", "Classe 7", columns, rows)


def _changes(analysis: Analysis) -> Table:
    columns = (
        ("De", TEXT), ("À", TEXT), ("Tableau", TEXT), ("Ligne", TEXT), ("Avant", EUROS), ("Après", EUROS),
        ("Écart", EUROS),
    )  # fmt: skip
    rows = (
        (change.avant, change.apres, explication.titre, label, *amounts)
        for change in analysis.trajectory.changements
        for explication in change.explications
        for label, amounts in lines_of(explication)
    )
    return table("changements", "Changements", columns, rows)


def _accounts(analysis: Analysis) -> Table:
    """What is kept of the accounts: one line by account and exercice."""
    columns = (("Exercice", TEXT), ("Compte", TEXT), ("Libellé", TEXT), ("Débit", EUROS), ("Crédit", EUROS))
    rows = (
        (year.label, line.compte, line.libelle, line.debit_centimes, line.credit_centimes)
        for year in (*analysis.exercices, *analysis.budgets)
        for line in (year.balance.lines if year.balance else ())
    )
    return table("comptes", "Comptes", columns, rows)


def anomalies_table(anomalies: Iterable[tuple[str, Anomaly]]) -> Table:
    columns = (
        ("Objet", TEXT), ("Sévérité", TEXT), ("Code", TEXT), ("Ligne", NUMBER), ("Colonne", TEXT),
        ("Nombre", NUMBER), ("Constat", TEXT), ("Conséquence", TEXT), ("Remède", TEXT),
    )  # fmt: skip
    rows = (
        (about, each.severite.value, each.code, each.ligne, each.colonne, each.nombre, each.constat,
         each.consequence, each.remede)
        for about, each in anomalies
    )  # fmt: skip
    return table("anomalies", "Anomalies", columns, rows)
