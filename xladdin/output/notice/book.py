"""The notices as a workbook: a list of the units, then a sheet a unit that prints as one page where it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.output.naming import Names
from xladdin.output.notice.wording import BLANK_DATE, CONTACT, STAMP, UNREAD_TITLE, printable
from xladdin.output.sheets.book import new_book
from xladdin.output.sheets.grid import write_table
from xladdin.output.sheets.styles import Styles, width_of
from xladdin.output.sheets.table import Column, Link, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from xladdin.output.notice.recipients import Notice
    from xladdin.output.notice.wording import Page, Terms

_LIST = "退回单位"
_A4 = 9
_WIDTHS = (6, 20, 36, 27)  # characters of the default font; together the width of the page
_LAST = len(_WIDTHS) - 1
_TALLEST = 409  # points, Excel's limit
_SONG, _TEXT, _HEAD = "方正小标宋简体", "仿宋_GB2312", "黑体"
_CELL = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_name": _TEXT, "font_size": 11}
_LINES = {"text_wrap": True, "valign": "vcenter", "font_name": _TEXT, "font_size": 14}
_LOOKS: dict[str, dict[str, object]] = {
    "title": {"font_name": _SONG, "font_size": 22, "align": "center", "valign": "vcenter"},
    "text": _LINES,
    "indented": _LINES,
    "right": {**_LINES, "align": "right"},
    "heading": {**_LINES, "font_name": _HEAD},
    "where": {**_LINES, "font_size": 11},
    "cell": _CELL,
    "number": {**_CELL, "align": "center"},
    "cell heading": {**_CELL, "font_name": _HEAD, "align": "center"},
    "band": {**_CELL, "font_name": _HEAD},
}


def write_notices(
    notices: Sequence[Notice], pages: Sequence[Page], unread: Page | None, terms: Terms, path: Path
) -> None:
    """The workbook at ``path``; ``pages`` belong to ``notices``, ``unread`` lists the files that gave no form."""
    names = Names((_LIST,))
    sheets = [names.sheet(printable(notice.name)) for notice in notices]
    with new_book(path, "绩效自评表退回通知") as book:
        write_table(book, Styles(book), _index(dict(zip(map(id, notices), sheets, strict=True))), notices)
        looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
        for name, page in zip(sheets, pages, strict=True):
            _Sheet(book, name, looks).write(page, terms)
        if unread is not None:
            _Sheet(book, names.sheet(UNREAD_TITLE), looks).write(unread, terms)


def _index(sheets: dict[int, str]) -> Table[Notice]:
    def link(notice: Notice) -> Link:
        quoted = sheets[id(notice)].replace("'", "''")
        return Link(printable(notice.name), f"internal:'{quoted}'!A1")

    return Table(
        name=_LIST,
        title="退回单位一览",
        notice="点击单位名称看它的通知；每个单位一张工作表，可以单独打印、盖章。没有写明单位的，按文件名列出。",
        columns=(
            Column("单位", link, (24, 40), "link"),
            Column("主管部门", "department", (16, 30)),
            Column("表数", lambda notice: len({(one.file, one.sheet) for one in notice.forms}), (7, 7), "count", "sum"),
            Column("错误", "errors", (7, 7), "count", "sum"),
            Column("核实", "warnings", (7, 7), "count", "sum"),
        ),
        frozen=2,
        empty="没有需要退回的单位。",
    )


class _Sheet:
    """A sheet that is written from top to bottom; merged rows get their height here, for Excel gives them none."""

    def __init__(self, book: Workbook, name: str, looks: dict[str, Format]) -> None:
        self._sheet: Worksheet = book.add_worksheet(name)
        self._looks = looks
        self._row = 0
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width)
        self._sheet.set_paper(_A4)
        self._sheet.set_portrait()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.center_horizontally()
        self._sheet.set_start_page(1)
        self._sheet.set_margins(left=28 / 25.4, right=26 / 25.4, top=37 / 25.4, bottom=35 / 25.4)
        self._sheet.set_footer('&C&"宋体"&14— &P —')
        self._sheet.hide_gridlines(2)

    def write(self, page: Page, terms: Terms) -> None:
        """The notice."""
        self._across(page.title, "title", height=46)
        if page.to:
            self._across(page.to, "text")
        self._across(f"　　{page.text}", "indented")
        for number, section in enumerate(page.sections):
            if section.heading:
                self._across(f"　　{section.heading}", "heading")
            self._across(section.where, "where")
            if number == 0:
                self._sheet.repeat_rows(self._row)
            self._cells(page.headings, ("cell heading",) * len(_WIDTHS))
            for row in section.rows:
                if row.is_band:
                    self._across(row.number, "band")
                else:
                    self._cells(row, ("number", "cell", "cell", "cell"))
        if page.to:
            self._across("", "text")
            self._across(f"　　{CONTACT}", "text")
            self._across("", "text")
            self._across(f"{terms.sender}{STAMP}　　", "right")
            self._across(f"{BLANK_DATE}　　", "right")
        self._sheet.print_area(0, 0, self._row - 1, _LAST)

    def _across(self, text: str, look: str, height: float = 0) -> None:
        """A text over the whole width."""
        size = float(str(_LOOKS[look]["font_size"]))
        self._sheet.set_row(self._row, height or _height((text, sum(_WIDTHS)), size=size))
        self._sheet.merge_range(self._row, 0, self._row, _LAST, "", self._looks[look])
        self._sheet.write_string(self._row, 0, printable(text), self._looks[look])
        self._row += 1

    def _cells(self, texts: Sequence[str], looks: Sequence[str]) -> None:
        self._sheet.set_row(self._row, _height(*zip(texts, _WIDTHS, strict=True), size=11))
        for column, (text, look) in enumerate(zip(texts, looks, strict=True)):
            self._sheet.write_string(self._row, column, text, self._looks[look])
        self._row += 1


def _height(*texts: tuple[str, int], size: float) -> float:
    """The height in points of the longest of several texts, each in a column of this width."""
    lines = 1
    for text, width in texts:
        wide = max(1, int(width * 11 / size) - 1)  # the widths count characters of an 11-point font
        lines = max(lines, sum(max(1, -(-width_of(line) // wide)) for line in text.split("\n")))
    return min(lines * size * 1.35 + 6, _TALLEST)
