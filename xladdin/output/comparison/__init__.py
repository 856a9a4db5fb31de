"""A report after its check, as text, JSON, workbook and page."""
