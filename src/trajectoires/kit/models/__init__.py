"""The questionnaire that editors write, and what a visitor answered."""

from trajectoires.kit.models.diagnoses import Diagnosis
from trajectoires.kit.models.pages import AutodiagnosticPage

__all__ = ["AutodiagnosticPage", "Diagnosis"]
