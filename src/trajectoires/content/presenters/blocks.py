"""Each block of a body, as its template shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from trajectoires.content.blocks import rows_of
from trajectoires.content.enums import CalloutKind
from trajectoires.content.presenters.figures import present_figure, present_shared
from trajectoires.content.presenters.prose import ProseRenderer
from trajectoires.content.selectors import threshold
from trajectoires.content.services.images import shown_image

Raw = Any


@dataclass(frozen=True)
class Piece:
    """What a template draws, and with what."""

    template: str
    data: Mapping[str, Any]


def exists(block_type: str, value: Raw) -> bool:
    """False for an image or a shared figure that was deleted since."""
    return value["image"] is not None if block_type == "image" else value is not None


def present_block(block_type: str, value: Raw, prose: ProseRenderer) -> Piece:
    """Return the piece of a block; headings, briefs and margin notes are not pieces: see `sheets`."""
    name, data = _PRESENTERS[block_type](value, prose)
    return Piece(f"content/blocks/{name}.html", data)


def _text(value: Raw, prose: ProseRenderer) -> tuple[str, dict[str, Any]]:
    return "text", {"html": prose.render(value.source)}


def _callout(value: Raw, prose: ProseRenderer) -> tuple[str, dict[str, Any]]:
    kind = CalloutKind(value["kind"]).component
    return "callout", {"kind": kind, "title": value["title"], "body": prose.render(value["body"].source)}


def _definition(value: Raw, prose: ProseRenderer) -> tuple[str, dict[str, Any]]:
    return "definition", {"question": value["question"], "answer": prose.render(value["answer"].source)}


def _table(value: Raw, _: ProseRenderer) -> tuple[str, dict[str, Any]]:
    rows = rows_of(value["grid"]) or [[""]]
    return "table", {
        "caption": value["caption"],
        "columns": rows[0],
        "rows": rows[1:],
        "source": value["source"],
    }


def _figure(value: Raw, _: ProseRenderer) -> tuple[str, dict[str, Any]]:
    return _drawn(present_figure(value))


def _shared_figure(value: Raw, _: ProseRenderer) -> tuple[str, dict[str, Any]]:
    return _drawn(present_shared(value))


def _drawn(shown: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "figure" if shown["chart"] else "figure_table", shown


def _image(value: Raw, _: ProseRenderer) -> tuple[str, dict[str, Any]]:
    image = value["image"]
    return "image", {
        "shown": shown_image(image),
        "alt": image.contextual_alt_text or "",
        "caption": value["caption"],
        "credit": value["credit"],
    }


def _strengths(value: Raw, _: ProseRenderer) -> tuple[str, dict[str, Any]]:
    return "strengths", {"plus": list(value["plus"]), "minus": list(value["minus"])}


def _thresholds(value: Raw, prose: ProseRenderer) -> tuple[str, dict[str, Any]]:
    cited = [(threshold(row["identifier"], on=prose.today), row["comment"]) for row in value]
    rows = [{"threshold": found, "comment": comment} for found, comment in cited if found]
    return "thresholds", {"rows": rows}


_PRESENTERS: dict[str, Callable[[Raw, ProseRenderer], tuple[str, dict[str, Any]]]] = {
    "text": _text,
    "callout": _callout,
    "definition": _definition,
    "table": _table,
    "figure": _figure,
    "shared_figure": _shared_figure,
    "image": _image,
    "strengths": _strengths,
    "thresholds": _thresholds,
}
