"""D 部门整体支出: sums by use, shares, common indicators (共性指标) and their scores, 三公经费."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from xladdin.checks.facts import Facts
from xladdin.checks.figures import percent, plain
from xladdin.checks.narrative import says_nothing
from xladdin.checks.rows import FUND_COLUMNS, amount, name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.tolerance import SCORE, differ, rates_differ, sums_differ
from xladdin.model import ZERO_DENOMINATOR, Entry, FundRow, SelfEvaluation, Severity

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_MOST_ADJUSTED = Decimal(30)  # percent
_COLUMNS = {**FUND_COLUMNS, "last": "上年执行数"}


def _rows(form: SelfEvaluation, *sources: str) -> list[FundRow]:
    return [row for row in form.funding if row.source in sources]


def _sums(form: SelfEvaluation, whole: str, *parts: str) -> Iterator[Issue]:
    """Every column in which the row ``whole`` is not the sum of its parts; a part that is not filled in counts as 0."""
    total = next(iter(_rows(form, whole)), None)
    below = _rows(form, *parts)
    if total is None or not below:
        return
    for field, column in _COLUMNS.items():
        entry = amount(total, field)
        figures = [one for row in below if (one := amount(row, field)).value is not None]
        if entry.value is None or not figures or any((one.value or 0) < 0 for one in (entry, *figures)):
            continue
        made = sum((one.value for one in figures if one.value is not None), Decimal(0))
        if sums_differ(entry.value, made, len(figures)):
            shown = "＋".join(plain(one.value) for one in figures if one.value is not None)
            yield issue(
                entry,
                total.label,
                f"{column}：{'、'.join(_name(row) for row in below)}相加（{shown}）得{plain(made)}，"
                f"与{_name(total)}{plain(entry.value)}不符，无法判断是哪一项填错。",
                do="请核对各项金额，改正填错的一项",
                expected=made,
                cells=tuple(one.cell for one in (entry, *figures) if one.cell),
            )


def _name(row: FundRow) -> str:
    return row.label.strip().removeprefix("其中").lstrip("：:").strip()


@rule("D101", Severity.ERROR)
def expenditure_not_basic_and_projects(facts: Facts) -> Iterator[Issue]:
    """支出合计不等于基本支出与项目支出之和，或者项目支出不等于所列各项目之和。

    依据：部门预算按支出功能分为基本支出和项目支出，支出合计为两者之和。
    反例：支出合计1000，基本支出600，项目支出300。
    正例：支出合计1000，基本支出600，项目支出400。
    """
    yield from _sums(facts.form, "total", "basic", "projects")
    yield from _sums(facts.form, "projects", "item")


@rule("D102", Severity.ERROR)
def basic_not_personnel_and_operating(facts: Facts) -> Iterator[Issue]:
    """基本支出不等于人员经费与公用经费之和。

    依据：部门预算的基本支出分为人员经费和公用经费。
    反例：基本支出600，人员经费500，日常公用经费80。
    正例：基本支出600，人员经费500，日常公用经费100。
    """
    yield from _sums(facts.form, "basic", "personnel", "operating")


@rule("D103", Severity.ERROR)
def share_not_computed(facts: Facts) -> Iterator[Issue]:
    """所填比重或增减率与按金额算出的不符。

    依据：表内栏目：占支出合计比重＝本项执行数÷支出合计执行数；比上年增减＝（本年－上年）÷上年；按所填小数位数比较。
    反例：支出合计1000，基本支出600，所填比重65%。
    正例：支出合计1000，基本支出600，所填比重60%。
    """
    total = facts.form.funds_total
    for row in facts.form.funding:
        if row.executed.value is None:
            continue
        if row.share.value is not None and total is not None and total.executed.value:
            rate = row.executed.value / total.executed.value * _HUNDRED
            shown = f"{_name(row)}{row.executed.raw}÷{_name(total)}{total.executed.raw}"
            yield from _rate_issue(row.share, row, rate, shown)
        if row.change.value is not None and row.last.value:
            rate = (row.executed.value - row.last.value) / row.last.value * _HUNDRED
            yield from _rate_issue(row.change, row, rate, f"（{row.executed.raw}－{row.last.raw}）÷{row.last.raw}")


def _rate_issue(entry: Entry[Decimal], row: FundRow, rate: Decimal, shown: str) -> Iterator[Issue]:
    rate = rate.quantize(_CENT, ROUND_HALF_UP)
    if rates_differ(entry, rate) and entry.value is not None:
        yield issue(
            entry,
            row.label,
            f"{shown}＝{percent(rate)}，所填与此不符。",
            do="请改为按金额算出的比率；金额有误的请改金额",
            expected=percent(rate),
            difference=plain(entry.value - rate),
        )


@rule("D104", Severity.ERROR)
def common_indicator_not_computed(facts: Facts) -> Iterator[Issue]:
    """共性指标的实际完成值与按基础数据算出的不符。

    依据：财政部《预算绩效评价共性指标体系框架》（财预〔2013〕53号）的计算公式；按所填小数位数比较。
    反例：编制50人，在职48人，在职人员控制率填98%。
    正例：编制50人，在职48人，在职人员控制率填96%。
    """
    for row, due, common in facts.common_rows:
        actual = row.actual.value
        if actual is None or actual.value is None:
            continue
        printed = Entry(actual.value, row.actual.cell, row.actual.raw)
        if due.brief == ZERO_DENOMINATOR:
            said = f"按表内的数，{common.name}的分母为0，比率无法计算，却填了{row.actual.raw}。"
            yield issue(printed, name_of(row), said, do="请核对基础数据；分母确实为0的，请删去比率，由人判定得分")
        if due.rate is None:
            continue
        if rates_differ(printed, due.rate):
            yield issue(
                printed,
                name_of(row),
                f"按表内的数，{common.name}应为{percent(due.rate)}，所填与此不符。",
                do="请改为算出的比率；支出或基础数据有误的请改那里",
                expected=percent(due.rate),
                difference=plain(actual.value - due.rate),
                basis=facts.by_scheme,
            )


@rule("D105", Severity.ERROR)
def common_score_not_by_scale(facts: Facts) -> Iterator[Issue]:
    """共性指标的得分与评分标准的分档不符。

    依据：评分方案所列的分档；“每超过1个百分点扣…”的，按整数个或按比例扣都算对。
    反例：三公经费控制率103%，评分标准“每超过1个百分点扣1分”，分值6，得分5。
    正例：三公经费控制率103%，评分标准“每超过1个百分点扣1分”，分值6，得分3。
    """
    for row, due, common in facts.scaled_rows:
        score = row.score.value
        if score is None or due.score is None or score < 0 or score > (row.points.value or 0):
            continue  # S103, S113 speak
        low = due.score if due.lowest is None else due.lowest
        high = due.score if due.highest is None else due.highest
        if low - SCORE <= score <= high + SCORE:
            continue
        yield issue(
            row.score,
            name_of(row),
            f"{due.explanation}，填了{row.score.raw}分。评分标准：{common.standard}。",
            do="请按评分标准改正得分；本单位的评分标准不同的，请用 --scheme 指定方案",
            expected=due.score,
            basis=facts.by_scheme,
        )


@rule("D106", Severity.WARNING)
def adjusted_without_reason(facts: Facts) -> Iterator[Issue]:
    """预算调整率超过30%，没有说明原因。

    依据：财预〔2013〕53号：预算调整率反映预算的执行严肃性；30%是湖南公开的自评表扣完分的界限。
    反例：年初预算数1000，全年预算数1400，没有说明。
    正例：同上，预算调整率一行写明“追加中央水利救灾资金400万元”。
    """
    form, total = facts.form, facts.form.funds_total
    if form.kind != "department" or total is None or not total.initial.value or total.budget.value is None:
        return
    rate = abs(total.budget.value - total.initial.value) / total.initial.value * _HUNDRED
    if rate <= _MOST_ADJUSTED or not says_nothing(total.reason):
        return
    noted = any(
        "调整" in name_of(row) or "控制率" in name_of(row) for row in form.indicators if not says_nothing(row.note)
    )
    texts = [*(one.text.raw for one in form.narratives), *(one.text.raw for one in form.remarks)]
    if not noted and not any("调整" in text or "追加" in text for text in texts):
        yield issue(
            total.budget,
            total.label,
            f"年初预算数{total.initial.raw}，全年预算数{total.budget.raw}，调整了{percent(rate)}，没有说明原因。",
            do="请在预算调整率一行的原因栏，或者说明中写明调整的原因",
        )


@rule("D107", Severity.WARNING)
def three_public_above_budget(facts: Facts) -> Iterator[Issue]:
    """“三公”经费实际数大于预算数。

    依据：《党政机关厉行节约反对浪费条例》：“三公”经费不得超预算或者无预算支出。
    反例：“三公”经费预算12万元，实际13万元。
    正例：“三公”经费预算12万元，实际10万元。
    """
    for line in facts.form.figures:
        if line.key != "three_public" or line.planned.value is None or line.actual.value is None:
            continue
        if line.actual.value > line.planned.value and differ(line.actual.value, line.planned.value):
            yield issue(
                line.actual,
                line.label,
                f"实际{line.actual.raw}，大于预算{line.planned.raw}。",
                do="请核对；确实超出的，请说明原因",
                expected=f"≤{line.planned.raw}",
            )
