"""Sentences made from the figures of a form: what a kind's report names under ``sentences``."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.model import Outcome
from xladdin.output.docx.figures import change, percent, plain, printed, rounded, share

if TYPE_CHECKING:
    from xladdin.model import CheckedForm, FundRow, Indicator

Teller = Callable[["CheckedForm"], list[str]]
_ZERO = Decimal(0)
_AMOUNTS = {
    "initial": "年初预算数",
    "budget": "全年预算数",
    "executed": "全年执行数",
}  # where a scheme prints no such column
_PRINTED_POINTS = re.compile(r"\s*[（(]\s*\d+(?:\.\d+)?\s*分\s*[）)]")  # 项目决策（20分）
_NOTHING = frozenset({"", "无", "0", "没有", "不涉及"})


def _names(checked: CheckedForm) -> list[str]:
    """Who does what: 本项目由…实施，主管部门为…"""
    form = checked.form
    if not form.project.value or not form.unit.value:
        return []
    department = f"，主管部门为{form.department.value}" if form.department.value else ""
    return [f"{form.project.value}由{form.unit.value}实施{department}。"]


def _funds(checked: CheckedForm) -> list[str]:
    """The total row: initial budget, budget, executed, rate."""
    form, total = checked.form, checked.form.funds_total
    if total is None:
        return []
    unit = form.amount_unit.value or "万元"
    amounts = {"initial": total.initial, "budget": total.budget, "executed": total.executed}
    parts = [
        f"{_column(checked, name)}{plain(entry.value)}{unit}"
        for name, entry in amounts.items()
        if entry.value is not None
    ]
    if not parts:
        return []
    year = f"{form.year.value}年度" if form.year.value else ""
    return [f"{year}{'，'.join(parts)}{_rate(checked, total)}。"]


def _column(checked: CheckedForm, name: str) -> str:
    """What the scheme calls a column of the funds, as a sentence says it: 年初预算, 计划, 使用."""
    headers = dict(checked.choice.scheme.template.fund_columns)
    return headers.get(name, _AMOUNTS[name]).partition("（")[0].removesuffix("数")


def _sources(checked: CheckedForm) -> list[str]:
    """Where the money came from, as far as it was spent."""
    unit = checked.form.amount_unit.value or "万元"
    told = [
        f"{_label(row)}{plain(row.executed.value)}{unit}"
        for row in checked.form.funding
        if row.source != "total" and row.executed.value
    ]
    return [f"按资金来源，{_column(checked, 'executed')}数为：{'，'.join(told)}。"] if told else []


def _rate(checked: CheckedForm, total: FundRow) -> str:
    """The rate as the form states it, else as worked out."""
    row = checked.form.funding.index(total)
    value = total.rate.value if total.rate.value is not None else checked.due.rates[row]
    return "" if value is None else f"，预算执行率{percent(value)}"


def _label(row: FundRow) -> str:
    return row.label.strip().removeprefix("其中").lstrip("：:").strip()


def _shares(checked: CheckedForm) -> list[str]:
    """支出合计 with the share of 基本支出 and 项目支出, and 基本支出 with the share of what it is made of."""
    rows = {row.source: row for row in checked.form.funding}
    lines = []
    for whole, parts in (("total", ("basic", "projects")), ("basic", ("personnel", "operating"))):
        row = rows.get(whole)
        if row is None or row.executed.value is None:
            continue
        told = [_share_of(rows[part], row, checked) for part in parts if part in rows]
        told = [text for text in told if text]
        if told:
            amount = f"{plain(row.executed.value)}{checked.form.amount_unit.value or '万元'}"
            lines.append(f"{_label(row)}{amount}，其中：{'；'.join(told)}。")
    return lines


def _share_of(row: FundRow, whole: FundRow, checked: CheckedForm) -> str:
    """An amount with its share of ``whole``, which is named unless it is the total."""
    value = share(row.executed.value, whole.executed.value)
    if row.executed.value is None or value is None:
        return ""
    of_total = whole.source == "total"
    if of_total and row.share.value is not None:
        value = row.share.value
    amount = f"{plain(row.executed.value)}{checked.form.amount_unit.value or '万元'}"
    return f"{_label(row)}{amount}，占{'' if of_total else _label(whole)}{percent(value)}"


def _changes(checked: CheckedForm) -> list[str]:
    """Each fund row against last year: 比上年增加…，增长…"""
    unit = checked.form.amount_unit.value or "万元"
    return [
        f"{_label(row)}比上年{_change_text(row.executed.value, row.last.value, unit)}。"
        for row in checked.form.funding
        if row.executed.value is not None and row.last.value is not None
    ]


def _change_text(now: Decimal, before: Decimal, unit: str) -> str:
    if now == before:
        return "持平"
    word, rate_word = ("增加", "增长") if now > before else ("减少", "下降")
    value = change(now, before)
    rate = "" if value is None else f"，{rate_word}{percent(abs(value))}"
    return f"{word}{rounded(abs(now - before))}{unit}{rate}"


def _staff(checked: CheckedForm) -> list[str]:
    """Approved posts and staff."""
    line = next((one for one in checked.form.figures if one.key == "staff"), None)
    if line is None or line.planned.value is None or line.actual.value is None:
        return []
    rate = share(line.actual.value, line.planned.value)
    told = "" if rate is None else f"，在职人员控制率{percent(rate)}"
    return [f"核定编制{plain(line.planned.value)}人，年末在职人员{plain(line.actual.value)}人{told}。"]


def _arrival(checked: CheckedForm) -> list[str]:
    """计划、到位、使用 of a special fund."""
    total = checked.form.funds_total
    if total is None or total.arrived.value is None:
        return []
    unit = checked.form.amount_unit.value or "万元"
    planned, used = share(total.arrived.value, total.budget.value), share(total.executed.value, total.arrived.value)
    told = [f"资金到位{plain(total.arrived.value)}{unit}"]
    if planned is not None:
        told.append(f"到位率{percent(planned)}")
    if used is not None:
        told.append(f"到位资金使用率{percent(used)}")
    return ["，".join(told) + "。"]


def _result(checked: CheckedForm) -> list[str]:
    """Total and grade as stated, as worked out where nothing is stated."""
    form, due = checked.form, checked.due
    score = form.total.score.value if form.total.score.value is not None else due.due_total
    grade = form.grade.value or due.grade
    by = "评价" if form.kind == "evaluation" else "自评"  # not by the unit itself
    told = [] if score is None else [f"{by}总分{plain(score)}分"]
    if grade:
        told.append(f"{by}等级为“{grade}”")
    return [f"经{by}，{'，'.join(told)}。"] if told else []


def _categories(checked: CheckedForm) -> list[str]:
    """Points and score of every 一级指标: 决策20分，得19分 …"""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for row in checked.form.indicators:
        if row.category.value and row.points.value is not None and row.score.value is not None:
            name = _PRINTED_POINTS.sub("", row.category.value)
            points, score = sums.get(name, (_ZERO, _ZERO))
            sums[name] = (points + row.points.value, score + row.score.value)
    told = [f"{name}{plain(points)}分，得{plain(score)}分" for name, (points, score) in sums.items()]
    return [f"各部分得分为：{'；'.join(told)}。"] if told else []


def _indicators(checked: CheckedForm) -> list[str]:
    """How many indicators were reached, missed, or left to a person."""
    outcomes = [
        due.outcome
        for row, due in zip(checked.form.indicators, checked.due.indicators, strict=True)
        if row.name.value and not row.is_subrow and not row.is_execution
    ]
    if not outcomes:
        return []
    counts = {one: outcomes.count(one) for one in Outcome}
    told = [f"共设置{len(outcomes)}项三级指标，完成{counts[Outcome.MET]}项"]
    if counts[Outcome.MISSED]:
        told.append(f"未完成{counts[Outcome.MISSED]}项")
    if counts[Outcome.UNJUDGED]:
        told.append(f"按实际情况评定{counts[Outcome.UNJUDGED]}项")
    return ["，".join(told) + "。"]


def _missed(checked: CheckedForm) -> list[str]:
    """Every indicator that lost points, with target, actual value, score and the clerk's note."""
    lines = []
    for row, due in zip(checked.form.indicators, checked.due.indicators, strict=True):
        is_short = row.score.value is not None and row.points.value is not None and row.score.value < row.points.value
        if row.name.value and not row.is_subrow and (is_short or due.outcome is Outcome.MISSED):
            lines.append(_missed_line(row))
    return lines or ["各项指标均按绩效目标完成，没有扣分。"]


def _missed_line(row: Indicator) -> str:
    told = [f"{row.name.value}：年度指标值{row.target.raw}，实际完成值{row.actual.raw}"] if row.target.raw else []
    told = told or [f"{row.name.value}："]
    if row.points.value is not None and row.score.value is not None:
        told.append(f"分值{plain(row.points.value)}分，得{printed(row.score)}分")
    note = (row.note.value or "").strip().rstrip("。")
    if note not in _NOTHING:
        told.append(f"原因和改进措施：{note}")
    return "，".join(told).replace("：，", "：") + "。"


TELLERS: dict[str, Teller] = {
    "names": _names,
    "funds": _funds,
    "sources": _sources,
    "shares": _shares,
    "changes": _changes,
    "staff": _staff,
    "arrival": _arrival,
    "result": _result,
    "categories": _categories,
    "indicators": _indicators,
    "missed": _missed,
}


def tell(name: str, checked: CheckedForm) -> list[str]:
    """The sentences of this name; none where the form lacks the figures. KeyError: no such sentences."""
    return TELLERS[name](checked)
