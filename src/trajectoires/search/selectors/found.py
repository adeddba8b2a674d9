"""What a search gives back."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from trajectoires.search.selectors.equivalents import Meant, Near
from trajectoires.search.selectors.kinds import Kind

IN_A_GROUP, ON_A_PAGE = 4, 20


@dataclass(frozen=True, kw_only=True)
class Result:
    """`passage` is HTML, its words marked, where a page shows it; elsewhere the summary, as it is."""

    href: str
    kind: Kind
    title: str
    passage: str | SafeString
    score: float
    place: int


@dataclass(frozen=True, kw_only=True)
class Group:
    """The results of one kind: how many, and those that the page shows."""

    kind: Kind
    count: int
    shown: tuple[Result, ...]

    @property
    def rest(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True, kw_only=True)
class Found:
    """`results` are all of them, whatever the filter, best first. `corrected` is empty when nothing was."""

    typed: str = ""
    corrected: str = ""
    genre: str = ""
    page: int = 1
    results: tuple[Result, ...] = ()
    groups: tuple[Group, ...] = ()
    meant: Meant | None = None
    nearest: tuple[Near, ...] = ()

    @property
    def count(self) -> int:
        """How many results of the kind asked for, or of all."""
        return sum(group.count for group in self.groups if self.genre in {"", group.kind.genre})

    @property
    def pages(self) -> int:
        """How many pages the list of one kind has."""
        return -(-self.count // ON_A_PAGE)
