"""The functions about amounts and sums: execution rate, total, grade, points, changes, shares, means."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import zip_longest

from xladdin import scoring
from xladdin.excel.functions.arguments import amounts, figure, scheme
from xladdin.excel.functions.values import BLANK, CellError, Value
from xladdin.form.notation import parse_amount, unit_of

_HUNDRED = Decimal(100)
_EXECUTED, _BUDGET = "全年执行数", "全年预算数"


def execution_rate(executed: Value, budget: Value) -> Decimal | str:
    """执行率 as a fraction of 1 with four decimals: executed ÷ budget (全年预算数)."""
    if executed.is_blank or budget.is_blank:
        return ""
    spent, planned = amounts((executed, budget), (_EXECUTED, _BUDGET))
    rate = scoring.execution_rate(spent, planned)
    if rate is None:
        raise CellError(f"{_BUDGET}为0，算不出执行率" if planned == 0 else f"{_BUDGET}是负数")
    return rate / _HUNDRED


def execution_score(executed: Value, budget: Value, points: Value = BLANK, place: Value = BLANK) -> Decimal | str:
    """执行率得分 by the scheme; ``points`` are the scheme's where none are given. A budget of 0 scores 0."""
    if executed.is_blank or budget.is_blank:
        return ""
    spent, planned = amounts((executed, budget), (_EXECUTED, _BUDGET))
    chosen = scheme(place.text)
    due = scoring.score_execution(
        spent, planned, chosen.execution_points if points.is_blank else figure(points, "分值"), chosen
    )
    if due.score is None:
        raise CellError(due.brief)
    return due.score


def total(scores: Sequence[Value], execution: Sequence[Value]) -> Decimal | str:
    """总分: Σ of the scores with the execution rate's, two decimals; empty cells are left out."""
    summed = _sum([*scores, *execution], "得分")
    return "" if summed is None else scoring.cents(summed)


def grade(value: Value, place: Value = BLANK) -> str:
    """绩效等级 of a total by the scheme."""
    if value.is_blank:
        return ""
    stated = figure(value, "总分")
    name = scoring.grade(stated, scheme(place.text))
    if name is None or stated > _HUNDRED:
        raise CellError("总分应在0到100之间")
    return name


def weights(points: Sequence[Value], execution: Sequence[Value], whole: Sequence[Value]) -> str:
    """分值核对: 「合计100 ✓」, 「合计93.33，差6.67」, 「合计103，多3」; ``whole``: what they should add up to."""
    summed = _sum([*points, *execution], "分值")
    if summed is None:
        return ""
    expected = _sum(whole, "应为合计")
    missing = (_HUNDRED if expected is None else expected) - summed
    start = f"合计{scoring.plain(summed)}"
    if missing == 0:
        return f"{start} ✓"
    return f"{start}，{'差' if missing > 0 else '多'}{scoring.plain(abs(missing))}"


def change(this: Value, last: Value) -> Decimal | str:
    """变动率 as a fraction of 1 with four decimals: (this − last) ÷ last."""
    if this.is_blank or last.is_blank:
        return ""
    now, before = amounts((this, last), ("本年数", "上年数"))
    percent = scoring.change(now, before)
    if percent is None:
        raise CellError(f"上年数{'为0' if before == 0 else '是负数'}，算不出变动率")
    return percent / _HUNDRED


def share(part: Value, whole: Value) -> Decimal | str:
    """占比 as a fraction of 1 with four decimals: part ÷ whole."""
    if part.is_blank or whole.is_blank:
        return ""
    some, everything = amounts((part, whole), ("部分数", "合计数"))
    percent = scoring.percent(some, everything)
    if percent is None or everything < 0 or some < 0:
        raise CellError("合计数为0，算不出占比" if everything == 0 else "不能是负数")
    return percent / _HUNDRED


def weighted_mean(values: Sequence[Value], weights: Sequence[Value]) -> Decimal | str:
    """加权平均 of figures (95% is 0.95) by their weights, not rounded; pairs without both are left out."""
    pairs = [pair for pair in zip_longest(values, weights, fillvalue=BLANK) if not all(one.is_blank for one in pair)]
    if not pairs:
        return ""
    if any(one.is_blank for pair in pairs for one in pair):
        raise CellError("数值和权数的个数不同")
    means = amounts([value for value, _ in pairs], ["数值"] * len(pairs))
    parts = amounts([weight for _, weight in pairs], ["权数"] * len(pairs))
    if any(part < 0 for part in parts):
        raise CellError("权数不能是负数")
    mean = scoring.weighted_mean(means, parts)
    if mean is None:
        raise CellError("权数合计为0")
    return mean


def converted(amount: Value, unit: Value, own: Value = BLANK) -> Decimal | str:
    """金额换算 into ``unit`` (元, 万元 …); ``own`` is the unit of a figure that has none of its own."""
    if amount.is_blank:
        return ""
    for written in (unit, own):
        if not written.is_blank and unit_of(written.text).dimension != "money":
            raise CellError(f"“{written.text[:10]}”不是金额单位")
    if unit.is_blank:
        raise CellError("没有写换算成什么单位")
    read = parse_amount(amount.text, unit.text)
    if read.value is None:
        raise CellError("金额里没有数字")
    if read.unit is not None:
        return read.value
    if own.is_blank:
        raise CellError("请写明金额的单位")
    source, wanted = unit_of(own.text), unit_of(unit.text)
    return read.value * source.factor / wanted.factor


def _sum(cells: Sequence[Value], label: str) -> Decimal | None:
    return scoring.total(None if cell.is_blank else figure(cell, label) for cell in cells)
