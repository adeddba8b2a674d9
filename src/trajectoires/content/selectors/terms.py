"""Which terms of the glossary a page says, as its readers see them underlined."""

from typing import Any

from trajectoires.content.models import BasePage
from trajectoires.glossary.selectors import matcher


def rich_texts(body: Any) -> list[str]:
    """Return the source of every rich text of a body, in reading order."""
    found = []
    for block in body:
        if block.block_type == "text":
            found.append(block.value.source)
        elif block.block_type == "callout":
            found.append(block.value["body"].source)
        elif block.block_type == "definition":
            found.append(block.value["answer"].source)
    return found


def terms_said(page: BasePage) -> set[str]:
    """Return the slugs of the published terms that the texts of a page say."""
    seen: set[str] = set()
    find = matcher()
    for text in rich_texts(page.body):
        find.mark(text, seen)
    return seen
