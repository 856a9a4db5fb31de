"""Columns of a blank form: the indicator table gives the grid, the funds block is fitted into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from xladdin.template.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xladdin.model import Scheme

#: Column widths in characters; together about what A4 landscape holds at full size.
WIDTHS = {"block": 12.0, "category": 13.0, "subcategory": 20.0, "name": 28.0, "target": 17.0, "actual": 17.0}
WIDTHS |= {"points": 9.0, "score": 9.0, "note": 28.0}
SPLIT_WIDTHS = WIDTHS | {"target": 10.5, "actual": 13.0, "note": 24.0}  # a target in several columns
COMMON_WIDTHS = WIDTHS | {"category": 11.0, "subcategory": 17.0, "name": 24.0, "standard": 34.0}  # with 评分标准
COMMON_WIDTHS |= {"target": 12.0, "actual": 14.0, "note": 26.0}
DIGIT, PADDING = 8, 5  # pixels of a digit of 宋体 11, and around the text of a cell

#: The columns of the indicator table in their order.
_FIELDS = ("category", "subcategory", "name", "standard", "target", "actual", "points", "score", "note")

#: Widths that the fund columns would like to have.
FUND_WIDTHS = {"initial": 17.0, "budget": 17.0, "executed": 17.0, "rate": 11.0, "points": 9.0, "score": 9.0}
FUND_WIDTHS |= {"reason": 24.0, "arrived": 17.0, "share": 11.0, "last": 17.0, "change": 11.0}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the indicator table: its field, header and width in characters.

    ``is_half``: the right half of the column on its left, with which it makes one cell in every row of the table.
    """

    field: str
    header: str
    width: float
    is_half: bool = False


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

    def span(self, number: int) -> Span:
        """The columns of the cell that begins in a column."""
        halved = number < self.last and self.columns[number + 1].is_half
        return Span(number, number + 1 if halved else number)

    @property
    def cells(self) -> Iterator[tuple[Span, Column]]:
        """The cells of a row of the indicator table, from left to right."""
        return ((self.span(number), column) for number, column in enumerate(self.columns) if not column.is_half)

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
    columns = [half for column in _columns(scheme) for half in _halves(column, _halved(scheme))]
    start = next(number for number, column in enumerate(columns) if column.field == "name")
    wanted = [FUND_WIDTHS[field] for field, _ in scheme.template.fund_columns]
    return Grid(tuple(columns), fitted([column.width for column in columns], start, wanted))


def _columns(scheme: Scheme) -> Iterator[Column]:
    headers = wording()["headers"] | dict(scheme.template.headers)
    widths = COMMON_WIDTHS if scheme.common else SPLIT_WIDTHS if scheme.target_columns else WIDTHS
    if scheme.template.goal_blocks:
        yield Column("block", headers["block"], widths["block"])
    for field in _FIELDS:
        if (field == "points" and not scheme.row_points) or (field == "standard" and not scheme.common):
            continue
        if field == "target" and scheme.target_columns:
            for header in scheme.target_columns:
                yield Column("target", header, widths["target"])
        else:
            yield Column(field, headers[field], widths[field])


def _halved(scheme: Scheme) -> frozenset[str]:
    """The fields whose columns are halved, so that every column of the funds block finds its place below them."""
    if scheme.common:
        return frozenset({"standard"})
    fields = [column.field for column in _columns(scheme)]
    free = len(fields) - fields.index("name")
    return frozenset({"name", "note"}) if len(scheme.template.fund_columns) > free else frozenset()


def _halves(column: Column, halved: frozenset[str]) -> tuple[Column, ...]:
    if column.field not in halved:
        return (column,)
    half = replace(column, width=column.width / 2)
    return half, replace(half, is_half=True)


def fitted(widths: Sequence[float], start: int, wanted: Sequence[float]) -> tuple[Span, ...]:
    """The columns from ``start`` on cut into spans that come closest to the widths wanted."""

    def misfit(bounds: Sequence[int]) -> float:
        found = [sum(widths[first:last]) for first, last in pairwise(bounds)]
        return sum((width / wish - 1) ** 2 for width, wish in zip(found, wanted, strict=True))

    cuts = combinations(range(start + 1, len(widths)), len(wanted) - 1)
    best = min(([start, *cut, len(widths)] for cut in cuts), key=misfit)
    return tuple(Span(first, last - 1) for first, last in pairwise(best))
