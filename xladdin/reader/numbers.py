"""Stored numbers: text to Decimal, with the 15 significant digits that Excel keeps."""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite

_EXACT = re.compile(r"-?[0-9]+\.[0-9]*[1-9]")  # with at most 15 digits


def number(stored: str) -> Decimal | None:
    """The number as Excel means it (0.99809999999999999 is 0.9981), None where the text is none."""
    if stored.isdigit() and stored.isascii() and len(stored) <= 15:
        return Decimal(int(stored))
    if len(stored) <= 16 and _EXACT.fullmatch(stored):
        return Decimal(stored)  # a quarter of the time of the way over the binary number, which gives the same
    try:
        binary = float(stored)
    except ValueError:
        return None
    if "_" in stored or not isfinite(binary):
        return None
    return fifteen_digits(binary)


def whole(stored: str | None) -> int | None:
    """A count or position as XML writes it, None where the text is none such."""
    if stored is None or not stored.isascii() or not stored.isdigit() or len(stored) > 10:
        return None
    return int(stored)


def fifteen_digits(binary: float) -> Decimal:
    """A binary number as the decimal that Excel shows and compares."""
    if binary == 0:
        return Decimal(0)
    written = f"{binary:.15g}"
    value = Decimal(written)
    if "e" not in written:
        return value
    exponent = value.as_tuple().exponent
    return value.quantize(1) if isinstance(exponent, int) and 0 < exponent <= 12 else value
