"""The figures to take away: every number true, none rounded, what is not known left empty with its reason."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from socioeco import __version__
from socioeco.comptes import RESSOURCES, Ressource
from socioeco.formats import format_date
from socioeco.indicators import GENRES, Indicateur
from socioeco.indicators.rapprochement import POSTES
from socioeco.report.analysis import Analysis, Exercice
from socioeco.report.reading import KINDS, Reading
from socioeco.report.tables.model import Cell, Column, Kind, Table
from socioeco.report.wording import remark
from socioeco.values import Value

TEXT, EUROS, PART, NUMBER, DATE = Kind.TEXTE, Kind.EUROS, Kind.PART, Kind.NOMBRE, Kind.DATE
KIND_OF_UNIT = {"euros": EUROS, "part": PART, "mois": NUMBER, "nombre": NUMBER}
IN_KIND = "À côté de l’argent\u00a0: contributions en nature"
Rows = Iterable[tuple[Cell, ...]]


def tables_of(analysis: Analysis, *, today: date) -> tuple[Table, ...]:
    """Every table, a first one that says how to read them. A table without a row is there still: nothing to tell."""
    return (
        _read_me(analysis, today),
        _readings(analysis),
        _resources(analysis.exercices, "ressources", "Ressources"),
        _indicators(analysis),
        _terms(analysis),
        _financeurs(analysis),
        _class_7(analysis),
        _changes(analysis),
        _position(analysis),
        _resources(analysis.budgets, "budgets", "Budgets"),
        _accounts(analysis),
        anomalies_table(analysis),
    )


def table(key: str, title: str, columns: Iterable[tuple[str, Kind]], rows: Rows) -> Table:
    heads = tuple(Column(label, kind) for label, kind in columns)
    return Table(key=key, title=title, columns=heads, rows=tuple(rows))


def _read_me(analysis: Analysis, today: date) -> Table:
    labels = ", ".join(year.label for year in (*analysis.exercices, *analysis.budgets))
    rows: list[tuple[Cell, ...]] = [
        ("Établi le", format_date(today)),
        ("Avec", f"socioeco {__version__}"),
        ("Exercices", labels or "aucun"),
        ("Montants", "En euros, au centime. Une cellule vide n’est pas un zéro\u00a0: la raison est à côté."),
        ("Parts", "Entre 0 et 1\u00a0; le tableur les montre en pour cent."),
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


def _indicators(analysis: Analysis) -> Table:
    columns = (
        ("Indicateur", TEXT), ("Clé", TEXT), ("Exercice", TEXT), ("Unité", TEXT), *_SPREAD,
        *((f"{label}, borne haute", kind) for label, kind in _SPREAD), ("Remarque", TEXT), ("Formule", TEXT),
    )  # fmt: skip
    rows = (_indicator(year, each) for year in analysis.exercices for each in year.indicateurs)
    return table("indicateurs", "Indicateurs", columns, rows)


_SPREAD = (("Montant", EUROS), ("Part", PART), ("Nombre", NUMBER))


def _indicator(year: Exercice, indicateur: Indicateur) -> tuple[Cell, ...]:
    definition, value = indicateur.definition, indicateur.value
    kind = KIND_OF_UNIT[definition.unite]
    head = (definition.titre, definition.cle, year.label, definition.unite)
    return (
        *head,
        *_spread(value.number, kind),
        *_spread(value.haut, kind),
        remark(value),
        definition.formule,
    )


def _spread(number: int | Fraction | None, kind: Kind) -> tuple[Cell, ...]:
    """The number in the column of its kind, so that a column holds one unit."""
    return tuple(number if kind is each else None for _, each in _SPREAD)


def _terms(analysis: Analysis) -> Table:
    """What each indicator is made of, down to its lines."""
    columns = (
        ("Clé", TEXT), ("Exercice", TEXT), ("Terme", TEXT), *_SPREAD, ("Compte", TEXT), ("Libellé", TEXT),
        ("Ligne", EUROS),
    )  # fmt: skip
    return table("termes", "Termes", columns, _term_rows(analysis))


def _term_rows(analysis: Analysis) -> Iterator[tuple[Cell, ...]]:
    for year in analysis.exercices:
        for indicateur in year.indicateurs:
            for terme in indicateur.termes:
                head = (indicateur.definition.cle, year.label, terme.label)
                kind = KIND_OF_UNIT[terme.unite]
                yield *head, *_spread(terme.value.number, kind), None, None, None
                for line in terme.sources:
                    yield *head, None, None, None, line.compte, line.libelle, line.montant_centimes


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
        (change.avant, change.apres, explication.titre, cause.label, cause.avant_centimes, cause.apres_centimes,
         cause.difference_centimes)
        for change in analysis.trajectory.changements
        for explication in change.explications
        for cause in explication.causes
    )  # fmt: skip
    return table("changements", "Changements", columns, rows)


def _position(analysis: Analysis) -> Table:
    columns = (
        ("Exercice", TEXT), ("Modèle", TEXT), ("Sens", TEXT), ("Signal", TEXT), ("Part des ressources", PART),
        ("Part, borne haute", PART),
    )  # fmt: skip
    return table("position", "Position", columns, _position_rows(analysis))


def _position_rows(analysis: Analysis) -> Iterator[tuple[Cell, ...]]:
    for year in analysis.exercices:
        yield year.label, "Conclusion", "", year.position.conclusion.texte, None, None
        for modele in year.position.modeles:
            name = f"{modele.numero}. {modele.titre}"
            sides = (("pour", modele.pour), ("contre", modele.contre), ("inconnu", modele.inconnus))
            for side, signals in sides:
                for signal in signals:
                    yield year.label, name, side, signal.texte, *_bounds(signal.part)


def _bounds(part: Value[Fraction] | None) -> tuple[Cell, Cell]:
    return (None, None) if part is None else (part.number, part.haut)


def _accounts(analysis: Analysis) -> Table:
    """What is kept of the accounts: one line by account and exercice."""
    columns = (("Exercice", TEXT), ("Compte", TEXT), ("Libellé", TEXT), ("Débit", EUROS), ("Crédit", EUROS))
    rows = (
        (year.label, line.compte, line.libelle, line.debit_centimes, line.credit_centimes)
        for year in (*analysis.exercices, *analysis.budgets)
        for line in (year.balance.lines if year.balance else ())
    )
    return table("comptes", "Comptes", columns, rows)


def anomalies_table(analysis: Analysis) -> Table:
    columns = (
        ("Objet", TEXT), ("Sévérité", TEXT), ("Code", TEXT), ("Ligne", NUMBER), ("Colonne", TEXT),
        ("Nombre", NUMBER), ("Constat", TEXT), ("Conséquence", TEXT), ("Remède", TEXT),
    )  # fmt: skip
    rows = (
        (about, each.severite.value, each.code, each.ligne, each.colonne, each.nombre, each.constat,
         each.consequence, each.remede)
        for about, each in analysis.anomalies
    )  # fmt: skip
    return table("anomalies", "Anomalies", columns, rows)
