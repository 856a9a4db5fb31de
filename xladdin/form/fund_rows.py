"""One row of the funds block: amounts, rate, points and score."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from xladdin.form.entries import amount_entry, no_place, parsed_entry, points_entry, stored_number, text_entry
from xladdin.form.grid import Grid, Place
from xladdin.form.labels import labels
from xladdin.form.notation import parse_rate
from xladdin.model import Entry, FundRow

T = TypeVar("T")

AMOUNTS = frozenset({"initial", "budget", "executed"})
_HUNDRED = Decimal(100)


def fund_source(label: str, above: list[FundRow]) -> str:
    """The key of a fund row; an unknown label is 资金总额 in the first row and 其他资金 below it."""
    match = labels().fund_rows.guess(label)
    if match is None:
        return "other" if above else "total"
    return match.field


def fund_row(grid: Grid, row: int, label: str, source: str, places: dict[str, Place], amount_unit: str) -> FundRow:
    """A fund row whose values stand at ``places``, by field; amounts in the form's unit, the rate in percent."""
    amounts = {name: amount_entry(grid, places.get(name), amount_unit) for name in AMOUNTS}
    return FundRow(
        source=source,
        label="".join(label.split()),
        row=row,
        **amounts,
        rate=_rate(grid, places.get("rate"), amounts["budget"], amounts["executed"]),
        points=_unless_above(points_entry, grid, row, places.get("points")),
        score=_unless_above(points_entry, grid, row, places.get("score")),
        reason=_unless_above(text_entry, grid, row, places.get("reason")),
    )


def _unless_above(
    read: Callable[[Grid, Place | None], Entry[T]], grid: Grid, row: int, place: Place | None
) -> Entry[T]:
    """What stands in this row; a cell merged with the rows above belongs to the first of them alone."""
    if place and place.row < row:
        return Entry(None, grid.ref(place))
    return read(grid, place)


def _rate(grid: Grid, place: Place | None, budget: Entry[Decimal], executed: Entry[Decimal]) -> Entry[Decimal]:
    """执行率 in percent. A bare 0.958 is a share and a bare 95.8 is not; the amounts decide in between."""
    if place is None:
        return no_place()
    cell = grid.cell(place)
    raw = grid.text(place)
    value = None
    if cell and not cell.error and raw:
        number = stored_number(cell)
        expected = executed.value / budget.value * _HUNDRED if budget.value and executed.value is not None else None
        text = raw if number is None else f"{number:f}"
        value = parse_rate(text, is_percent=cell.is_percent and number is not None, expected=expected)
    return parsed_entry(grid, place, raw, value)
