"""S 得分: the grade of the total (S110)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.facts import Facts
from xladdin.checks.figures import plain
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.tolerance import differ
from xladdin.checks.words import folded
from xladdin.model import Grade, Scheme, Severity


@rule("S110", Severity.ERROR)
def grade_not_of_the_total(facts: Facts) -> Iterator[Issue]:
    """绩效等级与总分不符。

    “优秀”“良好”等别称与“优”“良”相同；总分本身加错了的（S104），等级仅作提示。

    依据：评分方案的等级界限，一般为优90分以上、良80分以上、中60分以上、差60分以下，下限含本数。
    反例：总分89.6，等级“优”。
    正例：总分89.6，等级“良”。
    """
    form, scheme = facts.form, facts.scheme
    total, stated = form.total.score.value, _known(form.grade.raw, scheme)
    if total is None or total < 0 or stated is None:
        return
    due, summed = _of(total, scheme), facts.due.score_sum
    if due is None or due.name == stated.name:
        return
    is_wrong = summed is not None and differ(total, summed)
    if is_wrong and _of(summed, scheme) == stated:
        return  # the grade is right, and of the total S104 speaks
    yield issue(
        form.grade,
        form.grade_label or "绩效等级",
        f"总分{plain(total)}应为“{due.name}”（{_span(due, scheme)}），填的是“{form.grade.raw}”。",
        do="请改正等级；总分有误的请先改正总分",
        expected=due.name,
        severity=Severity.NOTE if is_wrong else None,
        basis=facts.by_scheme,
    )


def _of(total: Decimal | None, scheme: Scheme) -> Grade | None:
    """The grade of a total, from its lower bound on."""
    if total is None:
        return None
    return max((grade for grade in scheme.grades if total >= grade.low), key=_low, default=None)


def _low(grade: Grade) -> Decimal:
    return grade.low


def _known(word: str, scheme: Scheme) -> Grade | None:
    """The grade that a word names, by its name or another word for it; None for any other word."""
    text = folded(word)
    return next((grade for grade in scheme.grades if text == grade.name or text in grade.synonyms), None)


def _span(grade: Grade, scheme: Scheme) -> str:
    higher = [other.low for other in scheme.grades if other.low > grade.low]
    return f"{plain(grade.low)}分至不满{plain(min(higher))}分" if higher else f"{plain(grade.low)}分及以上"
