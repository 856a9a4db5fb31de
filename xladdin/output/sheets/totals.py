"""The totals below a table: live formulas, with what they give stored for readers that do not calculate."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Generic

from xladdin.output.sheets.table import Line, Table, Weighted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xladdin.output.sheets.table import Column, Value

_ZERO = Decimal(0)
#: What stands where nothing can be divided by. (An empty text would count as a formula that was never worked out.)
UNDEFINED = "—"
#: Numbers of SUBTOTAL that leave out what a filter hides.
_SHOWN = {"sum": 109, "mean": 101}


class Sums(Generic[Line]):
    """Of every column with figures: their sum, their count, and for a weighted mean Σ weight·value and Σ weight."""

    def __init__(self, columns: Sequence[Column[Line]]) -> None:
        self._columns = columns
        self._plain = [_ZERO] * (len(columns) + 1)
        self._counts = [0] * (len(columns) + 1)
        self._products = dict.fromkeys(_weighted(columns), _ZERO)
        getters = {column.heading: column.get for column in columns}
        self._weights = {number: (columns[number - 1].get, getters[by]) for number, by in _weighted(columns).items()}

    def add(self, number: int, value: Decimal | int) -> None:
        """A figure of the column ``number`` (from 1)."""
        self._plain[number] += value
        self._counts[number] += 1

    def add_products(self, line: Line) -> None:
        """The weighted figures of a line."""
        for number, (get, weight) in self._weights.items():
            self._products[number] += _figure(get(line)) * _figure(weight(line))

    def join(self, other: Sums[Line]) -> None:
        """Take in the sums of another sheet."""
        self._plain = [one + two for one, two in zip(self._plain, other._plain, strict=True)]
        self._counts = [one + two for one, two in zip(self._counts, other._counts, strict=True)]
        self._products = {number: one + other._products[number] for number, one in self._products.items()}

    def value(self, number: int) -> float | str:
        """What the total of the column ``number`` gives."""
        total = self._columns[number - 1].total
        if total == "sum":
            return float(self._plain[number])
        if total == "mean":
            return _ratio(self._plain[number], self._counts[number])
        if isinstance(total, Weighted):
            return _ratio(self._products[number], self._plain[self._number(total.by)])
        part, whole = (self._plain[self._number(heading)] for heading in total or ("", ""))
        return _ratio(part, whole)

    def _number(self, heading: str) -> int:
        return [column.heading for column in self._columns].index(heading) + 1


def total_formula(
    table: Table[Line], column: Column[Line], row: int, ranges: Callable[[str], str], *, shown: bool
) -> str:
    """The formula of a total in the 1-based sheet ``row``.

    ``ranges`` gives the cells of a column by its heading. ``shown``: count only what a filter shows (one range).
    """
    total, cells = column.total, ranges(column.heading)
    if isinstance(total, Weighted):
        pairs = zip(cells.split(","), ranges(total.by).split(","), strict=True)
        products = "+".join(f"SUMPRODUCT({value},{weight})" for value, weight in pairs)
        weights = f"SUM({ranges(total.by)})"
        return f'=IF({weights}=0,"—",({products})/{weights})'
    if isinstance(total, tuple):
        part, whole = (f"{table.letters(heading)}{row}" for heading in total)
        return f'=IF({whole}=0,"—",{part}/{whole})'
    if total == "mean":
        mean = f"SUBTOTAL({_SHOWN['mean']},{cells})" if shown else f"AVERAGE({cells})"
        return f'=IFERROR({mean},"—")'
    return f"=SUBTOTAL({_SHOWN['sum']},{cells})" if shown else f"=SUM({cells})"


def summed(columns: Sequence[Column[Line]]) -> set[int]:
    """The numbers (from 1) of the columns whose sums a total needs."""
    headings: set[str] = set()
    for column in columns:
        if isinstance(column.total, Weighted):
            headings.add(column.total.by)
        elif isinstance(column.total, tuple):
            headings.update(column.total)
        elif column.total:
            headings.add(column.heading)
    return {number for number, column in enumerate(columns, 1) if column.heading in headings}


def _weighted(columns: Sequence[Column[Line]]) -> dict[int, str]:
    return {number: column.total.by for number, column in enumerate(columns, 1) if isinstance(column.total, Weighted)}


def _figure(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(value) if isinstance(value, int) else _ZERO


def _ratio(part: Decimal, whole: Decimal | int) -> float | str:
    return float(part / whole) if whole else UNDEFINED
