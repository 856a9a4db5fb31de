"""What is kept of the entries of a form: their texts and the addresses of their cells."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xladdin.model import column_letters

if TYPE_CHECKING:
    from xladdin.model import CellRef, Entry


def text_of(entry: Entry[str]) -> str:
    """What an entry says."""
    return (entry.value if entry.value is not None else entry.raw).strip()


@lru_cache(maxsize=4096)
def address(row: int, column: int) -> str:
    """「E12」."""
    return f"{column_letters(column)}{row}"


def address_of(cell: CellRef | None) -> str:
    """The address of a cell in its sheet; empty where the form has none."""
    return address(cell.row, cell.column) if cell else ""
