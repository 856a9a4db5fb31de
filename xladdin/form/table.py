"""An indicator table ready to be read: its columns in their order on the paper, and where a row's values stand."""

from __future__ import annotations

from dataclasses import dataclass

from xladdin.form.columns import Column, Header
from xladdin.form.contents import TARGET_PARTS, with_score, with_target_parts
from xladdin.form.grid import Grid, Place
from xladdin.form.levels import find_levels


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of an indicator table by field, and all its columns from left to right (``slots``)."""

    grid: Grid
    header: Header
    columns: dict[str, Column]
    slots: tuple[Column, ...]
    parts: tuple[Column, ...]  # those that together make the target
    name: Column  # 三级指标
    spans: tuple[tuple[str, int, int], ...]  # of each field its first and its last column
    first_level: int  # the leftmost column of category, subcategory and name

    @property
    def last_column(self) -> int:
        """The rightmost column of the table."""
        return self.slots[-1].last

    def has_columns_of(self, other: Table) -> bool:
        """Whether both tables have the same fields in the same columns: one table with its header printed again."""
        return set(self.spans) == set(other.spans)

    def places(self, row: int) -> dict[str, Place]:
        """Where the row's values stand, by field."""
        covered, filled = self.grid.covered, self.grid.filled
        places: dict[str, Place] = {}
        for name, first, last in self.spans:  # no comprehension: it takes twice as long
            place = (row, first)
            places[name] = covered.get(place, place) if first == last else filled(row, first, last)
        return places


def read_table(grid: Grid, header: Header, rows: list[int]) -> Table:
    """The table below a header; ``rows`` are the rows that may belong to it."""
    columns = with_target_parts(grid, with_score(grid, find_levels(grid, header, rows), rows), rows)
    slots = tuple(sorted({*columns.values(), *header.others}, key=lambda column: column.first))
    parts = tuple(column for column in slots if column.field in TARGET_PARTS and columns.get(column.field) == column)
    first_level = min(columns[level].first for level in ("category", "subcategory", "name") if level in columns)
    spans = tuple((name, column.first, column.last) for name, column in columns.items())
    return Table(grid, header, columns, slots, parts, columns["name"], spans, first_level)
