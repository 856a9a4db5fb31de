"""A sheet that is no single table: a page with a title, sections, small tables and sentences, written from the top."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from xladdin.output.sheets.styles import Styles, width_of
from xladdin.output.sheets.table import Link
from xladdin.output.sheets.texts import guarded, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_LINE, _PADDING = 13, 5  # points of a 10-point font
_LARGE = 30  # points of a row with large figures


class Live(NamedTuple):
    """A formula with the value it gives."""

    formula: str
    value: Decimal | int | str


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a row of a page: a value over ``width`` columns in one of ``styles``."""

    value: str | Decimal | int | Live | Link | None
    style: str = "text"
    width: int = 1


class Page:
    """A page of ``columns`` widths (characters of the default font), A4 landscape, one page wide.

    Every row is written once, from the left to the right and from the top, as XlsxWriter's constant memory needs it.
    ``row`` is the next free row, counted from 0.
    """

    def __init__(self, book: Workbook, styles: Styles, name: str, columns: Sequence[int]) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.row = 0
        self._styles = styles
        self._columns = columns
        for number, width in enumerate(columns):
            self.sheet.set_column(number, number, width)
        self.sheet.set_default_row(_LINE + _PADDING - 2)  # said explicitly, or each program takes its own
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.sheet.center_horizontally()
        self.sheet.set_footer("&L&A&R第&P页，共&N页")
        self.sheet.hide_gridlines(2)

    def title(self, title: str, below: str = "") -> None:
        """The heading over the whole width, and a line below it."""
        self.sheet.set_row(self.row, 42)
        self._merged(0, len(self._columns), title, self._styles.get("heading of a page"))
        self.row += 1
        if below:
            self.sheet.set_row(self.row, 20)
            self._merged(0, len(self._columns), below, self._styles.get("below the heading"))
            self.row += 1

    def section(self, text: str) -> None:
        """A heading after an empty row."""
        self.row += 1
        self.sheet.set_row(self.row, 22)
        self.sheet.write_string(self.row, 0, text, self._styles.get("section"))
        self.row += 1

    def headings(self, *entries: Entry | str) -> None:
        """The headings of a small table."""
        self.entries(*(Entry(one, "heading") if isinstance(one, str) else one for one in entries))

    def pair(self, label: str, text: str) -> None:
        """A label and what belongs to it, over the rest of the width."""
        self.entries(Entry(label, "label"), Entry(text, "text", len(self._columns) - 1))

    def sentence(self, text: str) -> None:
        """A sentence over the whole width."""
        self.entries(Entry(text, "paragraph", len(self._columns)))

    def entries(self, *entries: Entry, strong: bool = False) -> None:
        """A row, as high as its longest text needs."""
        lines, large, column = 1, False, 0
        for entry in entries:
            width = sum(self._columns[column : column + entry.width])
            if isinstance(entry.value, str):
                lines = max(
                    lines, sum(-(-width_of(line) // max(width - 2, 1)) or 1 for line in entry.value.split("\n"))
                )
            large = large or entry.style.startswith("large")
            column += entry.width
        self.sheet.set_row(self.row, _LARGE if large else lines * _LINE + _PADDING)
        column = 0
        for entry in entries:
            style = self._styles.get(entry.style, strong=strong)
            self._merged(column, entry.width, entry.value, style)
            column += entry.width
        self.row += 1

    def _merged(self, column: int, width: int, value: str | Decimal | int | Live | Link | None, style: Format) -> None:
        if width > 1:
            self.sheet.merge_range(self.row, column, self.row, column + width - 1, "", style)
        self._write(column, value, style)

    def _write(self, column: int, value: str | Decimal | int | Live | Link | None, style: Format) -> None:
        sheet, row = self.sheet, self.row
        if isinstance(value, Live):
            stored = value.value if isinstance(value.value, str) else float(value.value)
            sheet.write_formula(row, column, f"={value.formula}", style, stored)
        elif isinstance(value, Link):
            sheet.write_url(row, column, value.address, style, value.text)
        elif isinstance(value, str):
            sheet.write_string(row, column, whole(value), self._styles.get("guarded") if guarded(value) else style)
        elif value is None:
            sheet.write_blank(row, column, None, style)
        else:
            sheet.write_number(row, column, float(value), style)
