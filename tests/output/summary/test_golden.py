"""Every cell of a whole workbook as text: what a reader sees may only change on purpose.

After a wanted change: python -m tests.output.summary.test_golden
"""

from __future__ import annotations

import re
import tempfile
from datetime import datetime
from pathlib import Path

import xladdin
from tests.output.summary.written import Book, varied
from xladdin.output.summary.book import write_summary
from xladdin.output.summary.cover import Edition

GOLDEN = Path(__file__).parent.parent / "golden" / "summary.txt"
#: Of a summary that ends a sheet after so many rows, so that what is said of it stands there, too.
_ROWS = 16


def cells(folder: Path) -> str:
    """The cells of the workbook, sheet by sheet and row by row."""
    path = folder / "汇总.xlsx"
    write_summary(varied(), path, edition=Edition(datetime(2025, 3, 1, 9, 5), "规则版本"), sheet_rows=_ROWS)
    book = Book(path)
    lines = []
    for name, sheet in book.sheets.items():
        last = max(column for _, column in sheet.cells)
        lines += [f"【{name}】"]
        for row in sorted({row for row, _ in sheet.cells}):
            found = (sheet.cells.get((row, column)) for column in range(1, last + 1))
            lines.append(" | ".join(cell.text if cell else "" for cell in found).rstrip(" |"))
    return re.sub("[0-9a-f]{64}", "校验码", "\n".join(lines).replace(xladdin.__version__, "版本")) + "\n"


def test_cells_are_those_of_the_golden_file(tmp_path: Path) -> None:
    assert cells(tmp_path).splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        GOLDEN.write_text(cells(Path(scratch)), encoding="utf-8")
