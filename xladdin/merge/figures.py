"""Sums and means of targets and actual values: figures of one dimension in, one target and one actual value out."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from xladdin.model import Actual, Op, Target, TargetKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.model import Unit

#: The signs as they are printed.
SIGNS = {Op.AT_LEAST: "≥", Op.AT_MOST: "≤", Op.ABOVE: "＞", Op.BELOW: "＜", Op.EQUAL: "＝"}
MEAN_PLACES = 2
SUM_PLACES = 6  # 0.01 元 in 万元; more come only from units that do not divide (亩 → 公顷)
#: Wide enough that sums and products of what anybody prints are exact, so that their order cannot matter.
_EXACT = Context(prec=120, rounding=ROUND_HALF_UP)


#: The exact sum and the exact product; the context's own methods, for they are called a hundred times a form.
plus, product = _EXACT.add, _EXACT.multiply


def quotient(one: Decimal, other: Decimal) -> Decimal:
    """``one`` ÷ ``other`` with far more digits than are ever shown."""
    return _EXACT.divide(one, other)


def common_unit(counts: Mapping[Unit, int]) -> Unit | None:
    """The unit in which figures of one dimension are put together: the commonest, of equals the largest."""
    return min(counts, key=lambda unit: (-counts[unit], -unit.factor, unit.text), default=None)


def rounded(value: Decimal, places: int) -> Decimal:
    """``value`` half up (四舍五入) to ``places`` decimals."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, context=_EXACT)


def decimals(value: Decimal) -> int:
    """How many decimals ``value`` has, trailing zeros not counted."""
    _, _, behind = f"{value:f}".partition(".")
    return len(behind.rstrip("0"))


def cut(value: Decimal) -> Decimal:
    """An exact sum as it is; one converted between units that do not divide at six decimals."""
    return rounded(value, SUM_PLACES) if decimals(value) > SUM_PLACES else value


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
