"""Entries: what stands in a cell, as a value with its place and its text."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from xladdin.form.grid import Grid, Place
from xladdin.form.notation import parse_amount, parse_points
from xladdin.model import NO_PLACE, Cell, Entry

T = TypeVar("T")

_HUNDRED = Decimal(100)
_LARGEST = 15  # digits before the point; no amount has more, and rounding would overflow
_FINEST = Decimal("1e-9")  # below it a stored number is the noise of binary arithmetic


def no_place() -> Entry[Any]:
    """A value for which the form has no cell."""
    return NO_PLACE


def text_entry(grid: Grid, place: Place | None) -> Entry[str]:
    """The text at a place."""
    if place is None:
        return no_place()
    raw = grid.text(place)
    return _entry(grid, place, grid.cell(place), raw, raw or None)


def amount_entry(grid: Grid, place: Place | None, form_unit: str) -> Entry[Decimal]:
    """An amount of money in the form's own unit (万元, 元)."""
    return _number_entry(grid, place, lambda text: parse_amount(text, form_unit).value)


def is_amount(grid: Grid, place: Place) -> bool:
    """Whether an amount of money stands at a place."""
    cell = grid.cell(place)
    if cell is None or isinstance(cell.value, Decimal):
        return cell is not None
    return not cell.error and parse_amount(grid.text(place), "").value is not None


def points_entry(grid: Grid, place: Place | None) -> Entry[Decimal]:
    """Points or a score; a weight of 「20%」 is 20 points."""
    return _number_entry(grid, place, parse_points)


def parsed_entry(grid: Grid, place: Place, raw: str, value: T | None) -> Entry[T]:
    """A value that was understood elsewhere, with the place it stands in."""
    return _entry(grid, place, grid.cell(place), raw, value)


def _entry(grid: Grid, place: Place, cell: Cell | None, raw: str, value: T | None) -> Entry[T]:
    ref = grid.ref(place)
    if cell is None:
        return Entry(value, ref, raw)
    is_number = isinstance(cell.value, Decimal)
    return Entry(value, ref, raw, cell.formula, cell.error, is_number, is_number and cell.is_percent)


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
    cell, raw = grid.cell(place), grid.text(place)
    value = stored_number(cell) if cell else None
    if value is None and raw and cell and not cell.error:
        value = parse(raw)
    return _entry(grid, place, cell, raw, value)
