"""A new .xlsx from the values of a workbook whose own file cannot be patched (.xls, .et, .ods)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from xladdin.model import Sheet, Workbook, column_letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: What a user must know of such a copy.
LOST = (
    "原文件不是 .xlsx 或 .xlsm，副本另建为 .xlsx：带入了数值、文字、数字格式、合并单元格和隐藏状态；"
    "公式只保留结果，字体、边框、行高列宽、图片、批注等没有带入。"
)


def rebuild(workbook: Workbook) -> bytes:
    """An .xlsx file with the values, number formats, merged cells, and hidden sheets, rows and columns."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in workbook.sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    for (row, column), cell in sheet.cells.items():
        place = page.cell(row, column)
        value = cell.text if cell.value is None else cell.value
        place.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
        if isinstance(value, str):
            place.data_type = "s"  # a text that begins with = is a text, never a formula
        place.number_format = cell.number_format
    for merge in sheet.merges:
        page.merge_cells(str(merge))
    page.sheet_state = sheet.state.value
    for row in sheet.hidden_rows:
        page.row_dimensions[row].hidden = True
    for column in sheet.hidden_columns:
        page.column_dimensions[column_letters(column)].hidden = True
