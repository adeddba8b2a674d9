"""The header line: separator, quoting, and where each column is."""

import unicodedata
from dataclasses import dataclass

from socioeco.anomalies import AnomalyCollector

LEGAL = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum",
    "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet",
    "ValidDate", "Montantdevise", "Idevise", "DateRglt", "ModeRglt", "NatOp", "IdClient",
)  # fmt: skip
REQUIRED = ("EcritureDate", "CompteNum", "Debit", "Credit")
HELPFUL = ("JournalCode", "EcritureNum", "CompteLib")
FEWEST_CELLS = 9
FEWEST_LEGAL = LEGAL.index("ValidDate") + 1
LEGAL_WIDTH = 18
MOST_COLUMNS = 200  # short rows are padded to the width of the header
SEPARATORS = {
    b"\t": "tabulation",
    b"|": "barre verticale",
    b";": "des points-virgules",
    b",": "des virgules",
    b"": "aucun, longueur fixe",
}
_LAWFUL = (b"\t", b"|")


def fold(name: str) -> str:
    """Letters and digits only, lower case, without accents: how names of columns are compared."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(char for char in decomposed if char.isalnum() and char.isascii()).lower()


_BY_FOLDED = {fold(name): name for name in (*LEGAL, "Montant", "Sens")}


def known_name(cell: str) -> str:
    """The name of the law behind a cell of the header, or nothing."""
    return _BY_FOLDED.get(fold(cell), "")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns are. `width` counts the cells of the header without its trailing blanks.

    In a file without separator, `starts` says at which character each cell begins. `names` are the cells of the
    header as they are written, none when the file has no header.
    """

    separator: bytes
    is_quoted: bool
    width: int
    positions: dict[str, int]
    has_header: bool
    starts: tuple[int, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def has_montant_sens(self) -> bool:
        return "Montant" in self.positions


def choose_separator(line: bytes) -> bytes | None:
    """The more frequent of tab and pipe; failing nine cells, semicolon then comma; else nothing."""
    best = max(_LAWFUL, key=line.count)
    for separator in (best, b";", b","):
        if line.count(separator) + 1 >= FEWEST_CELLS:
            return separator
    return None


def read_header(line: bytes, anomalies: AnomalyCollector) -> Layout | None:
    """The layout told by the first line, or None with a blocking anomaly."""
    separator = choose_separator(line)
    if separator is None:
        anomalies.add("F1-entete", colonnes=", ".join(REQUIRED))
        return None
    if separator not in _LAWFUL:
        anomalies.add("F1-separateur", separateur=SEPARATORS[separator])
    if len(line.rstrip(separator + b"\r ").split(separator)) > MOST_COLUMNS:
        anomalies.add("F1-trop-de-colonnes", limite=MOST_COLUMNS)
        return None
    is_quoted = separator not in _LAWFUL or line.lstrip().startswith(b'"')
    cells = [_decode(cell) for cell in line.split(separator)]
    if _looks_like_data(cells):
        return _layout_without_header(separator, len(cells), anomalies, is_quoted=is_quoted)
    cells = _trimmed(cells)
    names = [known_name(cell) for cell in cells]
    positions: dict[str, int] = {}
    for place, name in enumerate(names):
        if name:
            positions.setdefault(name, place)
    if not _complete(positions, cells, anomalies):
        return None
    _report_extra(names, cells, anomalies)
    return Layout(separator, is_quoted, len(cells), positions, has_header=True, names=tuple(cells))


def _layout_without_header(
    separator: bytes, width: int, anomalies: AnomalyCollector, *, is_quoted: bool
) -> Layout:
    """The first line is an entry: columns are taken in the order of the law."""
    anomalies.add("F1-sans-entete")
    positions = {name: place for place, name in enumerate(LEGAL) if place < width}
    return Layout(separator, is_quoted, width, positions, has_header=False)


def _decode(cell: bytes) -> str:
    try:
        return cell.decode("utf-8")
    except UnicodeDecodeError:
        return cell.decode("cp1252", errors="replace")


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _looks_like_data(cells: list[str]) -> bool:
    """As wide as the law asks, with a date where the law puts it."""
    date = cells[3].strip(' "') if len(cells) >= FEWEST_LEGAL else ""
    return len(date) == 8 and date.isdigit()


def _complete(positions: dict[str, int], cells: list[str], anomalies: AnomalyCollector) -> bool:
    """Fill the missing columns by their legal place, as a last resort; say so, or refuse."""
    needed = needed_columns(positions)
    missing = [name for name in needed if name not in positions]
    if missing and not _may_use_places(missing, positions, cells):
        anomalies.add("F1-entete", colonnes=", ".join(missing))
        return False
    if missing:
        _take_places([*missing, *(name for name in HELPFUL if name not in positions)], positions, anomalies)
    absent = [name for name in HELPFUL if name not in positions]
    if absent:
        anomalies.add("F1-colonne-absente", colonnes=", ".join(absent))
    return True


def needed_columns(positions: dict[str, int]) -> tuple[str, ...]:
    """Debit and Credit, unless Montant and Sens stand together."""
    if "Montant" in positions and "Sens" in positions:
        return ("EcritureDate", "CompteNum", "Montant", "Sens")
    positions.pop("Montant", None)
    positions.pop("Sens", None)
    return REQUIRED


def _take_places(names: list[str], positions: dict[str, int], anomalies: AnomalyCollector) -> None:
    taken = set(positions.values())
    by_place = [name for name in names if LEGAL.index(name) not in taken]
    positions.update({name: LEGAL.index(name) for name in by_place})
    anomalies.add("F1-positions", colonnes=", ".join(by_place))


def _may_use_places(missing: list[str], positions: dict[str, int], cells: list[str]) -> bool:
    taken = set(positions.values())
    is_wide = len(cells) >= FEWEST_LEGAL
    return is_wide and all(name in LEGAL and LEGAL.index(name) not in taken for name in missing)


def _report_extra(names: list[str], cells: list[str], anomalies: AnomalyCollector) -> None:
    extra = sum(not name and bool(cell.strip()) for name, cell in zip(names, cells, strict=True))
    if extra and len(cells) > LEGAL_WIDTH:
        anomalies.add("F1-colonnes-en-plus", colonnes=min(extra, len(cells) - LEGAL_WIDTH))
