"""P 项目: name, department, unit, year, goals."""

from __future__ import annotations

from collections.abc import Iterator

from xladdin.checks.facts import Facts
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.words import bare_text, folded, section
from xladdin.model import Severity
from xladdin.model.patterns import lazy_pattern

_ONLY_AMOUNT = lazy_pattern(section("goal")["only_amount"])


@rule("P101", Severity.ERROR)
def project_missing(facts: Facts) -> Iterator[Issue]:
    """没有填项目名称。

    依据：自评表所印栏目“项目名称”；汇总时按项目归集。
    反例：项目名称一格为空。
    正例：项目名称“信访维稳经费”。
    """
    form = facts.form
    if form.kind == "project" and form.project.is_blank:
        where = "项目名称没有填。" if form.project.has_place else "表中没有找到“项目名称”一栏。"
        yield issue(form.project, "项目名称", where, do="请填写项目全称")


@rule("P102", Severity.ERROR)
def unit_missing(facts: Facts) -> Iterator[Issue]:
    """没有填主管部门或实施单位。

    依据：自评表所印栏目“主管部门”“实施单位”；自评表所印注释：资金使用单位按具体项目填报，主管部门按二级项目汇总。
    反例：实施单位一格为空。
    正例：主管部门“某县水利局”，实施单位“某县水利工程站”。
    """
    form = facts.form
    fields = (("主管部门", form.department), ("实施单位", form.unit))
    if not any(entry.has_place for _, entry in fields):
        yield issue(None, "主管部门", "表中没有找到“主管部门”和“实施单位”。", do="请补上这两栏并填写单位全称")
        return
    for label, entry in fields:
        if entry.has_place and entry.is_blank:
            yield issue(entry, label, f"{label}没有填。", do="请填写单位全称")


@rule("P103", Severity.WARNING)
def year_missing_or_other(facts: Facts) -> Iterator[Issue]:
    """没有写年度，或者不是要检查的年度。

    依据：自评表标题所印年度；要检查的年度由使用者指定（--year）。
    反例：标题“项目支出绩效自评表（　　年度）”。
    正例：标题“2024年度项目支出绩效自评表”。
    """
    form, asked = facts.form, facts.options.year
    year = form.year.value
    at = form.year if form.year.has_place else form.title
    if year is None:
        yield issue(
            at,
            "年度",
            "标题和表头中都没有找到年度。",
            do="请在标题中写明年度，如“（2024年度）”",
            expected=str(asked) if asked else None,
        )
    elif asked is not None and year != asked:
        yield issue(
            at,
            "年度",
            f"这是{year}年度的表，要检查的是{asked}年度。",
            do="请核实是否交错了表，或标题沿用了往年的年度",
            found=str(year),
            expected=str(asked),
        )


@rule("P105", Severity.WARNING)
def goal_empty(facts: Facts) -> Iterator[Issue]:
    """年度总体目标没有填，或只写了一个金额。

    依据：自评表所印栏目“年度总体目标：预期目标”。
    反例：预期目标“20万元”。
    正例：预期目标“为维护全县社会大局和谐稳定提供经费保障”。
    """
    goal = facts.form.goal
    if not goal.has_place or goal.error:
        return
    if goal.is_blank:
        yield issue(goal, "预期目标", "预期目标没有填。", do="请填写本年度要达到的总体目标")
    elif _ONLY_AMOUNT.fullmatch(folded(goal.raw)):
        yield issue(
            goal,
            "预期目标",
            "预期目标只写了金额，没有说明要做什么、达到什么效果。",
            do="请写明用这笔资金完成哪些工作、达到什么效果",
        )


@rule("P106", Severity.WARNING)
def achieved_goal_empty_or_copied(facts: Facts) -> Iterator[Issue]:
    """年度总体目标的实际完成情况没有填，或者照抄预期目标。

    依据：自评表所印栏目“年度总体目标：实际完成情况”：对照预期目标写实际做到的程度。
    反例：预期目标和实际完成情况都是“完成道路养护300公里，保障安全畅通。”
    正例：预期目标“完成道路养护300公里，保障安全畅通。”，实际完成情况“养护312公里，全年道路安全畅通。”
    """
    goal, achieved = facts.form.goal, facts.form.achieved
    if not achieved.has_place or achieved.error or achieved.cell == goal.cell:
        return
    if achieved.is_blank:
        yield issue(
            achieved, "实际完成情况", "实际完成情况没有填。", do="请对照预期目标写明实际做到了什么、达到什么效果"
        )
    elif not goal.is_blank and bare_text(achieved.raw) == bare_text(goal.raw):
        yield issue(
            achieved,
            "实际完成情况",
            "实际完成情况与预期目标一字不差，看不出实际做到的程度。",
            do="请写明实际完成的数量和效果，与预期目标的差别也请写明",
        )
