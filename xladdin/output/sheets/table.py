"""A table as data: its columns with their formats, links, totals and choices. ``grid`` writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

#: Rows of an Excel sheet.
SHEET_ROWS = 1_048_576
TITLE, NOTICE, HEADINGS = 0, 1, 2  # 0-based rows; the table's rows follow
_LAST_ROWS = 2  # kept for the totals and for the name of the next sheet


class Link(NamedTuple):
    """A text that leads somewhere: ``external:a.xlsx#'自评表'!E13`` or ``internal:'指标明细'!A4:A9``."""

    text: str
    address: str


#: What a cell may hold; None and "" are empty.
Value = str | Decimal | int | Link | None
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Column(Generic[Line]):
    """A column of a table.

    ``value`` takes the cell from a line: the name of an attribute, or a function. ``width`` is the narrowest and
    widest in characters of the default font; ``style`` one of ``styles``. ``total``: ``sum``, or the headings
    of two sums whose ratio is shown. ``alert`` is the condition under which a cell is shown in red, as XlsxWriter
    names it: (">", 0). ``choices`` are offered by a drop-down. A ``hidden`` column is for programs.
    """

    heading: str
    value: str | Callable[[Line], Value]
    width: tuple[int, int]
    style: str = "text"
    total: str | tuple[str, str] | None = None
    alert: tuple[str, object] | None = None
    choices: tuple[str, ...] = ()
    hidden: bool = False

    @property
    def get(self) -> Callable[[Line], Value]:
        """The function that takes the cell from a line."""
        return attrgetter(self.value) if isinstance(self.value, str) else self.value


@dataclass(frozen=True, slots=True)
class Table(Generic[Line]):
    """A sheet: its name, the title and the notice above the headings, the columns behind the 序号.

    ``frozen`` columns stay when scrolling; the columns up to the heading ``printed`` are printed (all, where it is
    empty); ``strong`` lines are set off and the others stand below them in the outline; ``empty`` stands where there
    are no lines.
    """

    name: str
    title: str
    notice: str
    columns: tuple[Column[Line], ...]
    frozen: int = 0
    printed: str = ""
    strong: Callable[[Line], bool] | None = None
    empty: str = "（无）"
    sheet_rows: int = SHEET_ROWS

    @property
    def capacity(self) -> int:
        """How many rows of the table one sheet takes."""
        return self.sheet_rows - HEADINGS - 1 - _LAST_ROWS

    def sheet_name(self, part: int) -> str:
        """The name of the sheet with the table's part ``part`` (from 0)."""
        return f"{self.name}（{part + 1}）" if part else self.name

    def place(self, number: int) -> tuple[str, int]:
        """Sheet name and 1-based sheet row of the table's row ``number`` (from 0)."""
        part, offset = divmod(number, self.capacity)
        return self.sheet_name(part), offset + HEADINGS + 2
