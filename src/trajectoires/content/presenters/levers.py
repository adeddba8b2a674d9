"""The tree of the levers, as its component draws it."""

from dataclasses import dataclass

from trajectoires.content.models import LeverSheetPage
from trajectoires.content.selectors.around import Branch, lever_branches


@dataclass(frozen=True)
class Leaf:
    title: str
    href: str
    note: str


@dataclass(frozen=True)
class TreeBranch:
    lever: str
    href: str
    lede: str
    leaves: list[Leaf]


def present_tree() -> list[TreeBranch]:
    """Return the three branches, those that have no sheet included: the lever itself has its page."""
    return [_branch(branch) for branch in lever_branches()]


def _branch(branch: Branch) -> TreeBranch:
    return TreeBranch(
        lever=branch.lever.value,
        href=branch.page.address if branch.page else "",
        lede=branch.page.lede if branch.page else "",
        leaves=[_leaf(sheet) for sheet in branch.sheets],
    )


def _leaf(sheet: LeverSheetPage) -> Leaf:
    """Who decides is what parts levers most: it stands beside the name."""
    return Leaf(title=sheet.title, href=sheet.address, note=f"Qui décide : {sheet.decider}")
