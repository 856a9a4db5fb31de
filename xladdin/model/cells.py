"""What a file holds before anybody knows what it means: workbook, sheet, cell.

Written by ``reader``, read by ``form`` and by the rules about the file itself. All types are frozen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


def column_letters(column: int) -> str:
    """The letters of a 1-based column: 1 → A, 27 → AA."""
    letters = ""
    while column:
        column, remainder = divmod(column - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


class CellRef(NamedTuple):
    """The place of a cell: sheet name, 1-based row and column. Prints as ``E6``."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{column_letters(self.column)}{self.row}"


class Cell(NamedTuple):
    """A cell that is not empty.

    ``value`` is the stored value: a Decimal for every number (dates are numbers with a date format), None for an
    error or for a formula that was saved without its value. ``text`` is what Excel shows ("99.80%" for 0.998 with
    the format 0.00%), an error included.
    """

    value: Decimal | str | bool | None
    text: str
    number_format: str = "General"
    formula: str | None = None
    error: str | None = None
    computed: bool = False  # the file held no value for the formula; the reader worked it out

    @property
    def is_percent(self) -> bool:
        """Whether the number is shown as a percentage, so that 0.998 means 99.8 %."""
        return "%" in self.number_format


class Range(NamedTuple):
    """A rectangle of cells, 1-based and inclusive; used for merged cells."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        first = f"{column_letters(self.first_column)}{self.first_row}"
        return f"{first}:{column_letters(self.last_column)}{self.last_row}"


class SheetState(StrEnum):
    """Whether Excel shows the sheet."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its non-empty cells by (row, column), merged ranges, hidden rows and columns."""

    name: str
    cells: dict[tuple[int, int], Cell]
    merges: tuple[Range, ...] = ()
    state: SheetState = SheetState.VISIBLE
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    part: str = ""  # the sheet's part inside the package, e.g. xl/worksheets/sheet1.xml


class FaultKind(StrEnum):
    """Why a file, or a part of it, could not be read."""

    DAMAGED = "damaged"  # not a workbook, truncated, wrong ending
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too-large"  # over the limits: zip bomb, absurd dimensions, time


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a file, with a Chinese sentence that says what was met and what to do."""

    kind: FaultKind
    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as it was stored. With a fault there are no sheets.

    ``missing_values`` counts the formulas that were saved without a value, ``uncomputed`` the cells among them that
    the reader could not work out. ``properties`` are the custom document properties (our templates put their
    identification there).
    """

    path: Path
    sheets: tuple[Sheet, ...] = ()
    faults: tuple[Fault, ...] = ()
    sha256: str = ""
    has_macros: bool = False
    external_links: tuple[str, ...] = ()
    missing_values: int = 0
    uncomputed: tuple[CellRef, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)

    def cell(self, ref: CellRef) -> Cell | None:
        """The cell at ``ref``, None where it is empty or the sheet does not exist."""
        for sheet in self.sheets:
            if sheet.name == ref.sheet:
                return sheet.cells.get((ref.row, ref.column))
        return None
