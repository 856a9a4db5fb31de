"""汇总表: one line a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.output.sheets.table import SHEET_ROWS, Column, Mark, Table
from xladdin.output.summary.words import (
    BUDGET,
    EXECUTED,
    GRADE_MARKS,
    INITIAL,
    RATE,
    RATE_FORMULA,
    RATE_MARKS,
    ratio,
    years,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from xladdin.model import FormLine, Summary
    from xladdin.output.sheets.links import Sources

STATED, DUE, SCORE = "自评得分", "应得分", "采用得分"
_SCORE = f'IF([{DUE}]<>"",[{DUE}],IF([{STATED}]<>"",[{STATED}],""))'
_DIFFERENCE = f'IF(OR([{STATED}]="",[{DUE}]=""),"",[{STATED}]-[{DUE}])'


def forms_table(summary: Summary, sources: Sources, sheet_rows: int = SHEET_ROWS) -> Table[FormLine]:
    """汇总表: every merged form with its funds, scores and findings."""
    return Table(
        name="汇总表",
        title=f"{years(summary)}绩效自评汇总表",
        notice=_outcome(summary),
        columns=(
            Column("主管部门", "department", (12, 16)),
            Column("实施单位", "unit", (12, 20)),
            Column("项目名称", "project", (16, 28)),
            Column("年度", "year", (6, 6), "count"),
            Column(INITIAL, "initial", (12, 18), "amount", "sum"),
            Column(BUDGET, "budget", (12, 18), "amount", "sum"),
            Column(EXECUTED, "executed", (12, 18), "amount", "sum"),
            Column(RATE, _rate, (9, 9), "rate", (EXECUTED, BUDGET), formula=RATE_FORMULA, marks=RATE_MARKS),
            Column(STATED, "stated", (9, 9), "score", "mean"),
            Column(DUE, "due", (9, 9), "score", "mean"),
            Column("差额", _difference, (8, 8), "score", formula=_DIFFERENCE, marks=(Mark("wrong", ">", 0),)),
            Column(SCORE, "score", (9, 9), "score", "mean", formula=_SCORE, marks=(Mark("wrong", "<", 60),)),
            Column("等级", "grade", (6, 6), "centre", marks=GRADE_MARKS),
            Column("错误", "errors", (6, 6), "count", "sum", (">", 0)),
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
    agrees = "核对：一致。" if summary.agrees else "核对：不一致，请看“封面”。"
    return (
        f"收到文件{summary.files}个、自评表{summary.forms}张；汇总文件{summary.merged}个、自评表{summary.forms_merged}张；"
        f"未汇总文件{summary.refused_files}个、自评表{refused_forms}张（原因见“未汇总”）。{agrees}"
        "金额单位：万元。合计随筛选变化，得分一栏为平均数。"
    )


def _rate(line: FormLine) -> Decimal | None:
    return ratio(line.executed, line.budget)


def _difference(line: FormLine) -> Decimal | None:
    return None if line.stated is None or line.due is None else line.stated - line.due
