"""S 分值: the points, which add up to 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.facts import Facts, asked_once
from xladdin.checks.figures import plain
from xladdin.checks.rows import is_possible
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.tolerance import differ, sums_differ
from xladdin.model import CellRef, SelfEvaluation, Severity

_HUNDRED = Decimal(100)


@asked_once
def points_are_complete(facts: Facts) -> bool:
    """Whether every row that should have points has them; otherwise I103 (W106) speaks and sums say nothing."""
    return not any(not is_possible(row.points) and row.points.has_place for row in facts.scored_rows)


def _summed(facts: Facts) -> str:
    funds = facts.scored_funds
    scored = funds is not None and (funds.points.value is not None or bool(facts.scheme.execution_points))
    return "各项指标分值加执行率分值" if scored else "各项分值"


@rule("S101", Severity.ERROR)
def points_not_100(facts: Facts) -> Iterator[Issue]:
    """分值合计不是100分。

    依据：自评表所印注释：除预算资金执行率外，其他指标权重可作适当调整，但总分应为100分。
    反例：各项指标分值合计83.33，加执行率10分，共93.33分。
    正例：各项指标分值合计90，加执行率10分，共100分。
    """
    form, whole = facts.form, facts.due.points_sum
    printed = form.total.points
    if whole is None or not points_are_complete(facts) or printed.error:
        return
    rows = sum(row.points.value is not None for row in facts.scored_rows) + 1
    if differ(whole, _HUNDRED):
        shown = (
            f"，总分一行却写着{plain(printed.value)}" if printed.value is not None and printed.value != whole else ""
        )
        yield issue(
            _place_of_points(form),
            "总分",
            f"{_summed(facts)}共{plain(whole)}分，不是100分{shown}。",
            do="请核对是否漏了一行、多了一行或分值填错，使合计为100分",
            found=plain(whole),
            expected=_HUNDRED,
            difference=plain(whole - _HUNDRED),
            # A few cents are what rounding every row leaves over.
            severity=None if sums_differ(whole, _HUNDRED, rows) else Severity.NOTE,
        )
    elif printed.value is not None and sums_differ(printed.value, _HUNDRED, rows):
        execution = form.funds_total.points.value if form.funds_total is not None else None
        if execution is None or differ(printed.value + execution, _HUNDRED):
            yield issue(
                printed,
                "总分",
                f"各项分值合计{plain(whole)}分，总分一行写着{plain(printed.value)}。",
                do="请把总分一行的分值改为100",
                expected=_HUNDRED,
            )


def _place_of_points(form: SelfEvaluation) -> CellRef | None:
    """Where the sum of the points stands: in the total row, else above the column, else at the first goal block."""
    goals = (block.cell for block in form.blocks if block.is_goal)
    return form.total.points.cell or form.header("points") or next(goals, None)
