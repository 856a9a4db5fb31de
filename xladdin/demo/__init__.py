"""Demonstration: filled forms as text tables, and the workbooks made of them."""

from xladdin.demo.tables import TableError, Tables, parse_cell, parse_tables, to_workbook
from xladdin.demo.xlsx import write_workbook

__all__ = ["TableError", "Tables", "parse_cell", "parse_tables", "to_workbook", "write_workbook"]
