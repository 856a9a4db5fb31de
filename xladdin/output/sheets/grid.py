"""Writes a table on sheets of a workbook, line by line as the lines come; nothing is held but the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from xladdin.output.sheets.styles import Styles, width_of
from xladdin.output.sheets.table import Column, Line, Link, Table
from xladdin.output.sheets.table_sheet import TableSheet
from xladdin.output.sheets.totals import Sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter import Workbook

_MEASURED_ROWS = 400
_NUMBER_WIDTH = 6


def write_table(book: Workbook, styles: Styles, table: Table[Line], lines: Iterable[Line]) -> None:
    """Write a table on as many sheets as its lines need; each sheet says where it goes on."""
    writer = TableWriter(book, styles, table)
    for line in lines:
        writer.add(line)
    writer.end()


class TableWriter(Generic[Line]):
    """A table that is written line by line as the lines come."""

    def __init__(self, book: Workbook, styles: Styles, table: Table[Line]) -> None:
        self._book = book
        self._styles = styles
        self._table = table
        self._measured: list[Line] = []  # the first lines, which decide on the widths
        self._widths: list[int] = []
        self._sheet: TableSheet[Line] | None = None
        self._count = 0
        self._sums = Sums(table.columns)  # of the sheets that are finished

    def add(self, line: Line) -> None:
        """The next line."""
        if self._sheet is None:
            self._measured.append(line)
            if len(self._measured) == _MEASURED_ROWS:
                self._write_measured()
        else:
            self._write(self._sheet, line)

    def end(self) -> None:
        """After the last line; an empty table says that it is empty."""
        sheet = self._sheet or self._write_measured()
        sheet.end()
        self._sums.join(sheet.sums)
        if self._count > self._table.capacity:
            sheet.write_grand_totals(self._sums, self._count)

    def _write_measured(self) -> TableSheet[Line]:
        columns = self._table.columns
        self._widths = [_NUMBER_WIDTH, *(_width(column, self._measured) for column in columns)]
        sheet = self._begin(0)
        for line in self._measured:
            sheet = self._write(sheet, line)
        return sheet

    def _begin(self, part: int) -> TableSheet[Line]:
        self._sheet = TableSheet(self._book, self._styles, self._table, part, self._widths)
        return self._sheet

    def _write(self, sheet: TableSheet[Line], line: Line) -> TableSheet[Line]:
        part, offset = divmod(self._count, self._table.capacity)
        if part and not offset:
            sheet.end(next_sheet=self._table.sheet_name(part))
            self._sums.join(sheet.sums)
            sheet = self._begin(part)
        self._count += 1
        sheet.add(self._count, line)
        return sheet


def _width(column: Column[Line], lines: Sequence[Line]) -> int:
    """Wide enough for the texts of the first lines, within the column's limits."""
    narrowest, widest = column.width
    texts = (value.text if isinstance(value, Link) else str(value or "") for value in map(column.get, lines))
    return min(max(narrowest, max(map(width_of, texts), default=0) + 2), widest)
