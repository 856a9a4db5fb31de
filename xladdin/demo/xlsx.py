"""Text tables (see ``tables``) as .xlsx files, with borders and fonts as on a form that somebody filled in."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from xladdin.demo.tables import Tables, parse_tables
from xladdin.model import Cell, Range, Sheet, SheetState

#: Written into every file instead of the clock, so that equal tables give equal bytes.
CREATED = datetime(2025, 1, 2, 8)
FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
TITLE = {"font_name": "黑体", "font_size": 16, "valign": "vcenter", "align": "center"}
LONG = 24  # characters from which a text is set flush left
WIDEST = 30.0


def write_workbook(tables: str | Tables, path: Path | str) -> Path:
    """Write a text table to ``path`` and return it; equal tables give equal bytes.

    Raises TableError for a text that cannot be understood.
    """
    path = Path(path)
    if isinstance(tables, str):
        tables = parse_tables(tables, path)
    book = xlsxwriter.Workbook(path, {"in_memory": True})
    book.set_properties({"created": CREATED})
    for name, value in tables.workbook.properties.items():
        book.set_custom_property(name, value, "text")
    for sheet in tables.workbook.sheets:
        _write_sheet(book, sheet, tables.widths.get(sheet.name, {}))
    book.close()
    return path


def _write_sheet(book: Any, sheet: Sheet, widths: dict[int, float]) -> None:
    page = book.add_worksheet(sheet.name)
    if sheet.state is SheetState.HIDDEN:
        page.hide()
    elif sheet.state is SheetState.VERY_HIDDEN:
        page.very_hidden()
    formats: dict[tuple[bool, str, bool], Any] = {}

    def style(cell: Cell | None, place: tuple[int, int]) -> Any:
        key = (place in titles, cell.number_format if cell else "General", len(cell.text if cell else "") >= LONG)
        if key not in formats:
            is_title, number_format, long = key
            look = TITLE if is_title else FONT | {"align": "left" if long else "center"}
            formats[key] = book.add_format(look | {"num_format": number_format})
        return formats[key]

    titles = _titles(sheet)
    for area in sheet.merges:
        corner = (area.first_row, area.first_column)
        _merge(page, area, style(sheet.cells.get(corner), corner))
    for place, cell in sheet.cells.items():
        _write_cell(page, place, cell, style(cell, place))
    for column, width in (_fitting_widths(sheet) | widths).items():
        page.set_column(column - 1, column - 1, width, None, {"hidden": column in sheet.hidden_columns})
    for row in sheet.hidden_rows:
        page.set_row(row - 1, None, None, {"hidden": True})


def _titles(sheet: Sheet) -> frozenset[tuple[int, int]]:
    """Merged cells over three columns or more in the first row: the title of the form."""
    first = min((area.first_row for area in sheet.merges), default=0)
    return frozenset(
        (area.first_row, area.first_column)
        for area in sheet.merges
        if area.first_row == first and area.last_column - area.first_column >= 2
    )


def _merge(page: Any, area: Range, style: Any) -> None:
    page.merge_range(area.first_row - 1, area.first_column - 1, area.last_row - 1, area.last_column - 1, "", style)


def _write_cell(page: Any, place: tuple[int, int], cell: Cell, style: Any) -> None:
    row, column = place[0] - 1, place[1] - 1
    stored = cell.error or ("" if cell.value is None else cell.value)
    if cell.formula is not None:
        page.write_formula(row, column, cell.formula, style, stored)
    elif isinstance(stored, bool):
        page.write_boolean(row, column, stored, style)
    elif isinstance(stored, str):
        page.write_string(row, column, stored, style)
    else:
        page.write_number(row, column, stored, style)


def _fitting_widths(sheet: Sheet) -> dict[int, float]:
    """Column widths that show what stands in unmerged cells, up to a limit."""
    merged = {(area.first_row, area.first_column) for area in sheet.merges if area.first_column != area.last_column}
    widths = dict.fromkeys(sheet.hidden_columns, 9.0)
    for place, cell in sheet.cells.items():
        if place not in merged:
            wanted = max(_text_width(line) for line in cell.text.split("\n")) + 2.0
            widths[place[1]] = min(max(widths.get(place[1], 9.0), wanted), WIDEST)
    return widths


def _text_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
