"""How the score of an indicator row comes about, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.model import Certainty, Op, Reverse, TargetKind
from xladdin.output.findings_text import Line
from xladdin.output.form_json import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from typing import Any

    from xladdin.model import CheckedForm, Due, Entry, Indicator, Scheme, Target, Unit

_KINDS = {
    TargetKind.QUANTITY: "定量",
    TargetKind.QUALITATIVE: "定性",
    TargetKind.DATE: "时点",
    TargetKind.PERIOD: "起止时间",
    TargetKind.TEXT: "一段文字",
    TargetKind.BLANK: "没有内容",
}
_SIGNS = {
    Op.AT_LEAST: "不低于",
    Op.ABOVE: "高于",
    Op.AT_MOST: "不超过",
    Op.BELOW: "低于",
    Op.EQUAL: "等于",
    Op.BARE: "没有符号，",
}
_OPEN = (Op.AT_LEAST, Op.ABOVE, Op.EQUAL)
_UP = "达到指标值得满分；没有达到的，得分＝分值×实际完成值÷年度指标值"
_DOWN = {
    Reverse.LINEAR: "不超过指标值得满分；超过的，得分＝分值×（2－实际完成值÷年度指标值），到两倍得0分",
    Reverse.RATIO: "不超过指标值得满分；超过的，得分＝分值×年度指标值÷实际完成值",
}


def explain_row(checked: CheckedForm, index: int) -> Iterator[Line]:
    """The steps from target and actual to the score that is due, beside the score that is stated."""
    row, due = checked.form.indicators[index], checked.due.indicators[index]
    yield Line(f"  1　年度指标值{_at(row.target)}：{_target(row)}")
    yield Line(f"  2　实际完成值{_at(row.actual)}：{_actual(row)}")
    yield Line(f"  3　分值{_at(row.points)}：{plain(row.points.value) or row.points.raw or '没有'}")
    yield Line(f"  4　规则：{_rule(row, checked.choice.scheme)}")
    yield from sources(checked)
    yield Line(f"  5　计算：{due.explanation}")
    yield Line(f"  6　结果：{verdict(row.score, due)}")


def sources(checked: CheckedForm) -> Iterator[Line]:
    """The scheme, why it was taken, and what it rests on."""
    scheme = checked.choice.scheme
    yield Line(f"      评分方案：{scheme.name}（{scheme.key}），{checked.choice.why}", "quiet")
    for source in scheme.sources:
        unread = "" if source.certainty is Certainty.READ else "（没有核对原文）"
        yield Line(f"      来源：{source.title}{unread}", "quiet")
    if scheme.assumptions:
        yield Line(f"      方案中的约定见 xladdin schemes {scheme.key}", "quiet")


def verdict(stated: Entry[Decimal], due: Due) -> str:
    """The score that is due beside the one that is stated."""
    shown = f"表上填的是{stated.raw}" if stated.raw else "表上没有填得分"
    span = "" if due.lowest is None else f"{plain(due.lowest)}分到{plain(due.highest)}分之间都可以，"
    if due.score is None:
        return f"{span or '算不出应得分，请人工判断；'}{shown}。"
    if stated.value is None:
        return f"{span}应得{plain(due.score)}分，{shown}。"
    if span and due.lowest is not None and due.highest is not None:
        inside = due.lowest <= stated.value <= due.highest
        return f"{span}{shown}，{'在这一档之内' if inside else '不在这一档之内'}。"
    return f"应得{plain(due.score)}分，{shown}，{difference(stated.value, due.score)}。"


def difference(stated: Decimal, due: Decimal) -> str:
    """相符, or by how much what is stated lies above or below."""
    if stated == due:
        return "相符"
    return f"{'多' if stated > due else '少'}{plain(abs(stated - due))}分"


def _at(entry: Entry[Any]) -> str:
    return f"（{entry.cell}）" if entry.cell else ""


def _target(row: Indicator) -> str:
    target = row.target.value
    if target is None:
        return f"填的是“{row.target.raw}”，没有看懂" if row.target.raw else "没有填"
    return f"填的是“{target.raw}”，读作{_KINDS[target.kind]}{_figure(target)}" if target.raw else "没有填"


def _figure(target: Target) -> str:
    if target.when:
        return f"，{target.when}"
    if target.value is None:
        return ""
    unit = _unit(target.unit)
    if target.op is Op.BETWEEN:
        return f"，{plain(target.value)}到{plain(target.value2)}{unit}"
    return f"，{_SIGNS.get(target.op or Op.BARE, '')}{plain(target.value)}{unit}"


def _unit(unit: Unit | None) -> str:
    return unit.text if unit is not None else "（没有单位）"


def _actual(row: Indicator) -> str:
    entry, target = row.actual, row.target.value
    actual = entry.value
    if actual is None:
        return f"填的是“{entry.raw}”，没有看懂" if entry.raw else "没有填"
    if actual.value is not None:
        several = "（其中有几个数字，取的是这一个）" if actual.several else ""
        taken = actual.unit is None and target is not None and target.unit is not None
        unit = "（没有写单位，与指标值相同）" if taken else _unit(actual.unit)
        return f"填的是“{actual.raw}”，读作{plain(actual.value)}{unit}{several}"
    if actual.tier is not None:
        return f"填的是“{actual.raw}”，读作完成{plain(actual.tier)}%"
    return f"填的是“{actual.raw}”，读作{actual.when or '文字'}"


def _rule(row: Indicator, scheme: Scheme) -> str:
    target = row.target.value
    if row.is_execution:
        return "预算执行率，按资金表计算"
    kind = TargetKind.BLANK if target is None else target.kind
    match kind:
        case TargetKind.QUALITATIVE:
            tiers = [f"{tier.name}得{plain(tier.low)}%到{plain(tier.high)}%" for tier in scheme.tiers]
            return f"定性指标按档计分：{'，'.join(tiers)}（下限含本数）"
        case TargetKind.DATE | TargetKind.PERIOD:
            return "按时完成得满分；晚于要求的，扣多少分由人判断"
        case TargetKind.QUANTITY if target is not None:
            return _rule_of_quantity(target, scheme)
    return "没有可以比较的指标值，由人判断"


def _rule_of_quantity(target: Target, scheme: Scheme) -> str:
    if target.value == 0 and target.op not in {Op.AT_LEAST, Op.ABOVE}:
        return "指标值为0：没有发生得满分，发生了得0分"
    if target.op in _OPEN:
        return _UP
    if target.op is Op.BETWEEN:
        return "在区间内得满分；低于下限的按比例计分，高于上限的按“不超过”计分"
    if target.op is Op.BARE:
        return "指标值没有符号，按名称和类别判断方向（见下一步），再按比例计分"
    return _DOWN[scheme.reverse]
