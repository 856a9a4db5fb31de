"""One object for all its equals: texts and figures of thousands of forms are mostly the same."""

from __future__ import annotations

import sys
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from xladdin.model import column_letters

if TYPE_CHECKING:
    from xladdin.model import CellRef, Entry, Unit

_REMEMBERED = 100_000


def shared(text: str) -> str:
    """One string for all its equals: names, targets and units."""
    return sys.intern(str(text))


def text_of(entry: Entry[str]) -> str:
    """What an entry says, shared."""
    return shared((entry.value if entry.value is not None else entry.raw).strip())


def figure(value: Decimal | None) -> Decimal | None:
    """One figure for all its equals to the letter: points and rates."""
    return None if value is None else _same_figure(str(value))


@lru_cache(maxsize=_REMEMBERED)
def _same_figure(text: str) -> Decimal:
    return Decimal(text)


@lru_cache(maxsize=_REMEMBERED)
def same_unit(unit: Unit) -> Unit:
    """One unit for all its equals."""
    return unit


@lru_cache(maxsize=4096)
def address(row: int, column: int) -> str:
    """「E12」."""
    return f"{column_letters(column)}{row}"


def address_of(cell: CellRef | None) -> str:
    """The address of a cell in its sheet; empty where the form has none."""
    return address(cell.row, cell.column) if cell else ""


def addresses(cells: tuple[CellRef | None, ...]) -> tuple[str, ...]:
    """One tuple for the rows of all forms of one layout."""
    return _same_addresses(tuple((at.row, at.column) if at else None for at in cells))


@lru_cache(maxsize=4096)
def _same_addresses(places: tuple[tuple[int, int] | None, ...]) -> tuple[str, ...]:
    return tuple(address(*place) if place else "" for place in places)
