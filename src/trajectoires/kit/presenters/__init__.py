"""What the pages of the questionnaire and of the kit show, as plain values."""

from trajectoires.kit.presenters.results import contents_of

__all__ = ["contents_of"]
