"""评分: figures written into the cells of the open workbook."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xladdin.excel.buttons.com import still
from xladdin.excel.buttons.objects import Book, Excel
from xladdin.excel.buttons.protection import unprotected
from xladdin.excel.buttons.texts import literal
from xladdin.model import CellRef


def fill(excel: Excel, book: Book, values: Mapping[CellRef, Decimal | str]) -> None:
    """Write each value into its cell; formats stay.

    Raises:
        XladdinError: a sheet is protected with a password.
    """
    by_sheet: dict[str, dict[CellRef, Decimal | str]] = {}
    for cell, value in values.items():
        by_sheet.setdefault(cell.sheet, {})[cell] = value
    with still(excel):
        for name, cells in by_sheet.items():
            sheet = book.Worksheets.Item(name)
            with unprotected(sheet):
                for cell, value in cells.items():
                    sheet.Range(str(cell)).Value2 = literal(value)
