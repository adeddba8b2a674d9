"""A file's front matter: YAML read by the keys that its kind declares, each fault with its line.

Scalars are taken as written, then read by the kind of their key: `titre: 2005` is a title, not a number.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml
from django.utils import timezone

from trajectoires.content.enums import KeyKind, RelationKind
from trajectoires.content.fields import FileKey
from trajectoires.content.loader.inline import LINK_STARTS
from trajectoires.content.loader.problems import Problems

_MINUTE = "%Y-%m-%d %H:%M"
_NO_FOLD = 10**9
_EMPTY: tuple[Any, ...] = ("", None, [], {})  # a flag that is false is a value: it is always written
# Where libyaml, ten times as fast, reads or writes otherwise than PyYAML: a tab, what a value begins with when it is
# not plain, the lines that it counts; the signs that it escapes.
_READ_OTHERWISE = re.compile(r"[\t\r\x85\u2028\u2029\ufeff]|(?:^|[\n\[{,:])[ -]*[?!|>%&*]")
_WRITTEN_OTHERWISE = ("\\U", "\\N")


# --- reading ------------------------------------------------------------------------------------------------


def compose(text: str, first_line: int, problems: Problems) -> yaml.MappingNode | None:
    """Return the tree of a YAML mapping, or add why it cannot be read."""
    try:
        node = _compose(text)
    except yaml.MarkedYAMLError as error:
        line = first_line + error.problem_mark.line if error.problem_mark else first_line
        problems.add(
            line,
            f"L’en-tête n’est pas lisible ({error.problem}).",
            "Une valeur qui contient « : » se met entre guillemets.",
        )
        return None
    if not isinstance(node, yaml.MappingNode):
        problems.add(first_line, "L’en-tête est vide ou n’est pas une suite de « cle: valeur ».")
        return None
    return node


def _compose(text: str) -> yaml.Node | None:
    """Read with libyaml what it reads as PyYAML does; say with PyYAML what is wrong."""
    if not _READ_OTHERWISE.search(text):
        try:
            return yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            pass
    return yaml.compose(text, Loader=yaml.SafeLoader)


class HeaderReader:
    """Read the values of a mapping by its keys."""

    def __init__(self, first_line: int, problems: Problems) -> None:
        self._first_line = first_line
        self._problems = problems
        self.lines: dict[str, int] = {}

    def read(self, node: yaml.MappingNode, keys: Sequence[FileKey]) -> dict[str, Any]:
        """Return the values by name of key, those that could be read."""
        known = {key.name: key for key in keys}
        values: dict[str, Any] = {}
        for name_node, value_node in node.value:
            name = str(name_node.value)
            self.lines.setdefault(name, self._line(name_node))
            if name in values:
                self._add(name_node, f"La clé « {name} » est écrite deux fois.", "Gardez-en une.")
            elif name in known:
                values[name] = self._value(known[name], value_node)
            else:
                self._add(
                    name_node, f"La clé « {name} » n’existe pas ici.", f"Clés possibles : {', '.join(known)}."
                )
        self._require(node, keys, values)
        return {name: value for name, value in values.items() if value not in _EMPTY}

    def _require(self, node: yaml.Node, keys: Sequence[FileKey], values: Mapping[str, Any]) -> None:
        for key in keys:
            if key.is_required and key.name not in values:
                self._add(node, f"La clé « {key.name} » manque.", f"Ajoutez une ligne « {key.name}: »…")
            elif key.is_required and values[key.name] in _EMPTY:
                self._add(node, f"La clé « {key.name} » n’a pas de valeur.", "Donnez-lui-en une.")

    def _value(self, key: FileKey, node: yaml.Node) -> Any:
        return _READERS[key.kind](self, key, node)

    def _scalar(self, key: FileKey, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self._add(node, f"« {key.name} » attend une seule valeur.")
            return ""
        return str(node.value).strip()

    def _text(self, key: FileKey, node: yaml.Node) -> str:
        text = self._scalar(key, node)
        if key.choices and text and text not in key.choices:
            self._add(
                node,
                f"« {text} » n’est pas une valeur de « {key.name} ».",
                f"Choisissez : {', '.join(key.choices)}.",
            )
        if key.is_address and text and not text.startswith(LINK_STARTS):
            self._add(node, f"« {text} » n’est pas une adresse.", "Elle commence par / ou par https://.")
        return text

    def _number(self, key: FileKey, node: yaml.Node) -> int | None:
        text = self._scalar(key, node)
        if not (text.isascii() and text.isdigit()):
            self._add(node, f"« {text} » : « {key.name} » attend un nombre entier.")
            return None
        return int(text)

    def _flag(self, key: FileKey, node: yaml.Node) -> bool:
        text = self._scalar(key, node)
        if text not in {"true", "false"}:
            self._add(node, f"« {text} » : « {key.name} » attend true ou false.")
        return text == "true"

    def _date(self, key: FileKey, node: yaml.Node) -> dt.date | None:
        text = self._scalar(key, node)
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            self._add(
                node, f"« {text} » n’est pas une date.", "Écrivez l’année, le mois, le jour : 2026-11-25."
            )
            return None

    def _time(self, key: FileKey, node: yaml.Node) -> dt.datetime | None:
        text = self._scalar(key, node)
        try:
            return timezone.make_aware(dt.datetime.strptime(text, _MINUTE))  # noqa: DTZ007 - made aware at once
        except ValueError:
            remedy = "Écrivez le jour puis l’heure de Paris : 2026-11-25 18:30."
            self._add(node, f"« {text} » n’est pas un jour et une heure.", remedy)
            return None

    def _words(self, key: FileKey, node: yaml.Node) -> list[str]:
        words = [self._text(key, inner) for inner in self._items(key, node)]
        return [word for word in words if word]

    def _rows(self, key: FileKey, node: yaml.Node) -> list[dict[str, Any]]:
        return [self._group(key, inner) for inner in self._items(key, node)]

    def _group(self, key: FileKey, node: yaml.Node) -> dict[str, Any]:
        if not isinstance(node, yaml.MappingNode):
            self._add(node, f"« {key.name} » attend des lignes « cle: valeur ».")
            return {}
        return HeaderReader(self._first_line, self._problems).read(node, key.keys)

    def _relations(self, key: FileKey, node: yaml.Node) -> dict[str, list[str]]:
        kinds = [FileKey(name=kind, attribute="", kind=KeyKind.WORDS) for kind in RelationKind.values]
        return self._group(FileKey(name=key.name, attribute="", keys=tuple(kinds)), node)

    def _items(self, key: FileKey, node: yaml.Node) -> list[yaml.Node]:
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self._add(node, f"« {key.name} » attend une liste.", "Une ligne « - valeur » par valeur.")
        return []

    def _line(self, node: yaml.Node) -> int:
        return self._first_line + int(node.start_mark.line)

    def _add(self, node: yaml.Node, reason: str, remedy: str = "") -> None:
        self._problems.add(self._line(node), reason, remedy)


_READERS: dict[KeyKind, Callable[[HeaderReader, FileKey, yaml.Node], Any]] = {
    KeyKind.TEXT: HeaderReader._text,
    KeyKind.NUMBER: HeaderReader._number,
    KeyKind.FLAG: HeaderReader._flag,
    KeyKind.DATE: HeaderReader._date,
    KeyKind.TIME: HeaderReader._time,
    KeyKind.WORDS: HeaderReader._words,
    KeyKind.ROWS: HeaderReader._rows,
    KeyKind.GROUP: HeaderReader._group,
    KeyKind.RELATIONS: HeaderReader._relations,
    KeyKind.RECORD: HeaderReader._text,
    KeyKind.RECORDS: HeaderReader._words,
    KeyKind.FILE: HeaderReader._text,
}


# --- writing ------------------------------------------------------------------------------------------------


def print_front_matter(values: Mapping[str, Any], keys: Sequence[FileKey]) -> str:
    """Write values in the order of the keys; an empty value is not written."""
    ordered = _ordered(values, keys)
    text = _dump(ordered, yaml.CSafeDumper)
    is_other = any(sign in text for sign in _WRITTEN_OTHERWISE)
    return _dump(ordered, yaml.SafeDumper) if is_other else text


def _dump(values: Mapping[str, Any], dumper: type) -> str:
    return str(yaml.dump(values, Dumper=dumper, sort_keys=False, allow_unicode=True, width=_NO_FOLD))


def _ordered(values: Mapping[str, Any], keys: Sequence[FileKey]) -> dict[str, Any]:
    ordered = {}
    for key in keys:
        value = values.get(key.name)
        if key.kind is KeyKind.FLAG:
            value = bool(value)
        elif value in _EMPTY:
            continue
        ordered[key.name] = _plain(value, key)
    return ordered


def _plain(value: Any, key: FileKey) -> Any:
    if key.kind is KeyKind.ROWS:
        return [_ordered(row, key.keys) for row in value]
    if key.kind is KeyKind.GROUP:
        return _ordered(value, key.keys)
    if key.kind is KeyKind.RELATIONS:
        return {kind: list(value[kind]) for kind in RelationKind.values if value.get(kind)}
    if key.kind is KeyKind.TIME:
        return timezone.localtime(value).strftime(_MINUTE)
    if key.kind is KeyKind.RECORDS:
        return sorted(value)  # the database keeps no order
    return list(value) if key.kind is KeyKind.WORDS else value
