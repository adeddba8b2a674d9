"""What is wrong in a file, said so that an editor can mend it."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """Where, why, and what to do."""

    path: str
    line: int  # 0: the whole file
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        where = f"{self.path}, ligne {self.line}" if self.line else self.path
        return f"{where} : {self.reason}" + (f" {self.remedy}" if self.remedy else "")


class Problems:
    """Collect every problem of one file; reading goes on after each."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._found: list[Problem] = []

    def add(self, line: int, reason: str, remedy: str = "") -> None:
        self._found.append(Problem(self._path, line, reason, remedy))

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)

    def __bool__(self) -> bool:
        return bool(self._found)
