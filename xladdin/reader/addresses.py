"""Addresses as they stand in a file: E6, A1:B2."""

from __future__ import annotations

import re
from functools import lru_cache

from xladdin.model import Range
from xladdin.reader.faults import UnreadableError
from xladdin.reader.formulas.tokens import LAST_COLUMN, LAST_ROW, column_number

_LONGEST_AREA = len("$XFD$1048576:$XFD$1048576")
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def parse_address(text: str) -> tuple[int, int] | None:
    """Row and column of ``E6``, None where there is no such cell."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


#: The addresses of one form are those of the next.
address = lru_cache(maxsize=16_384)(parse_address)


def area(text: str) -> Range | None:
    """The rectangle of ``A1:B2`` or ``A1``, None where there is none such."""
    return _area(text) if len(text) <= _LONGEST_AREA else None


@lru_cache(maxsize=16_384)  # forms of one template have the same merged ranges
def _area(text: str) -> Range | None:
    first, _, last = text.partition(":")
    start, end = parse_address(first), parse_address(last or first)
    if start is None or end is None:
        return None
    rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Range(rows[0], columns[0], rows[1], columns[1])


def no_such_cell(sheet: str, place: str) -> UnreadableError:
    """The fault of an address outside of any sheet."""
    return UnreadableError("bad-address", sheet=sheet, address=place)
