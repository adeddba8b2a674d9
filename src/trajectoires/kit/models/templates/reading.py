"""A source, whichever kind it is of: read, or refused with everything that is wrong, line by line."""

from datetime import date
from functools import lru_cache

from trajectoires.content.fields import Fault
from trajectoires.kit.models.templates.placing import place
from trajectoires.kit.models.templates.text import TextTemplate, read_nodes
from trajectoires.kit.models.templates.workbook import Workbook
from trajectoires.kit.models.templates.workbook_reading import read_sheets
from trajectoires.kit.models.templates.yaml_nodes import Mapping, compose

FENCE = "---"
TEXT, WORKBOOK = "modele-de-texte", "modele-de-tableur"
TemplateContent = TextTemplate | Workbook
_HEAD = ("genre", "titre", "sous_titre", "mention", "mis_a_jour_le")
_NEEDED = ("genre", "titre", "mis_a_jour_le")


def is_text(source: str) -> bool:
    """A text begins with its front matter; a workbook is all keys."""
    return source.startswith(FENCE)


def plain_words(text: str) -> str:
    """Words as they were typed, before the typography of the site."""
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


def faults_of(source: str) -> tuple[Fault, ...]:
    """Everything that is wrong, in the order of the lines."""
    return _read(source)[1]


def read_template(source: str) -> TemplateContent:
    """What a source says; ValueError when it is not valid, which no kept source is."""
    content, faults = _read(source)
    if content is None or faults:
        raise ValueError("\n".join(map(str, faults)))
    return content


@lru_cache(maxsize=64)  # the sixteen of the kit, and what editors are at
def _read(source: str) -> tuple[TemplateContent | None, tuple[Fault, ...]]:
    faults: list[Fault] = []
    content = (_text if is_text(source) else _workbook)(source, faults)
    return content, tuple(sorted(set(faults)))


def _text(source: str, faults: list[Fault]) -> TextTemplate | None:
    lines = source.split("\n")
    if FENCE not in lines[1:]:
        faults.append(Fault(1, "L’en-tête ne se ferme pas.", "Ajoutez une ligne « --- » à sa fin."))
        return None
    end = lines.index(FENCE, 1)
    node = compose("\n".join(lines[1:end]), 2, faults)
    if node is None:
        return None
    head = Mapping(node, faults, first_line=2, what="l’en-tête", known=_HEAD, required=_NEEDED)
    nodes = read_nodes(lines[end + 1 :], end + 2, faults)
    if not nodes:
        faults.append(Fault(end + 1, "Ce modèle ne contient rien."))
    return TextTemplate(**_head(head, TEXT), nodes=nodes)


def _workbook(source: str, faults: list[Fault]) -> Workbook | None:
    node = compose(source, 1, faults)
    if node is None:
        return None
    root = Mapping(node, faults, what="un tableur", known=(*_HEAD, "feuilles"), required=_NEEDED)
    workbook = Workbook(**_head(root, WORKBOOK), sheets=read_sheets(root))
    if not faults:
        faults += place(workbook).faults
    return workbook


def _head(head: Mapping, genre: str) -> dict[str, str | date]:
    if head.text("genre") != genre:
        other = WORKBOOK if genre == TEXT else TEXT
        remedy = f"Un texte (« {TEXT} ») a un en-tête entre deux lignes « --- » ; un tableur (« {WORKBOOK} ») n’en a pas."
        head.fault("genre", f"Le genre est « {genre} » dans ce fichier, pas « {other} » ni un autre.", remedy)
    return {
        "title": head.said("titre"),
        "subtitle": head.said("sous_titre"),
        "mention": head.said("mention"),
        "updated_on": _day(head),
    }


def _day(head: Mapping) -> date:
    text = head.text("mis_a_jour_le")
    try:
        return date.fromisoformat(text)
    except ValueError:
        if text:
            head.fault("mis_a_jour_le", f"« {text} » n’est pas une date.", "Écrivez-la AAAA-MM-JJ.")
        return date.min
