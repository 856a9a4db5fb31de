"""说明: the rules of merging, and what colours, words and links mean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xladdin.model import Severity
from xladdin.output.sheets.page import Entry, Page
from xladdin.output.summary.plan import NOTES
from xladdin.output.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from xladdin.model import Summary
    from xladdin.output.sheets.styles import Styles

_COLUMNS = (20, 20, 80)
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
    "平均得分是各表得分的平均，供了解整体情况；各二级项目的得分见合并后的指标。",
)
_READING = (
    "执行率低于90%的标黄，高于100%的标红；等级优、良、中、差分别为绿、蓝、黄、红。",
    "合计、执行率、平均数、占比和控制总数都是公式：改动一个数，相关的数跟着变；原有结果已存入，不计算的软件也能看到。",
    "点击文件名打开原表并定位到单元格：汇总工作簿与原表的相对位置不变时有效，可以一起移动。来自汇总件的表只写名称。",
    "来源文件校验码由收到的全部文件的内容算出，与文件名和次序无关；汇总内容校验码由汇总出的数算出，数相同，校验码就相同。",
)


def write_notes(book: Workbook, styles: Styles, summary: Summary) -> None:
    """The sheet."""
    page = Page(book, styles, NOTES, _COLUMNS)
    page.title("汇总说明")
    page.section("汇总规则")
    for rule in _RULES:
        page.sentence(rule)
    page.section("怎么看")
    for line in _READING:
        page.sentence(line)
    page.section("检查出的问题")
    page.headings("级别", "个数", "处理")
    counts = Counter(line.finding.severity for line in summary.finding_lines)
    for severity in Severity:
        what = {"error": "应退回填报单位修改", "warning": "请填报单位确认，没有问题的不必修改"}.get(
            severity.value, "供参考"
        )
        page.entries(Entry(SEVERITY_WORDS[severity], "label"), Entry(counts[severity], "count"), Entry(what))
