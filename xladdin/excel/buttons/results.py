"""检查结果: the findings of the open workbook on a sheet of its own, each with a jump to its cell, and a filter."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from xladdin.excel.buttons.com import sheets, still
from xladdin.excel.buttons.objects import Book, Excel, Sheet
from xladdin.excel.buttons.protection import refuse_closed_structure, unprotected
from xladdin.excel.buttons.texts import literal
from xladdin.model import column_letters
from xladdin.output.findings_lines import file_lines
from xladdin.output.findings_sheet import finding_columns
from xladdin.output.words import SEVERITY_WORDS, VERDICT_SENTENCES

if TYPE_CHECKING:
    from xladdin.model import CheckedFile, FindingLine
    from xladdin.output.sheets.table import Column

SHEET: Final = "检查结果"
TITLE: Final = "绩效自评表检查结果"
"""Stands in A1; by it the sheet is known for ours and written anew."""

_LEFT_OUT = frozenset({"主管部门", "实施单位", "项目名称", "文件"})  # the same in every line of one workbook
_PLACE = "单元格"
_HEADINGS = 4  # the row of the headings; the findings follow
_TOP = -4160
_HEADING_COLOUR = 0xF7EBDD  # BGR


def write(excel: Excel, book: Book, checked: CheckedFile) -> str:
    """Write the sheet and show it; its name.

    Raises:
        XladdinError: no sheet can be added, or the old one is protected with a password.
    """
    lines = list(file_lines(checked))
    with still(excel):
        sheet = _sheet(book)
        with unprotected(sheet):
            _fill(sheet, lines, _summary(checked))
            _link(sheet, lines)
        sheet.Activate()
        _freeze_headings(excel)
    return sheet.Name


def _freeze_headings(excel: Excel) -> None:
    """The headings stay in sight above a long list."""
    window = excel.ActiveWindow
    window.FreezePanes = False
    window.SplitColumn, window.SplitRow = 0, _HEADINGS
    window.FreezePanes = True


def _columns() -> list[Column[FindingLine]]:
    return [column for column in finding_columns(lambda _: "") if column.heading not in _LEFT_OUT]


def _sheet(book: Book) -> Sheet:
    """The sheet of an earlier check, emptied, or a new one at the end; a sheet of that name that is not ours stays."""
    names = set()
    for sheet in sheets(book):
        if sheet.Name.startswith(SHEET) and sheet.Range("A1").Value == TITLE:
            with unprotected(sheet):
                sheet.AutoFilterMode = False
                sheet.Cells.Clear()  # links too
            return sheet
        names.add(sheet.Name)
    refuse_closed_structure(book)
    added = book.Worksheets.Add(After=book.Worksheets.Item(book.Worksheets.Count))
    added.Name = next(name for name in _names() if name not in names)
    return added


def _names() -> list[str]:
    return [SHEET, *(f"{SHEET}（{number}）" for number in range(2, 300))]


def _summary(checked: CheckedFile) -> str:
    """What came out, when, and by which scheme."""
    counts = [
        f"{SEVERITY_WORDS[level]}{sum(one.severity is level for one in checked.all_findings)}处"
        for level in SEVERITY_WORDS
    ]
    schemes = dict.fromkeys(f"{form.choice.scheme.name}（{form.choice.scheme.key}）" for form in checked.forms)
    told = f"{VERDICT_SENTENCES[checked.verdict]}{'，'.join(counts)}。检查时间{datetime.now():%Y-%m-%d %H:%M}。"
    return told + (f"评分方案：{'、'.join(schemes)}。" if schemes else "")


def _fill(sheet: Sheet, lines: list[FindingLine], summary: str) -> None:
    """Texts in one call, then the looks."""
    columns = _columns()
    sheet.Range("A1").Value = literal(TITLE)
    sheet.Range("A2").Value = literal(summary)
    rows: list[tuple[object, ...]] = [tuple(column.heading for column in columns)]
    rows += [tuple(literal(column.get(line)) for column in columns) for line in lines]
    last = column_letters(len(columns))
    table = sheet.Range(f"A{_HEADINGS}:{last}{_HEADINGS + len(rows) - 1}")
    table.Value = tuple(rows)
    table.WrapText = True
    table.VerticalAlignment = _TOP
    head = sheet.Range(f"A{_HEADINGS}:{last}{_HEADINGS}")
    head.Font.Bold = True
    head.Interior.Color = _HEADING_COLOUR
    sheet.Range("A1").Font.Bold = True
    sheet.Range("A1").Font.Size = 14
    for number, column in enumerate(columns, start=1):
        sheet.Range(f"{column_letters(number)}1").ColumnWidth = column.width[1]
    table.AutoFilter()


def _link(sheet: Sheet, lines: list[FindingLine]) -> None:
    """A jump from the 单元格 column to the place of each finding."""
    column = column_letters([column.heading for column in _columns()].index(_PLACE) + 1)
    for row, line in enumerate(lines, start=_HEADINGS + 1):
        cell = line.finding.cell or next(iter(line.finding.cells), None)
        if cell is not None:
            quoted = cell.sheet.replace("'", "''")
            sheet.Hyperlinks.Add(sheet.Range(f"{column}{row}"), "", f"'{quoted}'!{cell}")
