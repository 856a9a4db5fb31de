"""F 资金: the funds block and the execution rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from xladdin.checks.facts import Facts
from xladdin.checks.figures import percent, plain
from xladdin.checks.funds_block import (
    budget_is_mixed,
    funds_are_explained,
    mixed_sources,
    sums_of_sources,
    wrong_totals,
)
from xladdin.checks.rows import FUND_COLUMNS, amount, name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.tolerance import differ
from xladdin.checks.words import folded
from xladdin.model import Entry, SelfEvaluation, Severity

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_FIGURE = re.compile(r"[¥￥]?-?[\d,]+(?:\.\d+)?")


@rule("F101", Severity.ERROR)
def total_not_sum_of_sources(facts: Facts) -> Iterator[Issue]:
    """年度资金总额不等于各项资金来源之和。

    依据：自评表所印表样：年度资金总额下列“其中：财政拨款、上年结转资金、其他资金”，总额为各项之和。
    反例：年度资金总额20，财政拨款15，其他资金0。
    正例：年度资金总额20，财政拨款15，其他资金5。
    """
    form = facts.form
    total = form.funds_total
    if total is None or any(row.source == "basic" for row in form.funding):  # by use, not by source: D101 speaks
        return
    for field in wrong_totals(facts):
        entry: Entry[Decimal] = amount(total, field)
        if entry.value is not None and _is_summable(form, field) and not mixed_sources(form, field):  # F110 speaks
            whole, parts = next(sums_of_sources(form, field))
            shown = "＋".join(plain(part.value) for part in parts if part.value is not None)
            yield issue(
                entry,
                total.label,
                f"{FUND_COLUMNS[field]}：各项资金来源相加（{shown}）得{plain(whole)}，与{total.label}{plain(entry.value)}不符，"
                "无法判断是总额还是某一项填错。",
                do="请核对总额和各项来源，改正填错的一项",
                expected=whole,
                cells=tuple(one.cell for one in (entry, *parts) if one.cell),
            )


def _is_summable(form: SelfEvaluation, field: str) -> bool:
    """Whether every amount filled into a column is one; of a negative amount and of a word F111 (W106) speaks."""
    entries = [amount(row, field) for row in form.funding]
    return all(entry.is_blank or (entry.value is not None and entry.value >= 0) for entry in entries)


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
        if form.kind == "project" and not facts.execution_rows:
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


@rule("F106", Severity.ERROR)
def execution_points_changed(facts: Facts) -> Iterator[Issue]:
    """改动了预算资金执行率的分值。

    依据：自评表所印注释：如有特殊情况，除预算资金执行率外，其他指标权重可作适当调整，但总分应为100分。
    反例：执行率分值9，满意度指标11分。
    正例：执行率分值10，满意度指标10分。
    """
    total, due = facts.scored_funds, facts.scheme.execution_points
    printed = [(total.label, total.points)] if total is not None else []
    printed += [(name_of(row), row.points) for row, _ in facts.execution_rows]
    for label, points in printed if due else ():  # a scheme without such points does not fix them
        if points.value is not None and differ(points.value, due):
            yield issue(
                points,
                label,
                f"预算资金执行率的分值固定为{plain(due)}分，不能调整，表中是{plain(points.value)}分。",
                do=f"请把执行率的分值改为{plain(due)}分，其他指标的分值合计{plain(_HUNDRED - due)}分",
                expected=due,
            )


@rule("F108", Severity.WARNING)
def adjustment_without_a_reason(facts: Facts) -> Iterator[Issue]:
    """预算年中调整较大，没有说明原因。

    多大算大、是否只问总分高的，由评分方案规定；没有规定的地区不提示。

    依据：评分方案；预算调整率＝（全年预算数－年初预算数）÷年初预算数。
    反例：年初预算数20，全年预算数28，调整率40%，总分95，资金部分的原因和说明都是空的。
    正例：同上，原因“县级追加防汛抢险经费8万元”。
    """
    total, least = facts.form.funds_total, facts.scheme.adjustment_reason
    if total is None or least is None:
        return
    initial, budget = total.initial.value, total.budget.value
    if initial is None or budget is None or initial < 0 or budget < 0 or initial == budget:
        return  # nothing was adjusted
    if (initial == 0 and least > 0) or budget_is_mixed(total, "initial"):
        return  # nothing to measure the adjustment by
    above = facts.scheme.adjustment_reason_score
    stated = facts.form.total.score.value
    if above is not None and (stated is None or stated <= above):
        return
    change = abs(budget - initial) * _HUNDRED / initial if initial else None
    if (change is None or change >= least) and not funds_are_explained(facts):
        rate = f"，调整率{percent(change.quantize(_CENT, ROUND_HALF_UP))}" if change is not None else ""
        yield issue(
            total.reason if total.reason.has_place else total.budget,
            total.label,
            f"年初预算数{total.initial.raw}，全年预算数{total.budget.raw}{rate}，没有说明调整的原因。",
            do="请在资金部分的原因一栏或说明中写明预算为什么调整",
            basis=facts.by_scheme,
            severity=facts.doubtful(Severity.WARNING),
        )


def _figures_not_numbers(form: SelfEvaluation) -> Iterator[Issue]:
    """The lines of 基础数据, by which the common indicators are worked out."""
    for line in form.figures:
        for column, entry in (("预算（计划、编制）数", line.planned), ("实际数", line.actual), ("上年数", line.last)):
            if entry.is_blank or entry.error:
                continue
            if entry.value is None or not (entry.is_number or _FIGURE.fullmatch(folded(entry.raw))):
                said = f"{column}“{entry.raw}”不是数字，共性指标无法计算。"
                yield issue(entry, line.label, said, do="请只填数字，没有的填0")
            elif entry.value < 0:
                yield issue(entry, line.label, f"{column}{entry.raw}是负数。", do="请核对后改正，不能为负数")


@rule("F111", Severity.ERROR)
def amount_not_a_number(facts: Facts) -> Iterator[Issue]:
    """金额、执行率或基础数据不是数字，或者是负数。

    写成“20万元”这样的文字，其他规则按20万元理解，但表格中的公式无法相加，仍须改正。

    依据：自评表所印栏目：年初预算数、全年预算数、全年执行数均填数字，单位印在表头。
    反例：全年预算数“约二十万”“20万元”；全年执行数“-3”。
    正例：全年预算数“20”，单位万元印在表头。
    """
    yield from _figures_not_numbers(facts.form)
    whole = facts.form.amount  # of a card, which has no table of funds
    if whole.value is None and not whole.is_blank and not whole.error:
        yield issue(whole, "项目金额", f"项目金额“{whole.raw}”不是数字，无法核对。", do="请填数字，单位写万元或元")
    elif whole.value is not None and whole.value < 0:
        yield issue(whole, "项目金额", f"项目金额{whole.raw}是负数。", do="请核对后改为正确的金额，不能为负数")
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
