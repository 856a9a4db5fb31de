"""I 指标: how far an indicator was reached: far beyond its target (I110), beyond what can be (I111)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.facts import Facts
from xladdin.checks.figures import percent, plain
from xladdin.checks.names import direction_doubt
from xladdin.checks.narrative import says_nothing
from xladdin.checks.rows import name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.words import bare_name, section
from xladdin.model import Due, Indicator, Op, Outcome, Severity, TargetKind, Unit
from xladdin.model.patterns import lazy_pattern

_HUNDRED = Decimal(100)
#: Names of shares of a whole, of which there cannot be more than all.
_SHARES = lazy_pattern(section("shares")["names"])


@rule("I110", Severity.WARNING)
def far_beyond_the_target(facts: Facts) -> Iterator[Issue]:
    """实际完成值远超年度指标值，没有说明原因。

    超过多少算远超由评分方案规定；只多完成一件（个、次）的仅作提示。

    依据：评分方案；偏离指标值较多的应当分析原因，指标值定得过低的要适当扣分，本工具不自动扣分。
    反例：年度指标值“≥6次”，实际完成值“150次”，偏差原因一栏为空。
    正例：同上，偏差原因“年中增加入户宣讲，下年相应调高指标值”。
    """
    exceed = facts.scheme.exceed
    for row, due in facts.judged_rows:
        if due.outcome is not Outcome.MET or due.completion is None or due.completion < exceed:
            continue
        if not row.note.has_place or not says_nothing(row.note) or not _is_upward(row) or above_all(row):
            continue
        if direction_doubt(row) is None:  # I107 speaks
            yield issue(
                row.actual,
                name_of(row),
                f"年度指标值“{row.target.raw}”，实际完成值“{row.actual.raw}”，完成{percent(due.completion)}，"
                f"达到指标值的{plain(exceed)}%以上，没有说明原因。",
                do="请在偏差原因一栏说明；指标值定低了的，下年请调高",
                severity=Severity.NOTE if _is_one_more(row, due) else None,
                basis=facts.by_scheme,
            )


def _is_upward(row: Indicator) -> bool:
    """Whether there may be more than the target asks for."""
    target = row.target.value
    return target is not None and target.kind is TargetKind.QUANTITY and target.op not in {Op.AT_MOST, Op.BELOW}


def _is_one_more(row: Indicator, due: Due) -> bool:
    """Whether a small number was exceeded by a single piece: 5 instead of 4 is 125 % and says nothing."""
    target, actual = row.target.value, row.actual.value
    if target is None or actual is None or target.value is None or actual.value is None:
        return False
    return due.completion is not None and actual.value - target.value == 1 and _is_whole(target.value)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value() and value < _HUNDRED


@rule("I111", Severity.WARNING)
def share_above_all(facts: Facts) -> Iterator[Issue]:
    """满意度、及时率、合格率这类比率超过100%。

    依据：本工具的约定：这类比率是部分占全部的比例，不会超过100%；完成率、增长率、使用率等可以超过，不提示。
    反例：“群众满意度”，实际完成值“105%”。
    正例：“群众满意度”，实际完成值“98%”；“产量增长率”，实际完成值“120%”。
    """
    for row, _ in facts.rows:
        share = above_all(row)
        if share:
            entry = row.actual if share == row.actual.raw else row.target
            yield issue(
                entry,
                name_of(row),
                f"“{name_of(row)}”是部分占全部的比例，不会超过100%，填的是“{share}”。",
                do="请核对数值；是比上年增长的，请在名称中写明",
                expected="不超过100%",
            )


def above_all(row: Indicator) -> str:
    """The actual (else the target) of a share of a whole where it lies above 100 %; "" otherwise."""
    target, actual = row.target.value, row.actual.value
    if target is None or target.kind is not TargetKind.QUANTITY:
        return ""
    unit = target.unit
    if actual is not None and _is_above(actual.value, actual.unit or unit):
        share = row.actual.raw
    elif _is_above(target.value2 or target.value, unit):
        share = row.target.raw
    else:
        return ""
    return share if _SHARES.search(bare_name(row.name.raw)) else ""


def _is_above(value: Decimal | None, unit: Unit | None) -> bool:
    return value is not None and unit is not None and unit.dimension == "ratio" and value * unit.factor > _HUNDRED
