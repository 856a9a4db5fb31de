"""F 资金: the execution rate and its score."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from xladdin.checks.facts import Facts, asked_once
from xladdin.checks.figures import percent, plain
from xladdin.checks.funds_block import funds_are_explained, is_sound, rate_is_mixed
from xladdin.checks.rows import name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.tolerance import differ, is_rounding, rates_differ
from xladdin.model import Due, Entry, FundRow, Scheme, Severity

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


@asked_once
def _comparable(facts: Facts) -> list[tuple[FundRow, bool, Decimal]]:
    """Fund rows whose rate can be worked out, whether it is the total row, and the rate."""
    return [
        (row, is_total, rate)
        for (row, is_total), rate in zip(facts.funds, facts.due.rates, strict=True)
        if rate is not None and is_sound(row) and not rate_is_mixed(row)
    ]


@rule("F102", Severity.ERROR)
def rate_not_executed_by_budget(facts: Facts) -> Iterator[Issue]:
    """所填执行率不等于全年执行数÷全年预算数。

    依据：自评表所印栏目：执行率＝全年执行数÷全年预算数（B/A），以调整后的全年预算数为分母；按所填小数位数四舍五入后比较。
    反例：全年预算数20，全年执行数19.96，执行率99.81%。
    正例：全年预算数20，全年执行数19.96，执行率99.80%。
    """
    for row, _, rate in _comparable(facts):
        if row.rate.value is not None and rates_differ(row.rate, rate) and not _is_by_initial(row):
            yield issue(
                row.rate,
                row.label,
                f"全年执行数{row.executed.raw}÷全年预算数{row.budget.raw}＝{percent(rate)}，所填执行率与此不符。",
                do="请改为按两个金额算出的执行率；金额有误的请改金额",
                expected=percent(rate),
                difference=plain(row.rate.value - rate),
            )


@rule("F103", Severity.ERROR)
def rate_above_limit(facts: Facts) -> Iterator[Issue]:
    """执行率超过100%（执行数大于全年预算数）。

    依据：本工具的约定：全年预算数已含年中调整，执行数不应大于它；允许超过的地区由评分方案另行规定。
    反例：全年预算数20，全年执行数21。
    正例：全年预算数调整为21，全年执行数21。
    """
    limit = facts.scheme.rate_limit
    if limit is None:
        return
    over = [(row, is_total, rate) for row, is_total, rate in _comparable(facts) if rate > limit]
    total_is_over = any(is_total for _, is_total, _ in over)
    for row, is_total, rate in over:
        if total_is_over and not is_total:
            continue  # the same money once more
        yield issue(
            row.executed,
            row.label,
            f"全年执行数{row.executed.raw}大于全年预算数{row.budget.raw}，执行率{percent(rate)}，超过{plain(limit)}%。",
            do="请核对执行数；年中追加的预算请计入全年预算数",
            found=percent(rate),
            expected=f"不超过{plain(limit)}%",
            # Money may be moved from one source to another: of a single source it is only worth a question.
            severity=None if is_total else Severity.WARNING,
        )


@rule("F105", Severity.ERROR)
def execution_score_wrong(facts: Facts) -> Iterator[Issue]:
    """执行率的得分与评分方案算出的不符。

    从表上看不出地区、而得分正好是另一个地区的算法（如江西按分档计分）时，只请核实。

    依据：评分方案；一般为执行率分值×执行率，不超过分值。
    反例：执行率分值10，执行率99.10%，得分9。
    正例：执行率分值10，执行率99.10%，得分9.91。
    """
    total = facts.scored_funds
    stated: list[tuple[str, Entry[Decimal], Due]] = []
    funds = facts.form.funds_total
    if funds is not None and rate_is_mixed(funds):
        return
    if total is not None and is_sound(total) and total.budget.value:
        stated.append((total.label, total.score, facts.due.execution))
    stated += [(name_of(row), row.score, due) for row, due in facts.execution_rows]
    for label, score, due in stated:
        if score.value is None or score.value < 0 or due.score is None or not differ(score.value, due.score):
            continue
        rounded = is_rounding(score, due.score)
        other = None if rounded else _scheme_of_the_score(facts, score.value)
        meant = f"；按{other.name}（{other.key}）则正好是{score.raw}分" if other else ""
        yield issue(
            score,
            label,
            due.explanation + ("（所填得分是它四舍五入后的数）" if rounded else meant) + "。",
            do=f"请核实本表应按哪个评分方案（--scheme 可以指定）；不按{other.key}的，请改为{plain(due.score)}分"
            if other
            else f"请改为{plain(due.score)}分；分值、金额或执行率有误的请先改正",
            expected=due.score,
            basis=facts.by_scheme,
            severity=Severity.NOTE if rounded else Severity.WARNING if other else None,
        )


def _scheme_of_the_score(facts: Facts, score: Decimal) -> Scheme | None:
    """A scheme that may be meant instead and gives this execution score."""
    return facts.scheme_that_allows(
        lambda due: due.execution.score is not None and not differ(score, due.execution.score)
    )


@rule("F107", Severity.WARNING)
def low_rate_without_a_reason(facts: Facts) -> Iterator[Issue]:
    """执行率低于评分方案规定的比例，没有说明原因。

    没有规定比例的地区不提示。

    依据：评分方案；如四川2023年度自评表：执行率低于90%须说明原因。
    反例：执行率76.50%，资金部分的原因一栏和说明都是空的。
    正例：执行率76.50%，原因“合同约定尾款于次年验收后支付”。
    """
    least, total = facts.scheme.rate_reason_below, facts.form.funds_total
    if least is None or total is None:
        return
    for row, is_total, rate in _comparable(facts):
        if is_total and rate < least and not funds_are_explained(facts):
            yield issue(
                row.reason if row.reason.has_place else row.rate,
                row.label,
                f"执行率{percent(rate)}，低于{plain(least)}%，没有说明原因。",
                do="请在资金部分的原因一栏或说明中写明执行率低的原因",
                basis=facts.by_scheme,
                severity=facts.doubtful(Severity.WARNING),
            )


@rule("F109", Severity.WARNING)
def rate_by_initial_budget(facts: Facts) -> Iterator[Issue]:
    """执行率是按年初预算数算的。

    依据：自评表所印栏目：执行率＝全年执行数÷全年预算数（B/A），以调整后的全年预算数为分母。
    反例：年初预算数25，全年预算数20，全年执行数19.96，执行率79.84%。
    正例：同上，执行率99.80%。
    """
    for row, _, rate in _comparable(facts):
        if rates_differ(row.rate, rate) and _is_by_initial(row):
            yield issue(
                row.rate,
                row.label,
                f"所填执行率等于全年执行数{row.executed.raw}÷年初预算数{row.initial.raw}，应当用全年预算数{row.budget.raw}作分母，"
                f"得{percent(rate)}。",
                do="请改为全年执行数÷全年预算数，执行率的得分也请一并核对",
                expected=percent(rate),
                difference=plain((row.rate.value or Decimal(0)) - rate),
            )


def _is_by_initial(row: FundRow) -> bool:
    """Whether the printed rate is executed ÷ initial budget."""
    initial, executed = row.initial.value, row.executed.value
    if not initial or initial < 0 or executed is None or initial == row.budget.value:
        return False
    return not rates_differ(row.rate, (executed * _HUNDRED / initial).quantize(_CENT, ROUND_HALF_UP))
