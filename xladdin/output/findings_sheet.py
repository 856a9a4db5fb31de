"""问题清单: one line a finding. The same columns in the list of a check, in a summary and in a CSV file."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.output.findings_text import places
from xladdin.output.sheets.table import SHEET_ROWS, Column, Table
from xladdin.output.words import CONFIRMED, SEVERITY_WORDS, STATE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.model import FindingLine, PastFinding
    from xladdin.output.sheets.table import Value

#: What a reviewer may say of a finding, and the headings under which it is read back.
VERDICTS = ("认可", "不认可")
OPINION, VERDICT, WHO, WHEN, KEY = "处理意见", "是否认可", "审核人", "审核日期", "识别码"
STATE = "与上次比"

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


def state_column() -> Column[FindingLine]:
    """新增 or 仍存在, against the last check."""
    return Column(STATE, _state, (8, 8), "centre")


def opinion_columns() -> tuple[Column[FindingLine], ...]:
    """What a reviewer writes, or wrote last time."""
    return (
        Column(OPINION, _opinion("text"), (16, 16), "field"),
        Column(VERDICT, _opinion("verdict"), (9, 9), "field", choices=VERDICTS),
        Column(WHO, _opinion("who"), (8, 8), "field"),
        Column(WHEN, _opinion("when"), (10, 10), "field"),
    )


def review_table(
    file: Callable[[FindingLine], Value], sheet_rows: int = SHEET_ROWS, *, rounds: bool = False
) -> Table[FindingLine]:
    """问题清单 of a check, with room for a reviewer's opinion and the key by which it is read back.

    ``rounds``: it is told how each finding stands against the last check.
    """
    return Table(
        name="问题清单",
        title="绩效自评表问题清单",
        notice=f"{_NOTICE}黄色四栏供审核人填写，可以排序、筛选；请不要删除隐藏的“{KEY}”一列。",
        columns=(
            *finding_columns(file),
            *((state_column(),) if rounds else ()),
            *opinion_columns(),
            Column(KEY, "key", (20, 20), hidden=True),
        ),
        frozen=4,
        printed=VERDICT,
        empty="没有发现问题。",
        sheet_rows=sheet_rows,
    )


def confirmed_table(file: Callable[[FindingLine], Value], sheet_rows: int) -> Table[FindingLine]:
    """已认可: the findings that a reviewer lets pass. It is read back like the 问题清单."""
    return Table(
        name=CONFIRMED,
        title="审核人已认可的问题",
        notice=f"不再列为问题。要重新提出的，请把“{VERDICT}”改为“{VERDICTS[1]}”，再用 --opinions 读回。",
        columns=(*finding_columns(file), *opinion_columns(), Column(KEY, "key", (20, 20), hidden=True)),
        frozen=4,
        printed=VERDICT,
        empty="没有认可的问题。",
        sheet_rows=sheet_rows,
    )


def past_table(name: Callable[[str], str], sheet_rows: int) -> Table[PastFinding]:
    """上次的问题: what the last check found and this one does not; ``name`` shortens the name of a file."""
    return Table(
        name="上次的问题",
        title="上次检查发现、这次没有再发现的问题",
        notice="未再报送：这次没有这张表。未核对：这次没法判断，原因见说明。这两种都不算已改正。",
        columns=(
            Column(STATE, lambda past: STATE_WORDS[past.state], (9, 9), "centre"),
            Column("说明", "why", (12, 24)),
            Column("主管部门", "department", (10, 14)),
            Column("实施单位", "unit", (10, 16)),
            Column("项目名称", "project", (12, 18)),
            Column("文件", lambda past: name(past.file), (12, 26)),
            Column("工作表", "sheet", (7, 12)),
            Column("单元格", "cell", (7, 9), "centre"),
            Column("栏目", "label", (10, 16)),
            Column("级别", lambda past: SEVERITY_WORDS[past.severity], (6, 6), "centre"),
            Column("上次填的是什么", lambda past: NOTHING if past.found == "" else past.found, (9, 16)),
            Column("应为", "expected", (7, 12)),
            Column("问题", "message", (24, 34)),
            Column("怎么改", "do", (20, 26)),
            Column("编号", "code", (7, 7), "centre"),
        ),
        frozen=2,
        empty="没有。",
        sheet_rows=sheet_rows,
    )


def _found(line: FindingLine) -> str | None:
    return NOTHING if line.finding.found == "" else line.finding.found


def _state(line: FindingLine) -> str | None:
    return STATE_WORDS[line.finding.state] if line.finding.state else None


def _opinion(field: str) -> Callable[[FindingLine], str | None]:
    """What a reviewer wrote last time in one of the columns."""

    def of(line: FindingLine) -> str | None:
        return getattr(line.finding.opinion, field) if line.finding.opinion else None

    return of


def _difference(line: FindingLine) -> Decimal | str | None:
    """A number where it is one, so that the column sorts by size."""
    text = line.finding.difference
    return Decimal(text) if text and NUMBER.fullmatch(text) else text
