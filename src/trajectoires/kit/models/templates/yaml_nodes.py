"""A YAML tree read key by key, each fault with its line. Nothing is built that the source does not spell out."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import yaml

from socioeco.formats import typographie
from trajectoires.content.fields import Fault

LONGEST_SOURCE = 200_000  # signs
DEEPEST = 60  # brackets open at once: a reader of YAML takes the square of their number
_YES = {"oui": True, "non": False, "true": True, "false": False}


def compose(text: str, first_line: int, faults: list[Fault]) -> yaml.MappingNode | None:
    """The tree of a mapping. An alias is refused: a short text would become a very long one."""
    if len(text) > LONGEST_SOURCE:
        faults.append(
            Fault(0, f"Cette source dépasse {LONGEST_SOURCE} signes.", "Coupez-la en deux modèles.")
        )
        return None
    if _depth(text) > DEEPEST:
        faults.append(Fault(0, "Trop de crochets ou d’accolades s’ouvrent sans se fermer."))
        return None
    try:
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        if alias := next((each for each in events if isinstance(each, yaml.AliasEvent)), None):
            faults.append(
                Fault(first_line + alias.start_mark.line, "Un renvoi « *nom » n’a pas sa place ici.")
            )
            return None
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = f"Cette ligne n’est pas lisible ({getattr(error, 'problem', None) or 'trop d’étages'})."
        remedy = "Une valeur qui contient « : » ou « # » se met entre guillemets droits."
        faults.append(Fault(first_line + mark.line if mark else first_line, reason, remedy))
        return None
    if not isinstance(node, yaml.MappingNode):
        faults.append(Fault(first_line, "Ce n’est pas une suite de lignes « cle: valeur »."))
        return None
    return node


def _depth(text: str) -> int:
    """The most brackets that are open at once, wherever they stand."""
    steps = (1 if sign in "[{" else -1 for sign in text if sign in "[]{}")
    return max(accumulate(steps), default=0)


class Mapping:
    """A mapping and its keys; what is not known, written twice or missing is a fault."""

    def __init__(  # noqa: PLR0913 - what is read, and how it is spoken of
        self,
        node: yaml.Node,
        faults: list[Fault],
        *,
        first_line: int = 1,
        what: str = "cet endroit",
        known: Sequence[str] | None = None,
        required: Sequence[str] = (),
    ) -> None:
        self.faults, self._first_line = faults, first_line
        self.line = self.line_of(node)
        self.nodes: dict[str, yaml.Node] = {}
        self._read(node, what, known, required)

    def _read(self, node: yaml.Node, what: str, known: Sequence[str] | None, required: Sequence[str]) -> None:
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"Des couples « cle: valeur » sont attendus pour {what}.")
            return
        for name_node, value in node.value:
            name = str(name_node.value)
            if name in self.nodes:
                self.fault(name_node, f"« {name} » est écrit deux fois.", "Gardez-en un.")
            elif known is not None and name not in known:
                self.fault(
                    name_node, f"« {name} » n’existe pas pour {what}.", f"Possibles : {', '.join(known)}."
                )
            else:
                self.nodes[name] = value
        for name in required:
            if not self.text(name):
                self.fault(node, f"« {name} » manque pour {what}.")

    def __contains__(self, name: str) -> bool:
        return name in self.nodes

    def line_of(self, node: yaml.Node) -> int:
        return self._first_line + int(node.start_mark.line)

    def fault(self, node: yaml.Node | str, reason: str, remedy: str = "") -> None:
        found = self.nodes.get(node) if isinstance(node, str) else node
        self.faults.append(Fault(self.line_of(found) if found is not None else self.line, reason, remedy))

    def text(self, name: str) -> str:
        """The words of a key; empty when it is not there. A list or a mapping in its place is a fault."""
        node = self.nodes.get(name)
        if node is None:
            return ""
        if isinstance(node, yaml.ScalarNode):
            return str(node.value).strip()
        self.fault(node, f"« {name} » attend une seule valeur.")
        del self.nodes[name]
        return ""

    def said(self, name: str) -> str:
        """Words that somebody reads, with the typography of the site."""
        return typographie(self.text(name))

    def flag(self, name: str) -> bool:
        text = self.text(name)
        if text and text not in _YES:
            self.fault(name, f"« {name} » attend oui ou non.")
        return _YES.get(text, False)

    def items(self, name: str) -> list[yaml.Node]:
        node = self.nodes.get(name)
        if node is None:
            return []
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.fault(node, f"« {name} » attend une liste.")
        return []

    def words(self, name: str) -> list[str]:
        """The texts of a list, with the typography of the site."""
        for node in (items := self.items(name)):
            if not isinstance(node, yaml.ScalarNode):
                self.fault(node, f"« {name} » attend une liste de textes.")
        return [typographie(str(node.value).strip()) for node in items if isinstance(node, yaml.ScalarNode)]

    def inner(self, name: str, **how: Any) -> "Mapping | None":
        node = self.nodes.get(name)
        return None if node is None else Mapping(node, self.faults, first_line=self._first_line, **how)

    def rows(self, name: str, **how: Any) -> Iterator["Mapping"]:
        yield from (
            Mapping(node, self.faults, first_line=self._first_line, **how) for node in self.items(name)
        )
