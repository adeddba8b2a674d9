"""Read again the latest version of a page, draft included."""

from trajectoires.content.models import BasePage
from trajectoires.content.selectors.reading import explained_words
from trajectoires.content.services.plain_language import Remark, passages_of, reread


def remarks_on(*, page: BasePage) -> list[Remark]:
    """Return what a second reading says of the page as it is in memory."""
    return reread(passages_of(page), explained=explained_words(), has_sources=bool(len(page.sources)))
