"""未汇总 and 未报送: what was not merged, and what did not come at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from xladdin.output.sheets.table import SHEET_ROWS, Column, Table
from xladdin.output.summary.words import BUDGET, EXECUTED, WHY_WORDS

if TYPE_CHECKING:
    from xladdin.model import Refusal, Summary
    from xladdin.output.sheets.links import Sources

SHEET = "工作表"
_NO_LIST = "没有提供应报送名单，不能判断谁没有报送。提供名单的办法：汇总时加 --expected 名单.xlsx。"


def refused_table(sources: Sources, sheet_rows: int = SHEET_ROWS) -> Table[Refusal]:
    """未汇总: every file and form that was not merged, and why."""
    return Table(
        name="未汇总",
        title="未汇总的文件和自评表",
        notice="改正后重新汇总即可。金额单位：万元。合计随筛选变化。",
        columns=(
            Column("文件", lambda one: sources.link(one.file, one.sheet), (20, 50), "link"),
            Column(SHEET, "sheet", (8, 16)),
            Column("主管部门", "department", (12, 20)),
            Column("实施单位", "unit", (12, 24)),
            Column("项目名称", "project", (16, 30)),
            Column(BUDGET, "budget", (12, 18), "amount", "sum"),
            Column(EXECUTED, "executed", (12, 18), "amount", "sum"),
            Column("未汇总的原因", "message", (30, 60)),
            Column("编号", lambda one: WHY_WORDS.get(one.why, one.why), (8, 8), "centre"),
        ),
        frozen=2,
        empty="收到的文件和自评表全部汇总了。",
        sheet_rows=sheet_rows,
    )


class Absence(NamedTuple):
    """A line of a list without a form; ``source`` says which list."""

    source: str
    department: str
    unit: str
    project: str


def absent_table(summary: Summary, sheet_rows: int = SHEET_ROWS) -> Table[Absence]:
    """未报送: who is missing, by the list of expected forms; without one, that there was none."""
    return Table(
        name="未报送",
        title="没有报送的项目",
        notice=_told(summary),
        columns=(
            Column("主管部门", "department", (16, 30)),
            Column("实施单位", "unit", (16, 40)),
            Column("项目名称", "project", (24, 60)),
            Column("名单", "source", (20, 30)),
        ),
        frozen=2,
        empty="（没有）" if summary.expected is not None else "（没有名单）",
        sheet_rows=sheet_rows,
    )


def absences(summary: Summary) -> Iterator[Absence]:
    """The lines of 未报送."""
    for form in summary.absent:
        yield Absence("应报送名单", form.department, form.unit, form.project)
    for line in summary.missing:
        yield Absence(f"归属名单第{line.line}行", line.department, line.unit, line.project or line.file)


def _told(summary: Summary) -> str:
    if summary.expected is None:
        return _NO_LIST
    count = len(summary.absent)
    come = summary.expected - count
    return f"应报送名单共{summary.expected}项，已报送{come}项，未报送{count}项。报送了但未汇总的，见“未汇总”。"
