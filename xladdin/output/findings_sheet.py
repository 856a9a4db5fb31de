"""问题清单: one line a finding. The same columns in the list of a check, in a summary and in a CSV file."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.output.findings_text import places
from xladdin.output.sheets.table import SHEET_ROWS, Column, Table
from xladdin.output.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.model import FindingLine
    from xladdin.output.sheets.table import Value

#: What a reviewer may say of a finding, and the headings under which it is read back.
VERDICTS = ("认可", "不认可")
OPINION, VERDICT, KEY = "处理意见", "是否认可", "识别码"

#: What stands for an empty cell, so that it is not taken for a rule that speaks of no cell.
NOTHING = "（没有填）"
#: A figure as findings state it; neither a formula nor anything else that a spreadsheet would carry out.
NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_NOTICE = "错误须退回修改，核实请填报单位确认，提示供参考。点击文件名打开原表并定位到该单元格。"


def finding_columns(file: Callable[[FindingLine], Value]) -> tuple[Column[FindingLine], ...]:
    """What a finding says, in the order of reading; ``file`` gives the name of its file, or a link to it."""
    return (
        Column("主管部门", "department", (10, 14)),
        Column("实施单位", "unit", (10, 16)),
        Column("项目名称", "project", (12, 18)),
        Column("文件", file, (12, 26), "link"),
        Column("工作表", "sheet", (7, 12)),
        Column("单元格", lambda line: places(line.finding), (7, 9), "centre"),
        Column("栏目", "finding.label", (10, 16)),
        Column("级别", lambda line: SEVERITY_WORDS[line.finding.severity], (6, 6), "centre", alert=("==", '"错误"')),
        Column("填的是什么", _found, (9, 16)),
        Column("应为", "finding.expected", (7, 12)),
        Column("相差", _difference, (7, 9), "difference"),
        Column("问题", "finding.message", (24, 34)),
        Column("怎么改", "finding.do", (20, 26)),
        Column("依据", "finding.basis", (12, 24)),
        Column("编号", "finding.code", (7, 7), "centre"),
    )


def findings_table(file: Callable[[FindingLine], Value], sheet_rows: int = SHEET_ROWS) -> Table[FindingLine]:
    """问题清单 of a summary."""
    return Table(
        name="问题清单",
        title="问题清单",
        notice=f"包括未汇总文件的问题。{_NOTICE}",
        columns=finding_columns(file),
        frozen=4,
        empty="没有发现问题。",
        sheet_rows=sheet_rows,
    )


def review_table(file: Callable[[FindingLine], Value], sheet_rows: int = SHEET_ROWS) -> Table[FindingLine]:
    """问题清单 of a check, with room for a reviewer's opinion and the key by which it is read back."""
    return Table(
        name="问题清单",
        title="绩效自评表问题清单",
        notice=f"{_NOTICE}黄色两栏供审核人填写，可以排序、筛选；请不要删除隐藏的“{KEY}”一列。",
        columns=(
            *finding_columns(file),
            Column(OPINION, _nothing, (16, 16), "field"),
            Column(VERDICT, _nothing, (9, 9), "field", choices=VERDICTS),
            Column(KEY, "key", (20, 20), hidden=True),
        ),
        frozen=4,
        printed=VERDICT,
        empty="没有发现问题。",
        sheet_rows=sheet_rows,
    )


def _found(line: FindingLine) -> str | None:
    return NOTHING if line.finding.found == "" else line.finding.found


def _nothing(_: FindingLine) -> None:
    return None


def _difference(line: FindingLine) -> Decimal | str | None:
    """A number where it is one, so that the column sorts by size."""
    text = line.finding.difference
    return Decimal(text) if text and NUMBER.fullmatch(text) else text
