"""The columns beside the printed form (页边): hints and control sums for the eye, the pieces of the rows hidden."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from xladdin.template.native import Step, steps

if TYPE_CHECKING:
    from xladdin.model import Scheme
    from xladdin.template.grid import Grid

#: Width in characters of the columns that show; the first one only keeps a distance.
SHOWN = {"gap": 2.0, "flag": 15.0, "hint": 38.0, "check": 22.0}


@dataclass(frozen=True)
class Margin:
    """Columns right of the last printed one (0-based number ``printed``): those that show, then one a piece.

    Behind the pieces: the list of units, those of the words of each tier, and two counts of rows. These stand in the
    header row of the table.
    """

    printed: int
    steps: tuple[Step, ...]
    tiers: int

    @cached_property
    def _columns(self) -> dict[str, int]:
        keys = [*SHOWN, *(step.key for step in self.steps), "units", *self.tier_lists, "pending", "inserted"]
        return {key: self.printed + 1 + number for number, key in enumerate(keys)}

    @property
    def tier_lists(self) -> tuple[str, ...]:
        """Keys of the columns for the words of each tier."""
        return tuple(f"tier {number}" for number in range(1, self.tiers + 1))

    def column(self, key: str) -> int:
        """Number of a column."""
        return self._columns[key]

    def place(self, key: str, row: int) -> str:
        """Address of a column's cell in a row (0-based): T14."""
        return f"{xl_col_to_name(self.column(key))}{row + 1}"

    def fixed(self, key: str, row: int) -> str:
        """Address of one cell for all rows: $BA$13."""
        return f"${xl_col_to_name(self.column(key))}${row + 1}"

    @property
    def pieces(self) -> range:
        """The columns of the pieces of a row, which depend on what is filled in and on no score."""
        keys = [step.key for step in self.steps]
        return range(self.column(keys[0]), self.column(keys[-1]) + 1)

    @property
    def hidden(self) -> tuple[int, int]:
        """First and last hidden column."""
        return self.printed + 1 + len(SHOWN), max(self._columns.values())


def margin_of(scheme: Scheme, grid: Grid) -> Margin:
    """The columns beside the form of a scheme."""
    return Margin(grid.last, steps(with_points=grid.has("points")), len(scheme.tiers))
