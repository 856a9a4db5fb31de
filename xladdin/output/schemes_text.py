"""评分方案 as text: what they hold, what they rest on, what is only assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.model import Certainty, Reverse
from xladdin.output.findings_text import Line
from xladdin.output.form_json import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model import Scheme

_CERTAINTY = {Certainty.READ: "已读原文", Certainty.DEDUCED: "部分读到或推定", Certainty.UNSURE: "未核原文"}
_REVERSE = {
    Reverse.LINEAR: "“≤”未达到时：分值×（2－完成值÷指标值），到2倍为0",
    Reverse.RATIO: "“≤”未达到时：分值×指标值÷完成值",
}


def list_schemes(schemes: Iterable[Scheme]) -> Iterator[Line]:
    """One line a scheme."""
    for scheme in schemes:
        yield Line(f"{scheme.key:<16}{scheme.name}")
    yield Line("看其中一个：xladdin schemes gansu/2024", "quiet")


def describe_scheme(scheme: Scheme) -> Iterator[Line]:
    """Everything a user may ask of one scheme."""
    yield Line(f"{scheme.name}（{scheme.key}）", "heading")
    parts = [f"预算执行率{plain(scheme.execution_points)}"]
    parts += [f"{'与'.join(category.names)}{plain(category.points)}" for category in scheme.categories]
    yield Line(f"  分值：{'，'.join(parts)}{'；除执行率外可以调整' if scheme.adaptable else ''}")
    if scheme.execution_bands:
        bands = "，".join(f"{plain(band.start)}%起得{plain(band.score)}分" for band in scheme.execution_bands)
        yield Line(f"  执行率得分：分档，{bands}")
    else:
        yield Line("  执行率得分：分值×执行数÷预算数")
    yield Line(f"  {_REVERSE[scheme.reverse]}")
    for tier in scheme.tiers:
        yield Line(f"  定性：{tier.name}得分值的{plain(tier.low)}%（含）～{plain(tier.high)}%")
    grades = "，".join(f"{grade.name}≥{plain(grade.low)}" for grade in scheme.grades)
    yield Line(f"  等级：{grades}")
    for source in scheme.sources:
        note = f"；{source.note}" if source.note else ""
        yield Line(f"  依据：{source.title}（{_CERTAINTY[source.certainty]}{note}）")
    for assumption in scheme.assumptions:
        yield Line(f"  约定（可在方案文件里改）：{assumption}")
    if scheme.switched_off:
        yield Line(f"  不查的规则：{'、'.join(sorted(scheme.switched_off))}")
    for code, severity in sorted(scheme.severities.items()):
        yield Line(f"  {code}的级别：{severity.value}")
    yield Line(f"  最近一次与原文核对：{scheme.checked}", "quiet")
