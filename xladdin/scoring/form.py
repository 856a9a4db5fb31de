"""A whole form worked out anew under a scheme."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xladdin.model import (
    Actual,
    CommonIndicator,
    Due,
    FundRow,
    Indicator,
    Recalculation,
    Scheme,
    SelfEvaluation,
    Target,
    TargetKind,
)
from xladdin.scoring import verdict
from xladdin.scoring.common_indicators import common_due
from xladdin.scoring.funds import execution_rate, score_execution
from xladdin.scoring.grades import grade
from xladdin.scoring.rounding import HUNDRED, ZERO, total
from xladdin.scoring.rows import score_indicator

_NO_TARGET = Target("", TargetKind.BLANK)
_NO_ACTUAL = Actual("")


def recalculate(form: SelfEvaluation, scheme: Scheme) -> Recalculation:
    """What ``scheme`` gives for ``form``: rates of the fund rows, dues of the rows, sums and grade.

    The points printed on the form are used, the scheme's only where the execution rate prints none. Nothing is
    compared with what the clerk filled in.
    """
    execution_points = points_of_execution(form, scheme)
    execution = _execution(form, scheme, execution_points)
    funds = form.funds_total
    dues = tuple([_due(row, form, funds, scheme) for row in form.indicators])
    due_total = _due_total(form, execution, execution_points, dues)
    stated = form.total.score.value
    return Recalculation(
        rates=tuple(execution_rate(row.executed.value, row.budget.value) for row in form.funding),
        execution=execution,
        indicators=dues,
        points_sum=_points_sum(form, execution_points),
        score_sum=_score_sum(form),
        due_total=due_total,
        grade=grade(stated if due_total is None else due_total, scheme),
    )


def points_of_execution(form: SelfEvaluation, scheme: Scheme) -> Decimal:
    """The points of the execution rate outside the indicator table: those printed, else the scheme's.

    0 where the rate is an indicator row of its own (河北), where the form has no funds at all, and where it has no
    place for them and its indicators make up the 100 alone.
    """
    funds = form.funds_total
    if funds is not None and funds.points.value is not None:
        return funds.points.value
    if funds is None or any(row.is_execution for row in form.indicators):
        return ZERO
    indicators = _indicator_points(form)
    if not funds.points.has_place and indicators == HUNDRED:
        return ZERO
    if not scheme.execution_points and funds.score.value is not None and indicators is not None:
        return max(HUNDRED - indicators, ZERO)  # an office that scores the rate though the scheme does not
    return scheme.execution_points


def _execution(form: SelfEvaluation, scheme: Scheme, points: Decimal) -> Due:
    """The due of the execution rate, wherever the form puts it."""
    row = next((row for row in form.indicators if row.is_execution and row.points.value is not None), None)
    if points == 0 and row is not None and row.points.value is not None:
        points = row.points.value
    funds = form.funds_total
    if funds is None:
        return verdict.unjudged("表中没有找到年度资金总额一行，算不出执行率")
    return score_execution(funds.executed.value, funds.budget.value, points, scheme)


def _due(row: Indicator, form: SelfEvaluation, funds: FundRow | None, scheme: Scheme) -> Due:
    points = row.points.value
    if points is None:
        why = "“其中”一行不单独计分" if row.is_subrow else "这一行没有分值，算不出应得分"
        return verdict.unjudged(why)
    by_standard = bool(row.standard.value) and not row.target.has_place
    if row.is_execution and funds is not None and points >= 0 and not (by_standard and not scheme.execution_points):
        return score_execution(funds.executed.value, funds.budget.value, points, scheme)
    if scheme.common and points > 0 and (common := scheme.common_indicator(row.name.value or "")):
        return _common(row, form, scheme, common, points)
    return _by_standard(row, points) if by_standard else _by_target(row, points, scheme)


def _common(row: Indicator, form: SelfEvaluation, scheme: Scheme, common: CommonIndicator, points: Decimal) -> Due:
    """A common indicator, by its scale; by what the form prints where that is another target or a mere standard."""
    target, actual = row.target.value, row.actual.value
    due = common_due(form, common, points, actual.value if actual else None)
    if scheme.common_scale(common.name, target.value if target else None) is None:
        return replace(_by_target(row, points, scheme), rate=due.rate)
    if due.score is None and row.standard.value and not row.target.has_place:
        return _by_standard(row, points)
    return due


def _by_target(row: Indicator, points: Decimal, scheme: Scheme) -> Due:
    return score_indicator(
        row.target.value or _NO_TARGET,
        row.actual.value or _NO_ACTUAL,
        points,
        scheme,
        category=f"{row.category.value or ''}/{row.subcategory.value or ''}",
        name=row.name.value or "",
        stated=row.score.value,
    )


def _by_standard(row: Indicator, points: Decimal) -> Due:
    """A row with a 评分标准 and no target is scored by a person: every score up to the points may be right."""
    stated = row.score.value
    if stated is None or not 0 <= stated <= points:
        return verdict.unjudged("按评分标准由人打分，这一行还没有得分" if stated is None else "得分不在0到分值之间")
    told = "按评分标准由人打分，只核对分值和合计"
    due = verdict.full(points, told) if stated == points else verdict.missed(stated, told)
    return replace(due, lowest=ZERO, highest=points)


def _indicator_points(form: SelfEvaluation) -> Decimal | None:
    """Σ of the rows' points; a goal block whose rows carry none counts with its own."""
    with_points = {row.block for row in form.indicators if row.points.value is not None}
    goals = [block.points for block in form.blocks if block.is_goal and block.label not in with_points]
    return total([*(row.points.value for row in form.indicators), *goals])


def _points_sum(form: SelfEvaluation, execution_points: Decimal) -> Decimal | None:
    indicators = _indicator_points(form)
    return None if indicators is None else indicators + execution_points


def _score_sum(form: SelfEvaluation) -> Decimal | None:
    """Σ of what is stated; a 其中 row is part of the row above it and does not count again."""
    funds = form.funds_total
    rows = [row.score.value for row in form.indicators if not row.is_subrow]
    return total([*rows, funds.score.value if funds else None])


def _due_total(
    form: SelfEvaluation, execution: Due, execution_points: Decimal, dues: tuple[Due, ...]
) -> Decimal | None:
    """Σ of the dues; None as soon as one row that counts has none, or has no points."""
    scores: list[Decimal | None] = []
    for row, due in zip(form.indicators, dues, strict=True):
        if row.is_subrow and row.points.value is None:
            continue
        scores.append(ZERO if row.points.value == 0 else due.score)
    if execution_points:
        scores.append(execution.score)
    return None if any(score is None for score in scores) else total(scores)
