"""What a document to fill in says: a text with blanks, or a workbook with formulas. Pure: a source in, faults out."""

from trajectoires.kit.models.templates.reading import TemplateContent, faults_of, read_template
from trajectoires.kit.models.templates.text import TextTemplate
from trajectoires.kit.models.templates.workbook import Workbook

__all__ = ["TemplateContent", "TextTemplate", "Workbook", "faults_of", "read_template"]
