"""The figures to take away: every number true, none rounded, what is not known left empty with its reason."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

import socioeco
from socioeco.formats import format_date, typographie
from socioeco.indicators import Indicateur, compute_indicateurs
from socioeco.readers import Question
from socioeco.report.tables import Cell, Column, Kind, Table, write_csv, write_ods
from socioeco.trajectories import compare
from socioeco.typologies import compute_position
from socioeco.values import Value
from trajectoires.trajectories.models import Share, Trajectory
from trajectoires.trajectories.presenters.activity_sheet import activity_sheet
from trajectoires.trajectories.presenters.alliances import alliances_table, long_alliances
from trajectoires.trajectories.presenters.facts import origin_of_several
from trajectoires.trajectories.presenters.tables_of_reading import tables_of_reading
from trajectoires.trajectories.presenters.workbook import how_to_fill, sheets_to_fill
from trajectoires.trajectories.selectors import Exercice, Work, work_shown

TITLE = "Trajectoire socio-économique"
TEXT, EUROS, PART, NUMBER, DATE = Kind.TEXTE, Kind.EUROS, Kind.PART, Kind.NOMBRE, Kind.DATE
KIND_OF_UNIT = {"euros": EUROS, "part": PART, "mois": NUMBER, "nombre": NUMBER}
ASKED = {
    Question.HEURES: ("Heures de bénévolat", "heures", 1),
    Question.ETP: ("Salariés en équivalent temps plein", "ETP", 100),
    Question.PARTENAIRES: ("Partenaires engagés par écrit", "partenaires", 1),
}


def take_away(trajectory: Trajectory, *, kind: str, today: date, share: Share | None = None) -> bytes:
    """All the figures of the result page: several sheets in ODS, one long table in CSV; for a guest, those of hers."""
    shown = work_shown(trajectory, share)
    if kind == "csv":
        return write_csv(_long(shown.work))
    sheets = _sheets(shown.work, has_lines=shown.has_lines)
    to_fill = (
        () if share else sheets_to_fill(shown.work)
    )  # what a guest does not see is not there to be changed
    found = [_read_me(shown.work, today), *to_fill, *sheets, *activity_sheet(shown)]
    return write_ods(found, title=TITLE)


def _sheets(work: Work, *, has_lines: bool) -> Iterator[Table]:
    yield _resources(work)
    yield _indicators(work)
    yield _asked(work)
    yield from alliances_table(work)
    yield _changes(work)
    yield _position(work)
    yield from tables_of_reading(work)
    if has_lines:
        yield _accounts(work)


def _read_me(work: Work, today: date) -> Table:
    trajectory = work.trajectory
    rows: list[tuple[Cell, ...]] = [
        ("Établi le", format_date(today)),
        ("Avec", f"Trajectoires socio-économiques, moteur {socioeco.__version__}"),
        ("Exercices", ", ".join(exercice.label for exercice in work.exercices) or "aucun"),
        *_several(work),
        ("Montants", "En euros, au centime. Une cellule vide n’est pas un zéro : la raison est à côté."),
        ("Limites", "Ni un audit, ni un conseil comptable. Les conventions sont dites à chaque indicateur."),
    ]
    rows += how_to_fill()
    if trajectory.is_demonstration:
        rows.insert(0, ("Démonstration", f"{trajectory.name} : tous les chiffres sont inventés"))
    if trajectory.dispute:
        rows.append(("Votre avis sur la position", trajectory.dispute))
    columns = (Column("Rubrique", TEXT), Column("Ce qu’il faut savoir", TEXT))
    return Table(key="lisez-moi", title="Lisez-moi", columns=columns, rows=tuple(rows))


def _several(work: Work) -> list[tuple[Cell, ...]]:
    """The exercices that several files make."""
    several = [each for each in work.exercices if each.added]
    return [(f"Exercice {each.label}", typographie(origin_of_several(each.files))) for each in several]


def _resources(work: Work) -> Table:
    years = work.exercices
    families = years[0].postes.ressources.familles if years else ()
    rows: list[tuple[Cell, ...]] = []
    for family in families:
        values = [year.postes.ressources[family.key].value for year in years]
        rows.append((family.label, *(value.number for value in values), _remarks(values)))
    rows.append(("Total", *(year.postes.ressources.total_centimes for year in years), ""))
    rows.append(
        (
            "À côté de l’argent : contributions en nature",
            *(year.postes.en_nature.value.number for year in years),
            _remarks([year.postes.en_nature.value for year in years]),
        )
    )
    columns = (
        Column("Ressource", TEXT),
        *(Column(year.label, EUROS) for year in years),
        Column("Remarque", TEXT),
    )
    return Table(key="ressources", title="Ressources", columns=columns, rows=tuple(rows))


def _remarks(values: Iterable[Value[int]]) -> str:
    said = (value.raison or value.reserve for value in values)
    return " ".join(dict.fromkeys(each for each in said if each))


def _indicators(work: Work) -> Table:
    columns = (
        Column("Indicateur", TEXT),
        Column("Exercice", TEXT),
        Column("Unité", TEXT),
        Column("Montant", EUROS),
        Column("Part", PART),
        Column("Nombre", NUMBER),
        Column("Montant, borne haute", EUROS),
        Column("Part, borne haute", PART),
        Column("Nombre, borne haute", NUMBER),
        Column("Remarque", TEXT),
        Column("Formule", TEXT),
    )
    rows = [
        _indicator_row(year, indicator)
        for year in work.exercices
        for indicator in compute_indicateurs(year.postes)
    ]
    return Table(key="indicateurs", title="Indicateurs", columns=columns, rows=tuple(rows))


def _indicator_row(year: Exercice, indicator: Indicateur) -> tuple[Cell, ...]:
    definition, value = indicator.definition, indicator.value
    kind = KIND_OF_UNIT[definition.unite]
    low, high = _spread(value.number, kind), _spread(value.haut, kind)
    remark = value.raison or value.reserve
    return (definition.titre, year.label, definition.unite, *low, *high, remark, definition.formule)


def _spread(number: int | Fraction | None, kind: Kind) -> tuple[Cell, Cell, Cell]:
    """The number in the column of its kind, so that a column holds one unit."""
    return tuple(number if kind is each else None for each in (EUROS, PART, NUMBER))  # type: ignore[return-value]


def _asked(work: Work) -> Table:
    columns = (
        Column("Question", TEXT),
        Column("Unité", TEXT),
        *(Column(year.label, NUMBER) for year in work.exercices),
    )
    rows = tuple(
        (label, unit, *(_answer(year, question, divisor) for year in work.exercices))
        for question, (label, unit, divisor) in ASKED.items()
    )
    return Table(key="personnes-et-partenaires", title="Personnes et partenaires", columns=columns, rows=rows)


def _answer(year: Exercice, question: Question, divisor: int) -> Fraction | None:
    answer = year.postes.answers.get(question)
    return None if answer is None else Fraction(answer, divisor)


def _changes(work: Work) -> Table:
    columns = (
        Column("De", TEXT),
        Column("À", TEXT),
        Column("Tableau", TEXT),
        Column("Ligne", TEXT),
        Column("Avant", EUROS),
        Column("Après", EUROS),
        Column("Écart", EUROS),
    )
    rows: list[tuple[Cell, ...]] = []
    for before, after in pairwise(work.exercices):
        compared = compare(before.postes, after.postes)
        for table, movements in (("Ressources", compared.ressources), ("Résultat", compared.resultat)):
            rows += [
                (before.label, after.label, table, each.label, each.avant_centimes, each.apres_centimes,
                 each.difference_centimes)
                for each in movements
            ]  # fmt: skip
    return Table(key="changements", title="Changements", columns=columns, rows=tuple(rows))


def _position(work: Work) -> Table:
    columns = (
        Column("Modèle", TEXT),
        Column("Sens", TEXT),
        Column("Signal", TEXT),
        Column("Part des ressources", PART),
        Column("Part, borne haute", PART),
    )
    if not work.exercices:
        return Table(key="position", title="Position", columns=columns, rows=())
    position = compute_position(work.exercices[-1].postes, work.answers.opinions)
    rows: list[tuple[Cell, ...]] = [("Conclusion", "", position.conclusion.texte, None, None)]
    for model in position.modeles:
        name = f"{model.numero}. {model.titre}"
        for sense, signals in (("pour", model.pour), ("contre", model.contre), ("inconnu", model.inconnus)):
            rows += [(name, sense, signal.texte, *_bounds(signal.part)) for signal in signals]
    return Table(key="position", title="Position", columns=columns, rows=tuple(rows))


def _bounds(part: Value[Fraction] | None) -> tuple[Cell, Cell]:
    return (None, None) if part is None else (part.number, part.haut)


def _accounts(work: Work) -> Table:
    """What is kept of the accounts: one line by account and exercice."""
    columns = (
        Column("Exercice", TEXT),
        Column("Compte", TEXT),
        Column("Libellé", TEXT),
        Column("Débit", EUROS),
        Column("Crédit", EUROS),
    )
    rows = tuple(
        (year.label, line.compte, line.libelle, line.debit_centimes, line.credit_centimes)
        for year in work.exercices
        if year.balance
        for line in year.balance.lines
    )
    return Table(key="comptes", title="Comptes", columns=columns, rows=rows)


def _long(work: Work) -> Table:
    """One number by line, its unit in its own column: what a program or a pivot table reads."""
    columns = (
        Column("exercice", TEXT),
        Column("debut", DATE),
        Column("fin", DATE),
        Column("rubrique", TEXT),
        Column("ligne", TEXT),
        Column("unite", TEXT),
        Column("valeur", NUMBER),
        Column("borne_haute", NUMBER),
        Column("remarque", TEXT),
    )
    rows = (*(row for year in work.exercices for row in _long_rows(year)), *long_alliances(work))
    return Table(key="chiffres", title="Chiffres", columns=columns, rows=rows)


def _long_rows(year: Exercice) -> Iterator[tuple[Cell, ...]]:
    postes = year.postes
    head = (year.label, postes.opened_on, postes.closed_on)
    for family in postes.ressources.familles:
        yield *head, "ressource", family.label, "euros", *_plain(family.value, "euros")
    yield *head, "ressource", "Total", "euros", Fraction(postes.ressources.total_centimes, 100), None, ""
    yield *head, "en nature", "Contributions en nature", "euros", *_plain(postes.en_nature.value, "euros")
    for indicator in compute_indicateurs(postes):
        unit = indicator.definition.unite
        yield *head, "indicateur", indicator.definition.titre, unit, *_plain(indicator.value, unit)
    for question, (label, unit, divisor) in ASKED.items():
        yield *head, "réponse", label, unit, _answer(year, question, divisor), None, ""


def _plain(value: Value[int] | Value[int | Fraction], unit: str) -> tuple[Cell, Cell, Cell]:
    """Euros instead of centimes; a share stays between 0 and 1."""
    divisor = 100 if unit == "euros" else 1
    low, high = (None if each is None else Fraction(each) / divisor for each in (value.number, value.haut))
    return low, high, value.raison or value.reserve
