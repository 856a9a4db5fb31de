"""Stored cells become cells: value, text as shown, format, formula, error."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from xladdin.model import Cell, Range, Sheet, SheetState
from xladdin.reader.dates import serial_of_iso
from xladdin.reader.formats.display import show, show_text
from xladdin.reader.markup import is_true
from xladdin.reader.numbers import number
from xladdin.reader.strings import plain_text

if TYPE_CHECKING:
    from xladdin.reader.limits import Watch

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of every sheet refer to."""

    strings: list[str]
    formats: dict[str, str]  # number format by the style number that cells name
    from_1904: bool
    watch: Watch


@dataclass(slots=True)
class Content:
    """What a worksheet holds."""

    cells: dict[Position, Cell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)  # only rows with content: a million hidden empty ones are normal
    hidden_columns: set[int] = field(default_factory=set)
    missing_values: int = 0  # formulas saved without a value

    def sheet(self, name: str, state: SheetState = SheetState.VISIBLE, part: str = "") -> Sheet:
        """The sheet."""
        return Sheet(
            name=name,
            cells=self.cells,
            merges=tuple(self.merges),
            state=state,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            part=part,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A workbook before the formulas without values are worked out."""

    sheets: tuple[Sheet, ...]
    missing_values: int = 0
    from_1904: bool = False
    has_macros: bool = False
    external_links: tuple[str, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=16_384)  # points, weights and rates come again and again; cells never change
def number_cell(stored: str, code: str, from_1904: bool) -> Cell | None:
    """The cell of a stored number; of a text where it is none, though it is said to be: never guess 0."""
    value = number(stored)
    return text_cell(stored, code) if value is None else Cell(value, show(value, code, from_1904), code)


def text_cell(text: str, code: str) -> Cell | None:
    """The cell of a text, None for an empty one."""
    if not text:
        return None
    return Cell(text, text if code == "General" else show_text(text, code), code)


def stored_cell(kind: str, stored: str | None, code: str, book: Book) -> Cell | None:
    """The cell of a value that is written inside the cell itself; ``kind`` as in the attribute ``t``."""
    if not stored:
        return None
    if kind == "b":
        return truth_cell(is_true(stored.strip()), code)
    if kind == "e":
        return Cell(None, stored, code, None, stored)
    text = plain_text(stored, book.watch.limits)
    serial = serial_of_iso(text, book.from_1904) if kind == "d" else None
    if serial is None:
        return text_cell(text, code)
    return Cell(serial, show(serial, code, book.from_1904), code)


def truth_cell(truth: bool, code: str) -> Cell:
    """The cell of a truth value."""
    return Cell(truth, "TRUE" if truth else "FALSE", code)


def positions_inside(cells: dict[Position, Cell], rectangle: Range) -> list[Position]:
    """The positions of a rectangle that hold a cell, row by row, by the shorter way."""
    rows = range(rectangle.first_row, rectangle.last_row + 1)
    columns = range(rectangle.first_column, rectangle.last_column + 1)
    if len(rows) * len(columns) > len(cells):
        return sorted((row, column) for row, column in cells if row in rows and column in columns)
    return [(row, column) for row in rows for column in columns if (row, column) in cells]
