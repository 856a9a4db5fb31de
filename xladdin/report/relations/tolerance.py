"""允许误差: what printed digits leave open.

A figure with decimals may lie half a unit of its last digit off. A whole amount of money that ends in 0 or 5, and
one below 100, is taken as exact: budgets are round; counts are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from xladdin.model import Figure

_HALF = Decimal("0.5")
_EXACT_BELOW = 100
_ROUND = 5
_CENTS = 2  # decimals
_SLACK = Decimal("0.0001")  # of a percentage: a quotient that lies just on the half
_MONEY = "money"


def is_count(figure: Figure) -> bool:
    """Whether it counts whole things, so that its value is exact."""
    return figure.dimension not in {_MONEY, "ratio", "points"} and not figure.decimals and _times(figure) == 1


def _times(figure: Figure) -> Decimal:
    """10,000 for 万人, as the unit's multiplier leaves digits open, too."""
    text = figure.unit.text if figure.unit else ""
    return Decimal(10_000) if text[:1] in {"万", "亿"} else Decimal(1)


def half_unit(figure: Figure) -> Decimal:
    """How far the true value may lie from the printed one, in the printed unit."""
    if is_count(figure):
        return Decimal(0)
    if figure.dimension == "points" and figure.decimals < _CENTS:
        return Decimal(0)  # scores are given in halves and tenths
    if figure.decimals:
        return _HALF.scaleb(-figure.decimals)
    whole = figure.value
    if abs(whole) < _EXACT_BELOW or whole % _ROUND == 0:
        return Decimal(0)
    return _HALF


def sum_tolerance(total: Figure, parts: Sequence[Figure]) -> Decimal:
    """How far a total may lie from the sum of its parts, in the total's unit.

    The finest digits of the parts count for all of them, since a final 0 is often not printed; a total that is
    printed more coarsely than its parts may have been rounded.
    """
    assert total.unit is not None
    opened = [one for part in parts if (one := _open(part))]
    return (_open(total) + min(opened, default=Decimal(0)) * len(opened)) / total.unit.factor


def longest_fit(total: Figure, listed: Sequence[Figure]) -> int:
    """How many of the figures, from the first, make the total: the most of them, at least two; 0 where none do."""
    best, found, finest, rounded = 0, Decimal(0), Decimal(0), 0
    for count, part in enumerate(listed, 1):
        found += part.base
        if opened := _open(part):
            finest, rounded = min(finest or opened, opened), rounded + 1
        if count > 1 and abs(total.base - found) <= _open(total) + finest * rounded:
            best = count
    return best


def _open(figure: Figure) -> Decimal:
    return half_unit(figure) * (figure.unit.factor if figure.unit else 1)


def sum_of(total: Figure, parts: Iterable[Figure]) -> Decimal:
    """The sum of the parts in the total's unit; counts of different words (件, 批) are added as they are."""
    assert total.unit is not None
    return sum((part.base for part in parts), Decimal(0)) / total.unit.factor


def is_slip(told: Decimal, expected: Decimal, limit: Decimal) -> bool:
    """Whether a figure misses another by no more than a slip of the pen: by little, or by digits in another order."""
    if abs(told - expected) <= abs(told) * limit:
        return True
    exponent = told.as_tuple().exponent
    rounded = expected.quantize(Decimal(1).scaleb(int(exponent)), ROUND_HALF_UP)
    return sorted(str(rounded)) == sorted(str(told))


def quotient(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` in percent of ``whole``, which is not 0."""
    return part * 100 / whole


def quotient_tolerance(percent: Figure, part: Figure, whole: Figure) -> tuple[Decimal, Decimal]:
    """How far a percentage may lie from its quotient: with the figures taken as exact, and with their rounding."""
    strict = _HALF.scaleb(-percent.decimals) + _SLACK
    low, high = abs(whole.base), abs(part.base)
    opened = (_open(part) * low + _open(whole) * high) / (low * low) * 100 if low else Decimal(0)
    return strict, strict + opened
