"""Tables to take away, in CSV and in ODS. odfdo is imported when a workbook is written, not before."""

from socioeco.report.tables.build import tables_of
from socioeco.report.tables.csv import write_csv
from socioeco.report.tables.model import Cell, Column, Kind, Table, Typed
from socioeco.report.tables.ods import write_ods

__all__ = ["Cell", "Column", "Kind", "Table", "Typed", "tables_of", "write_csv", "write_ods"]
