"""A workbook read from its source, sheet by sheet: each fault with its line. Names are looked up elsewhere."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from trajectoires.kit.enums import CellKind
from trajectoires.kit.models.templates.formulas import Expression, FormulaError, read_formula
from trajectoires.kit.models.templates.keys import REPEATED, known_keys, may_fill
from trajectoires.kit.models.templates.workbook import Column, Heading, Line, Sheet, Written
from trajectoires.kit.models.templates.yaml_nodes import Mapping

MOST_SHEETS, MOST_COLUMNS, MOST_LINES, MOST_EMPTIES = 8, 30, 200, 60
LONGEST_TAB = 31
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_SHEET = ("cle", "titre", "page", "consigne", "entetes", "colonnes", "lignes", "notes")
_HEADING = ("cle", "titre", "genre", "prerempli", "choix", "formule")
_COLUMN = ("cle", "titre", "genre", "largeur", "choix", "formule")
_LINE = (
    "partie", "cle", "vides", "repete", "colonnes", "prerempli", "total", "style", "formule", "premiere",
)  # fmt: skip


def read_sheets(source: Mapping) -> tuple[Sheet, ...]:
    """Every sheet; every fault is added."""
    rows = list(source.rows("feuilles", what="une feuille", known=_SHEET, required=("cle", "titre")))
    if not 1 <= len(rows) <= MOST_SHEETS:
        source.fault("feuilles", f"Un tableur a de 1 à {MOST_SHEETS} feuilles.")
    _once(source, [row.text("cle") for row in rows], "feuilles")
    sheets = tuple(_sheet(row) for row in rows[:MOST_SHEETS])
    _once(source, [sheet.tab.casefold() for sheet in sheets], "feuilles")
    return sheets


def _once(owner: Mapping, names: list[str], where: str) -> None:
    for name in dict.fromkeys(name for name in names if name and names.count(name) > 1):
        owner.fault(where, f"« {name} » est là deux fois.", "Donnez un autre nom à l’un des deux.")


def _key(row: Mapping) -> str:
    key = row.text("cle")
    if key and not _KEY.fullmatch(key):
        row.fault("cle", f"« {key} » n’est pas une clé.", "Des minuscules sans accent, des chiffres, « _ ».")
    return key


def _sheet(row: Mapping) -> Sheet:
    title, page = row.said("titre"), row.text("page") or "portrait"
    if len(title) > LONGEST_TAB:
        row.fault("titre", f"Un onglet a {LONGEST_TAB} signes au plus : celui-ci en a {len(title)}.")
    if page not in {"portrait", "paysage"}:
        row.fault("page", f"« {page} » : la page est portrait ou paysage.")
    columns = _columns(row)
    headings = tuple(
        map(
            _heading,
            row.rows("entetes", what="un en-tête", known=_HEADING, required=("cle", "titre", "genre")),
        )
    )
    lines = _lines(row, columns)
    _once(row, [each.key for each in (*headings, *lines)], "lignes")
    return Sheet(
        key=_key(row),
        title=title,
        is_landscape=page == "paysage",
        instruction=row.said("consigne"),
        headings=headings,
        columns=columns,
        lines=lines,
        notes=tuple(row.words("notes")),
        source_line=row.line,
    )


def _columns(row: Mapping) -> tuple[Column, ...]:
    rows = list(row.rows("colonnes", what="une colonne", known=_COLUMN, required=("cle", "titre", "genre")))
    if not 1 <= len(rows) <= MOST_COLUMNS:
        row.fault("colonnes", f"Une feuille a de 1 à {MOST_COLUMNS} colonnes.")
    columns = tuple(_column(each) for each in rows[:MOST_COLUMNS])
    _once(row, [column.key for column in columns], "colonnes")
    return columns


def _column(row: Mapping) -> Column:
    kind = _kind(row)
    return Column(
        key=_key(row),
        title=row.said("titre"),
        kind=kind,
        width=_width(row),
        choices=_choices(row, kind),
        formula=_formula(row, "formule"),
    )


def _heading(row: Mapping) -> Heading:
    kind, key = _kind(row), row.text("prerempli")
    if key:
        _check_key(row, "prerempli", key, kind)
    return Heading(
        key=_key(row),
        title=row.said("titre"),
        kind=kind,
        prefilled=key,
        choices=_choices(row, kind),
        formula=_formula(row, "formule"),
    )


def _kind(row: Mapping) -> CellKind:
    name = row.text("genre")
    if name in tuple(CellKind):
        return CellKind(name)
    if name:
        row.fault("genre", f"Le genre « {name} » n’existe pas.", f"Genres : {', '.join(CellKind)}.")
    return CellKind.TEXTE


def _width(row: Mapping) -> float:
    text = row.text("largeur").replace(",", ".")
    try:
        width = float(text or 0)
    except ValueError:
        width = -1
    if text and not 0.5 <= width <= 20:
        row.fault("largeur", "Une largeur est un nombre de centimètres, de 0,5 à 20.")
        return 0
    return width


def _choices(row: Mapping, kind: CellKind) -> tuple[str, ...]:
    choices = tuple(row.words("choix"))
    if (kind is CellKind.CHOIX) != bool(choices):
        row.fault("choix", "Le genre « choix » va avec une liste « choix: [un, deux] », et elle avec lui.")
    if any('"' in choice or ";" in choice or not choice for choice in choices):
        row.fault("choix", "Un choix n’est pas vide, et n’a ni guillemet droit ni point-virgule.")
    return choices


def _formula(row: Mapping, name: str) -> Expression | None:
    text = row.text(name)
    if not text:
        return None
    try:
        return read_formula(text)
    except FormulaError as error:
        row.fault(name, f"Formule « {text[:60]} » : {error}")
        return None


def _check_key(row: Mapping, where: str, key: str, kind: CellKind) -> None:
    found = known_keys().get(key)
    if found is None:
        row.fault(
            where, f"La clé « {key} » n’existe pas.", "L’aide de l’éditeur et docs/contenu.md les donnent."
        )
    elif not may_fill(found, kind):
        row.fault(where, f"« {key} » est de genre {found.kind}, et la case de genre {kind}.")


# --- lines ------------------------------------------------------------------------------------------------------------


def _lines(row: Mapping, columns: tuple[Column, ...]) -> tuple[Line, ...]:
    known = (*_LINE, *(column.key for column in columns))
    rows = list(row.rows("lignes", what="une ligne", known=known))
    lines = tuple(_line(each, columns) for each in rows[:MOST_LINES])
    if not rows or len(rows) > MOST_LINES:
        row.fault("lignes", f"Une feuille a de 1 à {MOST_LINES} lignes.")
    return lines


def _line(row: Mapping, columns: tuple[Column, ...]) -> Line:
    kinds = {column.key: column for column in columns}
    style = row.text("style")
    if style not in {"", "total"}:
        row.fault("style", f"« {style} » : le seul style est « total ».")
    if "partie" in row and len(row.nodes) > 1:
        row.fault("partie", "Une ligne de partie n’a rien d’autre que son titre.")
    if "premiere" in row and "formule" not in row:
        row.fault("premiere", "« premiere » va avec « formule ».")
    is_total = row.flag("total")
    return Line(
        source_line=row.line,
        key=_key(row),
        part=row.said("partie"),
        empties=_empties(row),
        repeats=_repeats(row),
        repeated=dict(_repeated(row, kinds)),
        written=dict(_written(row, kinds)),
        prefilled=dict(_prefilled(row, kinds)),
        is_total=is_total,
        is_strong=is_total or style == "total",
        formula=_formula(row, "formule"),
        first_formula=_formula(row, "premiere"),
    )


def _empties(row: Mapping) -> int:
    text = row.text("vides")
    if not text:
        return 0
    if not text.isdigit() or not 1 <= int(text) <= MOST_EMPTIES:
        row.fault("vides", f"« vides » est un nombre de lignes, de 1 à {MOST_EMPTIES}.")
        return 1
    return int(text)


def _repeats(row: Mapping) -> str:
    name = row.text("repete")
    if name and name not in REPEATED:
        row.fault("repete", f"« {name} » ne se répète pas.", f"Possibles : {', '.join(REPEATED)}.")
        return ""
    if name and "vides" not in row:
        row.fault("repete", "Dites aussi « vides: » : le nombre de lignes quand on n’en connaît aucune.")
    return name


def _repeated(row: Mapping, kinds: dict[str, Column]) -> Iterator[tuple[str, str]]:
    pairs = row.inner("colonnes", what="une ligne répétée", known=tuple(kinds))
    attributes = REPEATED.get(row.text("repete"), {})
    for column in pairs.nodes if pairs else ():
        attribute = pairs.text(column)
        kind = attributes.get(attribute)
        if kind is None:
            pairs.fault(column, f"« {attribute} » n’existe pas.", f"Possibles : {', '.join(attributes)}.")
        elif kinds[column].kind not in {CellKind.TEXTE, kind}:
            pairs.fault(column, f"« {attribute} » est de genre {kind} : cette colonne est d’un autre genre.")
        else:
            yield column, attribute


def _prefilled(row: Mapping, kinds: dict[str, Column]) -> Iterator[tuple[str, str]]:
    pairs = row.inner("prerempli", what="« prerempli »", known=tuple(kinds))
    for column in pairs.nodes if pairs else ():
        key = pairs.text(column)
        _check_key(pairs, column, key, kinds[column].kind)
        yield column, key


def _written(row: Mapping, kinds: dict[str, Column]) -> Iterator[tuple[str, Written]]:
    for name, column in kinds.items():
        text = row.said(name) if name in row and name not in _LINE else ""
        if not text:
            continue
        value = _value(text, column)
        if value is None:
            row.fault(name, f"« {text} » n’est pas une valeur de genre {column.kind}.")
        else:
            yield name, value


def _value(text: str, column: Column) -> Written | None:
    text = text if column.kind in {CellKind.TEXTE, CellKind.CHOIX} else _plain(text)
    if column.kind.is_number:
        return Fraction(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
    if column.kind is CellKind.DATE:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return text if column.kind is CellKind.TEXTE or text in column.choices else None


def _plain(text: str) -> str:
    """Numbers and dates as they were typed, before typography."""
    return text.replace("\u202f", "").replace("\u00a0", "").replace("−", "-").replace("‑", "-")
