"""How far a hidden sum can move without a shown one moving, and what must be hidden besides for it to move enough.

Each row adds up to its total, and so does each column, the totals themselves included. Take a node for each
row and each column, and an edge for each cell: a change of hidden cells that no sum betrays is a circulation
on this graph, and the widest change of one cell is a maximum flow between its two ends. Exact, in integers.
"""

from collections.abc import Mapping, Set
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

from socioeco.disclosure.table import Cell, Key

Node = tuple[str, bool, str]
Changes = dict[Key, int]


class Step(NamedTuple):
    """One edge of a path: crossing it moves the sum of `key` by `direction` times what flows."""

    key: Key
    direction: int


class Leeway:
    """The view of one knower (an organisation, or None for the public) on a table with hidden cells."""

    def __init__(self, cells: Mapping[Key, Cell], hidden: Set[Key], knower: str | None) -> None:
        self._hidden = hidden
        # A knower learns nothing new from a cell that it fills alone, nor anybody from an empty one.
        self._unknown = {key: left for key, cell in cells.items() if (left := cell.without(knower))}
        self._edges = _edges(self._unknown)

    def changes(self, target: Key, amount: int) -> Changes:
        """Changes of other cells that make up for `target` moving by `amount`, the cheapest to hide first.

        They exist whenever `amount` is not below −(what is unknown of the target): the totals of its row, of
        its column and of the table can always follow it.
        """
        done: Changes = {}
        start, end = _ends(target) if amount * _sign(target) < 0 else _ends(target)[::-1]
        left = abs(amount)
        while left:
            path = self._cheapest_path(start, end, target, done)
            flow = min(left, *(self._room(step, done) for step in path))
            for key, direction in path:
                done[key] = done.get(key, 0) + direction * int(flow)
            left -= int(flow)
        return done | {target: amount}

    def _cheapest_path(self, start: Node, end: Node, target: Key, done: Changes) -> list[Step]:
        """Dijkstra: what it costs is the amount newly hidden, then the number of cells."""
        came: dict[Node, tuple[Node, Step]] = {}
        best: dict[Node, tuple[int, int]] = {start: (0, 0)}
        queue: list[tuple[int, int, Node]] = [(0, 0, start)]
        while queue[0][2] != end:
            cost, length, node = heappop(queue)
            for other, step in self._edges[node]:
                price = (cost + self._price(step.key, done), length + 1)
                if step.key == target or not self._room(step, done) or price >= best.get(other, (inf, 0)):
                    continue
                best[other], came[other] = price, (node, step)
                heappush(queue, (*price, other))
        return _walked_back(start, end, came)

    def _price(self, key: Key, done: Changes) -> int:
        return 0 if key in self._hidden or key in done else self._unknown[key]

    def _room(self, step: Step, done: Changes) -> float:
        return inf if step.direction > 0 else self._unknown[step.key] + done.get(step.key, 0)


def _walked_back(start: Node, end: Node, came: Mapping[Node, tuple[Node, Step]]) -> list[Step]:
    path, node = [], end
    while node != start:
        node, step = came[node]
        path.append(step)
    return path


def _edges(keys: Mapping[Key, int]) -> dict[Node, list[tuple[Node, Step]]]:
    edges: dict[Node, list[tuple[Node, Step]]] = {}
    for key in keys:
        row, column = _ends(key)
        edges.setdefault(row, []).append((column, Step(key, _sign(key))))
        edges.setdefault(column, []).append((row, Step(key, -_sign(key))))
    return edges


def _ends(key: Key) -> tuple[Node, Node]:
    row, column = key
    return ("row", row is None, row or ""), ("column", column is None, column or "")


def _sign(key: Key) -> int:
    """A cell adds to its row and column, a total stands on the other side of them."""
    return -1 if (key[0] is None) != (key[1] is None) else 1
