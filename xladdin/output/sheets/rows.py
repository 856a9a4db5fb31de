"""A worksheet that takes whole rows as they stand in its file.

Cell by cell, XlsxWriter takes 8 µs a cell, and a summary of 2,000 forms has 1.5 million cells: a row as one text takes
a tenth of that. Headings, totals, links, filters and conditions stay XlsxWriter's.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from xlsxwriter.worksheet import Worksheet


@cache
def _row_start(points: int, level: int) -> str:
    """What a row says of itself; Excel keeps heights in pixels, so they are rounded to them."""
    pixels = int(points * 4 / 3 + 0.5)
    outline = f' outlineLevel="{level}"' if level else ""
    return f'" ht="{pixels * 0.75:g}" customHeight="1"{outline}>'


class RowSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose rows go to the disk as they come; above and below its table it takes single cells, too."""

    def _initialize(self, init_data: dict[str, Any]) -> None:
        """Set up by the workbook: in constant memory, whatever the other sheets are."""
        super()._initialize({**init_data, "constant_memory": True})

    def begin_rows(self, row: int, columns: int) -> None:
        """From the 0-based ``row`` on there come whole rows, of so many columns."""
        self._write_single_row(row)
        self._check_dimensions(row, 0)
        self._check_dimensions(row, columns - 1)

    def take_row(self, row: int, cells: str, points: int, level: int) -> None:
        """The next row: the text of its cells, its height in points, its depth in the outline."""
        self.row_data_fh.write(f'<row r="{row + 1}{_row_start(points, level)}{cells}</row>')
        self.previous_row = self.dim_rowmax = row
        self.outline_row_level: int = max(self.outline_row_level, level)

    def take_link(self, row: int, column: int, address: str, text: str) -> None:
        """Let a cell of a row that comes whole lead somewhere."""
        self.ignore_write_string = True
        self.write_url(row, column, address, None, text)
        self.ignore_write_string = False
