"""The questionnaire that editors write, what a visitor answered; the kit, its tools and their documents."""

from trajectoires.kit.models.diagnoses import Diagnosis
from trajectoires.kit.models.document_templates import DocumentTemplate
from trajectoires.kit.models.pages import AutodiagnosticPage
from trajectoires.kit.models.tools import KitPage, ToolPage

__all__ = ["AutodiagnosticPage", "Diagnosis", "DocumentTemplate", "KitPage", "ToolPage"]
