"""What is answered to the questionnaire, and an action of the plan."""

from trajectoires.kit.forms.answers import AnswersForm, Asked, Group, Whole, asked_in, whole_form
from trajectoires.kit.forms.plan import ActionForm

__all__ = ["ActionForm", "AnswersForm", "Asked", "Group", "Whole", "asked_in", "whole_form"]
