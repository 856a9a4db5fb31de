"""R102, R106: sums and full marks inside a report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.checks.facts import ReportFacts
from xladdin.checks.figures import plain
from xladdin.checks.report_text import EITHER, addition, at_figure, name_of_figure, number, printed, with_unit
from xladdin.checks.rule import Issue, rule
from xladdin.checks.tolerance import sums_differ
from xladdin.model import Severity

if TYPE_CHECKING:
    from xladdin.model import Figure, PointsClaim, Sum

_NEAR = Decimal("0.3")  # items further from their heading than this share of it are not all there is of it


@rule("R102", Severity.ERROR)
def parts_do_not_add_up(facts: ReportFacts) -> Iterator[Issue]:
    """报告中的分项之和不等于总数。

    按所印位数留出四舍五入的余地；“约”“余”等概数不查；文中没有说明分项是全部的，列为核实。

    依据：同一份报告中的数字应当相互一致。
    反例：总支出71.9万元，其中：基本支出30.2万元，项目支出41.5万元（30.2 + 41.5 = 71.7）。
    正例：总支出71.7万元，其中：基本支出30.2万元，项目支出41.5万元。
    """
    for one in facts.report.sums:
        if not one.holds:
            yield _wrong_sum(facts, one)
    for claim in facts.report.points:
        yield from _wrong_scores(facts, claim)


def _wrong_sum(facts: ReportFacts, one: Sum) -> Issue:
    total = one.total
    difference = total.value - one.expected
    label = name_of_figure(total)
    if len(one.parts) == 1:
        message = f"其中的{printed(one.parts[0])}比总数{printed(total)}还大。"
    else:
        message = (
            f"{addition(one.parts, total)} = {plain(one.expected)}，报告写{number(total)}，相差{plain(difference)}。"
        )
    do = EITHER if one.sure else f"{EITHER}；还有没列出的分项的，请写明"
    return at_figure(
        facts, total, label, message, do=do,
        expected=with_unit(one.expected, total),
        difference=plain(difference),
        severity=None if one.sure else Severity.WARNING,
    )  # fmt: skip


def _wrong_scores(facts: ReportFacts, claim: PointsClaim) -> Iterator[Issue]:
    """The scores of the items against the score of the heading above them."""
    scores = [item.score for item in claim.items]
    known = [score for score in scores if score is not None]
    if claim.score is None or len(known) < 2 or len(known) != len(scores):
        return
    total = sum((score.value for score in known), Decimal(0))
    if sums_differ(claim.score.value, total, len(known)) and abs(claim.score.value - total) <= total * _NEAR:
        difference = claim.score.value - total
        yield at_figure(
            facts, claim.score, claim.name or "得分",
            f"{addition(known, claim.score)} = {plain(total)}，报告写{number(claim.score)}，相差{plain(difference)}。",
            do=EITHER, expected=with_unit(total, claim.score), difference=plain(difference),
        )  # fmt: skip


@rule("R106", Severity.WARNING)
def figures_exceed_full_marks(facts: ReportFacts) -> Iterator[Issue]:
    """报告中的得分高于满分，或一类指标下各项的满分加起来不等于这一类的满分。

    依据：各项指标得分最高不能超过该指标分值上限。
    反例：产出指标满分40分，自评得分41分；效益指标满分20分，下列两项满分分别为12分、9分。
    正例：产出指标满分40分，自评得分39.5分。
    """
    for claim in facts.report.points:
        for one in (claim, *claim.items):
            if one.full is not None and one.score is not None and one.score.value > one.full.value:
                yield at_figure(
                    facts, one.score, one.name or "得分",
                    f"得分{number(one.score)}高于满分{number(one.full)}。",
                    do="请核对满分和得分", expected=f"不超过{printed(one.full)}",
                    difference=plain(one.score.value - one.full.value),
                )  # fmt: skip
        yield from _wrong_full_marks(facts, claim)


def _wrong_full_marks(facts: ReportFacts, claim: PointsClaim) -> Iterator[Issue]:
    fulls: list[Figure] = [item.full for item in claim.items if item.full is not None]
    if claim.full is None or len(fulls) < 2 or len(fulls) != len(claim.items):
        return
    total = sum((full.value for full in fulls), Decimal(0))
    if not sums_differ(claim.full.value, total, len(fulls)) or abs(claim.full.value - total) > total * _NEAR:
        return
    difference = total - claim.full.value
    yield at_figure(
        facts, claim.full, claim.name or "满分",
        f"这一类满分{number(claim.full)}，下列各项的满分{addition(fulls, claim.full)} = {plain(total)}，"
        f"{'多' if difference > 0 else '少'}{plain(abs(difference))}分。",
        do="请核对各项的满分", expected=with_unit(total, claim.full), difference=plain(claim.full.value - total),
    )  # fmt: skip
