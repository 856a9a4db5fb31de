"""Cell addresses as the file writes them: E6, A1:H27."""

from __future__ import annotations

import re
from functools import lru_cache

from xladdin.model import Range, column_letters

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def address(row: int, column: int) -> str:
    """(6, 5) → E6."""
    return f"{column_letters(column)}{row}"


@lru_cache(maxsize=16_384)  # the addresses of one form are those of the next
def parse_address(text: str) -> tuple[int, int]:
    """E6 → (6, 5), 1-based row and column.

    Raises:
        ValueError: not an address.
    """
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise ValueError(f"not an address: {text!r}")
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def parse_range(text: str) -> Range:
    """A1:H27 or E6.

    Raises:
        ValueError: not a range.
    """
    first, _, last = text.partition(":")
    return Range(*parse_address(first), *parse_address(last or first))


def holds(area: Range, row: int, column: int) -> bool:
    """Whether the cell lies inside ``area``."""
    return area.first_row <= row <= area.last_row and area.first_column <= column <= area.last_column
