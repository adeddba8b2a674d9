"""The two sheets of words: who stands behind a label, how the association does things."""

from collections.abc import Sequence

from socioeco.anomalies import AnomalyCollector
from socioeco.indicators import GENRES
from socioeco.readers import Financeur, GenreFinanceur, Opinion
from socioeco.readers.tableau import Cell, mots, text_of
from socioeco.report.saisie.cells import says_unknown
from socioeco.report.saisie.writing import OPINIONS

Rows = Sequence[Sequence[Cell]]
_GENRES = {" ".join(mots(words)): genre for genre, words in GENRES.items()}
_OPINIONS = {" ".join(mots(words)): opinion for opinion, words in OPINIONS.items()}


def read_financeurs(
    rows: Rows | None, anomalies: AnomalyCollector
) -> tuple[frozenset[str], dict[str, Financeur]]:
    """Every label of the sheet, and those that are explained. A blank kind beside a name is « à préciser »."""
    labels: set[str] = set()
    found: dict[str, Financeur] = {}
    for place, row in enumerate(rows or (), start=1):
        label, genre, nom = _three(row)
        if place == 1 or not label:
            continue
        labels.add(label)
        if genre or nom:
            found[label] = Financeur(_genre(genre, place, anomalies), nom)
    return frozenset(labels), found


def _genre(text: str, ligne: int, anomalies: AnomalyCollector) -> GenreFinanceur:
    if not text or says_unknown(text):
        return GenreFinanceur.INCONNU
    genre = _GENRES.get(" ".join(mots(text)))
    if genre is None:
        anomalies.add("T8-genre", ligne=ligne)
    return genre or GenreFinanceur.INCONNU


def read_opinions(rows: Rows | None, anomalies: AnomalyCollector) -> dict[str, Opinion] | None:
    """None without the sheet: what was answered then stays."""
    if rows is None:
        return None
    found: dict[str, Opinion] = {}
    for place, row in enumerate(rows, start=1):
        key, _, answer = _three(row)
        if place == 1 or not (key and answer):
            continue
        opinion = _OPINIONS.get(" ".join(mots(answer)))
        if opinion is None and says_unknown(answer):
            opinion = Opinion.NE_SAIT_PAS
        if opinion is None:
            anomalies.add("T8-avis", ligne=place)
        else:
            found[key] = opinion
    return found


def _three(row: Sequence[Cell]) -> tuple[str, str, str]:
    texts = [*map(_exact, row[:3]), "", "", ""]
    return texts[0], texts[1], texts[2]


def _exact(cell: Cell) -> str:
    """A label is a key and a name is the person's own: neither loses a no-break space."""
    return cell.strip() if isinstance(cell, str) else text_of(cell)
