"""按部门 and 按地区: forms, funds, scores and grades of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.output.sheets.table import SHEET_ROWS, Column, Mark, Table, Weighted
from xladdin.output.summary.words import (
    BUDGET,
    EXECUTED,
    INITIAL,
    NAMELESS,
    RATE,
    RATE_FORMULA,
    RATE_MARKS,
    ratio,
    years,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from xladdin.model import GroupTotals, Summary

FORMS, SCORED, MEAN = "表数", "有得分的表数", "平均得分"


def departments_table(summary: Summary, sheet_rows: int = SHEET_ROWS) -> Table[GroupTotals]:
    """按部门: a line a 主管部门."""
    return _groups_table(summary, "按部门", "主管部门", sheet_rows)


def regions_table(summary: Summary, sheet_rows: int = SHEET_ROWS) -> Table[GroupTotals] | None:
    """按地区: a line a region; None where no form tells its region."""
    named = any(one.label for one in summary.breakdowns.get("region", ()))
    return _groups_table(summary, "按地区", "地区", sheet_rows) if named else None


def label(group: GroupTotals) -> str:
    """What a group is called."""
    return group.label or NAMELESS


def _groups_table(summary: Summary, name: str, what: str, sheet_rows: int) -> Table[GroupTotals]:
    grades = tuple(Column(grade, _forms_of(grade), (6, 6), "count", "sum") for grade in summary.grades)
    return Table(
        name=name,
        title=f"{years(summary)}绩效自评{name}汇总",
        notice=f"金额单位：万元。执行率＝{EXECUTED}÷{BUDGET}；合计的平均得分按{SCORED}加权。合计不随筛选变化。",
        columns=(
            Column(what, label, (20, 36)),
            Column(FORMS, "forms", (8, 8), "count", "sum"),
            Column(INITIAL, "funds.initial", (14, 20), "amount", "sum"),
            Column(BUDGET, "funds.budget", (14, 20), "amount", "sum"),
            Column(EXECUTED, "funds.executed", (14, 20), "amount", "sum"),
            Column(RATE, group_rate, (9, 9), "rate", (EXECUTED, BUDGET), formula=RATE_FORMULA, marks=RATE_MARKS),
            Column(SCORED, "scored", (8, 8), "count", "sum"),
            Column("最低得分", _score(0), (9, 9), "score", marks=(Mark("wrong", "<", 60),)),
            Column(MEAN, _score(1), (9, 9), "score", Weighted(SCORED), marks=(Mark("wrong", "<", 60),)),
            Column("最高得分", _score(2), (9, 9), "score"),
            *grades,
            Column("未定等级", _ungraded, (6, 6), "count", "sum"),
        ),
        frozen=2,
        empty="没有汇总任何自评表。",
        sheet_rows=sheet_rows,
        all_lines=True,
    )


def group_rate(group: GroupTotals) -> Decimal | None:
    """Σexecuted ÷ Σbudget of a group, as a fraction."""
    return ratio(group.funds.executed, group.funds.budget)


def _score(place: int) -> Callable[[GroupTotals], Decimal | None]:
    return lambda group: group.scores[place] if group.scores else None


def _forms_of(grade: str) -> Callable[[GroupTotals], int | None]:
    return lambda group: group.grades.get(grade) or None


def _ungraded(group: GroupTotals) -> int | None:
    return group.forms - sum(group.grades.values()) or None
