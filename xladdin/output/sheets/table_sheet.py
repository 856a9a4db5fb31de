"""One worksheet of a table, written from the top to the bottom: links, live figures, totals, filter, print set-up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Generic, NamedTuple

from xladdin.model import column_letters
from xladdin.output.sheets.cells import NUMBER_END, TEXT_END, Cell, cell, live_rest, text_rest
from xladdin.output.sheets.conditions import row_formula, set_conditions
from xladdin.output.sheets.styles import Styles, width_of
from xladdin.output.sheets.table import HEADINGS, NOTICE, NUMBER, TITLE, Line, Link, Table, Value
from xladdin.output.sheets.texts import cut, guarded, is_plain, whole
from xladdin.output.sheets.totals import Sums, summed, total_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsxwriter import Workbook

    from xladdin.output.sheets.rows import RowSheet

#: Links of one sheet; further files are only named. Each costs as much as a line, here and where the sheet is opened.
SHEET_LINKS = 5_000
_LONGEST_LINK = 2_000
_A4 = 9
_LINE_HEIGHT, _PADDING, _MOST_LINES = 13, 3, 12  # points of a 10-point font
_NO_CHOICE = "请从下拉列表中选择，或留空。"


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


class TableSheet(Generic[Line]):
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
            if is_plain(value):
                return f"{cell.text}{value}{TEXT_END}", lines
            return self._text_rest(column.number, value, cell), lines
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
