"""One object for all its equals: texts and figures of thousands of forms are mostly the same."""

from __future__ import annotations

import sys
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from xladdin.model import Unit, column_letters

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.model import CellRef, Entry

_REMEMBERED = 100_000
T = TypeVar("T")


def shared(text: str) -> str:
    """One string for all its equals: names, targets and units."""
    return sys.intern(str(text))


def text_of(entry: Entry[str]) -> str:
    """What an entry says, shared."""
    return shared((entry.value if entry.value is not None else entry.raw).strip())


def figure(value: Decimal | None) -> Decimal | None:
    """One figure for all its equals to the letter: points and rates."""
    return None if value is None else figure_of(str(value))


@lru_cache(maxsize=_REMEMBERED)
def figure_of(text: str) -> Decimal:
    """The figure that a text says, one for all that say it to the letter."""
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


@lru_cache(maxsize=_REMEMBERED)
def same_texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    """One tuple for all its equals, of shared texts."""
    return tuple(map(shared, texts))


#: What becomes of a field of a record that was read from a file, by its type.
SHARERS: dict[Any, Callable[[Any], Any]] = {
    str: shared,
    Decimal | None: figure,
    Unit | None: same_unit,
    tuple[str, ...]: same_texts,
}


def share(record: T) -> T:
    """The same record, its texts, figures and units shared with all that say the same.

    It is changed in place: only for a record that was just read and that nobody else has seen.
    """
    kind: Any = type(record)
    for name, sharer in _shared_fields(kind):
        value = getattr(record, name)
        if value is not None:
            object.__setattr__(record, name, sharer(value))
    return record


@cache
def _shared_fields(kind: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((name, SHARERS[hint]) for name, hint in get_type_hints(kind).items() if hint in SHARERS)
