"""Several files of one exercice, in words: which count together, which is set aside, what may be done of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trajectoires.trajectories.models import ImportedFile
from trajectoires.trajectories.presenters.wording import count, in_list
from trajectoires.trajectories.selectors import Work, are_of_one_sort

MAYBE_TWICE = (
    "Vérifiez que ce ne sont pas les mêmes écritures : ces fichiers ont des montants en commun, qui compteraient deux "
    "fois."
)
TOGETHER = "Additionné avec {}, qui donne une autre partie du même exercice."
TOGETHER_MANY = "Additionné avec {}, qui donnent d’autres parties du même exercice."
TOOK_PLACE = "{} a pris la place de {}, qui donnait le même exercice."
TOOK_PLACE_OF_MANY = "{} a pris la place de {}, qui donnaient le même exercice."


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A file that another speaks for: `is_added` to it, else set aside. `said`: how they stand, in one sentence."""

    id: int
    name: str
    names: str
    said: str
    is_added: bool
    may_add: bool


def quoted(files: Sequence[ImportedFile], among: Iterable[ImportedFile]) -> str:
    """« « a.txt » et « b.txt » »; with how many lines each has, when another has its name: exports often share one."""
    names = Counter(file.name for file in among)
    return in_list(f"« {file.name} »{_size(file) if names[file.name] > 1 else ''}" for file in files)


def _size(file: ImportedFile) -> str:
    lines = file.facts["lignes"]
    return "" if lines is None else f" ({count(lines, 'une ligne', 'lignes')})"


def took_place(standing: ImportedFile, replaced: Sequence[ImportedFile]) -> str:
    words = TOOK_PLACE if len(replaced) == 1 else TOOK_PLACE_OF_MANY
    among = [standing, *replaced]
    return words.format(quoted([standing], among), quoted(replaced, among))


def added_with(file: ImportedFile, files: Sequence[ImportedFile]) -> list[ImportedFile]:
    """The file and those that it is added up with, the first one first."""
    first = file.added_to_id or file.pk
    return [each for each in files if each.pk == first] + [
        each for each in files if each.added_to_id == first
    ]


def besides_of(file: ImportedFile, work: Work) -> list[Beside]:
    """What is added to a file that stands, then what is set aside for it."""
    added = [each for each in work.files if each.added_to_id == file.pk]
    aside = [each for each in work.files if each.replaced_by_id == file.pk]
    return [beside for each in (*added, *aside) if (beside := beside_of(each, work))]


def beside_of(file: ImportedFile, work: Work) -> Beside | None:
    """None for a file that stands."""
    if file.stands:
        return None
    together = added_with(file, work.files)
    is_added = file.added_to_id is not None
    standing = next((each for each in work.files if each.pk == together[0].replaced_by_id), None)
    return Beside(
        id=file.pk,
        name=quoted([file], work.files),
        names=quoted([file] if is_added else together, work.files),
        said=_said(file, together, standing),
        is_added=is_added,
        may_add=not is_added and standing is not None and are_of_one_sort(file, standing),
    )


def _said(file: ImportedFile, together: Sequence[ImportedFile], standing: ImportedFile | None) -> str:
    if standing is None:
        return said_together(file, together)
    return took_place(standing, together)


def said_together(file: ImportedFile, together: Sequence[ImportedFile]) -> str:
    """Empty for a file that is alone."""
    others = [each for each in together if each.pk != file.pk]
    if not others:
        return ""
    return (TOGETHER if len(others) == 1 else TOGETHER_MANY).format(quoted(others, together))


def standing_in_words(file: ImportedFile, work: Work) -> str:
    """How a file stands among those of its exercice; empty when it is alone."""
    beside = beside_of(file, work)
    return beside.said if beside else said_together(file, added_with(file, work.files))
