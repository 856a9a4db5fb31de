"""S 得分: scores that a person sets (S108), and scores that look set by one stroke (S111, S112)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.facts import Facts
from xladdin.checks.figures import percent, plain
from xladdin.checks.funds_block import funds_are_explained, rate_is_mixed
from xladdin.checks.names import is_cost
from xladdin.checks.rows import name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.tolerance import differ, exceeds, is_rounding
from xladdin.checks.words import bare_text, section
from xladdin.model import Due, Indicator, Outcome, Severity, TargetKind

_HUNDRED = Decimal(100)
#: By how many percentage points the indicators may be reached better than the budget was spent.
_LEAD = Decimal(5)
#: From so many rows on, copied targets are a pattern; two are only worth a note.
_MANY, _FEW = 3, 2
_YES_OR_NO = frozenset(section("tiers")["yes_or_no"])


@rule("S108", Severity.ERROR)
def score_outside_its_tier(facts: Facts) -> Iterator[Issue]:
    """定性指标的得分不在实际完成值所属的那一档。

    完成值只是程度不同的用语（指标值“明显提升”，完成值“有所提升”）、档次靠推断的，请核实。

    依据：自评表所印注释：定性指标分三档，按评分方案的区间（一般为100%—80%、80%—60%、60%—0%）计分。
    反例：分值10，实际完成值“部分达成预期指标并具有一定效果”，得分10。
    正例：同上，得分7。
    """
    for row, due in facts.judged_rows:
        score, points = row.score.value, row.points.value
        if score is None or score < 0 or points is None or points <= 0 or exceeds(score, points):
            continue  # S109, S113, I103, S103 speak
        if due.lowest is None or due.highest is None:
            continue
        limit = due.highest if score > due.highest else due.lowest if exceeds(due.lowest, score) else None
        if limit is not None and not is_rounding(row.score, limit):
            # 80 % on the dot already belongs to the tier above: a matter of a cent.
            sure = _names_its_tier(row, due) and differ(score, limit)
            yield issue(
                row.score,
                name_of(row),
                f"{_tier_of(due)}，填了{row.score.raw}分。",
                do="请按实际完成的程度改正得分，或改正实际完成值",
                expected=f"{plain(due.lowest)}至{plain(due.highest)}",
                difference=plain(score - limit),
                severity=None if sure else Severity.WARNING,
                basis=facts.by_scheme,
            )


def _tier_of(due: Due) -> str:
    """The sentence about the tier, without the score that was taken from it."""
    return due.explanation if due.score is None else due.explanation.removesuffix(f"，按{plain(due.score)}分计")


def _names_its_tier(row: Indicator, due: Due) -> bool:
    """Whether the actual says its tier itself: by its word, a percentage, or by being the target to the letter."""
    actual = row.actual.value
    if actual is None:
        return False
    if actual.tier is not None or actual.value is not None or _is_copied(row):
        return True
    return actual.degree is not None and (actual.degree == "met") == (due.outcome is Outcome.MET)


def _is_copied(row: Indicator) -> bool:
    """Whether target and actual are the same to the letter."""
    return bare_text(row.target.raw) == bare_text(row.actual.raw)


def _is_full(row: Indicator) -> bool:
    points, score = row.points.value, row.score.value
    return points is not None and score is not None and points > 0 and not differ(points, score)


@rule("S111", Severity.WARNING)
def full_marks_though_little_was_spent(facts: Facts) -> Iterator[Issue]:
    """执行率低，各项指标却都是满分。

    指标完成程度高出执行率5个百分点以上时提示；成本有节约，或者说明了原因的，不提示。

    依据：本工具的约定：钱没有花完而任务全部完成，应当有节约或其他原因。
    反例：执行率60%，各项指标全部满分，没有说明原因。
    正例：执行率60%，单位成本比指标值低40%；或者说明“尾款次年支付”。
    """
    total = facts.form.funds_total
    if total is None or rate_is_mixed(total):
        return
    rate = next((rate for (_, is_total), rate in zip(facts.funds, facts.due.rates, strict=True) if is_total), None)
    if rate is None or rate < 0 or _HUNDRED - rate <= _LEAD:
        return
    rows = [(row, due) for row, due in facts.judged_rows if row.points.value]
    if len(rows) < _MANY or not all(_is_full(row) for row, _ in rows) or any(_is_saving(*pair) for pair in rows):
        return
    if not funds_are_explained(facts):
        at = total.rate if total.rate.has_place else total.executed
        yield issue(
            at,
            total.label,
            f"执行率{percent(rate)}，{len(rows)}项指标却全部满分，没有说明资金为什么没有用完。",
            do="请核对各项指标的完成情况；确实全部完成的，请在说明中写明结余的原因",
            found=percent(rate),
        )


def _is_saving(row: Indicator, due: Due) -> bool:
    """Whether a cost stayed below its target, which leaves money over."""
    if due.outcome is not Outcome.MET or due.completion is None or due.completion >= _HUNDRED:
        return False
    target = row.target.value
    in_money = target is not None and target.unit is not None and target.unit.dimension.startswith("money")
    return in_money or is_cost(row)


@rule("S112", Severity.WARNING)
def qualitative_targets_copied(facts: Facts) -> Iterator[Issue]:
    """定性指标的实际完成值全部照抄指标值，并且都是满分。

    三项以上请核实，两项仅作提示，只有一项的不提示；“是”“有”这类只能照填的不算。

    依据：自评表所印注释：定性指标按达成预期指标、部分达成、未达成三档判断；照抄指标值看不出实际达到的程度。
    反例：三项定性指标“稳步提升”“明显改善”“有效保障”，实际完成值分别照抄，都得满分。
    正例：实际完成值“达成预期指标”，或写明具体的变化。
    """
    rows = [row for row, _ in facts.judged_rows if _is_degree(row) and (row.points.value or 0) > 0]
    if len(rows) < _FEW or not all(_is_full(row) and _is_copied(row) for row in rows):
        return
    yield issue(
        rows[0].actual,
        "定性指标",
        f"{len(rows)}项定性指标的实际完成值都与指标值一字不差，并且全部满分，看不出实际达到的程度。",
        do="请写明实际达到的程度（如“达成预期指标”）和具体的变化，并据此核对得分",
        found=rows[0].actual.raw,
        cells=tuple(row.actual.cell for row in rows if row.actual.cell),
        severity=None if len(rows) >= _MANY else Severity.NOTE,
    )


def _is_degree(row: Indicator) -> bool:
    """Whether a row is judged by degree, and its answer could be another than the target itself."""
    target = row.target.value
    if target is None or target.kind is not TargetKind.QUALITATIVE or row.actual.is_blank:
        return False
    return bare_text(row.target.raw) not in _YES_OR_NO
