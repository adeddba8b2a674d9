"""Read again the latest version of a page, draft included."""

from typing import Any

from trajectoires.content.models import BasePage
from trajectoires.content.selectors.reading import explained_words
from trajectoires.content.services.plain_language import Remark, passages_of, reread


def remarks_on(*, page: BasePage) -> list[Remark]:
    """Return what a second reading says of the page as it is in memory."""
    return reread(passages_of(page), explained=explained_words(), has_sources=bool(len(page.sources)))


def wordless_images(*, page: BasePage) -> list[str]:
    """Return where the images are that say nothing to whoever does not see them, and are not marked as decorative.

    A draft may have some; Wagtail refuses to submit or publish it.
    """
    return [
        f"Bloc {number} – {child.block.label}"
        for number, child in enumerate(page.body, start=1)
        if child.block_type == "image" and _is_wordless(child.value["image"])
    ]


def _is_wordless(image: Any) -> bool:
    return bool(image and not image.decorative and not image.contextual_alt_text)
