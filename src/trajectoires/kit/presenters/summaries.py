"""The summary of a page: the parts of its text, and those that it has beside them."""

from collections.abc import Iterable

from trajectoires.kit.selectors.tools import Step

Toc = list[dict[str, str]]  # id and label of each part of a page
_AROUND = ("liens", "sources")


def kit_toc(toc: Toc, steps: Iterable[Step], *, is_live: bool) -> Toc:
    """The tools first, then the `toc` of the text."""
    steps = list(steps)
    tools = [(step.stage.value, f"{step.number}. {step.stage.label}") for step in steps]
    taken = [("tout", "Tout emporter")] if steps and is_live else []
    return _with(toc, before=[("chiffres", "Commencez par vos chiffres"), *tools, *taken])


def tool_toc(toc: Toc) -> Toc:
    return _with(toc, after=[("modele", "Le modèle à remplir")])


def questionnaire_toc(toc: Toc, *, has_questions: bool) -> Toc:
    ways = [("repondre", "Deux façons de répondre")] if has_questions else []
    return _with(toc, before=ways, after=[("reperes", "Ce que les questions regardent")])


def _with(toc: Toc, *, before: Iterable[tuple[str, str]] = (), after: Iterable[tuple[str, str]] = ()) -> Toc:
    """Before the text, or after it and before what surrounds the whole."""
    text = [entry for entry in toc if entry["id"] not in _AROUND]
    return [*_entries(before), *text, *_entries(after), *toc[len(text) :]]


def _entries(parts: Iterable[tuple[str, str]]) -> Toc:
    return [{"id": key, "label": label} for key, label in parts]
