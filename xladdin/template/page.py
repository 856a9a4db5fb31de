"""The sheet of a blank form while it is being written, section by section from the top."""

from __future__ import annotations

import math
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.model import Scheme
    from xladdin.template.grid import Grid, Span
    from xladdin.template.styles import Styles

#: A value that is written into an input cell beforehand.
Filled = str | int | Decimal

LINE = 13.5  # points of height a line of text takes

#: Stored value of a formula that shows nothing: an empty one would be written as no value at all, and a form that was
#: never calculated has to be told from one that is blank.
NOTHING = " "


class Page:
    """A worksheet with a cursor: ``row`` is the 0-based row that the next section begins in.

    ``filled`` holds values known beforehand by field: project, unit, department, year, initial, budget …
    """

    def __init__(self, sheet: Any, styles: Styles, scheme: Scheme, grid: Grid, filled: Mapping[str, Filled]) -> None:
        self.sheet = sheet
        self.styles = styles
        self.scheme = scheme
        self.grid = grid
        self.filled = filled
        self.row = 0
        self.height = 0.0  # points, of the rows above

    def put(self, columns: Span, value: Filled, style: str, *, row: int | None = None, last: int | None = None) -> str:
        """Write a value over columns (and rows down to ``last``), merged where several; its address.

        Text is written as text whatever it begins with, so that nothing a list holds becomes a formula.
        """
        row = self.row if row is None else row
        look = self.styles[style]
        if columns.first != columns.last or (last is not None and last > row):
            self.sheet.merge_range(row, columns.first, row if last is None else last, columns.last, "", look)
        if value == "":
            self.sheet.write_blank(row, columns.first, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(row, columns.first, value, look)
        else:
            self.sheet.write_number(row, columns.first, value, look)
        return address(row, columns.first)

    def compute(self, columns: Span, formula: str, style: str) -> str:
        """Write a formula that shows nothing yet; its address."""
        place = self.put(columns, "", style)
        self.sheet.write_formula(place, formula, self.styles[style], NOTHING)
        return place

    def validate(self, place: str, options: dict[str, Any]) -> None:
        """Attach a validation with its prompt to a cell or a range."""
        self.sheet.data_validation(place, options)

    def next_row(self, height: float) -> None:
        """Give the current row its height (points) and go on."""
        self.sheet.set_row(self.row, height)
        self.height += height
        self.row += 1


def address(row: int, column: int) -> str:
    """A1 notation of a 0-based place."""
    return str(xl_rowcol_to_cell(row, column))


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a cell of so many characters."""
    return sum(max(1, math.ceil(text_width(line) / width)) for line in text.split("\n"))


def text_width(text: str) -> int:
    """Width in characters of a half-width letter; a 汉字 takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
