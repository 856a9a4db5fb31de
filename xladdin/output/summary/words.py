"""Words and columns that the sheets of a summary have in common."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.output.sheets.table import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.model import MergedIndicator, Summary

INITIAL, BUDGET, EXECUTED, RATE = "年初预算数", "全年预算数", "全年执行数", "执行率"
BY_WORDS = {"project": "项目", "subproject": "二级项目", "department": "主管部门", "region": "地区", "all": "整体"}
#: How rows were merged (汇总方式).
HOW_WORDS = {
    "sum": "累加",
    "weighted": "加权平均",
    "tier": "按档次",
    "listed": "列示",
    "common": "按合计数算",
    "mean": "平均得分",
}
#: What comes out of these is one figure; the others are merged into words.
_FIGURES = frozenset({"sum", "weighted", "common", "mean"})
FUND_WORDS = {"budget": BUDGET, "initial": INITIAL, "executed": EXECUTED}
#: ``Refusal.why`` that is no code of a rule.
WHY_WORDS = {"errors": "有错误", "kind": "表种不同", "summary": "汇总表", "part": "汇总件"}
#: The same for a reader who does not know the codes.
_CODE_WORDS = {"B101": "重复报送", "B105": "年度或评分方案不同"}
NAMELESS = "（未填）"
#: The execution rate of a row; empty where it is undefined.
RATE_FORMULA = f'IF(OR([{EXECUTED}]="",N([{BUDGET}])=0),"",[{EXECUTED}]/[{BUDGET}])'
#: A rate above 100 % is refused nearly everywhere; below 90 % many places ask for a reason.
RATE_MARKS = (Mark("wrong", ">", 1), Mark("short", "<", Decimal("0.9")))
GRADE_MARKS = (Mark("good", "=", "优"), Mark("fair", "=", "良"), Mark("short", "=", "中"), Mark("wrong", "=", "差"))


def reason(why: str) -> str:
    """Why something was not merged, in a word."""
    return WHY_WORDS.get(why) or _CODE_WORDS.get(why, "无法读取")


def merged_actual(merged: MergedIndicator) -> str | Decimal:
    """实际完成值 of a merged row: a figure as a number, so that a reader can go on calculating with it."""
    return Decimal(merged.actual) if merged.how in _FIGURES and merged.actual else merged.actual


def by_words(summary: Summary) -> str:
    """What forms are grouped by, as a heading: 「地区、二级项目」."""
    return "、".join(BY_WORDS[level] for level in summary.by.split(","))


def years(summary: Summary) -> str:
    """The years of the merged forms as a title begins: 「2024年度」."""
    found = summary.overview.years
    return f"{'、'.join(map(str, found))}年度" if found else ""


def ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """``part`` ÷ ``whole`` as a cell with a % format holds it, not rounded; None where it is undefined."""
    return None if part is None or not whole else part / whole


def weighted_mean(pairs: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """Σ value·weight ÷ Σ weight of (value, weight), not rounded; None where nothing has a weight."""
    total = weights = Decimal(0)
    for value, weight in pairs:
        total += value * weight
        weights += weight
    return ratio(total, weights)
