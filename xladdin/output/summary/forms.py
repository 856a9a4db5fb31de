"""汇总表 and 未汇总: what stands in their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.output.sheets.table import SHEET_ROWS, Column, Table

if TYPE_CHECKING:
    from decimal import Decimal

    from xladdin.model import FormLine, Refusal, Summary
    from xladdin.output.sheets.links import Sources

BUDGET, EXECUTED = "全年预算数", "全年执行数"
ABOVE_ZERO = (">", 0)
#: ``Refusal.why`` that is no code of a rule.
_WHY_WORDS = {"errors": "有错误", "kind": "表种不同", "summary": "汇总表"}


def years(summary: Summary) -> str:
    """The years of the merged forms as a title begins: 「2024年度」."""
    found = sorted({line.year for line in summary.lines if line.year is not None})
    return f"{'、'.join(str(year) for year in found)}年度" if found else ""


def fraction(rate: Decimal | None) -> Decimal | None:
    """A rate in percent as the fraction that a cell with a % format holds."""
    return None if rate is None else rate / 100


def forms_table(summary: Summary, sources: Sources, sheet_rows: int = SHEET_ROWS) -> Table[FormLine]:
    """汇总表: one line a form."""
    return Table(
        name="汇总表",
        title=f"{years(summary)}绩效自评汇总表",
        notice=_outcome(summary),
        columns=(
            Column("主管部门", "department", (12, 16)),
            Column("实施单位", "unit", (12, 20)),
            Column("项目名称", "project", (16, 28)),
            Column("年度", "year", (6, 6), "count"),
            Column("年初预算数", "initial", (11, 16), "amount", "sum"),
            Column(BUDGET, "budget", (11, 16), "amount", "sum"),
            Column(EXECUTED, "executed", (11, 16), "amount", "sum"),
            Column("执行率", lambda line: fraction(line.rate), (9, 9), "rate", (EXECUTED, BUDGET)),
            Column("自评得分", "stated", (8, 8), "score"),
            Column("应得分", "due", (8, 8), "score"),
            Column("差额", _difference, (8, 8), "score", alert=ABOVE_ZERO),
            Column("等级", "grade", (6, 6), "centre"),
            Column("错误", "errors", (6, 6), "count", "sum", ABOVE_ZERO),
            Column("核实", "warnings", (6, 6), "count", "sum"),
            Column("提示", "notes", (6, 6), "count", "sum"),
            Column("文件", lambda line: sources.link(line.file, line.sheet), (16, 50), "link"),
            Column("工作表", "sheet", (8, 14)),
            Column("评分方案", "scheme_name", (12, 40)),
        ),
        frozen=4,
        printed="提示",
        empty="没有汇总任何自评表，原因见“未汇总”。",
        sheet_rows=sheet_rows,
    )


def _outcome(summary: Summary) -> str:
    """What came in, what was merged, what was not, and whether it adds up."""
    refused_forms = summary.forms - summary.forms_merged
    agrees = "核对：一致。" if summary.agrees else "核对：不一致，请看“说明”。"
    return (
        f"收到文件{summary.files}个、自评表{summary.forms}张；汇总文件{summary.merged}个、自评表{summary.forms_merged}张；"
        f"未汇总文件{summary.refused_files}个、自评表{refused_forms}张（原因见“未汇总”）。{agrees}金额单位：万元。"
    )


def _difference(line: FormLine) -> Decimal | None:
    return None if line.stated is None or line.due is None else line.stated - line.due


def refused_table(sources: Sources, sheet_rows: int = SHEET_ROWS) -> Table[Refusal]:
    """未汇总: every file and form that was not merged, and why."""
    return Table(
        name="未汇总",
        title="未汇总的文件和自评表",
        notice="改正后重新汇总即可。金额单位：万元。",
        columns=(
            Column("文件", lambda one: sources.link(one.file, one.sheet), (20, 50), "link"),
            Column("工作表", "sheet", (8, 16)),
            Column("主管部门", "department", (12, 20)),
            Column("实施单位", "unit", (12, 24)),
            Column("项目名称", "project", (16, 30)),
            Column(BUDGET, "budget", (11, 16), "amount", "sum"),
            Column(EXECUTED, "executed", (11, 16), "amount", "sum"),
            Column("未汇总的原因", "message", (30, 60)),
            Column("编号", lambda one: _WHY_WORDS.get(one.why, one.why), (8, 8), "centre"),
        ),
        frozen=2,
        empty="收到的文件和自评表全部汇总了。",
        sheet_rows=sheet_rows,
    )
