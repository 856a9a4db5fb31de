"""What a clerk does to a form between two checks, done with openpyxl as a program would."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.worksheet.cell_range import CellRange

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


@contextmanager
def edited(path: Path) -> Iterator[Worksheet]:
    """The first sheet of a workbook, to change; saved afterwards."""
    book = openpyxl.load_workbook(path)
    yield book.worksheets[0]
    book.save(path)


def insert_rows(sheet: Worksheet, at: int, count: int = 1) -> None:
    """Insert rows as Excel does: what is merged below moves, what is merged across grows."""
    merged = [CellRange(one.coord) for one in sheet.merged_cells.ranges]
    for one in merged:
        sheet.unmerge_cells(one.coord)
    sheet.insert_rows(at, count)
    for one in merged:
        if one.min_row >= at:
            one.shift(row_shift=count)
        elif one.max_row >= at:
            one.expand(down=count)
        sheet.merge_cells(one.coord)


def delete_row(sheet: Worksheet, at: int) -> None:
    """Delete a row as Excel does."""
    merged = [CellRange(one.coord) for one in sheet.merged_cells.ranges]
    for one in merged:
        sheet.unmerge_cells(one.coord)
    sheet.delete_rows(at)
    for one in merged:
        if one.min_row > at:
            one.shift(row_shift=-1)
        elif one.max_row >= at and one.max_row > one.min_row:
            one.shrink(bottom=1)
        if one.size["rows"] > 1 or one.size["columns"] > 1:
            sheet.merge_cells(one.coord)
