"""Texts and figures as they are written into cells of the open workbook."""

from __future__ import annotations

from decimal import Decimal


def literal(value: object) -> object:
    """``value`` so that Excel takes it as it is: a text never for a formula, a date or a percentage.

    An apostrophe in front is not part of the text; Excel does the same when a clerk types one.
    """
    match value:
        case str():
            return f"'{value}" if value else ""
        case Decimal():
            return float(value)
        case _:
            return value
