"""How execution rate, execution score, total and grade come about, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.output.findings_text import Line
from xladdin.output.form_json import plain
from xladdin.output.why_rows import difference, sources, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from xladdin.model import CheckedForm, Due, Entry, Indicator

_AMOUNTS = (("年初预算数", "initial"), ("全年预算数", "budget"), ("全年执行数", "executed"))


def explain_fund(checked: CheckedForm, number: int) -> Iterator[Line]:
    """A row of the funds: its amounts and its rate; on the total row also the score of the rate."""
    form = checked.form
    row, rate = form.funding[number], checked.due.rates[number]
    unit = form.amount_unit.value or ""
    amounts = []
    for label, field in _AMOUNTS:
        entry: Entry[Decimal] = getattr(row, field)
        if entry.has_place:
            amounts.append(f"{label}（{entry.cell}）{_read(entry)}")
    yield Line(f"  1　金额（{unit}）：{'；'.join(amounts)}")
    if rate is None:
        yield Line("  2　执行率＝全年执行数÷全年预算数：缺少金额，或全年预算数为0，算不出来")
    else:
        stated = f"表上填的是{row.rate.raw}" if row.rate.raw else "表上没有填"
        division = f"{plain(row.executed.value)}÷{plain(row.budget.value)}"
        yield Line(f"  2　执行率＝全年执行数÷全年预算数＝{division}＝{rate:.2f}%，{stated}")
    if row is not form.funds_total:
        yield Line("  3　只有资金总额一行计分，这一行不计分")
        return
    yield Line(
        f"  3　分值：{row.points.raw or f'表上没有填，评分方案是{plain(checked.choice.scheme.execution_points)}分'}"
    )
    yield Line(f"  4　规则：{_rule(checked)}")
    yield from sources(checked)
    yield Line(f"  5　计算：{checked.due.execution.explanation}")
    yield Line(f"  6　结果：{verdict(row.score, checked.due.execution)}")


def _read(entry: Entry[Decimal]) -> str:
    """What stands in a cell, and how it was read where that is not the same."""
    if not entry.raw:
        return "没有填"
    read = plain(entry.value)
    return f"“{entry.raw}”" + ("" if read == entry.raw else f"，读作{read}" if read else "，不是数字")


def _rule(checked: CheckedForm) -> str:
    bands = checked.choice.scheme.execution_bands
    if bands:
        return "执行率分档计分：" + "，".join(f"{plain(band.start)}%起得{plain(band.score)}分" for band in bands)
    return "执行率得分＝分值×执行率，不超过分值"


def explain_total(checked: CheckedForm) -> Iterator[Line]:
    """The sums written out: points, stated scores, and the scores that are due."""
    form, due = checked.form, checked.due
    yield Line("  1　各项（分值／填的得分／应得分）：")
    yield from (Line(f"      {line}") for line in _summands(checked))
    yield Line(f"  2　分值合计{_or_none(due.points_sum)}{_stated('', form.total.points)}，应为100分")
    yield Line(f"  3　填的得分相加{_or_none(due.score_sum)}{_stated('总分', form.total.score)}{_gap(checked)}")
    if due.due_total is None:
        yield Line("  4　应得总分：有的项目算不出应得分，要人工判断后才能相加")
    else:
        yield Line(f"  4　应得总分{plain(due.due_total)}分，等级“{due.grade or '—'}”")
    yield from sources(checked)


def _summands(checked: CheckedForm) -> Iterator[str]:
    form = checked.form
    total = form.funds_total
    if total is not None and (total.points.value is not None or total.score.value is not None):
        yield _summand(f"{total.label}（预算执行率）", total.points, total.score, checked.due.execution)
    for row, due in zip(form.indicators, checked.due.indicators, strict=True):
        if not row.is_subrow:
            yield _summand(_name(row), row.points, row.score, due)


def _name(row: Indicator) -> str:
    return row.name.raw or f"第{row.row}行"


def _summand(name: str, points: Entry[Decimal], score: Entry[Decimal], due: Due) -> str:
    cell = f"{score.cell}　" if score.cell else ""
    given = plain(due.score) if due.score is not None else "人工判断"
    return f"{cell}{name}：{points.raw or '—'}／{score.raw or '没有填'}／{given}"


def _or_none(value: Decimal | None) -> str:
    return f"得{plain(value)}分" if value is not None else "：一项也没有填"


def _stated(label: str, entry: Entry[Decimal]) -> str:
    return f"，{label}填的是{entry.raw}" if entry.raw else ""


def _gap(checked: CheckedForm) -> str:
    stated, whole = checked.form.total.score.value, checked.due.score_sum
    return f"，{difference(stated, whole)}" if stated is not None and whole is not None else ""


def explain_grade(checked: CheckedForm) -> Iterator[Line]:
    """The grade by the scheme's bounds, of the stated total and of the one that is due."""
    form, scheme = checked.form, checked.choice.scheme
    bounds = "，".join(f"{plain(grade.low)}分起“{grade.name}”" for grade in scheme.grades)
    yield Line(f"  1　规则：{bounds}，下限含本数")
    yield from sources(checked)
    yield Line(f"  2　总分：{f'填的是{form.total.score.raw}' if form.total.score.raw else '没有填'}")
    due = checked.due.due_total
    yield Line(f"  3　应得总分：{f'{plain(due)}分' if due is not None else '有的项目要人工判断，算不出来'}")
    basis = "应得总分" if due is not None else "所填总分"
    yield Line(f"  4　等级：填的是“{form.grade.raw}”，按{basis}应为“{checked.due.grade or '—'}”")
