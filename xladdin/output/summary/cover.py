"""封面: what was merged, when, by which rules; the funds to the cent; what to heed; where to find what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin import __version__
from xladdin.output.sheets.page import Entry, Live, Page
from xladdin.output.sheets.table import Link
from xladdin.output.sheets.totals import UNDEFINED
from xladdin.output.summary.controls import write_controls
from xladdin.output.summary.forms import SCORE
from xladdin.output.summary.merged import merged_name
from xladdin.output.summary.plan import CHARTS, COVER, GRADES, NOTES
from xladdin.output.summary.words import (
    BUDGET,
    EXECUTED,
    FUND_WORDS,
    NAMELESS,
    by_words,
    ratio,
    reason,
    weighted_mean,
    years,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from xlsxwriter import Workbook

    from xladdin.model import Summary
    from xladdin.output.sheets.links import Sources
    from xladdin.output.sheets.styles import Styles
    from xladdin.output.summary.plan import Plan

_SHOWN = 5
_WELL = ("优", "良")
_COLUMNS = (34, 20, 20, 20, 16, 16)
_CONTENTS = {
    CHARTS: "等级、得分、各部门执行率、执行率与得分四张图",
    "汇总表": "每张自评表一行：资金、执行率、得分、等级、问题数",
    "按部门": "各主管部门的资金、执行率、得分、等级",
    "按地区": "各地区的资金、执行率、得分、等级",
    GRADES: "各等级、各得分段的表数和资金，平均得分",
    "各表种汇总": "部门整体、专项资金、项目卡的资金和基础数据合计",
    "各表种指标": "部门整体、专项资金、项目评价的指标合并结果",
    "各表种来源": "上面两张表每个数的来源单元格",
    "指标明细": "每个指标一行，可追到原表的单元格",
    "问题清单": "检查出的问题和改法",
    "未汇总": "没有汇总的文件和自评表，逐一写明原因",
    "未报送": "应报送而没有报送的",
    NOTES: "汇总规则、颜色和栏目的含义",
}
#: What stands on the sheet of one kind of forms.
_OF_KIND = "这一种表每张一行，与项目自评表分开汇总"


@dataclass(frozen=True, slots=True)
class Edition:
    """When a workbook was made (local time) and by which state of the rules; None and empty where it does not say."""

    made: datetime | None = None
    rules: str = ""


def write_cover(
    book: Workbook, styles: Styles, summary: Summary, plan: Plan, sources: Sources, edition: Edition
) -> None:
    """The sheet."""
    page = Page(book, styles, COVER, _COLUMNS)
    page.title(f"{years(summary)}绩效自评汇总", f"按{by_words(summary)}汇总　金额单位：万元")
    _write_outcome(page, summary, plan)
    page.section("一、汇总范围和口径")
    for label, text in _facts(summary, sources, edition):
        page.pair(label, text)
    page.section("二、控制总数")
    write_controls(page, styles, summary, plan)
    page.section("三、请注意")
    for note in _warnings(summary, plan) or ["没有需要特别说明的。"]:
        page.sentence(note)
    page.section("四、各表")
    _write_contents(page, plan, merged_name(summary))


def _write_outcome(page: Page, summary: Summary, plan: Plan) -> None:
    """The figures that a reader wants first."""
    totals, forms = summary.totals, len(summary.lines)
    mean = weighted_mean((line.score, Decimal(1)) for line in summary.lines if line.score is not None)
    rate = ratio(totals.executed, totals.budget)
    share = ratio(Decimal(sum(summary.grades.get(grade, 0) for grade in _WELL)), Decimal(forms))
    cells = plan.ranges(plan.forms, "等级").split(",")
    well = "+".join(f'COUNTIF({one},"{grade}")' for one in cells for grade in _WELL)
    page.row += 1
    page.headings("已汇总自评表（张）", BUDGET, EXECUTED, "执行率", "平均得分", "优、良占比")
    row = page.row + 1
    page.entries(
        Entry(Live(f"COUNT({plan.ranges(plan.forms, '序号')})", forms), "large count"),
        Entry(Live(f"SUM({plan.ranges(plan.forms, BUDGET)})", totals.budget), "large amount"),
        Entry(Live(f"SUM({plan.ranges(plan.forms, EXECUTED)})", totals.executed), "large amount"),
        Entry(Live(f'IF(B{row}=0,"—",C{row}/B{row})', UNDEFINED if rate is None else rate), "large rate"),
        Entry(
            Live(f'IFERROR(AVERAGE({plan.ranges(plan.forms, SCORE)}),"—")', UNDEFINED if mean is None else mean),
            "large score",
        ),
        Entry(Live(f'IF(A{row}=0,"—",({well})/A{row})', UNDEFINED if share is None else share), "large rate"),
    )


def _facts(summary: Summary, sources: Sources, edition: Edition) -> Iterator[tuple[str, str]]:
    """What a reader must know to make the summary again."""
    names = {line.scheme: line.scheme_name for line in summary.lines}
    schemes = [f"{names[key]}（{key}）{count}张" for key, count in summary.overview.schemes.items()]
    units = [f"{unit}{count}张" for unit, count in summary.overview.units.items()]
    yield "年度", years(summary) or NAMELESS
    if edition.made is not None:
        yield "汇总时间", f"{edition.made:%Y年%m月%d日 %H:%M}"
    yield "工具和规则", f"xladdin {__version__}" + (f"，规则 {edition.rules}" if edition.rules else "")
    yield "评分方案", "；".join(schemes) or "（无）"
    yield "汇总口径", f"按{by_words(summary)}汇总：先合并指标值和实际完成值，再按评分方案评一次分"
    yield "相对值的加权", f"按{FUND_WORDS[summary.fund]}加权平均"
    yield "各表的金额单位", "、".join(units) or "（无）"
    yield "收到的文件", f"{summary.files}个：汇总{summary.merged}个，未汇总{summary.refused_files}个"
    yield "文件所在文件夹", sources.common or "（见各表的文件栏）"
    if summary.parts:
        yield "其中的汇总件", f"{len(summary.parts)}份：{_listed(summary.parts)}"
    if summary.aliases:
        yield "按别名表统一的名称", f"{len(summary.aliases)}个"
    yield "来源文件校验码（SHA-256）", summary.inputs_sha256
    yield "汇总内容校验码（SHA-256）", summary.contents_sha256


def _warnings(summary: Summary, plan: Plan) -> list[str]:
    """What a reader might otherwise take for granted."""
    notes = []
    if not summary.agrees:
        notes.append("控制总数不一致，这份汇总不能使用。请保留原文件，并把这份工作簿交给工具的维护人员。")
    for name, count in plan.divided():
        last = f"“{name}（{count}）”"
        notes.append(f"“{name}”行数超过一张工作表的上限，分成{count}张工作表，最后一张是{last}；总计在最后一张。")
    reasons = Counter(reason(one.why) for one in summary.refused)
    if reasons:
        counted = "、".join(f"{why}{count}处" for why, count in reasons.most_common())
        notes.append(f"没有汇总的文件和自评表共{len(summary.refused)}处（{counted}），原因见“未汇总”。")
    notes += summary.notes
    if summary.expected is None:
        notes.append("没有提供应报送名单，不能判断谁没有报送。")
    elif summary.absent:
        notes.append(f"应报送{summary.expected}项，未报送{len(summary.absent)}项，见“未报送”。")
    return [f"{number}．{note}" for number, note in enumerate(notes, 1)]


def _write_contents(page: Page, plan: Plan, merged: str) -> None:
    page.headings("工作表", Entry("内容", "heading", 4), "行数")
    for name, lines in plan.sheets():
        if name == COVER:
            continue
        what = "合并后的指标和资金" if name.startswith(merged) else _CONTENTS.get(name.partition("（")[0], _OF_KIND)
        page.entries(
            Entry(Link(name, f"internal:'{name}'!A1"), "link"), Entry(what, "text", 4), Entry(lines or None, "count")
        )


def _listed(names: tuple[str, ...]) -> str:
    shown = "、".join(names[:_SHOWN])
    return f"{shown}等" if len(names) > _SHOWN else shown
