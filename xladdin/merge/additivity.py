"""How an indicator is merged: added, averaged by funds, judged by tier, or only listed.

Source: the note on the form (定量指标：绝对值直接累加计算，相对值按照资金额度加权平均计算) and what the words of
``words.toml`` except from it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from xladdin.merge.words import Apart, indicator_key, words
from xladdin.model import Op, TargetKind

if TYPE_CHECKING:
    from xladdin.model import Actual, Target, Unit


class How(StrEnum):
    """汇总方式; the values are those of ``MergedIndicator.how``."""

    SUM = "sum"  # 累加
    WEIGHTED = "weighted"  # 按资金加权平均
    TIER = "tier"  # 定性，按档次
    LISTED = "listed"  # 不汇总，列示
    COMMON = "common"  # 共性指标，按合计数重新计算
    MEAN = "mean"  # 按评分标准打分的，得分取平均


class Method(NamedTuple):
    """How a row is merged, and why it is only listed (or what a reader has to know of the sum)."""

    how: How
    why: str = ""


class Understood(NamedTuple):
    """What is understood of an indicator row. ``scored``: it has a score, due or stated.

    ``judged``: its scheme could compare target and actual value; ``in_doubt``: a quantity that no scheme can compare,
    even with full points.
    """

    name: str
    target: Target
    actual: Actual
    scored: bool
    judged: bool
    in_doubt: bool

    @property
    def unit(self) -> Unit | None:
        """The unit of the row: the target's, else the actual value's."""
        return self.target.unit or self.actual.unit


_NOT_QUANTITIES = {
    TargetKind.BLANK: "没有填指标值，不能汇总，分别列示",
    TargetKind.DATE: "指标值是日期，不能相加，分别列示",
    TargetKind.PERIOD: "指标值是时间段，不能相加，分别列示",
    TargetKind.TEXT: "指标值是一段文字，不能汇总，分别列示",
}
_IN_DOUBT = "实际完成值与指标值怎样比较要人工判断（见“问题清单”），分别列示"


def method(row: Understood) -> Method:
    """How this row can be merged with others of its kind."""
    if row.target.kind in _NOT_QUANTITIES:
        return Method(How.LISTED, _NOT_QUANTITIES[row.target.kind])
    if row.target.kind is TargetKind.QUALITATIVE:
        if not row.scored:
            return Method(How.LISTED, "定性指标没有得分，不知道属于哪一档，分别列示")
        return Method(How.TIER)
    why = _incomparable(row) or (_IN_DOUBT if row.in_doubt else "")
    return Method(How.LISTED, why) if why else _quantity(row)


def _incomparable(row: Understood) -> str:
    target, actual = row.target, row.actual
    if target.value is None or (target.op is Op.BETWEEN and target.value2 is None):
        return "指标值里没有数字，不能汇总，分别列示"
    # 「无」 beside a target of 0 is the number 0 where the scheme judged it to be none at all.
    if actual.value is None and not (target.value == 0 and row.judged):
        return "实际完成值不是数字，不能汇总，分别列示"
    if actual.several:
        return "实际完成值里有多个数字，不能确定用哪一个，分别列示"
    if target.unit and actual.unit and target.unit.dimension != actual.unit.dimension:
        return "指标值与实际完成值的单位不是一类，分别列示"
    if _may_be_a_fraction(target, actual):
        return "指标值没有写单位，不能确定是不是百分比，分别列示"
    return ""


def _may_be_a_fraction(target: Target, actual: Actual) -> bool:
    """A bare 0.95 beside 96%: it may mean 95 %, or 0.95 %."""
    relative = words().relative_dimensions
    bare = target.unit is None and actual.unit is not None and actual.unit.dimension in relative
    return bare and target.value is not None and 0 < target.value <= 1


def _quantity(row: Understood) -> Method:
    unit, name = row.unit, indicator_key(row.name)
    for apart in words().apart:
        if _is_apart(apart, unit, name):
            return Method(How.LISTED, apart.reason)
    if unit is None:
        return Method(How.WEIGHTED if words().relative_names.search(name) else How.SUM)
    if unit.dimension in words().relative_dimensions or unit.text in words().relative_units:
        return Method(How.WEIGHTED)
    return Method(How.SUM)


def _is_apart(apart: Apart, unit: Unit | None, name: str) -> bool:
    if unit and (unit.dimension in apart.dimensions or (apart.units and apart.units.search(unit.text))):
        return True
    # 「平均合格率」 is a rate all the same: an average of rates may be averaged again.
    relative = unit is not None and unit.dimension in words().relative_dimensions
    return bool(apart.names and not relative and apart.names.search(name))
