"""S 分值: the points, which add up to 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.facts import Facts
from xladdin.checks.figures import plain
from xladdin.checks.rows import is_possible
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.tolerance import differ, sums_differ
from xladdin.checks.words import folded, words
from xladdin.model import CategoryPoints, CellRef, Indicator, SelfEvaluation, Severity

_HUNDRED = Decimal(100)


def _points_are_complete(facts: Facts) -> bool:
    """Whether every row that should have points has them; otherwise I103 (W106) speaks and sums say nothing."""
    return all(is_possible(row.points) for row in facts.scored_rows() if row.points.has_place)


@rule("S101", Severity.ERROR)
def points_not_100(facts: Facts) -> Iterator[Issue]:
    """分值合计不是100分。

    依据：自评表所印注释：除预算资金执行率外，其他指标权重可作适当调整，但总分应为100分。
    反例：各项指标分值合计83.33，加执行率10分，共93.33分。
    正例：各项指标分值合计90，加执行率10分，共100分。
    """
    form, whole = facts.form, facts.due.points_sum
    printed = form.total.points
    if whole is None or not _points_are_complete(facts) or printed.error:
        return
    rows = sum(row.points.value is not None for row in facts.scored_rows()) + 1
    if differ(whole, _HUNDRED):
        shown = f"，总分一行却写着{printed.raw}" if printed.value is not None and printed.value != whole else ""
        yield issue(
            _place_of_points(form),
            "总分",
            f"各项指标分值加执行率分值共{plain(whole)}分，不是100分{shown}。",
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
                f"各项分值合计{plain(whole)}分，总分一行写着{printed.raw}。",
                do="请把总分一行的分值改为100",
                expected=_HUNDRED,
            )


def _place_of_points(form: SelfEvaluation) -> CellRef | None:
    """Where the sum of the points stands: in the total row, else above the column, else at the first goal block."""
    goals = (block.cell for block in form.blocks if block.is_goal)
    return form.total.points.cell or form.header("points") or next(goals, None)


@rule("S102", Severity.ERROR)
def category_points_differ(facts: Facts) -> Iterator[Issue]:
    """一级指标的分值与评分方案不同（方案允许调整的，请核实）。

    依据：自评表所印注释：原则上一级指标分值统一设置，如有特殊情况，除预算资金执行率外，其他指标权重可作适当调整。
    反例：评分方案中产出指标40分，表中产出指标各行分值合计33.35分。
    正例：产出指标各行分值合计40分。
    """
    scheme = facts.scheme
    # A scheme with one figure for all categories says no more than S101.
    if len(scheme.categories) < 2 or not scheme.row_points or not _points_are_complete(facts):
        return
    for group, rows in _by_category(facts):
        stated = sum((row.points.value for row in rows if row.points.value is not None), Decimal(0))
        if sums_differ(stated, group.points, len(rows)):
            label = "、".join(group.names)
            yield issue(
                _first_cell(rows),
                label,
                f"{label}各行分值合计{plain(stated)}分，评分方案“{scheme.name}”是{plain(group.points)}分。",
                do="确有特殊情况需要调整的请核实，否则请改正；合计仍应为100分"
                if scheme.adaptable
                else "请按评分方案改正",
                found=plain(stated),
                expected=group.points,
                difference=plain(stated - group.points),
                severity=Severity.WARNING if scheme.adaptable else None,
                basis=facts.by_scheme,
            )


def _by_category(facts: Facts) -> Iterator[tuple[CategoryPoints, list[Indicator]]]:
    """The rows of each category of the scheme; nothing for a category without rows."""
    found: list[list[Indicator]] = [[] for _ in facts.scheme.categories]
    for row, _ in facts.rows():
        names = _categories(row)
        for place, group in enumerate(facts.scheme.categories):
            if names and names <= set(group.names):
                found[place].append(row)
    yield from ((group, rows) for group, rows in zip(facts.scheme.categories, found, strict=True) if rows)


def _categories(row: Indicator) -> set[str]:
    printed = folded(row.category.raw)
    return {name for name, pieces in words().categories.items() if any(piece in printed for piece in pieces)}


def _first_cell(rows: list[Indicator]) -> CellRef | None:
    return rows[0].category.cell or rows[0].name.cell
