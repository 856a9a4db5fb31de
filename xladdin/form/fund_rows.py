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
_OTHER_AMOUNTS = ("arrived", "last")
_HUNDRED = Decimal(100)


def fund_source(label: str, above: list[FundRow]) -> str:
    """The key of a fund row; an unknown label is 资金总额 in the first row, a project below 项目支出, else 其他资金."""
    match = labels().fund_rows.guess(label)
    if match is not None:
        return match.field
    if any(row.source == "projects" for row in above):
        return "item"
    return "other" if above else "total"


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
        **{name: amount_entry(grid, places[name], amount_unit) for name in _OTHER_AMOUNTS if name in places},
        **_shares(grid, places, amounts["executed"]),
    )


def _shares(grid: Grid, places: dict[str, Place], executed: Entry[Decimal]) -> dict[str, Entry[Decimal]]:
    """占支出合计比重 and 比上年增减, in percent."""
    found = {}
    if "share" in places:
        found["share"] = _percentage(grid, places["share"], None)
    if "change" in places:
        last = stored_number(cell) if "last" in places and (cell := grid.cell(places["last"])) else None
        expected = (executed.value - last) / last * _HUNDRED if last and executed.value is not None else None
        found["change"] = _percentage(grid, places["change"], expected)
    return found


def _unless_above(
    read: Callable[[Grid, Place | None], Entry[T]], grid: Grid, row: int, place: Place | None
) -> Entry[T]:
    """What stands in this row; a cell merged with the rows above belongs to the first of them alone."""
    if place and place[0] < row:
        return Entry(None, grid.ref(place))
    return read(grid, place)


def _rate(grid: Grid, place: Place | None, budget: Entry[Decimal], executed: Entry[Decimal]) -> Entry[Decimal]:
    """执行率 in percent. A bare 0.958 is a share and a bare 95.8 is not; the amounts decide in between."""
    if place is None:
        return no_place()
    expected = executed.value / budget.value * _HUNDRED if budget.value and executed.value is not None else None
    return _percentage(grid, place, expected)


def _percentage(grid: Grid, place: Place, expected: Decimal | None) -> Entry[Decimal]:
    """A percentage however it is written; ``expected`` decides where it may be a share or a percentage."""
    cell = grid.cell(place)
    raw = grid.text(place)
    value = None
    if cell and not cell.error and raw:
        number = stored_number(cell)
        text = raw if number is None else f"{number:f}"
        value = parse_rate(text, is_percent=cell.is_percent and number is not None, expected=expected)
    return parsed_entry(grid, place, raw, value)
