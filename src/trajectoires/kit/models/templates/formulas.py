"""Formulas as editors write them: names, numbers, four operations, a few functions. Read here, worked out elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from socioeco.formats import typographie

FUNCTIONS = ("SOMME", "PRECEDENT", "SI", "MIN", "MAX")
DEEPEST = 30
LONGEST = 2000
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:[.,]\d+)?)|(?P<function>[A-Z]+)(?=\s*\()|(?P<text>\"[^\"]*\")"
    r"|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*){0,2})|(?P<sign><=|>=|<>|[-+*/();:<>=]))"
)
_COMPARING = ("=", "<>", "<=", ">=", "<", ">")


class FormulaError(ValueError):
    """Why a formula cannot be read, in French."""


@dataclass(frozen=True)
class Number:
    value: Fraction


@dataclass(frozen=True)
class Text:
    value: str


@dataclass(frozen=True)
class Name:
    """A column, a line, a heading; behind dots, of another sheet."""

    parts: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.parts)


@dataclass(frozen=True)
class Span:
    """From one name to another, both in."""

    start: Name
    end: Name


@dataclass(frozen=True)
class Previous:
    """The same line, one column of numbers before."""

    name: Name


@dataclass(frozen=True)
class Operation:
    """One of + - * /, or a comparison."""

    sign: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Negative:
    value: "Expression"


@dataclass(frozen=True)
class Call:
    function: str  # SOMME, SI, MIN, MAX
    arguments: tuple["Expression", ...]


Expression = Number | Text | Name | Span | Previous | Operation | Negative | Call


def read_formula(text: str) -> Expression:
    """Read a formula; FormulaError says what is wrong in it."""
    if len(text) > LONGEST:
        raise FormulaError(f"Une formule a {LONGEST} signes au plus.")
    return _Reader(text).read()


def walk(formula: Expression) -> Iterator[Expression]:
    """The formula and everything in it."""
    yield formula
    for inner in _inside(formula):
        yield from walk(inner)


def _inside(formula: Expression) -> tuple[Expression, ...]:
    match formula:
        case Operation(left=left, right=right):
            return (left, right)
        case Negative(value=value):
            return (value,)
        case Call(arguments=arguments):
            return arguments
        case Span(start=start, end=end):
            return (start, end)
        case Previous(name=name):
            return (name,)
    return ()


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._index = self._depth = 0

    def read(self) -> Expression:
        found = self._comparison()
        if self._index < len(self._tokens):
            raise FormulaError(f"« {self._tokens[self._index][1]} » n’est pas attendu là.")
        return found

    def _peek(self) -> str:
        return self._tokens[self._index][1] if self._index < len(self._tokens) else ""

    def _take(self) -> tuple[str, str]:
        if self._index >= len(self._tokens):
            raise FormulaError("La formule s’arrête trop tôt.")
        self._index += 1
        return self._tokens[self._index - 1]

    def _expect(self, sign: str) -> None:
        if self._take()[1] != sign:
            raise FormulaError(f"« {sign} » manque.")

    def _comparison(self) -> Expression:
        left = self._sum()
        if self._peek() in _COMPARING:
            return Operation(self._take()[1], left, self._sum())
        return left

    def _sum(self) -> Expression:
        left = self._product()
        while self._peek() in {"+", "-"}:
            left = Operation(self._take()[1], left, self._product())
        return left

    def _product(self) -> Expression:
        left = self._signed()
        while self._peek() in {"*", "/"}:
            left = Operation(self._take()[1], left, self._signed())
        return left

    def _signed(self) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FormulaError("Cette formule a trop d’étages.")
        try:
            if self._peek() == "-":
                self._take()
                return Negative(self._signed())
            return self._atom()
        finally:
            self._depth -= 1

    def _atom(self) -> Expression:
        kind, text = self._take()
        if kind == "number":
            return Number(Fraction(text.replace(",", ".")))
        if kind == "text":
            return Text(typographie(text[1:-1]))
        if kind == "function":
            return self._function(text)
        if kind == "name":
            return self._named(text)
        if text == "(":
            inner = self._comparison()
            self._expect(")")
            return inner
        raise FormulaError(f"« {text} » n’est pas attendu là.")

    def _named(self, text: str) -> Expression:
        name = Name(tuple(text.split(".")))
        if self._peek() != ":":
            return name
        self._take()
        kind, end = self._take()
        if kind != "name":
            raise FormulaError("Après « : », un nom est attendu.")
        return Span(name, Name(tuple(end.split("."))))

    def _function(self, name: str) -> Expression:
        if name not in FUNCTIONS:
            raise FormulaError(f"La fonction « {name} » n’existe pas. Fonctions : {', '.join(FUNCTIONS)}.")
        self._expect("(")
        arguments = [self._comparison()]
        while self._peek() == ";":
            self._take()
            arguments.append(self._comparison())
        self._expect(")")
        return _called(name, tuple(arguments))


def _called(name: str, arguments: tuple[Expression, ...]) -> Expression:
    if name == "PRECEDENT":
        if len(arguments) != 1 or not isinstance(arguments[0], Name):
            raise FormulaError("PRECEDENT prend le nom d’une ligne.")
        return Previous(arguments[0])
    if name == "SI" and len(arguments) != 3:
        raise FormulaError("SI prend trois choses : la condition, ce qui vaut si oui, ce qui vaut si non.")
    return Call(name, arguments)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place, text = 0, text.strip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise FormulaError(f"« {text[place : place + 12].strip()} » ne se lit pas dans une formule.")
        yield found.lastgroup or "", found[found.lastgroup or 0]
        place = found.end()
