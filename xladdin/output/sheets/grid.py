"""Writes a table on sheets of a workbook: columns with their formats, links, live totals, filter and print set-up.

Rows are written once, from the top, and never held.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, NamedTuple

from xladdin.model import column_letters
from xladdin.output.sheets.cells import MARKUP, NUMBER_END, TEXT_END, Cell, cell, live_rest, text_rest
from xladdin.output.sheets.conditions import row_formula, set_conditions
from xladdin.output.sheets.styles import Styles, width_of
from xladdin.output.sheets.table import HEADINGS, NOTICE, NUMBER, TITLE, Column, Line, Link, Table, Value
from xladdin.output.sheets.totals import Sums, summed, total_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xlsxwriter import Workbook

    from xladdin.output.sheets.rows import RowSheet

#: Links of one sheet; further files are only named. Each costs as much as a line, here and where the sheet is opened.
SHEET_LINKS = 5_000
_LONGEST_TEXT = 32_000
_HALF_THE_LONGEST = _LONGEST_TEXT // 2
_LONGEST_LINK = 2_000
_MEASURED_ROWS = 400
_NUMBER_WIDTH = 6
_A4 = 9
_LINE_HEIGHT, _PADDING, _MOST_LINES = 13, 3, 12  # points of a 10-point font
_NO_CHOICE = "请从下拉列表中选择，或留空。"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# Characters that no file of Excel's may hold, among them the halves of characters that a file name may bring in.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What a text must not begin with unguarded, begin or end with unsaid, or hold.
_SUSPECT = re.compile(rf"^[=+@\s-]|\s$|{_ILLEGAL.pattern}|{MARKUP}")


def write_table(book: Workbook, styles: Styles, table: Table[Line], lines: Iterable[Line]) -> None:
    """Write a table on as many sheets as its lines need; each sheet says where it goes on."""
    writer = TableWriter(book, styles, table)
    for line in lines:
        writer.add(line)
    writer.end()


def whole(text: str) -> str:
    """The text with a replacement character for each that no file may hold."""
    return _ILLEGAL.sub("\ufffd", text)


def cut(text: str) -> str:
    """The text, or as much of it as a cell takes; Excel counts in halves of rare characters (UTF-16)."""
    if len(text) <= _HALF_THE_LONGEST:
        return text
    halves = text.encode("utf-16-le")
    if len(halves) <= 2 * _LONGEST_TEXT:
        return text
    return f"{halves[: 2 * _LONGEST_TEXT].decode('utf-16-le', 'ignore')}…（以下略）"


def guarded(text: str) -> bool:
    """Whether a text would be taken for a formula by a program that it is pasted into, or by somebody who edits it."""
    return text.startswith(_FORMULA_SIGNS)


class TableWriter(Generic[Line]):
    """A table that is written line by line as the lines come."""

    def __init__(self, book: Workbook, styles: Styles, table: Table[Line]) -> None:
        self._book = book
        self._styles = styles
        self._table = table
        self._measured: list[Line] = []  # the first lines, which decide on the widths
        self._widths: list[int] = []
        self._sheet: _Sheet[Line] | None = None
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

    def _write_measured(self) -> _Sheet[Line]:
        columns = self._table.columns
        self._widths = [_NUMBER_WIDTH, *(_width(column, self._measured) for column in columns)]
        sheet = self._begin(0)
        for line in self._measured:
            sheet = self._write(sheet, line)
        return sheet

    def _begin(self, part: int) -> _Sheet[Line]:
        self._sheet = _Sheet(self._book, self._styles, self._table, part, self._widths)
        return self._sheet

    def _write(self, sheet: _Sheet[Line], line: Line) -> _Sheet[Line]:
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


def _lines(text: str, width: int) -> int:
    """How many lines a text takes."""
    wide = width_of(text)
    # A wrapped line breaks before a character that no longer fits, so it holds a little less than the width.
    return 1 if wide <= width else min(-(-wide // (width - 2)), _MOST_LINES)


class _Column(NamedTuple, Generic[Line]):
    """How the cells of a column are written, looked up once and not for every cell; links have a style of their own.

    ``formula`` as ``row_formula`` gives it; ``added``: a total needs the sum; ``framed``: empty cells are written, too;
    ``anew``: the cell says something else in every row, even of one value.
    """

    number: int
    get: Callable[[Line], Value]
    cell: Cell
    width: int
    formula: str
    added: bool
    framed: bool
    anew: bool


class _Sheet(Generic[Line]):
    """One worksheet of a table, written from the top to the bottom."""

    def __init__(self, book: Workbook, styles: Styles, table: Table[Line], part: int, widths: Sequence[int]) -> None:
        self._table = table
        self._styles = styles
        self._widths = widths
        from xladdin.output.sheets.rows import (
            RowSheet,
        )  # not at import time: who writes no workbook needs no XlsxWriter

        self._sheet: RowSheet = book.add_worksheet(table.sheet_name(part), worksheet_class=RowSheet)
        self._first = self._row = HEADINGS + 1
        self._columns = {strong: self._prepared(strong=strong) for strong in (False, True)}
        self._numbers = {strong: cell("A", styles.number("count", strong=strong)) for strong in (False, True)}
        self._plain, self._guarded, self._linking = map(self._styled, ("text", "guarded", "link"))
        self.sums = Sums(table.columns)
        self._links = 0
        # Of every column what its last cell held and how it was written; what it holds at first no line brings.
        at_first: tuple[Value, str, int] = (Link("", ""), "", 1)
        self._told = {strong: [at_first] * (len(table.columns) + 1) for strong in (False, True)}
        self._set_up()
        self._head(part)
        self._sheet.begin_rows(self._first, len(table.columns) + 1)

    def _prepared(self, *, strong: bool) -> list[_Column[Line]]:
        table, needed = self._table, summed(self._table.columns)
        return [
            _Column(
                number,
                column.get,
                self._cell(number, "text" if column.style == "link" else column.style, strong=strong),
                self._widths[number],
                row_formula(table, column.formula),
                number in needed,
                framed=strong or column.style == "field",
                anew=bool(column.formula) or column.style == "link",
            )
            for number, column in enumerate(table.columns, 1)
        ]

    def _styled(self, style: str) -> list[Cell]:
        """Of every column a cell in this style."""
        return [self._cell(number, style) for number in range(len(self._table.columns) + 1)]

    def _cell(self, number: int, style: str, *, strong: bool = False) -> Cell:
        return cell(column_letters(number + 1), self._styles.number(style, strong=strong))

    def _set_up(self) -> None:
        """Widths, frozen panes and the printed page: A4 landscape, one page wide, headings on every page."""
        sheet = self._sheet
        hidden = [False, *(column.hidden for column in self._table.columns)]
        for number, width in enumerate(self._widths):
            sheet.set_column(number, number, width, None, {"hidden": hidden[number]})
        sheet.freeze_panes(self._first, self._table.frozen)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADINGS)
        sheet.set_default_row(_LINE_HEIGHT + _PADDING)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&L&A&R第&P页，共&N页")
        sheet.hide_gridlines(1)
        sheet.outline_settings(symbols_below=False)

    def _head(self, part: int) -> None:
        sheet, table = self._sheet, self._table
        title = f"{table.title}（续{part}）" if part else table.title
        sheet.set_row(TITLE, 28)
        sheet.write_string(TITLE, 0, title, self._styles.get("title"))
        sheet.write_string(NOTICE, 0, table.notice, self._styles.get("notice"))
        sheet.set_row(HEADINGS, 30)
        for number, heading in enumerate((NUMBER, *(column.heading for column in table.columns))):
            sheet.write_string(HEADINGS, number, heading, self._styles.get("heading"))

    def add(self, number: int, line: Line) -> None:
        """Write the next line, the table's ``number``-th."""
        strong = self._table.strong is not None and self._table.strong(line)
        row, lines = str(self._row + 1), 1
        first, told = self._numbers[strong], self._told[strong]
        cells = [f"{first.place}{row}{first.number}{number}{NUMBER_END}"]
        for column in self._columns[strong]:
            value = column.get(line)
            before, rest, needed = told[column.number]
            # Of half a million cells every third says what the one above it says.
            if column.anew or value != before:
                rest, needed = self._rest(column, row, value)
                told[column.number] = value, rest, needed
            if rest:
                cells.append(f"{column.cell.place}{row}{rest}")
            if needed > lines:  # noqa: PLR1730  a call a cell is a twentieth of the time
                lines = needed
            if column.added and isinstance(value, (Decimal, int)):
                self.sums.add(column.number, value)
        self.sums.add_products(line)
        level = int(self._table.strong is not None and not strong)
        self._sheet.take_row(self._row, "".join(cells), lines * _LINE_HEIGHT + _PADDING, level)
        self._row += 1

    def _rest(self, column: _Column[Line], row: str, value: Value) -> tuple[str, int]:
        """What stands in a cell behind its row (nothing: there is no cell), and how many lines it takes."""
        cell = column.cell
        if column.formula and value is not None:
            return live_rest(cell, column.formula.replace("{row}", row), float(str(value))), 1
        if isinstance(value, str) and value:
            lines = _lines(value, column.width) if len(value) * 2 > column.width else 1
            # Most texts are short and harmless: few need a closer look.
            if len(value) > _HALF_THE_LONGEST or _SUSPECT.search(value):
                return self._text_rest(column.number, value, cell), lines
            return f"{cell.text}{value}{TEXT_END}", lines
        if isinstance(value, Link):
            return self._link_rest(column.number, value), 1
        if value is None or value == "":
            return cell.blank if column.framed else "", 1
        return f"{cell.number}{float(value):.16G}{NUMBER_END}", 1

    def _text_rest(self, number: int, text: str, cell: Cell) -> str:
        """A text that is suspect or very long."""
        text = cut(whole(text))
        return text_rest(self._guarded[number] if guarded(text) else cell, text)

    def _link_rest(self, number: int, link: Link) -> str:
        """A link, on one line; where Excel takes no more of them, its text."""
        if not link.address or len(link.address) > _LONGEST_LINK or self._links >= SHEET_LINKS:
            return self._text_rest(number, link.text, self._plain[number])
        self._links += 1
        text = cut(whole(link.text))
        self._sheet.take_link(self._row, number, whole(link.address), text)
        return text_rest(self._linking[number], text)

    def end(self, next_sheet: str = "") -> None:
        """Filter, conditions, totals; where the table goes on, the name of its next sheet."""
        last = self._row - 1
        if last < self._first:
            self._sheet.write_string(self._first, 0, self._table.empty, self._styles.get("notice"))
            return
        self._sheet.autofilter(HEADINGS, 0, last, len(self._table.columns))
        whole_table = f"A{self._first + 1}:{column_letters(len(self._table.columns) + 1)}{last + 1}"
        self._sheet.ignore_errors({"number_stored_as_text": whole_table})  # a target 「100」 is a text on the form, too
        self._offer_choices(last)
        set_conditions(self._sheet, self._styles, self._table, last)
        if any(column.total for column in self._table.columns):
            self._write_totals(last)
        if self._table.printed:
            headings = [column.heading for column in self._table.columns]
            self._sheet.print_area(0, 0, self._row - 1, headings.index(self._table.printed) + 1)
        if next_sheet:
            notice = f"行数超过一张工作表的上限，续见工作表“{next_sheet}”。"
            self._sheet.write_string(self._row, 0, notice, self._styles.get("notice"))

    def _offer_choices(self, last: int) -> None:
        """Drop-downs for what a reader fills in."""
        for number, column in enumerate(self._table.columns, 1):
            if column.choices:
                choice = {"validate": "list", "source": list(column.choices), "error_message": _NO_CHOICE}
                self._sheet.data_validation(self._first, number, last, number, choice)

    def _write_totals(self, last: int) -> None:
        """The totals of this sheet, with their values stored for readers that do not calculate."""

        def here(heading: str) -> str:
            letters = self._table.letters(heading)
            return f"{letters}{self._first + 1}:{letters}{last + 1}"

        self._write_total_row("合计", self.sums, here, shown=not self._table.all_lines)

    def write_grand_totals(self, sums: Sums[Line], count: int) -> None:
        """On the last of several sheets: the totals over all of them."""
        if any(column.total for column in self._table.columns):
            self._write_total_row("总计", sums, lambda heading: self._table.ranges(heading, count), shown=False)

    def _write_total_row(self, word: str, sums: Sums[Line], ranges: Callable[[str], str], *, shown: bool) -> None:
        table, row = self._table, self._row
        self._sheet.write_string(row, 0, word, self._styles.get("centre", strong=True))
        for number, column in enumerate(table.columns, 1):
            style = self._styles.get(column.style, strong=True)
            if column.total:
                formula = total_formula(table, column, row + 1, ranges, shown=shown)
                self._sheet.write_formula(row, number, formula, style, sums.value(number))
            else:
                self._sheet.write_blank(row, number, None, style)
        self._row += 1
