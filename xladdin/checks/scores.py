"""S 得分: the scores and their total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.blocks import blocks_over_their_points, total_above_hundred
from xladdin.checks.facts import Facts, asked_once
from xladdin.checks.figures import plain
from xladdin.checks.narrative import says_nothing
from xladdin.checks.rows import by_marks, has_actual, has_target, is_possible, name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.tolerance import differ, exceeds, is_rounding, sums_differ
from xladdin.model import JUDGE, PENDING, Due, Entry, Indicator, Outcome, Severity


def _scores_are_complete(facts: Facts) -> bool:
    """Whether every filled row has a score; otherwise S109, S113 (W106) speak."""
    total = facts.scored_funds
    if total is not None and total.score.has_place and not is_possible(total.score):
        return False
    without = [row for row in facts.scored_rows if not is_possible(row.score) and row.score.has_place]
    return not any(has_target(row) or has_actual(row) for row in without)


@rule("S103", Severity.ERROR)
def score_above_points(facts: Facts) -> Iterator[Issue]:
    """得分高于分值。

    分值不印在行内而印在绩效目标或一级指标上的（“年度绩效目标1（40分）”），各行得分合计与它比较；总分不能超过100分。

    依据：自评表所印注释：各项指标得分最高不能超过该指标分值上限；自评满分100分。
    反例：分值10，得分12；“年度绩效目标1（40分）”各行得分合计45。
    正例：分值10，得分10；各行得分合计40。
    """
    parts = 0
    for row, _ in by_marks(facts).above:
        points, score = row.points.value, row.score.value
        if points is None or score is None or points <= 0:
            continue
        parts += 1
        yield issue(
            row.score,
            name_of(row),
            f"得分{row.score.raw}高于分值{row.points.raw}。",
            do="请核对得分，或核对分值",
            expected=f"不超过{row.points.raw}",
            difference=plain(score - points),
        )
    over = list(blocks_over_their_points(facts))
    yield from over
    if not parts and not over and not _execution_above_points(facts):
        yield from total_above_hundred(facts)


def _execution_above_points(facts: Facts) -> bool:
    """Whether the execution rate scores more than its points; F105 says so."""
    funds = facts.scored_funds
    score = funds.score.value if funds is not None else None
    points = funds.points.value if funds is not None else None
    return score is not None and exceeds(score, facts.scheme.execution_points if points is None else points)


def _summed(facts: Facts) -> str:
    """What makes the total: the execution rate only where it is scored."""
    funds = facts.scored_funds
    scored = funds is not None and (funds.score.value is not None or bool(facts.scheme.execution_points))
    return "各项指标得分加执行率得分" if scored else "各项得分"


@rule("S104", Severity.ERROR)
def total_not_sum_of_scores(facts: Facts) -> Iterator[Issue]:
    """总分不等于各项得分之和。

    依据：自评表所印注释：各项指标得分加总得出该项目绩效自评的总分。
    反例：各项指标得分合计82.62，执行率得分9.98，总分98.6。
    正例：各项指标得分合计82.62，执行率得分9.98，总分92.6。
    """
    printed, whole = facts.form.total.score, facts.due.score_sum
    if printed.value is None or printed.value < 0 or whole is None:
        return
    if differ(printed.value, whole) and _scores_are_complete(facts):
        rows = sum(row.score.value is not None for row in facts.scored_rows) + 1
        rounding = not sums_differ(printed.value, whole, rows)
        perhaps = "，可能是四舍五入所致" if rounding else ""
        yield issue(
            printed,
            "总分",
            f"{_summed(facts)}共{plain(whole)}分，总分填的是{plain(printed.value)}{perhaps}。",
            do="请核对各项得分和总分，改正填错的一项",
            expected=whole,
            severity=Severity.NOTE if rounding else None,
        )


@asked_once
def _misjudged(facts: Facts) -> list[tuple[Indicator, Due, Decimal, Decimal]]:
    """Rows whose score is possible and not the due one: row, due, score, due score.

    A qualitative row (with a span) has no single due score; a score above its points is S103's, a negative one S113's.
    """
    found = []
    for row, due in facts.judged_rows:
        score, points = row.score.value, row.points.value
        if score is None or points is None or due.score is None or due.lowest is not None or score == due.score:
            continue
        if score >= 0 and points > 0 and differ(score, due.score) and not exceeds(score, points):
            found.append((row, due, score, due.score))
    return found


@rule("S105", Severity.ERROR)
def met_but_scored_short(facts: Facts) -> Iterator[Issue]:
    """指标已完成，得分却低于分值，也没有说明原因。

    依据：自评表所印栏目“偏差原因分析及改进措施”；完成指标值应得满分是行业通行做法（本工具的约定）。
    反例：年度指标值“≤20万元”，实际完成值“19.96万元”，分值20，得分19.96，没有原因。
    正例：同上，得分20；或得分19.96并写明扣分原因。
    """
    for row, due, score, full in _misjudged(facts):
        if due.outcome is Outcome.MET and exceeds(full, score) and says_nothing(row.note):
            yield issue(
                row.score,
                name_of(row),
                f"年度指标值“{row.target.raw}”，实际完成值“{row.actual.raw}”，已经完成，应得{plain(full)}分，"
                f"填了{row.score.raw}分，也没有说明原因。",
                do=f"请改为{plain(full)}分；确实要扣分的，请写明原因",
                expected=full,
            )


@rule("S106", Severity.ERROR)
def missed_but_scored_high(facts: Facts) -> Iterator[Issue]:
    """指标没有完成，得分高于按评分方案算出的分数。

    依据：评分方案；一般为分值×实际完成值÷年度指标值。
    反例：年度指标值“≥100件”，实际完成值“90件”，分值10，得分10。
    正例：年度指标值“≥100件”，实际完成值“90件”，分值10，得分9。
    """
    for row, due, score, right in _misjudged(facts):
        if due.outcome is Outcome.MISSED and exceeds(score, right):
            rounded = is_rounding(row.score, right)
            yield issue(
                row.score,
                name_of(row),
                f"{due.explanation}，所填得分高于这个数{'（是它四舍五入后的数）' if rounded else ''}。",
                do=f"请改为{plain(right)}分；实际完成值有误的请改实际完成值",
                expected=right,
                severity=Severity.NOTE if rounded else None,
                basis=facts.by_scheme,
            )


@rule("S107", Severity.NOTE)
def missed_and_scored_low(facts: Facts) -> Iterator[Issue]:
    """指标没有完成，得分低于按评分方案算出的分数（自评从严，不必修改）。

    依据：评分方案；单位可以从严自评，所以只作提示。
    反例：年度指标值“100%”，实际完成值“95%”，分值6，得分5，按比例是5.7分。
    正例：同上，得分5.7。
    """
    for row, due, score, right in _misjudged(facts):
        if due.outcome is Outcome.MISSED and exceeds(right, score):
            yield issue(
                row.score,
                name_of(row),
                f"{due.explanation}，所填得分低于这个数，属于从严扣分。",
                do="从严自评的不必修改，并非本意的请改正",
                expected=right,
                basis=facts.by_scheme,
            )


@rule("S109", Severity.ERROR)
def score_missing(facts: Facts) -> Iterator[Issue]:
    """没有填得分。

    依据：自评表所印栏目“得分”；自评采取打分形式。
    反例：实际完成值“96%”，得分为空。
    正例：实际完成值“96%”，得分10。
    """
    form, total = facts.form, facts.scored_funds
    for label, score in _missing_scores(facts):
        yield issue(score, label, "得分没有填。", do="请填写得分，没有得分的填0")
    if not form.total.score.has_place or not form.total.score.is_blank:
        return
    stated = total is not None and total.score.value is not None
    if stated or any(row.score.value is not None for row in facts.scored_rows):
        yield issue(form.total.score, "总分", "总分没有填。", do="请填写总分", expected=facts.due.score_sum)


def _missing_scores(facts: Facts) -> Iterator[tuple[str, Entry[Decimal]]]:
    """Blank scores of rows that are filled in: a row without target and actual is I101's."""
    total = facts.scored_funds
    if total is not None and total.budget.value and total.executed.value is not None and _is_left_out(total.score):
        yield total.label, total.score
    for row in facts.scored_rows:
        if _is_left_out(row.score) and has_actual(row) and (row.is_execution or has_target(row)):
            yield name_of(row), row.score


def _is_left_out(score: Entry[Decimal]) -> bool:
    return score.is_blank and score.has_place


@rule("S113", Severity.ERROR)
def score_impossible(facts: Facts) -> Iterator[Issue]:
    """得分不是数字，或者是负数。

    依据：自评表所印注释：自评采取打分形式，满分100分。
    反例：得分“满分”；得分-2。
    正例：得分10。
    """
    form, total = facts.form, facts.scored_funds
    scores = [(total.label, total.score)] if total is not None else []
    scores += [(name_of(row), row.score) for row in facts.scored_rows if not is_possible(row.score)]
    for label, score in [*scores, ("总分", form.total.score)]:
        if score.is_blank or score.error:
            continue
        if score.raw == PENDING and any(row.score.value is None for row in facts.scored_rows):
            continue  # the rows without a score are told of; the total follows them
        if score.raw == JUDGE:
            said = f"这一行的得分要由人判定，还是“{score.raw}”。"
            yield issue(score, label, said, do="请按评分标准判定，在得分格直接填写数字")
        elif score.value is None:
            yield issue(score, label, f"得分“{score.raw}”不是数字。", do="请只填数字")
        elif score.value < 0:
            yield issue(score, label, f"得分{score.raw}是负数。", do="请改正，得分最低为0")
