"""The tables of a document as sheets, so that a form in a Word file or a text is read like one in a workbook."""

from xladdin.report.tables.read import read_tables

__all__ = ["read_tables"]
