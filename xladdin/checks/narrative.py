"""N 文字说明: deviation notes, problems and measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xladdin.checks.facts import Facts
from xladdin.checks.figures import plain
from xladdin.checks.rows import by_marks, filled_remarks, name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.words import any_of, bare_text, folded, one_of, section
from xladdin.model import Entry, Indicator, Op, Outcome, Severity
from xladdin.model.patterns import lazy_pattern

_NOTES = section("notes")
_EMPTY, _VAGUE = frozenset(_NOTES["empty"]), frozenset(_NOTES["vague"])
_UNFINISHED_SIGN = one_of(_NOTES["unfinished_signs"])
_UNFINISHED, _DENIAL = any_of(_NOTES["unfinished"]), lazy_pattern(_NOTES["denial"])
_NOTHING, _MADE_UP = lazy_pattern(_NOTES["nothing"]), lazy_pattern(_NOTES["made_up"])
_PROBLEMS = lazy_pattern(_NOTES["problems"])
_CLAUSE_END = lazy_pattern(r"[，。；,;!！]")


def says_nothing(note: Entry[str]) -> bool:
    """Whether a note is empty or only says that there is nothing to say (无, 0, 不涉及)."""
    return note.error is None and (note.is_blank or folded(note.raw).rstrip("。.").lower() in _EMPTY)


@rule("N101", Severity.ERROR)
def note_missing(facts: Facts) -> Iterator[Issue]:
    """得分低于分值，没有写偏差原因和改进措施。

    依据：自评表所印栏目“偏差原因分析及改进措施”：没有得满分的指标须逐项填写。
    反例：分值6.66，得分5.99，偏差原因一栏为空或填“无”“0”。
    正例：分值6.66，得分5.99，偏差原因“部分项目验收推迟到次年1月，已督促施工单位”。
    """
    for row, _ in by_marks(facts).short:
        if row.note.has_place and says_nothing(row.note):
            yield issue(
                row.note,
                name_of(row),
                f"分值{row.points.raw}，得分{row.score.raw}，没有得满分，偏差原因分析及改进措施却没有填。",
                do="请写明扣分的原因和改进措施；得分填错的请改得分",
            )


@rule("N102", Severity.WARNING)
def note_vague_or_copied(facts: Facts) -> Iterator[Issue]:
    """偏差原因空泛，或者照抄指标。

    只查没有得满分的指标；用语按词表整句比较，写了具体原因的不提示。

    依据：自评表所印栏目“偏差原因分析及改进措施”：说明没有完成的具体原因和怎样改进。
    反例：得分低于分值，偏差原因“工作原因”“已完成”，或者照抄三级指标的名称。
    正例：偏差原因“两处水源枯水期水量不足，正在补充备用水源”。
    """
    for row, _ in by_marks(facts).short:
        if says_nothing(row.note):
            continue
        note = bare_text(row.note.raw)
        copied = next((label for label, entry in _parts(row) if note == bare_text(entry.raw)), "")
        if copied or note in _VAGUE:
            what = f"照抄了{copied}" if copied else "没有说出具体的原因"
            yield issue(
                row.note,
                name_of(row),
                f"分值{row.points.raw}，得分{row.score.raw}，偏差原因只写了“{row.note.raw}”，{what}。",
                do="请写明为什么没有完成、怎样改进",
            )


def _parts(row: Indicator) -> Iterator[tuple[str, Entry[Any]]]:
    """The cells of a row that a note may be copied from."""
    yield "指标名称", row.name
    yield "年度指标值", row.target
    yield "实际完成值", row.actual


@rule("N103", Severity.WARNING)
def full_score_but_not_finished(facts: Facts) -> Iterator[Issue]:
    """得了满分，偏差原因却说没有完成。

    写明后来已经完成、或者否认有未完成的（“无未完成事项”），不提示。

    依据：本工具的约定：得分和说明应当一致。
    反例：分值10，得分10，偏差原因“因雨季影响，尚未完工”。
    正例：分值10，得分8，偏差原因“因雨季影响，尚未完工”。
    """
    for row, due in by_marks(facts).full:
        if row.note.is_blank or (row.points.value or 0) <= 0:
            continue
        if due.outcome is Outcome.MISSED or _is_limit(row):  # S106, S108 speak; a limit is not to be reached
            continue
        word = unfinished_in(row.note.raw)
        if word:
            yield issue(
                row.note,
                name_of(row),
                f"得分{row.score.raw}是满分，偏差原因中却写着“{word}”。",
                do="请核对：没有完成的按实际完成情况扣分，已经完成的请改写说明",
            )


def _is_limit(row: Indicator) -> bool:
    target = row.target.value
    return target is not None and target.op in {Op.AT_MOST, Op.BELOW}


def unfinished_in(note: str) -> str:
    """The words of a note that say something is not finished; "" where it denies that or says it was made up for."""
    text = folded(note)
    if not _UNFINISHED_SIGN.search(text):  # 0.2 µs a note instead of 2
        return ""
    for found in _UNFINISHED.finditer(text):
        before, behind = _CLAUSE_END.split(text[: found.start()])[-1], text[found.end() :]
        if _DENIAL.search(before) or _NOTHING.search(_CLAUSE_END.split(behind)[0]) or _MADE_UP.search(behind):
            continue
        return found[0]
    return ""


@rule("N104", Severity.WARNING)
def problems_missing(facts: Facts) -> Iterator[Issue]:
    """总分低于评分方案规定的分数，没有写存在的问题和整改措施。

    没有规定分数的地区不提示。

    依据：评分方案；有的地区规定总分低于一定分数（如80分）的，必须填写存在的问题和整改措施。
    反例：总分72，“存在问题”“改进措施”都是空的。
    正例：总分72，存在问题“设备到货晚，下半年才开工”，改进措施“提前招标”。
    """
    form, least = facts.form, facts.scheme.problems_below
    total = form.total.score
    if least is None or total.value is None or total.value < 0 or total.value >= least:
        return
    places = [remark for remark in filled_remarks(form) if _PROBLEMS.search(remark.label)]
    empty = [remark for remark in places if says_nothing(remark.text)]
    told = [remark for remark in places if remark not in empty]
    if told and not empty:
        return
    at = next((remark.text for remark in empty), total)
    label = "、".join(remark.label for remark in empty) or "存在的问题和整改措施"
    yield issue(
        at,
        label,
        f"总分{plain(total.value)}，低于{plain(least)}分，没有写{label}。",
        do="请写明存在的问题和整改措施",
        basis=facts.by_scheme,
    )
