"""A budget typed line by line, in the order of the form, for whoever has it on paper."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from socioeco.anomalies import AnomalyCollector
from socioeco.readers.budget.definition import LigneBudget, budget_definition
from socioeco.readers.budget.lecture import Budget
from socioeco.readers.budget.lignes import Chapter, count_once, line_of_form

Form = tuple[tuple[LigneBudget, tuple[LigneBudget, ...]], ...]


@cache
def chapters_of_form() -> Form:
    """Each chapter of the budget of a year, with its lines, in order; what only a project has is left out."""
    lignes = [ligne for ligne in budget_definition().lignes if not ligne.is_projet]
    heads = [ligne for ligne in lignes if not ligne.chapitre]
    return tuple((head, tuple(ligne for ligne in lignes if ligne.chapitre == head.cle)) for head in heads)


def budget_of_amounts(amounts: Mapping[str, int], opened_on: date, closed_on: date) -> Budget:
    """A budget from centimes by key of the form. A chapter counts once: by its lines, and what it has beyond them.

    Raises KeyError on a key that the form has not, ValueError when the dates are not in order.
    """
    if opened_on > closed_on:
        raise ValueError("a budget opens before it closes")
    if unknown := amounts.keys() - budget_definition().by_key.keys():
        raise KeyError(", ".join(sorted(unknown)))
    chapters = [_chapter(head, details, amounts) for head, details in chapters_of_form()]
    return Budget(
        opened_on=opened_on,
        closed_on=closed_on,
        is_projet=False,
        lignes=count_once(chapters, AnomalyCollector()),
    )


def details_beyond(amounts: Mapping[str, int]) -> dict[str, int]:
    """By key of chapter, the centimes by which its lines exceed the total that was written for it."""
    found = {}
    for head, details in chapters_of_form():
        total = amounts.get(head.cle, 0)
        beyond = sum(amounts.get(ligne.cle, 0) for ligne in details) - total
        if total and beyond > 0:
            found[head.cle] = beyond
    return found


def _chapter(head: LigneBudget, details: tuple[LigneBudget, ...], amounts: Mapping[str, int]) -> Chapter:
    ranks = {ligne.cle: rank for rank, ligne in enumerate(budget_definition().lignes, start=1)}
    lines = [
        line_of_form(ligne, amounts[ligne.cle], ranks[ligne.cle])
        for ligne in details
        if amounts.get(ligne.cle)
    ]
    return Chapter(head, head.cote, ranks[head.cle], amounts.get(head.cle, 0), lines)
