"""The questionnaire and what was answered; the kit, its tools and their documents; the plan of action."""

from trajectoires.kit.models.diagnoses import Diagnosis
from trajectoires.kit.models.document_templates import DocumentTemplate
from trajectoires.kit.models.pages import AutodiagnosticPage
from trajectoires.kit.models.plans import Action
from trajectoires.kit.models.tools import KitPage, ToolPage

__all__ = ["Action", "AutodiagnosticPage", "Diagnosis", "DocumentTemplate", "KitPage", "ToolPage"]
