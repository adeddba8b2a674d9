from trajectoires.content.services.exporting import export_content, export_page
from trajectoires.content.services.loading import load_content
from trajectoires.content.services.reports import LoadReport
from trajectoires.content.services.tidying import tidy_files

__all__ = ["LoadReport", "export_content", "export_page", "load_content", "tidy_files"]
