"""转为数值: cells computed by our functions keep what they show, so that the file can leave the office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PureWindowsPath

from xladdin.excel.addin.shipped import FILE_NAME
from xladdin.excel.buttons.com import EXCEL_LINKS, sheets, still
from xladdin.excel.buttons.objects import Book, Excel, Range, Sheet
from xladdin.excel.buttons.protection import unprotected
from xladdin.excel.buttons.texts import literal
from xladdin.excel.functions.values import SIGN
from xladdin.model import column_letters

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_MOST = 6  # addresses told
_BLOCK = 2000  # rows


@dataclass(frozen=True, slots=True)
class Frozen:
    """How many cells became values; addresses that show a sentence instead of a figure, or an error and stay."""

    cells: int
    sentences: tuple[str, ...]
    errors: tuple[str, ...]
    links: int

    def told(self) -> str:
        """What the user is told."""
        if not (self.cells or self.errors):
            return "没有用到绩效自评函数的单元格，不用转换。"
        parts = [f"已把{self.cells}个单元格转为数值。"]
        if self.sentences:
            parts.append(f"其中{_listed(self.sentences)}显示的是提示文字，请改为实际的数。")
        if self.errors:
            parts.append(f"{_listed(self.errors)}显示的是错误值，没有转换，请先改正。")
        if self.links:
            parts.append("已去掉与加载项的链接。")
        return "".join(parts)


def freeze(excel: Excel, book: Book) -> Frozen:
    """Put the value of every cell whose formula asks one of our functions in the formula's place.

    Raises:
        XladdinError: a sheet with such a cell is protected with a password.
    """
    found = _Found()
    with still(excel):
        for sheet in sheets(book):
            areas = list(_asking_areas(sheet))
            if areas:
                with unprotected(sheet):
                    for area in areas:
                        found.freeze(sheet.Name, area)
    links = 0 if found.errors else _break_links(book)
    return Frozen(found.cells, tuple(found.sentences), tuple(found.errors), links)


class _Found:
    """What was met so far."""

    def __init__(self) -> None:
        self.cells = 0
        self.sentences: list[str] = []
        self.errors: list[str] = []

    def freeze(self, sheet: str, area: Range) -> None:
        """Freeze the area of one formula, unless it shows an error value: its code is no value."""
        shown = {f"{sheet}!{column_letters(column)}{row}": value for row, column, value in _grid(area, area.Value2)}
        errors = [place for place, value in shown.items() if _is_error(value)]
        if errors:
            self.errors += errors
            return
        self.sentences += [place for place, value in shown.items() if str(value).startswith(SIGN)]
        self.cells += len(shown)
        _to_values(area)


def _asking_areas(sheet: Sheet) -> Iterator[Range]:
    """The cells that ask a function of ours; of an array formula its whole area, once."""
    seen: set[tuple[int, int]] = set()
    for block in _blocks(sheet):
        if block.HasFormula is False:
            continue
        for row, column, formula in _grid(block, block.Formula):
            if (row, column) in seen or not asks(formula):
                continue
            whole = _whole(sheet.Range(f"{column_letters(column)}{row}"))
            seen.update((row, column) for row, column, _ in _grid(whole, whole.Value2))
            yield whole


def _blocks(sheet: Sheet) -> Iterator[Range]:
    """The used range in pieces: a sheet may have a million formatted rows (SpecialCells needs an open sheet)."""
    used = sheet.UsedRange
    first, last = column_letters(used.Column), column_letters(used.Column + used.Columns.Count - 1)
    end = used.Row + used.Rows.Count - 1
    for top in range(used.Row, end + 1, _BLOCK):
        yield sheet.Range(f"{first}{top}:{last}{min(top + _BLOCK - 1, end)}")


def _whole(cell: Range) -> Range:
    """The area that one formula fills: entered as an array, or spilt by a newer Excel."""
    if cell.HasArray:
        return cell.CurrentArray
    if getattr(cell, "HasSpill", False):
        spilt: Range = cell.SpillingToRange  # type: ignore[attr-defined]
        return spilt
    return cell


def asks(formula: object) -> bool:
    """Whether a formula calls a function of ours, here or by the path of the add-in."""
    if not isinstance(formula, str) or not formula.startswith("="):
        return False
    found = _calls().finditer(_TEXT.sub('""', formula))
    return any(match["book"] is None or match["book"].lower() == FILE_NAME for match in found)


@cache
def _calls() -> re.Pattern[str]:
    from xladdin.excel import udfs  # noqa: F401 - declares them
    from xladdin.excel.functions.declare import DECLARED

    names = [*DECLARED, *(declared.chinese for declared in DECLARED.values())]
    listed = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(rf"(?:(?P<book>[^\\/\[\]'!=(,;+*&<>]+\.xl\w+)'?!|(?<![\w.!]))(?:{listed})\s*\(", re.IGNORECASE)


def _grid(area: Range, content: object) -> Iterator[tuple[int, int, object]]:
    """Row, column and content of each cell; Excel gives a single cell's content as a scalar."""
    rows = content if isinstance(content, tuple) else ((content,),)
    for row, cells in enumerate(rows, start=area.Row):
        for column, one in enumerate(cells, start=area.Column):
            yield row, column, one


def _to_values(area: Range) -> None:
    content = area.Value2
    if isinstance(content, tuple):
        area.Value2 = tuple(tuple(map(literal, row)) for row in content)
    else:
        area.Value2 = literal(content)


def _is_error(value: object) -> bool:
    """Whole numbers come as floats; an int is an error value's code."""
    return isinstance(value, int) and not isinstance(value, bool)


def _break_links(book: Book) -> int:
    """Take away the links to the add-in's file; how many."""
    links = [name for name in book.LinkSources(EXCEL_LINKS) or () if PureWindowsPath(name).name.lower() == FILE_NAME]
    for name in links:
        book.BreakLink(name, EXCEL_LINKS)
    return len(links)


def _listed(places: tuple[str, ...]) -> str:
    shown = "、".join(places[:_MOST])
    return f"{shown}等{len(places)}格" if len(places) > _MOST else shown
