"""R107, R108, R109: sections, year and name of a report."""

from __future__ import annotations

from collections.abc import Iterator

from xladdin.checks.facts import ReportFacts
from xladdin.checks.rule import Issue, rule
from xladdin.model import Severity


@rule("R107", Severity.WARNING)
def section_missing(facts: ReportFacts) -> Iterator[Issue]:
    """报告缺少应有的部分。

    按报告的种类（项目支出绩效自评报告、部门整体支出绩效自评报告、专项资金绩效自评报告、项目支出绩效评价报告）查标题。

    依据：本工具的约定：各地公布的同类报告都有这些部分。
    反例：项目支出绩效自评报告没有“存在的问题”。
    正例：一、项目概况　二、资金使用　三、绩效情况　四、存在的问题　五、建议。
    """
    for name in facts.report.missing:
        yield Issue(
            name, f"这是{facts.report.kind_name}，没有找到“{name}”这一部分。", "请补写；已经写在别处的，请加上标题",
            found="", expected=name,
        )  # fmt: skip


@rule("R108", Severity.WARNING)
def text_of_another_year(facts: ReportFacts) -> Iterator[Issue]:
    """报告中有别的年度的内容。

    与上年比较、回顾、规划、文件名中的年份不算。

    依据：自评报告评价的是一个年度的预算。
    反例：2023年度的自评报告写“2022年度绩效目标为……”；“党的二十大期间”（2022年）的工作写进2023年的报告。
    正例：2023年度的自评报告写“2023年度绩效目标为……，较2022年增加……”。
    """
    report, form = facts.report, facts.form
    for place in report.other_years:
        yield Issue(
            "年度", f"报告评价的是{place.expected}年，这一句写的是“{place.found}”。",
            "请核实是不是沿用了别的年度的文字", found=place.found, expected=f"{place.expected}年",
            paragraph=place.paragraph, sentence=place.sentence,
        )  # fmt: skip
    if form is not None and report.year is not None and form.year.value not in (None, report.year):
        yield Issue(
            "年度", f"报告是{report.year}年的，自评表是{form.year.value}年的。", "请核对是不是拿错了报告或自评表",
            cell=form.year.cell, found=f"{report.year}年", expected=f"{form.year.value}年",
        )  # fmt: skip


@rule("R109", Severity.WARNING)
def project_name_differs(facts: ReportFacts) -> Iterator[Issue]:
    """报告正文中的项目名称与标题不同，或者与自评表不同。

    与自评表完全不是一个项目的，不再比较其他数字。

    依据：同一个项目只有一个名称，以批复的预算为准。
    反例：标题“信访维稳专项工作经费”，正文“信访维稳工作经费”。
    正例：标题和正文都是“信访维稳专项工作经费”。
    """
    for place in facts.report.other_names:
        yield Issue(
            "项目名称", f"标题中的项目是“{place.expected}”，这里写的是“{place.found}”。", "请统一为批复的项目名称",
            found=place.found, expected=place.expected, paragraph=place.paragraph, sentence=place.sentence,
        )  # fmt: skip
    if facts.stranger and facts.form is not None:
        stated = facts.form.project
        yield Issue(
            "项目名称",
            f"报告的项目是“{facts.report.project}”，自评表的项目是“{stated.raw}”，不像同一个项目，没有比较其他数字。",
            "请核对是不是拿错了报告或自评表", cell=stated.cell, found=facts.report.project, expected=stated.raw,
        )  # fmt: skip
