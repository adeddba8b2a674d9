"""What can go wrong with parameters, said in French: an editor may have written the file or the reference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from socioeco.formats import typographie


class UnknownParameterError(LookupError):
    """No parameter has this id."""

    def __init__(self, id_: str, known: Iterable[str]) -> None:
        self.id = id_
        near = get_close_matches(id_, list(known), n=3, cutoff=0.5)
        hint = f" Vouliez-vous dire {' ou '.join(f'« {each} »' for each in near)} ?" if near else ""
        super().__init__(typographie(f"Le paramètre « {id_} » n’existe pas.{hint}"))


class UnknownValueError(LookupError):
    """The parameter exists, but no verified value is known at this date."""

    def __init__(self, message: str) -> None:
        super().__init__(typographie(message))


class ParameterFileError(ValueError):
    """A definition file cannot be used; `problems` lists everything that is wrong in it, at once."""

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        self.file = file
        self.problems = tuple(typographie(problem) for problem in problems)
        lines = "".join(f"\n- {problem}" for problem in self.problems)
        super().__init__(typographie(f"Le fichier de paramètres {file} ne peut pas être lu : ") + lines)
