"""How a key of a file's front matter maps to a field. Page types declare theirs in `own_keys`."""

from dataclasses import dataclass

from trajectoires.content.enums import KeyKind


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong in a source: where (0: the whole of it), why, and what to do."""

    line: int
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        where = f"Ligne {self.line} : " if self.line else ""
        return f"{where}{self.reason}" + (f" {self.remedy}" if self.remedy else "")


@dataclass(frozen=True, kw_only=True)
class FileKey:
    """A key as written in a file, and the attribute of the page (or of the block) that holds it."""

    name: str
    attribute: str
    kind: KeyKind = KeyKind.TEXT
    is_required: bool = False
    choices: tuple[str, ...] = ()
    is_address: bool = False
    keys: "tuple[FileKey, ...]" = ()
    block_type: str = ""  # of KeyKind.ROWS
    record: str = ""  # of KeyKind.RECORD and RECORDS: the model, "organisations.Organisation"


SOURCES = FileKey(
    name="sources",
    attribute="sources",
    kind=KeyKind.ROWS,
    block_type="source",
    keys=(
        FileKey(name="reference", attribute="reference", is_required=True),
        FileKey(name="adresse", attribute="url", is_address=True),
        FileKey(name="consulte_le", attribute="consulted_on", kind=KeyKind.DATE),
    ),
)
SEARCHED_AS = FileKey(name="mots_cherches", attribute="searched_as", kind=KeyKind.WORDS)
REVIEW_KEYS = (
    FileKey(name="auteur", attribute="author", is_required=True),
    FileKey(name="mis_a_jour_le", attribute="updated_on", kind=KeyKind.DATE, is_required=True),
    FileKey(name="relu_le", attribute="reread_on", kind=KeyKind.DATE),
    FileKey(name="a_revoir_le", attribute="review_due_on", kind=KeyKind.DATE, is_required=True),
)
