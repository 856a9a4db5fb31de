"""下一个问题: from the cell in which the user is to the next one with a finding."""

from __future__ import annotations

from collections.abc import Iterable

from xladdin.errors import XladdinError
from xladdin.excel.buttons.com import VISIBLE, sheets
from xladdin.excel.buttons.objects import Book, Excel
from xladdin.excel.marks import places
from xladdin.model import CellRef, Finding
from xladdin.output.findings_text import describe_finding


def go_to_next(excel: Excel, book: Book, findings: Iterable[Finding]) -> str:
    """Select the next cell, by sheets, rows and columns, from the top again behind the last; what is told of it.

    Raises:
        XladdinError: the cell lies on a hidden sheet.
    """
    listed = list(findings)
    order = {sheet.Name: number for number, sheet in enumerate(sheets(book))}
    found = places(listed)
    cells = sorted(found, key=lambda cell: (order.get(cell.sheet, -1), cell.row, cell.column))
    if not cells:
        return "有问题，但都不在某一个单元格上，请点“检查”查看。" if listed else "没有发现问题。"
    number = _next(cells, _here(excel), order)
    cell = cells[number]
    sheet = book.Worksheets.Item(cell.sheet)
    if sheet.Visible != VISIBLE:
        raise XladdinError(f"下一个问题在隐藏的工作表“{cell.sheet}”的{cell}上，请先取消隐藏，再点一次。")
    excel.Goto(sheet.Range(str(cell)), False)
    told = [line.text.strip() for finding in found[cell] for line in describe_finding(finding)]
    return "\n".join([*told, f"（第{number + 1}处，共{len(cells)}处）"])


def _here(excel: Excel) -> CellRef | None:
    cell = excel.ActiveCell
    return None if cell is None else CellRef(cell.Worksheet.Name, cell.Row, cell.Column)


def _next(cells: list[CellRef], here: CellRef | None, order: dict[str, int]) -> int:
    """The number of the first cell behind ``here``; 0 where there is none."""
    if here is None:
        return 0
    place = order.get(here.sheet, -1), here.row, here.column
    behind = (number for number, cell in enumerate(cells) if (order.get(cell.sheet, -1), cell.row, cell.column) > place)
    return next(behind, 0)
