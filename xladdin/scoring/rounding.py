"""四舍五入: the one place where figures are rounded and printed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
HUNDRED = Decimal(100)
CENT = Decimal("0.01")
_PRINTED, _DECIMALS = Decimal("0.0001"), 4
_BEYOND = Decimal(10) ** 20


def cents(value: Decimal) -> Decimal:
    """``value`` with two decimals, half-up: a score (分), or a rate (percent)."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """``part ÷ whole`` in percent with two decimals; None for a whole of 0."""
    return cents(part * HUNDRED / whole) if whole else None


def change(this: Decimal, last: Decimal) -> Decimal | None:
    """变动率: (this − last) ÷ last in percent with two decimals; None where the last one is not positive."""
    return percent(this - last, last) if last > 0 else None


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is there; None where nothing is (empty is not 0)."""
    present = [value for value in values if value is not None]
    return sum(present, ZERO) if present else None


def weighted_mean(values: Iterable[Decimal], weights: Iterable[Decimal]) -> Decimal | None:
    """Mean of ``values`` weighted by ``weights`` (加权平均), not rounded; None where the weights add up to 0.

    Raises:
        ValueError: as many weights as values are needed, and none may be negative.
    """
    pairs = list(zip(values, weights, strict=True))
    if any(weight < 0 for _, weight in pairs):
        raise ValueError("权重不能为负数")
    whole = sum((weight for _, weight in pairs), ZERO)
    return sum((value * weight for value, weight in pairs), ZERO) / whole if whole else None


def plain(value: Decimal) -> str:
    """``value`` as a clerk would write it: no exponent, no trailing zeros, four decimals at most."""
    text = written_out(value)
    if "." not in text:
        return text
    decimals = text.partition(".")[2]
    # A quotient fills all 28 digits; a figure as printed has few decimals and is left as it is.
    if len(decimals) > _DECIMALS and abs(value) < _BEYOND:
        text = written_out(value.quantize(_PRINTED, rounding=ROUND_HALF_UP))
    return text.rstrip("0").rstrip(".")


def written_out(value: Decimal) -> str:
    """All digits of ``value``, without an exponent; a third of the time of the format ``f``."""
    text = str(value)
    return f"{value:f}" if "E" in text else text
