"""A table as data: its columns with their formats, links, totals and choices. ``grid`` writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from xladdin.model import column_letters

#: Rows of an Excel sheet.
SHEET_ROWS = 1_048_576
#: The heading of the first column of every table.
NUMBER = "序号"
TITLE, NOTICE, HEADINGS = 0, 1, 2  # 0-based rows; the table's rows follow
_LAST_ROWS = 2  # kept for the totals and for the name of the next sheet


class Link(NamedTuple):
    """A text that leads somewhere: ``external:a.xlsx#'自评表'!E13`` or ``internal:'指标明细'!A4:A9``."""

    text: str
    address: str


class Mark(NamedTuple):
    """Cells that are set off: those for which ``criteria`` (<, >, =) holds against ``value``.

    ``value`` is a figure, a text, or in brackets the heading of another column of the row (「[分值]」). ``look`` is one
    of ``styles.LOOKS``. An empty cell and, beside a figure, a text are never set off.
    """

    look: str
    criteria: str
    value: Decimal | int | str


class Weighted(NamedTuple):
    """A total that is the mean of a column, weighted by the column of this heading."""

    by: str


#: What a cell may hold; None and "" are empty.
Value = str | Decimal | int | Link | None
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Column(Generic[Line]):
    """A column of a table.

    ``value`` takes the cell from a line: the name of an attribute, or a function. ``width`` is the narrowest and
    widest in characters of the default font; ``style`` one of ``styles``. ``total``: ``sum``, ``mean``, the headings
    of two sums whose ratio is shown, or ``Weighted``. ``formula`` makes the cells live: headings in brackets stand for
    the cells of the row (「[全年执行数]/[全年预算数]」), ``value`` for what the formula gives. ``marks`` set cells
    off; ``alert`` is the condition under which a cell is shown in red, as XlsxWriter names it: (">", 0). ``choices``
    are offered by a drop-down. A ``hidden`` column is for programs.
    """

    heading: str
    value: str | Callable[[Line], Value]
    width: tuple[int, int]
    style: str = "text"
    total: str | tuple[str, str] | Weighted | None = None
    alert: tuple[str, object] | None = None
    choices: tuple[str, ...] = ()
    hidden: bool = False
    formula: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def get(self) -> Callable[[Line], Value]:
        """The function that takes the cell from a line."""
        return attrgetter(self.value) if isinstance(self.value, str) else self.value


@dataclass(frozen=True, slots=True)
class Table(Generic[Line]):
    """A sheet: its name, the title and the notice above the headings, the columns behind the 序号.

    ``frozen`` columns stay when scrolling; the columns up to the heading ``printed`` are printed (all, where it is
    empty); ``strong`` lines are set off and the others stand below them in the outline; ``empty`` stands where there
    are no lines. Totals count the lines that a filter shows, or always all of them (``all_lines``).
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
    all_lines: bool = False

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

    def parts(self, count: int) -> int:
        """How many sheets ``count`` lines take."""
        return max(-(-count // self.capacity), 1)

    def has(self, heading: str) -> bool:
        """Whether it has a column of this heading."""
        return any(column.heading == heading for column in self.columns)

    def letters(self, heading: str) -> str:
        """The letters of a column by its heading."""
        return column_letters([NUMBER, *(column.heading for column in self.columns)].index(heading) + 1)

    def ranges(self, heading: str, count: int) -> str:
        """The cells of a column of ``count`` lines, sheet by sheet: ``'汇总表'!$G$4:$G$9,'汇总表（2）'!…``."""
        letters, found = self.letters(heading), []
        for part in range(self.parts(count)):
            lines = min(count - part * self.capacity, self.capacity)
            first = HEADINGS + 2
            found.append(f"'{self.sheet_name(part)}'!${letters}${first}:${letters}${max(first, first + lines - 1)}")
        return ",".join(found)
