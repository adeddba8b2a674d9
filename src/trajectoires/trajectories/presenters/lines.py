"""The lines a figure adds up. Figures made of the same lines write them once: the others lead there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from socioeco.indicators import SourceLine

FEW = 4  # so few lines are quicker to read again than to go and look for


@dataclass(frozen=True)
class Lines:
    """Lines to show; or, in `seen_at`, the opening of the page that shows the same ones."""

    sources: tuple[SourceLine, ...] = ()
    seen_at: str = ""

    @property
    def has_accounts(self) -> bool:
        """Subtotals, typed lines and answers have no account."""
        return any(source.compte for source in self.sources)

    def __bool__(self) -> bool:
        return bool(self.sources or self.seen_at)


@dataclass(frozen=True)
class Opening:
    """A figure that opens: its amount as written, what must be said beside it, its lines."""

    label: str
    amount: str
    note: str = ""
    lines: Lines = Lines()
    anchor: str = ""


@dataclass
class Ledger:
    """Where the lines already shown are; a brief one shows none, as on a few printed pages."""

    is_brief: bool = False
    shown: dict[tuple[SourceLine, ...], str] = field(default_factory=dict)

    def lines(self, sources: Sequence[SourceLine], *, anchor: str) -> Lines:
        """The lines of the opening whose id is `anchor`."""
        if self.is_brief:
            return Lines()
        key = tuple(sources)
        if len(key) > FEW and key in self.shown:
            return Lines(seen_at=self.shown[key])
        self.shown.setdefault(key, anchor)
        return Lines(sources=key)

    def all_lines(self, sources: Sequence[SourceLine]) -> Lines:
        """The same where the whole list is the point, shown before or not."""
        return Lines() if self.is_brief else Lines(sources=tuple(sources))
