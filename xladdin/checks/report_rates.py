"""R103, R104: shares, rates and changes inside a report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.checks.facts import ReportFacts
from xladdin.checks.figures import percent, plain
from xladdin.checks.report_text import EITHER, at_figure, name_of_figure, number, printed, with_unit
from xladdin.checks.rule import Issue, rule
from xladdin.model import Impossible, Role, Severity

if TYPE_CHECKING:
    from xladdin.model import Change, Quotient

_FULL = 100
_FINE = 2  # decimals with which amounts are no rough figures


@rule("R103", Severity.ERROR)
def share_or_rate_does_not_follow(facts: ReportFacts) -> Iterator[Issue]:
    """报告中的占比或比率与它的分子、分母不符。

    按所印位数留出四舍五入的余地。只因金额本身四舍五入才可能得出的比率，列为核实。

    依据：同一份报告中的数字应当相互一致。
    反例：排查矛盾纠纷320件，化解304件，化解率96%（304 ÷ 320 = 95%）。
    正例：排查矛盾纠纷320件，化解304件，化解率95%。
    """
    for one in facts.report.quotients:
        if not one.holds:
            yield _wrong_quotient(facts, one, None)
        elif not one.is_exact and _is_fine(one):
            yield _wrong_quotient(facts, one, Severity.WARNING)
    for change in facts.report.changes:
        if change.fault is Impossible.NO_WHOLE and change.percent and change.percent.role is Role.RATE and change.now:
            yield at_figure(
                facts, change.percent, name_of_figure(change.percent),
                f"总数是{printed(change.now)}，{_neighbours(change, '')}，没有整数能得出{printed(change.percent)}。",
                do=EITHER, expected=None,
            )  # fmt: skip


def _is_fine(one: Quotient) -> bool:
    """Whether the amounts are printed finely enough that the rate should follow from them as they stand."""
    amounts = [figure for figure in (one.part, one.whole) if figure is not None]
    return any(figure.decimals >= _FINE for figure in amounts) and all(
        figure.decimals >= _FINE or figure.value == figure.value.to_integral() for figure in amounts
    )


def _wrong_quotient(facts: ReportFacts, one: Quotient, severity: Severity | None) -> Issue:
    figure, unit = one.percent, one.percent.unit.text if one.percent.unit else "%"
    shown = f"{one.expected:.{max(figure.decimals, _FINE)}f}{unit}"
    difference = figure.value - one.expected
    if one.part is not None and one.whole is not None:
        message = f"{printed(one.part)} ÷ {printed(one.whole)} = {shown}，报告写{printed(figure)}。"
    elif figure.role is Role.SHARE and figure.value <= _FULL:
        message = f"各项占比加起来应为100%，这一项应为{shown}，报告写{printed(figure)}。"
    else:
        message, shown = f"报告写{printed(figure)}，这个比率不会超过100%。", "不超过100%"
    do = EITHER if severity is None else f"{EITHER}；只是金额四舍五入造成的，不用改"
    return at_figure(
        facts, figure, name_of_figure(figure), message, do=do, expected=shown,
        difference=f"{difference:.{max(figure.decimals, _FINE)}f}", severity=severity,
    )  # fmt: skip


@rule("R104", Severity.ERROR)
def impossible_change(facts: ReportFacts) -> Iterator[Issue]:
    """报告中的增减（同比、较上年）与它的数字不符，或者不可能。

    依据：同一份报告中的数字应当相互一致；增减率 =（本年 − 上年）÷ 上年。
    反例：受理320件，比上年增加40件，增长12.5%（上年280件，应为14.3%）；发生2起，同比下降100%；7件，同比增长30%。
    正例：受理320件，比上年增加40件，增长14.3%。
    """
    for one in facts.report.changes:
        if one.fault is Impossible.NONE or (one.percent is not None and one.percent.role is Role.RATE):
            continue
        yield at_figure(
            facts, one.last, name_of_figure(one.now or one.last), _said(one),
            do=EITHER, expected=_expected(one), difference=_difference(one),
        )  # fmt: skip


def _said(one: Change) -> str:
    now = printed(one.now) if one.now else ""
    told = printed(one.last)
    earlier, amount = (printed(figure) if figure else "" for figure in (one.before, one.amount))
    if one.fault is Impossible.TO_ZERO:
        return f"下降{told}就是一个也不剩，报告写的是{now}。" if now else f"下降不会超过100%，报告写{told}。"
    if one.fault is Impossible.NEGATIVE:
        return f"现在是{now}，不可能增加了{amount}。"
    if one.fault is Impossible.DIRECTION:
        return f"从{earlier}到{now}，增减的方向写反了。"
    if one.fault is Impossible.NO_WHOLE:
        return f"现在是{now}，{_neighbours(one, '上年')}，没有整数能得出{told}。"
    if one.fault is Impossible.AMOUNT:
        return f"从{earlier}到{now}，{_working(one)}，报告写{amount}。"
    return f"{_working(one)}，报告写{told}。"


def _working(one: Change) -> str:
    """「上年280件，(320 − 280) ÷ 280 = 14.3%」, or the difference alone."""
    if one.expected is None:
        return ""
    if one.now is None:
        return (
            f"{printed(one.amount)} ÷ {printed(one.before)} = {one.expected:.2f}%" if one.amount and one.before else ""
        )
    if one.fault is Impossible.AMOUNT:
        return f"相差{with_unit(one.expected, one.amount or one.now)}"
    decimals = max(one.percent.decimals if one.percent else 0, 1)
    base = plain(one.base or Decimal(0))
    larger, smaller = sorted((number(one.now), base), key=Decimal, reverse=True)
    worked = f"（{larger} − {smaller}）÷ {base} = {one.expected:.{decimals}f}%"
    return f"上年是{with_unit(one.base or Decimal(0), one.now)}，{worked}"


def _neighbours(one: Change, word: str) -> str:
    """「上年5则为40.00%、上年6则为16.67%」."""
    said = [f"{word}{plain(count)}为{percent(value)}" for count, value in one.nearest]
    return "、".join(said)


def _expected(one: Change) -> str | None:
    if one.expected is None:
        return None
    if one.fault is Impossible.AMOUNT:
        return with_unit(one.expected, one.amount or one.last)
    decimals = max(one.percent.decimals if one.percent else 0, 1)
    return f"{one.expected:.{decimals}f}%"


def _difference(one: Change) -> str | None:
    if one.expected is None:
        return None
    if one.fault is Impossible.AMOUNT:
        return plain(one.amount.value - one.expected) if one.amount else None
    return f"{one.percent.value - one.expected:.2f}" if one.percent else None
