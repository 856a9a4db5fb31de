"""Common indicators (共性指标) of a department's form: rates from funds and basic figures, scores by scale."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Protocol

from xladdin.model import ZERO_DENOMINATOR, BasicFigure, CommonIndicator, Deduction, Due, FundRow
from xladdin.scoring import verdict
from xladdin.scoring.rounding import HUNDRED, ZERO, cents, plain
from xladdin.scoring.scales import band_score

_FUNDS = "funds"


class Figured(Protocol):
    """What common indicators are worked out from: a department's form, or the summed figures of many."""

    @property
    def funding(self) -> tuple[FundRow, ...]:
        """The rows of the funds."""

    @property
    def figures(self) -> tuple[BasicFigure, ...]:
        """The lines of 基础数据."""


def common_rate(form: Figured, indicator: CommonIndicator) -> Decimal | None:
    """The rate in percent, two decimals half up; None where a figure is missing or negative, or the denominator is 0.

    Source of the formulas: 财预〔2013〕53号.
    """
    above, below = _sum(form, indicator.numerator), _sum(form, indicator.denominator)
    if above is None or below is None or below <= 0 or above < 0:
        return None
    return cents((above - below if indicator.change else above) / below * HUNDRED)


def common_due(form: Figured, indicator: CommonIndicator, points: Decimal, stated: Decimal | None) -> Due:
    """What a row gives by the scale of its common indicator.

    The rate is worked out from the figures of the form; where they are missing, ``stated`` (percent) is taken. Of a
    deduction for every started or whole step ``lowest`` and ``highest`` say what either reading gives.
    """
    worked_out = common_rate(form, indicator)
    rate = stated if worked_out is None else worked_out
    if rate is None:
        return _without_rate(form, indicator)
    due = replace(_judged(rate, indicator, points), rate=worked_out)
    below = _sum(form, indicator.denominator)
    return replace(due, brief=ZERO_DENOMINATOR) if below == 0 else due  # a rate is stated that cannot be


def _without_rate(form: Figured, indicator: CommonIndicator) -> Due:
    """Which guard of the rate speaks: a figure is missing, the denominator is 0, one of them is negative."""
    above, below = _sum(form, indicator.numerator), _sum(form, indicator.denominator)
    if above is None or below is None:
        why = f"表内没有算“{indicator.name}”所需的数，也没有填实际完成值"
        return verdict.unjudged(why, "缺少计算所需的数")
    if below == 0:
        return verdict.unjudged(f"算“{indicator.name}”的分母为0", ZERO_DENOMINATOR)
    return verdict.unjudged(f"算“{indicator.name}”的数有负数", "计算所需的数有负数")


def _judged(rate: Decimal, indicator: CommonIndicator, points: Decimal) -> Due:
    told = f"{indicator.name}{plain(rate)}%，按评分标准（{indicator.standard}）"
    if indicator.deduction is not None:
        return _deducted(rate, indicator, indicator.deduction, points, told)
    score = band_score(rate, indicator.scale) if indicator.scale else None
    if score is None:
        return verdict.unjudged(f"{indicator.name}{plain(rate)}%，方案没有规定它的分档", "方案没有分档")
    return _due(verdict.capped(score * points / indicator.points, points), points, told)


def _due(score: Decimal, points: Decimal, told: str) -> Due:
    if score >= points:
        return verdict.full(points, f"{told}得满分")
    return verdict.missed(score, f"{told}应得{plain(score)}分")


def _deducted(rate: Decimal, indicator: CommonIndicator, scale: Deduction, points: Decimal, told: str) -> Due:
    """Points less the cost of the steps beyond the limit, in proportion unless only whole steps cost."""
    beyond = max(rate - scale.limit if scale.above else scale.limit - rate, ZERO)
    steps = beyond / scale.step
    whole, started = steps.to_integral_value(ROUND_FLOOR), steps.to_integral_value(ROUND_CEILING)
    cost = points * scale.cost / HUNDRED if scale.cost_is_percent else scale.cost * points / indicator.points
    taken = verdict.capped(points - (whole if scale.whole else steps) * cost, points)
    due = _due(taken, points, told)
    if scale.whole or whole == started:
        return due
    ends = (verdict.capped(points - count * cost, points) for count in (started, whole))
    lowest, highest = ends
    return replace(due, lowest=lowest, highest=highest)


def _sum(form: Figured, references: tuple[str, ...]) -> Decimal | None:
    """Σ of the figures; None as soon as one is missing."""
    whole = ZERO
    for reference in references:
        value = _figure(form, reference.removeprefix("-"))
        if value is None:
            return None
        whole += -value if reference.startswith("-") else value
    return whole


def _figure(form: Figured, reference: str) -> Decimal | None:
    """「funds.total.executed」: a fund row and its column; 「staff.actual」: a line of 基础数据 and its column."""
    *path, column = reference.split(".")
    if path[0] == _FUNDS:
        row = next((one for one in form.funding if one.source == path[1]), None)
        return None if row is None else _value(row, column)
    line = next((one for one in form.figures if one.key == path[0]), None)
    return None if line is None else _value(line, column)


def _value(row: object, column: str) -> Decimal | None:
    value: Decimal | None = getattr(row, column).value
    return value
