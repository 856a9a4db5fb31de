"""按二级项目: the funds of each 二级项目, and below them its merged indicators."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING

from xladdin.model import column_letters
from xladdin.output.sheets.table import SHEET_ROWS, Column, Link, Mark, Table
from xladdin.output.summary.words import (
    BUDGET,
    EXECUTED,
    FUND_WORDS,
    HOW_WORDS,
    INITIAL,
    RATE,
    RATE_FORMULA,
    RATE_MARKS,
    by_words,
    merged_actual,
    ratio,
    years,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model import IndicatorLine, MergedIndicator, SubprojectFunds, Summary
    from xladdin.output.sheets.links import Sources

FORMS = "表数"
_SOURCES_SHOWN = 3
#: Behind the last block of merged indicators.
_NO_BLOCK: tuple[str | None, Iterator[MergedIndicator]] = (None, iter(()))


@dataclass(frozen=True, slots=True)
class MergedLine:
    """A line of 按二级项目汇总: the funds of a 二级项目 (``forms`` is set), or one of its merged indicators."""

    subproject: str
    forms: int | None = None
    initial: Decimal | None = None
    budget: Decimal | None = None
    executed: Decimal | None = None
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


def merged_name(summary: Summary) -> str:
    """The name of the sheet."""
    return "按二级项目" if summary.by == "subproject" else f"合并指标（{by_words(summary)}）"


def merged_table(summary: Summary, sheet_rows: int = SHEET_ROWS) -> Table[MergedLine]:
    """按二级项目: the funds of each 二级项目, and below them its merged indicators."""
    by = by_words(summary)
    return Table(
        name=merged_name(summary),
        title=f"{years(summary)}绩效自评按{by}汇总",
        notice=(
            f"绝对值累加，相对值按{FUND_WORDS[summary.fund]}加权平均，先合并指标值和实际完成值，再评一次分；定性指标按资金加权后归档；"
            "不能相加的分别列示。点击来源转到“指标明细”。金额单位：万元。合计随筛选变化。"
        ),
        columns=(
            Column(by, "subproject", (16, 26), "faint"),
            Column(FORMS, "forms", (6, 6), "count", "sum"),
            Column(INITIAL, "initial", (12, 18), "amount", "sum"),
            Column(BUDGET, "budget", (12, 18), "amount", "sum"),
            Column(EXECUTED, "executed", (12, 18), "amount", "sum"),
            Column(RATE, _rate, (9, 9), "rate", (EXECUTED, BUDGET), formula=RATE_FORMULA, marks=RATE_MARKS),
            Column("一级指标", "category", (10, 12)),
            Column("二级指标", "subcategory", (10, 14)),
            Column("三级指标", "name", (16, 26)),
            Column("汇总方式", "how", (9, 9), "centre"),
            Column("年度指标值", "target", (10, 14), "figure"),
            Column("实际完成值", "actual", (10, 14), "figure"),
            Column("单位", "unit", (6, 8), "centre"),
            Column("分值", "points", (7, 7), "score"),
            Column("得分", "score", (7, 7), "score", marks=(Mark("short", "<", "[分值]"),)),
            Column("说明", "why", (14, 26)),
            Column("来源", "source", (16, 60), "link"),
        ),
        frozen=2,
        printed="说明",
        strong=lambda line: line.forms is not None,
        sheet_rows=sheet_rows,
    )


def merged_lines(summary: Summary, details: Table[IndicatorLine], sources: Sources) -> Iterator[MergedLine]:
    """The lines of 按二级项目汇总; ``details`` tells where the rows of each merged indicator stand.

    Merged indicators stand in the order of the 二级项目, and 指标明细 in theirs, so that none of them has to be held.
    """
    first, rows = 0, iter(summary.indicators)
    blocks = groupby(summary.merged_indicators, key=attrgetter("subproject"))
    label, block = next(blocks, _NO_BLOCK)
    for subproject in summary.subprojects:
        yield _fund_line(subproject)
        if label != subproject.subproject:
            continue
        for merged in block:
            count = len(merged.contributors)
            shown = list(islice(rows, min(count, _SOURCES_SHOWN)))
            deque(islice(rows, count - len(shown)), 0)  # the rows of the others are passed over
            yield _merged_line(merged, _source(shown, range(first, first + count), details, sources))
            first += count
        label, block = next(blocks, _NO_BLOCK)


def _fund_line(one: SubprojectFunds) -> MergedLine:
    funds = one.funds
    return MergedLine(
        subproject=one.subproject,
        forms=one.forms,
        initial=funds.initial,
        budget=funds.budget,
        executed=funds.executed,
    )


def _rate(line: MergedLine) -> Decimal | None:
    return ratio(line.executed, line.budget)


def _merged_line(merged: MergedIndicator, source: Link) -> MergedLine:
    return MergedLine(
        subproject=merged.subproject,
        category=merged.category,
        subcategory=merged.subcategory,
        name=merged.name,
        how=HOW_WORDS[merged.how],
        target=merged.target,
        actual=merged_actual(merged),
        unit=merged.unit,
        points=merged.points,
        score=merged.score,
        source=source,
        why=merged.why,
    )


def _source(shown: Iterable[IndicatorLine], places: range, details: Table[IndicatorLine], sources: Sources) -> Link:
    """The first sources by name, leading to their block of lines in 指标明细 (``places``, from 0).

    It leads to the beginning of a block that is cut in two.
    """
    count = len(places)
    named = "、".join(f"{sources.name(one.file)} {one.cell}" for one in shown)
    sheet, row = details.place(places[0])
    last_sheet, last_row = details.place(places[-1])
    last_column = column_letters(len(details.columns) + 1)
    return Link(
        f"{count}处：{named}{'等' if count > _SOURCES_SHOWN else ''}",
        f"internal:'{sheet}'!A{row}:{last_column}{last_row if last_sheet == sheet else row}",
    )
