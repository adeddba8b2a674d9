"""The framed blocks: what stands between `::: nom` and `:::`, to and from the value of a block."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from socioeco.parameters import load_parameters
from trajectoires.content.blocks import LONGEST_BRIEF, as_grid, grid_faults, rows_of
from trajectoires.content.enums import CalloutKind
from trajectoires.content.loader.names import FIGURE, IMAGE, Reference
from trajectoires.content.loader.problems import Problems
from trajectoires.content.loader.prose import Prose, parse_prose, print_prose

_CELL = re.compile(r"(?:\\.|[^|\\]|\\$)*")
_CELL_ESCAPE = re.compile(r"\\([\\|<])")
_SEPARATOR = re.compile(r"\|(?: ?:?-{2,}:? ?\|)+")
_POINT = re.compile(r"(?:\d+\.|-) +(.+)")
_SIGNED = re.compile(r"([+-]) +(.+)")
_THRESHOLD = re.compile(r"- +([a-z0-9-]+)(?:\s*:\s*(.*))?")


@dataclass(frozen=True)
class Inside:
    """What a frame holds: its keys, then its lines, the first of which has the number `first_line`."""

    keys: Mapping[str, str]
    lines: Sequence[str]
    first_line: int

    def numbered(self) -> list[tuple[int, str]]:
        return [
            (number, line.strip()) for number, line in enumerate(self.lines, self.first_line) if line.strip()
        ]


@dataclass(frozen=True)
class Written:
    keys: Mapping[str, str]
    lines: Sequence[str]


@dataclass(frozen=True)
class Frame:
    name: str
    block_type: str
    read: Callable[[Inside, Problems], Any]
    write: Callable[[Any], Written]
    required_keys: tuple[str, ...] = ()
    optional_keys: tuple[str, ...] = ()
    has_content: bool = True


def _plain(text: str, number: int, problems: Problems) -> str:
    if "**" in text or "](" in text:
        problems.add(number, "Ici le texte est simple : ni gras ni lien.", "Retirez les étoiles ou le lien.")
    return text.strip()


def _points(inside: Inside, problems: Problems, pattern: re.Pattern[str], form: str) -> list[re.Match[str]]:
    found = []
    for number, line in inside.numbered():
        match = pattern.fullmatch(line)
        if match is None:
            problems.add(number, f"« {line} » n’a pas la forme attendue.", f"Écrivez « {form} ».")
        else:
            _plain(line, number, problems)
            found.append(match)
    return found


# --- en bref ------------------------------------------------------------------------------------------------


def _read_brief(inside: Inside, problems: Problems) -> list[str]:
    points = [match[1] for match in _points(inside, problems, _POINT, "1. une phrase")]
    if len(points) > LONGEST_BRIEF:
        problems.add(
            inside.first_line, f"« En bref » tient en {LONGEST_BRIEF} lignes au plus.", "Gardez l’essentiel."
        )
    return points


def _write_brief(value: list[str]) -> Written:
    return Written({}, [f"{number}. {point}" for number, point in enumerate(value, 1)])


# --- encadré, définition ------------------------------------------------------------------------------------


def _read_callout(inside: Inside, problems: Problems) -> dict[str, Any]:
    kind = inside.keys.get("sorte", "")
    if kind not in CalloutKind.values:
        problems.add(
            inside.first_line,
            f"La sorte d’encadré « {kind} » n’existe pas.",
            f"Choisissez : {', '.join(CalloutKind.values)}.",
        )
    return {"kind": kind, "title": inside.keys.get("titre", ""), "body": _read_prose(inside, problems)}


def _write_callout(value: dict[str, Any]) -> Written:
    return Written({"sorte": value["kind"], "titre": value["title"]}, print_prose(value["body"]))


def _read_definition(inside: Inside, problems: Problems) -> dict[str, Any]:
    return {"question": inside.keys.get("question", ""), "answer": _read_prose(inside, problems)}


def _write_definition(value: dict[str, Any]) -> Written:
    return Written({"question": value["question"]}, print_prose(value["answer"]))


def _read_prose(inside: Inside, problems: Problems) -> Prose:
    prose = parse_prose(inside.lines, inside.first_line, problems, may_have_subtitles=False)
    if not prose.nodes and not problems:
        problems.add(inside.first_line, "Ce cadre est vide.", "Écrivez son texte, ou retirez-le.")
    return prose


# --- tableau, figure ----------------------------------------------------------------------------------------


def _read_table(inside: Inside, problems: Problems) -> dict[str, Any]:
    rows = _read_rows(inside, problems)
    return {
        "caption": inside.keys.get("legende", ""),
        "source": inside.keys.get("source", ""),
        "grid": as_grid(rows),
    }


def _write_table(value: dict[str, Any]) -> Written:
    return Written(
        {"legende": value["caption"], "source": value["source"]}, _write_rows(rows_of(value["grid"]))
    )


def _read_figure(inside: Inside, problems: Problems) -> dict[str, Any]:
    rows = _read_rows(inside, problems)
    for fault in grid_faults(rows):
        problems.add(inside.first_line, fault)
    keys = {attribute: inside.keys.get(name, "") for name, attribute in _FIGURE_KEYS.items()}
    return {**keys, "grid": as_grid(rows)}


def _write_figure(value: dict[str, Any]) -> Written:
    keys = {name: value[attribute] for name, attribute in _FIGURE_KEYS.items()}
    return Written(keys, _write_rows(rows_of(value["grid"])))


_FIGURE_KEYS = {"titre": "title", "resume": "summary", "unite": "unit", "source": "source"}


def _read_rows(inside: Inside, problems: Problems) -> list[list[str]]:
    rows = []
    for position, (number, line) in enumerate(inside.numbered()):
        if not (line.startswith("|") and line.endswith("|") and len(line) > 1):
            problems.add(
                number, "Une ligne de tableau commence et finit par « | ».", "Écrivez « | a | b | »."
            )
        elif position == 1:
            if not _SEPARATOR.fullmatch(line):
                problems.add(number, "Sous les titres de colonnes, on attend « |---|---| ».")
        else:
            rows.append(_read_cells(line))
            if len(rows[-1]) != len(rows[0]):
                remedy = f"Mettez {len(rows[0])} cases, au besoin vides."
                problems.add(
                    number, f"Cette ligne a {len(rows[-1])} cases, la première {len(rows[0])}.", remedy
                )
    if len(rows) < 2:
        problems.add(inside.first_line, "Un tableau a une ligne de titres et au moins une ligne.")
    return rows


def _read_cells(line: str) -> list[str]:
    cells, position = [], 1
    while position < len(line):
        match = _CELL.match(line, position)
        text = match[0] if match else ""
        cells.append(
            _CELL_ESCAPE.sub(
                r"\1", text.strip().replace("\\<br>", "\0").replace("<br>", "\n").replace("\0", "\\<br>")
            )
        )
        position += len(text) + 1
    return cells


def _write_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    if not rows:
        return []
    lines = ["|" + "".join(f" {_write_cell(cell)} |" for cell in row) for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]


def _write_cell(cell: str) -> str:
    text = re.sub(r"\\(?=[\\|<\n])|\||<(?=br>)", lambda match: f"\\{match[0]}", cell)
    return text.replace("\n", "<br>")


# --- repères, forces et fragilités --------------------------------------------------------------------------


def _read_thresholds(inside: Inside, problems: Problems) -> list[dict[str, str]]:
    matches = _points(inside, problems, _THRESHOLD, "- identifiant : ce que cela veut dire")
    for match in matches:
        if match[1] not in load_parameters():
            remedy = "Les seuils connus sont dans src/socioeco/definitions/parameters/."
            problems.add(inside.first_line, f"Le seuil « {match[1]} » n’existe pas.", remedy)
    return [{"identifier": match[1], "comment": (match[2] or "").strip()} for match in matches]


def _write_thresholds(value: list[dict[str, str]]) -> Written:
    return Written(
        {}, [f"- {row['identifier']}" + (f" : {row['comment']}" if row["comment"] else "") for row in value]
    )


def _read_strengths(inside: Inside, problems: Problems) -> dict[str, list[str]]:
    matches = _points(inside, problems, _SIGNED, "+ ce qui tient » ou « - ce qui peut céder")
    return {
        "plus": [match[2] for match in matches if match[1] == "+"],
        "minus": [match[2] for match in matches if match[1] == "-"],
    }


def _write_strengths(value: dict[str, list[str]]) -> Written:
    return Written({}, [*(f"+ {text}" for text in value["plus"]), *(f"- {text}" for text in value["minus"])])


# --- figure partagée, image ---------------------------------------------------------------------------------


def _read_shared(inside: Inside, _problems: Problems) -> Reference:
    return Reference(FIGURE, inside.keys.get("reprise", ""))


def _write_shared(value: Reference) -> Written:
    return Written({"reprise": value.name}, [])


def _read_image(inside: Inside, problems: Problems) -> dict[str, Any]:
    alternative, decorative = inside.keys.get("alternative", ""), inside.keys.get("decorative", "")
    if bool(alternative) == bool(decorative) or decorative not in {"", "true"}:
        reason = "Une image a une alternative, ou bien elle est décorative."
        remedy = "Écrivez « alternative: ce qu’elle montre » ou « decorative: true »."
        problems.add(inside.first_line, reason, remedy)
    return {
        "image": {
            "image": Reference(IMAGE, inside.keys.get("fichier", "")),
            "decorative": bool(decorative),
            "alt_text": alternative,
        },
        "caption": inside.keys.get("legende", ""),
        "credit": inside.keys.get("credit", ""),
    }


def _write_image(value: dict[str, Any]) -> Written:
    image = value["image"]
    keys = {
        "fichier": image["image"].name,
        "alternative": "" if image["decorative"] else image["alt_text"],
        "decorative": "true" if image["decorative"] else "",
        "legende": value["caption"],
        "credit": value["credit"],
    }
    return Written(keys, [])


_IMAGE_KEYS = ("alternative", "decorative", "legende", "credit")
FRAMES = (
    Frame("en-bref", "brief", _read_brief, _write_brief),
    Frame("encadre", "callout", _read_callout, _write_callout, ("sorte",), ("titre",)),
    Frame("definition", "definition", _read_definition, _write_definition, ("question",)),
    Frame("tableau", "table", _read_table, _write_table, ("legende",), ("source",)),
    Frame("figure", "figure", _read_figure, _write_figure, tuple(_FIGURE_KEYS)),
    Frame("figure", "shared_figure", _read_shared, _write_shared, ("reprise",), has_content=False),
    Frame("reperes", "thresholds", _read_thresholds, _write_thresholds),
    Frame("forces-fragilites", "strengths", _read_strengths, _write_strengths),
    Frame("image", "image", _read_image, _write_image, ("fichier",), _IMAGE_KEYS, has_content=False),
)
