"""Figures as they are shown in a finding."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_LONGEST = Decimal("0.0001")


def plain(value: Decimal) -> str:
    """``value`` as a clerk would write it: no exponent, no trailing zeros, four decimals at most."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        value = value.quantize(_LONGEST, rounding=ROUND_HALF_UP)
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent(value: Decimal) -> str:
    """A rate in percent with the two decimals it is printed with: 99.8 → 99.80%."""
    return f"{value:.2f}%"
