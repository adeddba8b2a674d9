"""The sheets of the workbook that come back: what was typed and answered, and the room for what was not."""

from socioeco.formats import typographie
from socioeco.indicators import GENRES
from socioeco.readers import TypedExercice
from socioeco.report.saisie import Saisie, saisie_tables
from socioeco.report.tables import Cell, Table
from trajectoires.trajectories.selectors import Work
from trajectoires.trajectories.selectors.questions import labels_to_explain


def sheets_to_fill(work: Work) -> tuple[Table, ...]:
    """Typed years, even those that a file sets aside; the years of files, whose answers alone are asked."""
    typed = [*(each.typed for each in work.exercices if each.typed), *work.set_aside]
    from_files = [
        (each.postes.opened_on, each.postes.closed_on) for each in work.exercices if each.typed is None
    ]
    saisie = Saisie(
        exercices=tuple(TypedExercice.from_json(each.lines) for each in typed), answers=work.answers
    )
    return saisie_tables(
        saisie, from_files=from_files, labels=labels_to_explain(work.exercices, work.answers)
    )


def how_to_fill() -> list[tuple[Cell, ...]]:
    """Rows of « Lisez-moi »."""
    said = (
        (
            "Feuille « À saisir »",
            "Vos dix lignes et vos réponses, une colonne par exercice. Complétez-la ou corrigez-la dans votre tableur, "
            "puis renvoyez le classeur depuis la page de vos résultats : il est relu tel quel. Gardez le nom des feuilles "
            "et leur première colonne. Une cellule vide n’est pas une réponse ; « ne sait pas » en est une.",
        ),
        ("Genres de financeurs", ", ".join(GENRES.values())),
        ("Façons de faire", "oui, en partie, non, ne sait pas"),
    )
    return [(typographie(term), typographie(words)) for term, words in said]
