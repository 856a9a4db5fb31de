"""按二级项目汇总 and 指标明细: merged figures, and the rows they come from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.model import column_letters
from xladdin.output.sheets.table import SHEET_ROWS, Column, Link, Table
from xladdin.output.summary.forms import BUDGET, EXECUTED, fraction, years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model import IndicatorLine, MergedIndicator, SubprojectFunds, Summary
    from xladdin.output.sheets.links import Sources

BY_WORDS = {"project": "项目", "subproject": "二级项目", "department": "主管部门", "region": "地区"}
FUND_WORDS = {"budget": "全年预算数", "initial": "年初预算数", "executed": "全年执行数"}
_HOW_WORDS = {"sum": "累加", "weighted": "加权平均", "tier": "按档次", "listed": "列示"}
_FIGURES = frozenset({"sum", "weighted"})  # the others are merged into words
_SOURCES_SHOWN = 3


def details_table(sources: Sources, sheet_rows: int = SHEET_ROWS) -> Table[IndicatorLine]:
    """指标明细: every indicator row with the cell it comes from."""
    return Table(
        name="指标明细",
        title="指标明细",
        notice="按“按二级项目汇总”的行序排列，同一汇总指标的来源连在一起。点击文件名打开原表并定位到该单元格。",
        columns=(
            Column("项目名称", "project", (16, 28)),
            Column("一级指标", "category", (10, 12)),
            Column("二级指标", "subcategory", (10, 14)),
            Column("三级指标", "name", (18, 32)),
            Column("年度指标值", "target", (11, 20)),
            Column("实际完成值", "actual", (11, 20)),
            Column("分值", "points", (7, 7), "score"),
            Column("得分", "score", (7, 7), "score"),
            Column("应得分", "due", (7, 7), "score"),
            Column("偏差原因分析及改进措施", "note", (14, 30)),
            Column("主管部门", "department", (12, 18)),
            Column("实施单位", "unit", (12, 22)),
            Column("文件", lambda line: sources.link(line.file, line.sheet, line.cell), (16, 50), "link"),
            Column("工作表", "sheet", (8, 14)),
            Column("单元格", "cell", (8, 8), "centre"),
        ),
        frozen=5,
        sheet_rows=sheet_rows,
    )


@dataclass(frozen=True, slots=True)
class MergedLine:
    """A line of 按二级项目汇总: the funds of a 二级项目 (``forms`` is set), or one of its merged indicators."""

    subproject: str
    forms: int | None = None
    initial: Decimal | None = None
    budget: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None  # a fraction
    category: str = ""
    subcategory: str = ""
    name: str = ""
    how: str = ""
    target: str = ""
    actual: str | Decimal = ""
    unit: str = ""
    points: Decimal | None = None
    score: Decimal | None = None
    source: Link | None = None
    why: str = ""


def by_words(summary: Summary) -> str:
    """What forms are grouped by, as a heading: 「地区／二级项目」."""
    return "／".join(BY_WORDS[level] for level in summary.by.split(","))


def merged_table(summary: Summary, sheet_rows: int = SHEET_ROWS) -> Table[MergedLine]:
    """按二级项目汇总: the funds of each 二级项目, and below them its merged indicators."""
    by = by_words(summary)
    return Table(
        name="按二级项目汇总",
        title=f"{years(summary)}绩效自评按{by}汇总",
        notice=(
            f"绝对值累加，相对值按{FUND_WORDS[summary.fund]}加权平均，先合并指标值和实际完成值，再评一次分；定性指标按资金加权后归档；"
            "不能相加的分别列示。点击来源转到“指标明细”。金额单位：万元。"
        ),
        columns=(
            Column(by, "subproject", (16, 26), "faint"),
            Column("表数", "forms", (6, 6), "count", "sum"),
            Column("年初预算数", "initial", (11, 16), "amount", "sum"),
            Column(BUDGET, "budget", (11, 16), "amount", "sum"),
            Column(EXECUTED, "executed", (11, 16), "amount", "sum"),
            Column("执行率", "rate", (9, 9), "rate", (EXECUTED, BUDGET)),
            Column("一级指标", "category", (10, 12)),
            Column("二级指标", "subcategory", (10, 14)),
            Column("三级指标", "name", (16, 26)),
            Column("汇总方式", "how", (9, 9), "centre"),
            Column("年度指标值", "target", (10, 14), "figure"),
            Column("实际完成值", "actual", (10, 14), "figure"),
            Column("单位", "unit", (6, 8), "centre"),
            Column("分值", "points", (7, 7), "score"),
            Column("得分", "score", (7, 7), "score"),
            Column("说明", "why", (14, 26)),
            Column("来源", "source", (16, 60), "link"),
        ),
        frozen=2,
        printed="说明",
        strong=lambda line: line.forms is not None,
        sheet_rows=sheet_rows,
    )


def merged_lines(summary: Summary, details: Table[IndicatorLine], sources: Sources) -> Iterator[MergedLine]:
    """The lines of 按二级项目汇总; ``details`` tells where the rows of each merged indicator stand."""
    of_subproject: dict[str, list[MergedLine]] = {}
    first = 0
    for merged in summary.merged_indicators:
        line = _merged_line(merged, _source(merged, first, details, sources))
        of_subproject.setdefault(merged.subproject, []).append(line)
        first += len(merged.contributors)
    for subproject in summary.subprojects:
        yield _fund_line(subproject)
        yield from of_subproject.pop(subproject.subproject, ())


def _fund_line(one: SubprojectFunds) -> MergedLine:
    funds = one.funds
    return MergedLine(
        subproject=one.subproject,
        forms=one.forms,
        initial=funds.initial,
        budget=funds.budget,
        executed=funds.executed,
        rate=fraction(funds.rate),
    )


def _merged_line(merged: MergedIndicator, source: Link) -> MergedLine:
    """A merged figure comes as a number, so that a reader can go on calculating with it."""
    return MergedLine(
        subproject=merged.subproject,
        category=merged.category,
        subcategory=merged.subcategory,
        name=merged.name,
        how=_HOW_WORDS[merged.how],
        target=merged.target,
        actual=Decimal(merged.actual) if merged.how in _FIGURES else merged.actual,
        unit=merged.unit,
        points=merged.points,
        score=merged.score,
        source=source,
        why=merged.why,
    )


def _source(merged: MergedIndicator, first: int, details: Table[IndicatorLine], sources: Sources) -> Link:
    """The sources by name, leading to their block of lines in 指标明细, or to its beginning where it is cut in two."""
    count = len(merged.contributors)
    named = "、".join(f"{sources.name(one.file)} {one.cell}" for one in merged.contributors[:_SOURCES_SHOWN])
    sheet, row = details.place(first)
    last_sheet, last_row = details.place(first + count - 1)
    last_column = column_letters(len(details.columns) + 1)
    return Link(
        f"{count}处：{named}{'等' if count > _SOURCES_SHOWN else ''}",
        f"internal:'{sheet}'!A{row}:{last_column}{last_row if last_sheet == sheet else row}",
    )
