"""What the pages of the questionnaire, of the kit and of the plan show, as plain values."""

from trajectoires.kit.presenters.plans import present_plan
from trajectoires.kit.presenters.results import contents_of

__all__ = ["contents_of", "present_plan"]
