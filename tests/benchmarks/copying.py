"""A scored and a marked copy of a form against openpyxl's load and save: ``python -m tests.benchmarks.copying``.

Processor time, medians of paired runs; the goal is a ratio of at most 0.1.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time

import openpyxl
from openpyxl.cell.cell import Cell

from xladdin import pipeline, reader
from xladdin.model import CellRef, CheckOptions
from xladdin.output.marked import marked_copy
from xladdin.output.patch import CellChange, patch_cells

WORKBOOKS = Path(__file__).parent.parent / "data" / "workbooks"
RUNS = 15


def main() -> None:
    """Print two lines a workbook: milliseconds of a scored and of a marked copy and of openpyxl, and their ratios."""
    for path in sorted(WORKBOOKS.glob("*.xlsx")):
        source = path.read_bytes()
        sheet = openpyxl.load_workbook(BytesIO(source)).worksheets[-1].title
        changes = [CellChange(CellRef(sheet, row, 7), Decimal(row)) for row in range(5, 30)]
        resave = partial(_resave, source, changes)
        _compare(path, "patched", partial(patch_cells, source, changes), resave)
        workbook, checked = reader.read(path), pipeline.check_file(path, CheckOptions())
        _compare(path, "marked", partial(marked_copy, workbook, checked), resave)


def _compare(path: Path, what: str, mine: Callable[[], object], other: Callable[[], object]) -> None:
    runs = [(_milliseconds(mine), _milliseconds(other)) for _ in range(RUNS)]
    ours, resaved = (median(column) for column in zip(*runs, strict=True))
    ratio = median(one / another for one, another in runs)
    print(f"{path.name:20} {what:8} {ours:6.2f} ms   openpyxl {resaved:6.2f} ms   ratio {ratio:.3f}")


def _resave(source: bytes, changes: list[CellChange]) -> None:
    book = openpyxl.load_workbook(BytesIO(source))
    for change in changes:
        cell = book[change.cell.sheet].cell(change.cell.row, change.cell.column)
        if isinstance(cell, Cell):
            cell.value = change.value
    book.save(BytesIO())


def _milliseconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return (process_time() - start) * 1000


if __name__ == "__main__":
    main()
