"""Demonstration (示例): filled forms as text tables, and the workbooks made of them."""

from xladdin.demo.files import DemoFile, DemoFiles, demo_files, write_demo
from xladdin.demo.tables import TableError, Tables, parse_cell, parse_tables, to_workbook
from xladdin.demo.xlsx import write_workbook

__all__ = [
    "DemoFile",
    "DemoFiles",
    "TableError",
    "Tables",
    "demo_files",
    "parse_cell",
    "parse_tables",
    "to_workbook",
    "write_demo",
    "write_workbook",
]
