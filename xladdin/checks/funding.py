"""F 资金: the funds block and the execution rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.facts import Facts
from xladdin.checks.figures import percent, plain
from xladdin.checks.rows import FUND_COLUMNS, amount, name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.tolerance import differ, is_rounding, rates_differ, sums_differ
from xladdin.checks.words import folded, words
from xladdin.model import Due, Entry, FundRow, SelfEvaluation, Severity

_HUNDRED = Decimal(100)
_FIGURE = re.compile(r"[¥￥]?-?[\d,]+(?:\.\d+)?")


def _is_sound(row: FundRow) -> bool:
    """Whether both amounts of the rate are there and not negative; otherwise other rules speak."""
    amounts = (row.budget.value, row.executed.value)
    return all(value is not None and value >= 0 for value in amounts)


@rule("F101", Severity.ERROR)
def total_not_sum_of_sources(facts: Facts) -> Iterator[Issue]:
    """年度资金总额不等于各项资金来源之和。

    依据：自评表所印表样：年度资金总额下列“其中：财政拨款、上年结转资金、其他资金”，总额为各项之和。
    反例：年度资金总额20，财政拨款15，其他资金0。
    正例：年度资金总额20，财政拨款15，其他资金5。
    """
    form = facts.form
    total = form.funds_total
    if total is None:
        return
    for field, column in FUND_COLUMNS.items():
        entry = amount(total, field)
        if entry.value is None:
            continue
        sums = list(_sums_of_sources(form, field))
        if sums and all(sums_differ(entry.value, whole, len(parts)) for whole, parts in sums):
            whole, parts = sums[0]
            shown = "＋".join(plain(part.value) for part in parts if part.value is not None)
            yield issue(
                entry,
                total.label,
                f"{column}：各项资金来源相加（{shown}）得{plain(whole)}，与{total.label}{plain(entry.value)}不符，"
                "无法判断是总额还是某一项填错。",
                do="请核对总额和各项来源，改正填错的一项",
                expected=whole,
                cells=tuple(one.cell for one in (entry, *parts) if one.cell),
            )


def _sums_of_sources(form: SelfEvaluation, field: str) -> Iterator[tuple[Decimal, list[Entry[Decimal]]]]:
    """Σ of the sources in a column, with its summands; nothing where no source is filled in.

    Sources by level of government (中央, 省级 …) may be parts of 财政拨款 or stand beside it, and 财政拨款 may be
    printed again as 其中：一般公共预算. The form does not say which, so every one of these sums is right.
    """
    sources = [(row.source, amount(row, field)) for row in form.funding if row.source != "total"]
    filled = [(source, entry) for source, entry in sources if entry.value is not None]
    present = {source for source, _ in filled}
    outer = [(source, entry) for source, entry in filled if words().fund_parts.get(source) not in present]
    once = dict(reversed(outer))  # the first of each source
    for parts in ([entry for _, entry in filled], [entry for _, entry in outer], list(once.values())):
        if parts:
            yield sum((part.value for part in parts if part.value is not None), Decimal(0)), parts


@rule("F102", Severity.ERROR)
def rate_not_executed_by_budget(facts: Facts) -> Iterator[Issue]:
    """所填执行率不等于全年执行数÷全年预算数。

    依据：自评表所印栏目：执行率＝全年执行数÷全年预算数（B/A），以调整后的全年预算数为分母；按所填小数位数四舍五入后比较。
    反例：全年预算数20，全年执行数19.96，执行率99.81%。
    正例：全年预算数20，全年执行数19.96，执行率99.80%。
    """
    for row, rate in zip(facts.form.funding, facts.due.rates, strict=True):
        if rate is None or row.rate.value is None or not _is_sound(row):
            continue
        if rates_differ(row.rate, rate):
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
    over = [
        (row, rate, is_total)
        for (row, is_total), rate in zip(facts.funds(), facts.due.rates, strict=True)
        if rate is not None and rate > limit and _is_sound(row)
    ]
    total_is_over = any(is_total for _, _, is_total in over)
    for row, rate, is_total in over:
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


@rule("F104", Severity.ERROR)
def rate_undefined(facts: Facts) -> Iterator[Issue]:
    """全年预算数为0或没有填，执行率无法计算。

    依据：自评表所印栏目：执行率＝全年执行数÷全年预算数（B/A），缺少任何一个都算不出执行率。
    反例：年度资金总额的全年预算数为空，全年执行数19.96。
    正例：年度资金总额的全年预算数20，全年执行数19.96。
    """
    form = facts.form
    total = form.funds_total
    if total is None:
        if form.kind == "project" and not any(facts.execution_rows()):
            yield issue(
                None,
                "项目资金",
                "表中没有找到“年度资金总额”一行，执行率无法计算。",
                do="请核实表中是否有项目资金部分，并填写年度资金总额",
                severity=Severity.WARNING,
            )
        return
    for field, column in (("budget", "全年预算数"), ("executed", "全年执行数")):
        entry = amount(total, field)
        if entry.is_blank:
            yield issue(entry, total.label, f"{column}没有填，执行率无法计算。", do=f"请填写{column}")
    if total.budget.value == 0:
        spent = total.executed.value
        doubt = f"，全年执行数却是{plain(spent)}" if spent else ""
        yield issue(
            total.budget,
            total.label,
            f"全年预算数为0{doubt}，执行率无法计算。",
            do="请填写调整后的全年预算数；确实没有预算的，请说明情况",
        )


@rule("F105", Severity.ERROR)
def execution_score_wrong(facts: Facts) -> Iterator[Issue]:
    """执行率的得分与评分方案算出的不符。

    依据：评分方案；一般为执行率分值×执行率，不超过分值。
    反例：执行率分值10，执行率99.10%，得分9。
    正例：执行率分值10，执行率99.10%，得分9.91。
    """
    total = facts.scored_funds
    stated: list[tuple[str, Entry[Decimal], Due]] = []
    if total is not None and _is_sound(total) and total.budget.value:
        stated.append((total.label, total.score, facts.due.execution))
    stated += [(name_of(row), row.score, due) for row, due in facts.execution_rows()]
    for label, score, due in stated:
        if score.value is None or score.value < 0 or due.score is None or not differ(score.value, due.score):
            continue
        rounded = is_rounding(score, due.score)
        yield issue(
            score,
            label,
            due.explanation + ("（所填得分是它四舍五入后的数）" if rounded else "") + "。",
            do=f"请改为{plain(due.score)}分；分值、金额或执行率有误的请先改正",
            expected=due.score,
            basis=facts.by_scheme,
            severity=Severity.NOTE if rounded else None,
        )


@rule("F106", Severity.ERROR)
def execution_points_changed(facts: Facts) -> Iterator[Issue]:
    """改动了预算资金执行率的分值。

    依据：自评表所印注释：如有特殊情况，除预算资金执行率外，其他指标权重可作适当调整，但总分应为100分。
    反例：执行率分值9，满意度指标11分。
    正例：执行率分值10，满意度指标10分。
    """
    total, due = facts.scored_funds, facts.scheme.execution_points
    printed = [(total.label, total.points)] if total is not None else []
    printed += [(name_of(row), row.points) for row, _ in facts.execution_rows()]
    for label, points in printed:
        if points.value is not None and differ(points.value, due):
            yield issue(
                points,
                label,
                f"预算资金执行率的分值固定为{plain(due)}分，不能调整，表中是{plain(points.value)}分。",
                do=f"请把执行率的分值改为{plain(due)}分，其他指标的分值合计{plain(_HUNDRED - due)}分",
                expected=due,
            )


@rule("F111", Severity.ERROR)
def amount_not_a_number(facts: Facts) -> Iterator[Issue]:
    """金额或执行率不是数字，或者是负数。

    写成“20万元”这样的文字，其他规则按20万元理解，但表格中的公式无法相加，仍须改正。

    依据：自评表所印栏目：年初预算数、全年预算数、全年执行数均填数字，单位印在表头。
    反例：全年预算数“约二十万”“20万元”；全年执行数“-3”。
    正例：全年预算数“20”，单位万元印在表头。
    """
    columns = {**FUND_COLUMNS, "rate": "执行率"}
    unit = facts.form.amount_unit.value or ""
    for row in facts.form.funding:
        for field, column in columns.items():
            entry = amount(row, field)
            if entry.is_blank or entry.error:
                continue
            if entry.value is None:
                yield issue(
                    entry,
                    row.label,
                    f"{column}“{entry.raw}”不是数字，无法计算。",
                    do="请只填数字，没有金额的填0或留空",
                )
            elif entry.value < 0:
                yield issue(entry, row.label, f"{column}{entry.raw}是负数。", do="请核对后改为正确的金额，不能为负数")
            elif field != "rate" and not entry.is_number and not _FIGURE.fullmatch(folded(entry.raw)):
                yield issue(
                    entry,
                    row.label,
                    f"{column}“{entry.raw}”是带单位的文字，公式无法相加，本次按{plain(entry.value)}{unit}理解。",
                    do="请只填数字，单位印在表头",
                )
