"""What reading a form costs, against python-calamine reading nothing but the values.

Run with ``python -m tests.benchmarks.reading``. Trust the ratio, not the milliseconds: it is the median of paired runs.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter
from python_calamine import CalamineWorkbook

from xladdin.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable

_FORMS = 100
_ROUNDS = 9


def write_form(path: Path, seed: int, rows: int = 40) -> None:
    """A form of 40 rows and 9 columns: texts, amounts, rates with formulas, borders, merged cells."""
    dice = random.Random(seed)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("绩效自评表")
    style = {"border": 1, "font_name": "仿宋", "text_wrap": True, "valign": "vcenter"}
    plain = book.add_format(style)
    amount = book.add_format({**style, "num_format": "0.00"})
    rate = book.add_format({**style, "num_format": "0.00%"})
    sheet.merge_range(0, 0, 0, 8, "项目支出绩效自评表", plain)
    for row in range(1, rows):
        for column in range(9):
            if column in {5, 6}:
                sheet.write_number(row, column, round(dice.random() * 20, 2), amount)
            elif column == 7:
                sheet.write_formula(row, column, f"=G{row + 1}/F{row + 1}", rate, round(dice.random(), 6))
            elif dice.random() < 0.3:
                sheet.write_blank(row, column, None, plain)
            else:
                sheet.write_string(row, column, f"指标{dice.randint(1, 400)}的完成情况", plain)
    for row in range(4, rows - 3, 4):
        sheet.merge_range(row, 0, row + 3, 0, "产出指标", plain)
    book.close()


def values_only(path: Path) -> None:
    """All values by python-calamine."""
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def seconds(reading: Callable[[Path], object], paths: list[Path]) -> float:
    """Processor time per file: the clock on the wall also counts what else the machine does."""
    start = time.process_time()
    for path in paths:
        reading(path)
    return (time.process_time() - start) / len(paths)


def main() -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.xlsx" for number in range(_FORMS)]
        for number, path in enumerate(paths):
            write_form(path, number)
        pairs = [(seconds(read, paths), seconds(values_only, paths)) for _ in range(_ROUNDS)]
        ratios = sorted(ours / theirs for ours, theirs in pairs)
        ours, theirs = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
        size = statistics.mean(path.stat().st_size for path in paths) / 1024
    sys.stdout.write(
        f"{_FORMS} forms of {size:.1f} KB: xladdin {ours:.2f} ms, calamine {theirs:.2f} ms, "
        f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})\n"
    )


if __name__ == "__main__":
    main()
