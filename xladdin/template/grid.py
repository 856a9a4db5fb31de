"""Columns of a blank form: the indicator table gives the grid, the funds block is fitted into it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from xladdin.template.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import Scheme

#: Column widths in characters; together about what A4 landscape holds at full size.
WIDTHS = {"block": 12.0, "category": 13.0, "subcategory": 20.0, "name": 28.0, "target": 17.0, "actual": 17.0}
WIDTHS |= {"points": 9.0, "score": 9.0, "note": 28.0}
SPLIT_WIDTHS = WIDTHS | {"target": 10.5, "actual": 13.0, "note": 24.0}  # a target in several columns
DIGIT, PADDING = 8, 5  # pixels of a digit of 宋体 11, and around the text of a cell

#: Widths that the fund columns would like to have.
FUND_WIDTHS = {"initial": 17.0, "budget": 17.0, "executed": 17.0, "rate": 11.0, "points": 9.0, "score": 9.0}
FUND_WIDTHS |= {"reason": 24.0}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the indicator table: its field, header and width in characters."""

    field: str
    header: str
    width: float


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring columns, 0-based and inclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a form. ``funds`` are the spans of the scheme's fund columns, from the name column on."""

    columns: tuple[Column, ...]
    funds: tuple[Span, ...]

    def first(self, field: str) -> int:
        """Number of the first column of a field."""
        return next(number for number, column in enumerate(self.columns) if column.field == field)

    def has(self, field: str) -> bool:
        """Whether the indicator table has the field."""
        return any(column.field == field for column in self.columns)

    @property
    def last(self) -> int:
        """Number of the last column."""
        return len(self.columns) - 1

    @property
    def left(self) -> Span:
        """The columns between the row labels and the actual value: left half of heading and goals."""
        return Span(1, self.first("actual") - 1)

    @property
    def width(self) -> float:
        """Width of all columns, in characters."""
        return sum(column.width for column in self.columns)

    @property
    def pixels(self) -> float:
        """Width of all columns in pixels (96 to the inch), in the standard font of the workbook."""
        return sum(column.width * DIGIT + PADDING for column in self.columns)


def grid_of(scheme: Scheme) -> Grid:
    """The grid of a scheme's form."""
    headers = wording()["headers"] | dict(scheme.template.headers)
    widths = SPLIT_WIDTHS if scheme.target_columns else WIDTHS
    fields = ["category", "subcategory", "name", "target", "actual", "points", "score", "note"]
    if not scheme.row_points:
        fields.remove("points")
    if scheme.template.goal_blocks:
        fields.insert(0, "block")
    columns: list[Column] = []
    for field in fields:
        if field == "target" and scheme.target_columns:
            columns += [Column("target", header, widths["target"]) for header in scheme.target_columns]
        else:
            columns.append(Column(field, headers[field], widths[field]))
    start = next(number for number, column in enumerate(columns) if column.field == "name")
    wanted = [FUND_WIDTHS[field] for field, _ in scheme.template.fund_columns]
    return Grid(tuple(columns), _fitted([column.width for column in columns], start, wanted))


def _fitted(widths: Sequence[float], start: int, wanted: Sequence[float]) -> tuple[Span, ...]:
    """The columns from ``start`` on cut into spans that come closest to the widths wanted."""

    def misfit(bounds: Sequence[int]) -> float:
        found = [sum(widths[first:last]) for first, last in pairwise(bounds)]
        return sum((width / wish - 1) ** 2 for width, wish in zip(found, wanted, strict=True))

    cuts = combinations(range(start + 1, len(widths)), len(wanted) - 1)
    best = min(([start, *cut, len(widths)] for cut in cuts), key=misfit)
    return tuple(Span(first, last - 1) for first, last in pairwise(best))
