"""说明: what was merged and how, and the control totals that prove that nothing was lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xladdin.model import Severity
from xladdin.output.summary.forms import years
from xladdin.output.summary.merged import FUND_WORDS, by_words
from xladdin.output.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from xladdin.model import Summary
    from xladdin.output.sheets.links import Sources
    from xladdin.output.sheets.styles import Styles

_RULES = (
    "汇总范围：每个项目由实施单位填报一张，由主管部门按二级项目汇总；名单和表上都没有写明二级项目的，自评表的项目名称即二级项目名称。",
    "资金：各表年度资金总额一行相加，元、万元等统一为万元；执行率＝全年执行数合计÷全年预算数合计，不是各表执行率的平均。",
    "定量指标：绝对值（金额、数量、人数、面积等）累加；相对值（比率、百分比等）按资金加权平均。",
    "得分：指标值和实际完成值都先合并，再按评分方案评一次分；定量指标不平均得分。",
    "定性指标：各表得分按资金加权平均，再看属于哪一档。",
    "分值：各来源分值相同的照用；不同的按资金加权平均，并在说明栏写明。",
    "列示：时限、期限、日期、两个单位之比（如元/亩）、标准和限额不能相加；名称、符号、单位不同的指标不合并。",
    "未汇总：无法读取的文件、有错误的表、重复报送的项目、其他年度或其他评分规则的表，一一列出原因。",
    "等级：按应得总分；有指标无法判断、算不出应得总分的，按自评总分。",
)


def write_notes(book: Workbook, styles: Styles, summary: Summary, sources: Sources) -> None:
    """The sheet 说明."""
    sheet: Worksheet = book.add_worksheet("说明")
    sheet.set_column(0, 0, 56)
    sheet.set_column(1, 4, 14)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 1)
    sheet.set_margins(left=0.5, right=0.5)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, "汇总说明与核对", styles.get("title"))
    row = _write_facts(sheet, styles, _facts(summary, sources), 2)
    row = _write_controls(sheet, styles, summary, row + 1)
    for note in summary.notes:
        sheet.write_string(row, 0, note, styles.get("notice"))
        row += 1
    row = _write_counts(sheet, styles, "等级", {**summary.grades, "未定等级": _ungraded(summary)}, row + 1)
    row = _write_counts(sheet, styles, "问题", _severities(summary), row + 1)
    sheet.write_string(row + 1, 0, "汇总规则", styles.get("section"))
    for offset, rule in enumerate(_RULES, 2):
        sheet.write_string(row + offset, 0, rule, styles.get("notice"))


def _facts(summary: Summary, sources: Sources) -> dict[str, str]:
    schemes = {f"{line.scheme_name}（{line.scheme}）" for line in summary.lines}
    return {
        "年度": years(summary) or "（未填）",
        "评分方案": "、".join(sorted(schemes)) or "（无）",
        "汇总口径": by_words(summary),
        "加权金额": FUND_WORDS[summary.fund],
        "金额单位": "万元",
        "文件所在文件夹": sources.common or "（见各表的文件栏）",
    }


def _write_facts(sheet: Worksheet, styles: Styles, facts: dict[str, str], row: int) -> int:
    """Year, scheme, grouping …; the next free row."""
    for name, fact in facts.items():
        sheet.write_string(row, 0, f"{name}：{fact}", styles.get("notice"))
        row += 1
    return row


def _write_controls(sheet: Worksheet, styles: Styles, summary: Summary, row: int) -> int:
    """The control totals, compared once by the tool and once more by a live formula; the next free row."""
    sheet.write_string(row, 0, "核对", styles.get("section"))
    for column, heading in enumerate(("核对关系", "左边", "右边", "结果")):
        sheet.write_string(row + 1, column, heading, styles.get("heading"))
    row += 2
    for control in summary.controls:
        kind = "amount" if "万元" in control.equation else "count"
        sheet.write_string(row, 0, control.equation, styles.get("text"))
        sheet.write_number(row, 1, float(control.left), styles.get(kind))
        sheet.write_number(row, 2, float(control.right), styles.get(kind))
        formula = f'=IF(ROUND(B{row + 1}-C{row + 1},6)=0,"一致","不一致")'
        sheet.write_formula(row, 3, formula, styles.get("centre"), "一致" if control.agrees else "不一致")
        row += 1
    return row


def _write_counts(sheet: Worksheet, styles: Styles, heading: str, counts: dict[str, int], row: int) -> int:
    """A small table of counts; the next free row."""
    sheet.write_string(row, 0, heading, styles.get("section"))
    for name, count in counts.items():
        row += 1
        sheet.write_string(row, 0, name, styles.get("text"))
        sheet.write_number(row, 1, count, styles.get("count"))
    return row + 1


def _severities(summary: Summary) -> dict[str, int]:
    counts = Counter(line.finding.severity for line in summary.finding_lines)
    return {SEVERITY_WORDS[severity]: counts[severity] for severity in Severity}


def _ungraded(summary: Summary) -> int:
    return sum(line.grade is None for line in summary.lines)
