"""A sheet being written from the top (画布): values, formulas, validations, row by row."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

from xladdin.template.formulas import Formulas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.template.blueprint import Blueprint
    from xladdin.template.content import Content, Filled
    from xladdin.template.grid import Span
    from xladdin.template.styles import Styles

LINE = 13.5  # points of height a line of text takes


class _Nothing(str):
    """An empty text as the stored result of a formula.

    The library writes no result at all for a text that equals "", and a form that was never calculated has to be told
    from one that is blank.
    """

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return False


#: Stored value of a formula that shows nothing.
NOTHING = _Nothing()

#: Stored value of a formula that depends on what was filled in beforehand: none, whoever opens the file works it out.
UNKNOWN = ""


class Canvas:
    """A worksheet with a cursor: ``row`` is the 0-based row that the next section begins in.

    ``content`` holds the rows and whatever is known beforehand. ``required`` collects the cells of the head that must
    not stay empty.
    """

    def __init__(self, sheet: Any, styles: Styles, blueprint: Blueprint, content: Content) -> None:
        self.sheet = sheet
        self.styles = styles
        self.scheme = blueprint.scheme
        self.kind = blueprint.kind
        self.formulas = Formulas(blueprint.scheme, native=blueprint.plain)
        self.content = content
        self.required: list[str] = []
        self.row = 0
        self.height = 0.0  # points, of the rows above

    def width(self, columns: Span) -> float:
        """Characters that columns hold."""
        raise NotImplementedError

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

    def compute(self, columns: Span, formula: str, style: str, value: str | int = NOTHING) -> str:
        """Write a formula over columns, with what it gives in the blank form; its address."""
        place = self.put(columns, "", style)
        self.work_out(self.row, columns.first, formula, style, value)
        return place

    def work_out(self, row: int, column: int, formula: str, style: str, value: str | int = NOTHING) -> None:
        """Write a formula into one cell, with what it gives in the blank form or, where that is known, in this one."""
        results: Mapping[tuple[int, int], Filled] | None = self.content.results
        stored = value if results is None else results.get((row, column), UNKNOWN)
        if results and stored == "" and (row, column) in results:
            stored = NOTHING
        self.sheet.write_formula(row, column, f"={formula}", self.styles[style], stored)

    def highlight(self, area: str, condition: str, look: str) -> None:
        """Colour the cells of an area where a condition, written for its first cell, holds."""
        self.sheet.conditional_format(
            area, {"type": "formula", "criteria": f"={condition}", "format": self.styles[look]}
        )

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
