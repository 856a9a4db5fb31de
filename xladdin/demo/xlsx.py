"""Text tables (see ``tables``) as .xlsx files, with borders and fonts as on a form that somebody filled in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from xladdin.demo.look import Look, look_of
from xladdin.demo.tables import Tables, parse_tables
from xladdin.model import Cell, Sheet, SheetState

#: Written into every file instead of the clock, so that equal tables give equal bytes.
CREATED = datetime(2025, 1, 2, 8)
A4 = 9
LONG = 24  # characters from which a text is set flush left

PLAIN = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
STYLES = {
    "cell": PLAIN | {"border": 1, "align": "center"},
    "long": PLAIN | {"border": 1, "align": "left"},
    "heading": PLAIN | {"align": "center"},
    "title": PLAIN | {"font_name": "黑体", "font_size": 16, "align": "center"},
}


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
        _Writer(book, sheet, look_of(sheet, tables.widths.get(sheet.name, {}))).write()
    book.close()
    return path


class _Writer:
    """Writes one sheet."""

    def __init__(self, book: Any, sheet: Sheet, look: Look) -> None:
        self._book = book
        self._sheet = sheet
        self._look = look
        self._page = book.add_worksheet(sheet.name)
        self._formats: dict[tuple[str, str], Any] = {}

    def write(self) -> None:
        self._borders()
        for area in self._sheet.merges:
            corner = (area.first_row, area.first_column)
            places = (area.first_row - 1, area.first_column - 1, area.last_row - 1, area.last_column - 1)
            self._page.merge_range(*places, "", self._format(corner))
        for place, cell in self._sheet.cells.items():
            self._cell(place, cell)
        for column, width in self._look.widths.items():
            self._page.set_column(column - 1, column - 1, width, None, {"hidden": column in self._sheet.hidden_columns})
        for row, height in self._look.heights.items():
            self._page.set_row(row - 1, height)
        for row in self._sheet.hidden_rows:
            self._page.set_row(row - 1, None, None, {"hidden": True})
        self._print_setup()

    def _borders(self) -> None:
        """Borders around the empty cells of the table too."""
        box = self._look.box
        for row in self._look.heights.keys() - self._look.headings:
            for column in range(box.first_column, box.last_column + 1):
                if (row, column) not in self._look.covered:
                    self._page.write_blank(row - 1, column - 1, None, self._format((row, column)))

    def _cell(self, place: tuple[int, int], cell: Cell) -> None:
        row, column, style = place[0] - 1, place[1] - 1, self._format(place)
        stored = cell.error or ("" if cell.value is None else cell.value)
        if cell.formula is not None:
            self._page.write_formula(row, column, cell.formula, style, stored)
        elif isinstance(stored, bool):
            self._page.write_boolean(row, column, stored, style)
        elif isinstance(stored, str):
            self._page.write_string(row, column, stored, style)
        else:
            self._page.write_number(row, column, stored, style)

    def _format(self, place: tuple[int, int]) -> Any:
        cell = self._sheet.cells.get(place) or Cell(None, "")
        if place[0] in self._look.headings:
            style = "title" if place[0] in self._look.titles else "heading"
        else:
            style = "long" if len(cell.text) >= LONG else "cell"
        key = style, cell.number_format
        if key not in self._formats:
            self._formats[key] = self._book.add_format(STYLES[style] | {"num_format": cell.number_format})
        return self._formats[key]

    def _print_setup(self) -> None:
        if self._sheet.state is SheetState.HIDDEN:
            self._page.hide()
        elif self._sheet.state is SheetState.VERY_HIDDEN:
            self._page.very_hidden()
        self._page.set_landscape()
        self._page.set_paper(A4)
        self._page.fit_to_pages(1, 0)
