"""Sums and means of targets and actual values: figures of one dimension in, one target and one actual value out."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from xladdin.model import Actual, Op, Target, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.model import Unit

#: The signs as they are printed.
SIGNS = {Op.AT_LEAST: "≥", Op.AT_MOST: "≤", Op.ABOVE: "＞", Op.BELOW: "＜", Op.EQUAL: "＝"}
_MEAN_PLACES = 2
_SUM_PLACES = 6  # 0.01 元 in 万元; more come only from units that do not divide (亩 → 平方米)


def common_unit(units: Iterable[Unit | None]) -> Unit | None:
    """The unit in which figures of one dimension are put together: the commonest, of equals the largest."""
    counts = Counter(unit for unit in units if unit is not None)
    if not counts:
        return None
    return min(counts, key=lambda unit: (-counts[unit], -unit.factor, unit.text))


def convert(value: Decimal, unit: Unit | None, to: Unit | None) -> Decimal:
    """``value`` in another unit of its dimension; a bare value is taken to be in ``to`` already."""
    if unit is None or to is None or unit.factor == to.factor:
        return value
    return value * unit.factor / to.factor


def weighted_mean(values: Sequence[Decimal], weights: Sequence[Decimal | None]) -> Decimal | None:
    """Σ weight·value ÷ Σ weight, not rounded. Equal values need no weights.

    None where a weight is missing or negative, or where all are 0.
    """
    if len(set(values)) == 1:
        return values[0]
    known = [weight for weight in weights if weight is not None and weight >= 0]
    whole = sum(known, Decimal(0))
    if len(known) < len(values) or not whole:
        return None
    return sum((weight * value for weight, value in zip(known, values, strict=True)), Decimal(0)) / whole


def mean(values: Sequence[Decimal], weights: Sequence[Decimal | None]) -> Decimal | None:
    """``weighted_mean`` half up to two decimals, or to as many as the most precise value has."""
    exact = weighted_mean(values, weights)
    return None if exact is None else rounded(exact, max(_MEAN_PLACES, *(decimals(value) for value in values)))


def rounded(value: Decimal, places: int) -> Decimal:
    """``value`` half up (四舍五入) to ``places`` decimals."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def decimals(value: Decimal) -> int:
    """How many decimals ``value`` has, trailing zeros not counted."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def total(values: Iterable[Decimal]) -> Decimal:
    """The exact sum; figures converted between units that do not divide are cut at six decimals."""
    value = sum(values, Decimal(0))
    return rounded(value, _SUM_PLACES) if decimals(value) > _SUM_PLACES else value


def plain(value: Decimal) -> str:
    """A figure without exponent and without trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def target(op: Op | None, low: Decimal, high: Decimal | None, unit: Unit | None) -> Target:
    """A merged target; ``raw`` is as a clerk would write it, without its unit: 「≥350」, 「10～20」."""
    raw = f"{SIGNS.get(op, '') if op else ''}{plain(low)}"
    if high is not None:
        raw = f"{plain(low)}～{plain(high)}"
    return Target(raw=raw, kind=TargetKind.QUANTITY, op=op, value=low, value2=high, unit=unit)


def actual(value: Decimal, unit: Unit | None) -> Actual:
    """A merged actual value; ``raw`` is the figure alone."""
    return Actual(raw=plain(value), value=value, unit=unit)
