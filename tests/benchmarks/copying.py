"""A patched copy of a form against openpyxl's load and save: ``python -m tests.benchmarks.copying``.

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

from xladdin.model import CellRef
from xladdin.output.patch import CellChange, patch_cells

WORKBOOKS = Path(__file__).parent.parent / "data" / "workbooks"
RUNS = 15


def main() -> None:
    """Print a line a workbook: milliseconds of both, and their ratio."""
    for path in sorted(WORKBOOKS.glob("*.xlsx")):
        source = path.read_bytes()
        sheet = openpyxl.load_workbook(BytesIO(source)).worksheets[-1].title
        changes = [CellChange(CellRef(sheet, row, 7), Decimal(row)) for row in range(5, 30)]
        patch, resave = partial(patch_cells, source, changes), partial(_resave, source, changes)
        runs = [(_milliseconds(patch), _milliseconds(resave)) for _ in range(RUNS)]
        patched, resaved = (median(column) for column in zip(*runs, strict=True))
        ratio = median(mine / other for mine, other in runs)
        print(f"{path.name:20} patched {patched:6.2f} ms   openpyxl {resaved:6.2f} ms   ratio {ratio:.3f}")


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
