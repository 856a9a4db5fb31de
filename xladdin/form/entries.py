"""Entries: what stands in a cell, as a value with its place and its text."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from xladdin.form.grid import Grid, Place
from xladdin.form.notation import parse_amount, parse_points
from xladdin.model import Cell, Entry

T = TypeVar("T")

_HUNDRED = Decimal(100)
_LARGEST = 15  # digits before the point; no amount has more, and rounding would overflow
_FINEST = Decimal("1e-9")  # below it a stored number is the noise of binary arithmetic


def no_place() -> Entry[Any]:
    """A value for which the form has no cell."""
    return _NO_PLACE


_NO_PLACE: Entry[Any] = Entry()


def text_entry(grid: Grid, place: Place | None) -> Entry[str]:
    """The text at a place."""
    if place is None:
        return no_place()
    cell = grid.cell(place)
    if cell is None:
        return Entry(None, grid.ref(place))
    raw = grid.text(place)
    return _entry(raw or None, grid, place, cell, raw)


def amount_entry(grid: Grid, place: Place | None, form_unit: str) -> Entry[Decimal]:
    """An amount of money in the form's own unit (万元, 元)."""
    return _number_entry(grid, place, lambda text: parse_amount(text, form_unit).value)


def points_entry(grid: Grid, place: Place | None) -> Entry[Decimal]:
    """Points or a score; a weight of 「20%」 is 20 points."""
    return _number_entry(grid, place, parse_points)


def parsed_entry(grid: Grid, place: Place, raw: str, value: T | None) -> Entry[T]:
    """A value that was understood elsewhere, with the place it stands in."""
    cell = grid.cell(place)
    return Entry(value, grid.ref(place), raw) if cell is None else _entry(value, grid, place, cell, raw)


def stored_number(cell: Cell) -> Decimal | None:
    """The number a cell holds, a percentage in percent, without the noise of binary arithmetic; None for text."""
    value = cell.value
    if not isinstance(value, Decimal):
        return None
    if cell.is_percent:
        value *= _HUNDRED
    if value.adjusted() > _LARGEST:
        return value
    return value if value == (rounded := value.quantize(_FINEST)) else rounded.normalize()


def _number_entry(grid: Grid, place: Place | None, parse: Callable[[str], Decimal | None]) -> Entry[Decimal]:
    if place is None:
        return no_place()
    cell = grid.cell(place)
    if cell is None:
        return Entry(None, grid.ref(place))
    raw = grid.text(place)
    value = stored_number(cell)
    if value is None and raw and not cell.error:
        value = parse(raw)
    return _entry(value, grid, place, cell, raw)


def _entry(value: T | None, grid: Grid, place: Place, cell: Cell, raw: str) -> Entry[T]:
    is_number = isinstance(cell.value, Decimal)
    return Entry(value, grid.ref(place), raw, cell.formula, cell.error, is_number, is_number and cell.is_percent)
