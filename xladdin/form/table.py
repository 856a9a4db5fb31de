"""An indicator table ready to be read: its columns in their order on the paper, and where a row's values stand."""

from __future__ import annotations

from dataclasses import dataclass

from xladdin.form.columns import Column, Header
from xladdin.form.grid import Grid, Place
from xladdin.form.levels import find_levels

#: The columns that together make a target, where sign, value and unit stand apart.
SIGNS = frozenset("≥≤><=＞＜＝﹥﹤﹦≧≦═")
TARGET_PARTS = ("nature", "sign", "target", "target_unit")


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of an indicator table by field, and all its columns from left to right (``slots``)."""

    grid: Grid
    header: Header
    columns: dict[str, Column]
    slots: tuple[Column, ...]
    parts: tuple[Column, ...]  # those that together make the target
    first_level: int  # the leftmost column of category, subcategory and name

    @property
    def name(self) -> Column:
        """The column of 三级指标."""
        return self.columns["name"]

    @property
    def last_column(self) -> int:
        """The rightmost column of the table."""
        return self.slots[-1].last

    def has_columns_of(self, other: Table) -> bool:
        """Whether both tables have the same fields in the same columns: one table with its header printed again."""
        mine = {name: (column.first, column.last) for name, column in self.columns.items()}
        return mine == {name: (column.first, column.last) for name, column in other.columns.items()}

    def places(self, row: int) -> dict[str, Place]:
        """Where the row's values stand, by field."""
        covered, filled = self.grid.covered, self.grid.filled
        return {
            name: covered.get((row, first)) or Place(row, first) if first == last else filled(row, first, last)
            for name, (_, first, last, _) in self.columns.items()
        }


def read_table(grid: Grid, header: Header, rows: list[int]) -> Table:
    """The table below a header; ``rows`` are the rows that may belong to it."""
    columns = _with_target_parts(grid, find_levels(grid, header, rows), rows)
    slots = tuple(sorted({*columns.values(), *header.others}, key=lambda column: column.first))
    parts = tuple(column for column in slots if column.field in TARGET_PARTS and columns.get(column.field) == column)
    first_level = min(columns[level].first for level in ("category", "subcategory", "name") if level in columns)
    return Table(grid, header, columns, slots, parts, first_level)


def _with_target_parts(grid: Grid, columns: dict[str, Column], rows: list[int]) -> dict[str, Column]:
    """Sign, value and unit in columns of their own below one merged header 年度指标值 without sub-headers."""
    target = columns.get("target")
    if (
        target is None
        or target.first == target.last
        or any(part in columns for part in TARGET_PARTS if part != "target")
    ):
        return columns
    width = target.last - target.first + 1
    apart = [
        [grid.text((row, number)) for number in range(target.first, target.last + 1)]
        for row in rows
        if len({grid.owner(row, number) for number in range(target.first, target.last + 1)}) == width
    ]
    if not any(sum(map(bool, texts)) > 1 for texts in apart) or width > len(TARGET_PARTS):
        return columns
    has_sign = any(SIGNS & set(texts[0]) for texts in apart)
    names = TARGET_PARTS[-width:] if width > 2 else ("sign", "target") if has_sign else ("target", "target_unit")
    parts = {
        name: Column(name, target.first + offset, target.first + offset, target.header)
        for offset, name in enumerate(names)
    }
    return columns | parts
