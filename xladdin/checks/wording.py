"""Wording: leftovers of the blank form, targets nobody can measure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from xladdin.checks.facts import Facts
from xladdin.checks.rows import filled_remarks, has_target, name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.words import any_of, folded, one_of, section
from xladdin.model import Entry, Indicator, SelfEvaluation, Severity, TargetKind

_PLACEHOLDERS = section("placeholders")
_HINTS, _HEADINGS, _STAND_INS = (any_of(_PLACEHOLDERS[name]) for name in ("hints", "headings", "stand_ins"))
_SIGNS, _NUMBERED = one_of(_PLACEHOLDERS["signs"]), tuple(_PLACEHOLDERS["numbered"])
_MEASURABLE = one_of(section("measurable")["words"])


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
    yield from ((remark.label, remark.text) for remark in filled_remarks(facts.form))


def _nothing_is_left(form: SelfEvaluation) -> bool:
    """Whether no text of the form can be a leftover; all are looked through together, a tenth of the work."""
    entries: list[Entry[Any]] = [form.project, form.department, form.unit, form.goal, form.achieved]
    entries += [remark.text for remark in form.remarks]
    for row in form.indicators:
        entries += (row.name, row.target, row.actual, row.note)
    texts = [folded(entry.raw) for entry in entries if entry.raw]
    whole = "\n".join(texts)
    if _SIGNS.search(whole):
        return False
    return not any(_HEADINGS.fullmatch(text) for text in texts if text.startswith(_NUMBERED))


@rule("P104", Severity.ERROR)
def placeholder_left(facts: Facts) -> Iterator[Issue]:
    """空白表上的提示或占位文字没有改掉。

    依据：本工具的约定：提示文字（“（100字以内）”“指标1：”“XX”“请填写”）不是填报内容；叙述文字中的“××”可能是隐去的名称，只请核实。
    反例：项目名称“XX项目”；三级指标“指标1：”；预期目标“（100字以内）”。
    正例：项目名称“信访维稳经费”；三级指标“指标1：修缮建筑数量”。
    """
    if _nothing_is_left(facts.form):
        return
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


@lru_cache(maxsize=2_048)  # names and targets of one template come again in every form
def hint_in(raw: str) -> str:
    """What the blank form printed and nobody replaced; "" where there is none."""
    text = folded(raw)
    found = _HINTS.search(text) or _HEADINGS.fullmatch(text)
    return found[0] if found else ""


@lru_cache(maxsize=2_048)
def stand_in_in(raw: str) -> str:
    """The 「XX」 of a text; "" where there is none."""
    found = _STAND_INS.search(folded(raw))
    return found[0] if found else ""


def is_unmeasurable(row: Indicator) -> bool:
    """Whether the target is a text with neither a figure nor a word of degree or compliance."""
    target = row.target.value
    if target is None or target.kind is not TargetKind.TEXT:
        return False
    return not any(sign.isdigit() for sign in target.raw) and not _MEASURABLE.search(target.raw)


@rule("I104", Severity.WARNING)
def not_measurable(facts: Facts) -> Iterator[Issue]:
    """年度指标值既没有数字，也没有可以分档判断的用语。

    依据：本工具的约定：指标值应当可衡量，定量的写数字，定性的写“稳步提升”“达成预期指标”等可以分档的用语。
    反例：年度指标值“加大宣传力度，展示形象”。
    正例：年度指标值“≥4次”；年度指标值“稳步提升”。
    """
    for row, _ in facts.rows:
        if is_unmeasurable(row):
            yield issue(
                row.target,
                name_of(row),
                f"年度指标值“{row.target.raw}”没有数字，也没有可以分档判断的用语，无法衡量。",
                do="请改为数值，或“稳步提升”“达成预期指标”这类可以分档的用语",
            )
