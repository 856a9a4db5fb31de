"""Wording: leftovers of the blank form, targets nobody can measure, signs and headings that contradict the name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xladdin.checks.facts import Facts
from xladdin.checks.rows import has_target, name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.words import bare_name, folded, words
from xladdin.model import Entry, Indicator, Op, Severity, TargetKind


def _asked_for(facts: Facts) -> Iterator[tuple[str, Entry[Any]]]:
    """Cells that hold a name or a figure."""
    form = facts.form
    yield "项目名称", form.project
    yield "主管部门", form.department
    yield "实施单位", form.unit
    for row in form.indicators:
        yield name_of(row), row.name
        if has_target(row):
            yield name_of(row), row.target
        yield name_of(row), row.actual


def _running_texts(facts: Facts) -> Iterator[tuple[str, Entry[Any]]]:
    """Cells that hold sentences."""
    form = facts.form
    yield "预期目标", form.goal
    yield "实际完成情况", form.achieved
    for row in form.indicators:
        yield name_of(row), row.note


def _remarks(facts: Facts) -> Iterator[tuple[str, Entry[Any]]]:
    """Texts below the tables, which may hold printed instructions as well as what was filled in."""
    for remark in facts.form.remarks:
        if not remark.label.startswith(("注", "填表说明", "填报说明")):
            yield remark.label, remark.text


@rule("P104", Severity.ERROR)
def placeholder_left(facts: Facts) -> Iterator[Issue]:
    """空白表上的提示或占位文字没有改掉。

    依据：本工具的约定：提示文字（“（100字以内）”“指标1：”“XX”“请填写”）不是填报内容；叙述文字中的“××”可能是隐去的名称，只请核实。
    反例：项目名称“XX项目”；三级指标“指标1：”；预期目标“（100字以内）”。
    正例：项目名称“信访维稳经费”；三级指标“指标1：修缮建筑数量”。
    """
    error, question = Severity.ERROR, Severity.WARNING
    places = (
        (_asked_for(facts), error, error),
        (_running_texts(facts), error, question),
        (_remarks(facts), question, question),
    )
    for texts, of_hint, of_stand_in in places:
        for label, entry in texts:
            hint = hint_in(entry.raw)
            leftover = hint or stand_in_in(entry.raw)
            if leftover:
                yield issue(
                    entry,
                    label,
                    f"“{leftover}”是空白表上的提示或占位文字。",
                    do="请改为实际内容；不用的行请删除",
                    severity=of_hint if hint else of_stand_in,
                )


def hint_in(raw: str) -> str:
    """What the blank form printed and nobody replaced; "" where there is none."""
    text, known = folded(raw), words()
    found = known.hints.search(text) or known.headings.fullmatch(text)
    return found[0] if found else ""


def stand_in_in(raw: str) -> str:
    """The 「XX」 of a text; "" where there is none."""
    found = words().stand_ins.search(folded(raw))
    return found[0] if found else ""


def is_unmeasurable(row: Indicator) -> bool:
    """Whether the target is a text with neither a figure nor a word of degree or compliance."""
    target = row.target.value
    if target is None or target.kind is not TargetKind.TEXT:
        return False
    return not any(sign.isdigit() for sign in target.raw) and not words().measurable.search(target.raw)


@rule("I104", Severity.WARNING)
def not_measurable(facts: Facts) -> Iterator[Issue]:
    """年度指标值既没有数字，也没有可以分档判断的用语。

    依据：本工具的约定：指标值应当可衡量，定量的写数字，定性的写“稳步提升”“达成预期指标”等可以分档的用语。
    反例：年度指标值“加大宣传力度，展示形象”。
    正例：年度指标值“≥4次”；年度指标值“稳步提升”。
    """
    for row, _ in facts.rows():
        if is_unmeasurable(row):
            yield issue(
                row.target,
                name_of(row),
                f"年度指标值“{row.target.raw}”没有数字，也没有可以分档判断的用语，无法衡量。",
                do="请改为数值，或“稳步提升”“达成预期指标”这类可以分档的用语",
            )


@rule("I107", Severity.WARNING)
def direction_doubtful(facts: Facts) -> Iterator[Issue]:
    """年度指标值的符号方向与指标的意思相反。

    依据：本工具的约定：按指标名称推断，越多越好的不应填“≤”，成本和应当避免的不应填“≥”；名称不能肯定时不提示。
    反例：三级指标“负担全县信访工作群众数”，年度指标值“≤54万人”。
    正例：三级指标“负担全县信访工作群众数”，年度指标值“≥54万人”；“案件办结时限”，“≤60天”。
    """
    for row, _ in facts.rows():
        target = row.target.value
        if target is None or target.kind is not TargetKind.QUANTITY or not target.value:
            continue
        if target.op in {Op.AT_MOST, Op.BELOW} and _more_is_better(row):
            meaning, sign = "越多（高）越好", "≥"
        elif target.op in {Op.AT_LEAST, Op.ABOVE} and _less_is_better(row):
            meaning, sign = "越少（低）越好", "≤"
        else:
            continue
        yield issue(
            row.target,
            name_of(row),
            f"从名称看，“{name_of(row)}”{meaning}，年度指标值却是“{row.target.raw}”，方向可能填反了。",
            do=f"请核实符号是否应为“{sign}”；确实要限制的，请在名称中写明",
        )


def _is_cost(row: Indicator) -> bool:
    return "成本" in row.category.raw or "成本" in row.subcategory.raw


def _dimension(row: Indicator) -> str:
    target = row.target.value
    return target.unit.dimension if target is not None and target.unit is not None else ""


def _more_is_better(row: Indicator) -> bool:
    name, known = bare_name(row.name.raw), words()
    # Money and time are limited by their nature.
    if _is_cost(row) or _dimension(row).startswith(("money", "time")) or not known.more.search(name):
        return False
    return not known.less.search(name) or bool(known.done.search(name) or known.rates.search(name))


def _less_is_better(row: Indicator) -> bool:
    name, known = bare_name(row.name.raw), words()
    if known.done.search(name) or known.standards.search(name):
        return False
    if _is_cost(row):
        return _dimension(row).startswith("money")
    return bool(known.avoid.search(name))


@rule("I108", Severity.WARNING)
def wrong_heading(facts: Facts) -> Iterator[Issue]:
    """指标放错了类别。

    依据：本工具的约定：按指标名称推断其应在的二级指标；名称不能肯定时不提示。
    反例：“案件办结时限”放在“经济效益指标”下；“经济效益”放在“社会效益指标”下。
    正例：“案件办结时限”放在“时效指标”下。
    """
    for row, _ in facts.rows():
        headings = folded(row.category.raw), folded(row.subcategory.raw)
        if not any(headings) or not has_target(row):
            continue
        belongs = _belongs(bare_name(row.name.raw), *headings)
        if belongs:
            under = row.subcategory.raw or row.category.raw
            yield issue(
                row.name,
                name_of(row),
                f"从名称看，“{name_of(row)}”应属于“{belongs}”，现在放在“{under}”下。",
                do=f"请核实；应属于“{belongs}”的请移到该类别下，分值也随之调整",
                found=under,
                expected=belongs,
            )


def _belongs(name: str, category: str, subcategory: str) -> str:
    """The heading to which a name belongs for certain and under which it does not stand; "" otherwise."""
    known = words()
    heading = subcategory or category
    if name in known.heading_names and name not in heading and heading.removesuffix("指标") not in name:
        return f"{name}指标"
    for place in known.places:
        if place.name.search(name) and place.belongs.removesuffix("指标")[:2] not in category + subcategory:
            return place.belongs if any(word in heading for word in place.wrong_under) else ""
    return ""
