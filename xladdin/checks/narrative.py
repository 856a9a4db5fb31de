"""N 文字说明: deviation notes."""

from __future__ import annotations

from collections.abc import Iterator

from xladdin.checks.facts import Facts
from xladdin.checks.rows import name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.tolerance import exceeds
from xladdin.checks.words import folded, section
from xladdin.model import Entry, Severity

_EMPTY = frozenset(section("notes")["empty"])


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
    for row, _ in facts.rows():
        points, score = row.points.value, row.score.value
        if points is None or score is None or score < 0 or not row.note.has_place:
            continue
        if exceeds(points, score) and says_nothing(row.note):
            yield issue(
                row.note,
                name_of(row),
                f"分值{row.points.raw}，得分{row.score.raw}，没有得满分，偏差原因分析及改进措施却没有填。",
                do="请写明扣分的原因和改进措施；得分填错的请改得分",
            )
