"""S, I 一级指标: how the points are spread over the categories (S102, I113, I116)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from xladdin.checks.facts import Facts, asked_once
from xladdin.checks.figures import plain
from xladdin.checks.points import points_are_complete
from xladdin.checks.rows import by_filling, name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.tolerance import differ, sums_differ
from xladdin.checks.words import folded, section
from xladdin.model import CategoryPoints, CellRef, Indicator, Severity

_HUNDRED = Decimal(100)
#: Categories that an indicator's name gives away wherever it stands; 「培训效果」 is no proof of a benefit.
_TOLD_BY_NAME = frozenset({"成本指标", "满意度指标"})


@rule("S102", Severity.ERROR)
def category_points_differ(facts: Facts) -> Iterator[Issue]:
    """一级指标的分值与评分方案不同（方案允许调整的，请核实）。

    从表上看不出应当用哪个方案时只作提示；缺了一级指标（I116）而分值挪给了其他指标时不重复提示。

    依据：自评表所印注释：原则上一级指标分值统一设置，如有特殊情况，除预算资金执行率外，其他指标权重可作适当调整。
    反例：评分方案中产出指标40分，表中产出指标各行分值合计33.35分。
    正例：产出指标各行分值合计40分。
    """
    scheme = facts.scheme
    # A scheme with one figure for all categories says no more than S101.
    if len(scheme.categories) < 2 or not scheme.row_points or not points_are_complete(facts):
        return
    if _missing(facts) and facts.due.points_sum is not None and not differ(facts.due.points_sum, _HUNDRED):
        return
    for group, rows in _by_category(facts):
        figures = [row.points.value for row in rows if row.points.value is not None]
        stated = sum(figures, Decimal(0))
        if figures and sums_differ(stated, group.points, len(rows)):
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
                severity=facts.doubtful(Severity.WARNING if scheme.adaptable else Severity.ERROR),
                basis=facts.by_scheme,
            )


def _by_category(facts: Facts) -> Iterator[tuple[CategoryPoints, list[Indicator]]]:
    """The rows of each category of the scheme; nothing for a category without rows."""
    headings: dict[str, list[Indicator]] = {}
    for row, _ in facts.rows:
        headings.setdefault(row.category.raw, []).append(row)
    for group in facts.scheme.categories:
        rows = [row for heading, below in headings.items() if _is_of(heading, group) for row in below]
        if rows:
            yield group, rows


def _is_of(heading: str, group: CategoryPoints) -> bool:
    names = _categories(heading)
    return bool(names) and names.issubset(group.names)


@lru_cache(maxsize=4096)
def _categories(heading: str) -> frozenset[str]:
    """The names in the scheme that a printed heading stands for."""
    printed = folded(heading)
    return frozenset(
        name for name, pieces in section("categories").items() if any(piece in printed for piece in pieces)
    )


def _first_cell(rows: list[Indicator]) -> CellRef | None:
    return rows[0].category.cell or rows[0].name.cell


@rule("I116", Severity.WARNING)
def category_missing(facts: Facts) -> Iterator[Issue]:
    """缺少评分方案规定的一级指标。

    几类指标合计分值的方案（“产出、效益、满意度共90分”），有其中任何一类就不提示；一级指标另有名称、看不出归类的表不提示。

    依据：自评表所印一级指标和评分方案的分值分配。
    反例：评分方案中满意度指标10分，表中没有满意度指标。
    正例：表中成本、产出、效益、满意度指标都有。
    """
    form = facts.form
    for group in _missing(facts):
        label = "、".join(group.names)
        points = plain(group.points)
        yield issue(
            form.header("category") or form.header("name"),
            label,
            f"评分方案“{facts.scheme.name}”有{label}（{points}分），表中一行也没有。",
            do=f"请核实是否漏填；确实不适用的，请在说明中写明，{points}分调整到哪些指标也请写明",
            expected=f"{label}{points}分",
            severity=facts.doubtful(Severity.WARNING),
            basis=facts.by_scheme,
        )


@asked_once
def _missing(facts: Facts) -> list[CategoryPoints]:
    """Categories of the scheme of which no row is there; nothing where a row's own category is not known."""
    rows = [row for row, _ in by_filling(facts).filled]
    own = {heading: _categories(heading) for heading in {row.category.raw for row in rows}}
    if not rows or not all(own.values()) or not facts.scheme.row_points:  # 湖北 divides the points by goals instead
        return []
    # 满意度 as a 二级指标 below 效益指标, or only in an indicator's name, is not missing but stands elsewhere.
    present = set().union(*own.values(), *map(_categories, {row.subcategory.raw for row in rows}))
    missing = [group for group in facts.scheme.categories if present.isdisjoint(group.names)]
    if missing:
        present.update(*(_categories(row.name.raw) & _TOLD_BY_NAME for row in rows))
    return [group for group in missing if present.isdisjoint(group.names)]


@rule("I113", Severity.NOTE)
def one_indicator_outweighs(facts: Facts) -> Iterator[Issue]:
    """一项指标的分值超过总分的一半。

    依据：自评表所印注释：各项三级指标的权重分值由部门按重要程度自主确定；过于集中时，其他指标对结果几乎没有影响（本工具的约定）。
    反例：“培训人数”一项指标60分。
    正例：同样的内容分成人数、合格率、及时率几项指标。
    """
    whole = facts.due.points_sum
    if not whole or whole < 0 or not points_are_complete(facts):
        return
    half = whole / 2
    for row, _ in facts.rows:
        points = row.points.value
        if points is not None and points > half:
            yield issue(
                row.points,
                name_of(row),
                f"这一项指标{row.points.raw}分，超过总分{plain(whole)}分的一半。",
                do="不必修改；如能细分，请把这项工作分成几项指标",
            )
