"""Figures that speak of an indicator of the form (三级指标)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache

from xladdin.model import Figure, Indicator, Match, Op, Report, Role, SelfEvaluation, TargetKind, Unit
from xladdin.report.figures.scan import half_width
from xladdin.report.lexicon import pattern
from xladdin.report.matching.numbers import same_number

_SURE, _LIKELY = 0.95, 0.8
_BRACKETS = re.compile(r"[（(【\[][^（）()【】\[\]]*[)）】\]]|[★☆▲*]|^指标\d+[:：.、]?")
_PHRASE = re.compile(r"[，,；;。：:！？]")
_PLAN = re.compile("目标|计划|预期|指标值|任务")
_SHORTEST = 3
_OF_ANOTHER = (Role.CHANGE, Role.SHARE, Role.EARLIER, Role.AVERAGE, Role.FULL, Role.SCORE)


@dataclass(frozen=True, slots=True)
class _Row:
    """An indicator with its name as it is compared."""

    indicator: Indicator
    name: str

    @property
    def unit(self) -> Unit | None:
        actual, target = self.indicator.actual.value, self.indicator.target.value
        return (actual.unit if actual else None) or (target.unit if target else None)


def match_indicators(report: Report, form: SelfEvaluation) -> Iterator[Match]:
    """Figures whose phrase is the name of an indicator and whose unit measures the same."""
    rows = [_Row(one, _bare(one.name.raw)) for one in form.indicators if len(_bare(one.name.raw)) >= _SHORTEST]
    found: list[tuple[float, Match]] = []
    for figure in report.figures:
        if figure.approximate or figure.role in _OF_ANOTHER or figure.unit is None:
            continue
        near = _nearest(figure, rows)
        if near is not None:
            match = _compare(figure, near[1])
            if match is not None:
                found.append((near[0], match))
    agreed = {one.label for _, one in found if one.agrees}
    for likeness, one in found:
        if one.agrees or likeness >= _SURE or one.label not in agreed:
            yield one


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    plain = _BRACKETS.sub("", half_width(name))
    return pattern("match", "dropped").sub("", plain)


def _nearest(figure: Figure, rows: list[_Row]) -> tuple[float, _Row] | None:
    """The row that the figure speaks of, with how alike the names are; None where two are equally near."""
    phrase = _bare(_PHRASE.split(figure.lead)[-1])
    subject = _bare(figure.subject)
    if len(subject) < _SHORTEST:
        return None
    alike = [
        (max(_likeness(row.name, phrase), _likeness(row.name, subject)), row)
        for row in rows
        if _measures_the_same(figure, row)
    ]
    best = max((value for value, _ in alike), default=0.0)
    nearest = [row for value, row in alike if value == best]
    if best < _LIKELY:
        return None
    longest = max(len(row.name) for row in nearest)
    nearest = [row for row in nearest if len(row.name) == longest]
    return (best, nearest[0]) if len(nearest) == 1 else None


def _likeness(name: str, phrase: str) -> float:
    if not phrase:
        return 0.0
    if phrase.endswith(name):
        return 1.0
    if name in phrase:
        return 0.96
    if name.endswith(phrase) and len(phrase) >= max(_SHORTEST, len(name) // 2):
        return 0.94
    return SequenceMatcher(None, name, phrase, autojunk=False).ratio()


def _measures_the_same(figure: Figure, row: _Row) -> bool:
    if row.unit is None:
        return figure.dimension in {"ratio", ""} and row.name.endswith(("率", "度"))
    return row.unit.dimension == figure.dimension


def _compare(figure: Figure, row: _Row) -> Match | None:
    actual, target = row.indicator.actual.value, row.indicator.target.value
    assert figure.unit is not None
    if actual is None or actual.value is None or actual.several:
        return None
    reached = _in_unit(actual.value, actual.unit or row.unit, figure.unit)
    wanted = None
    if target is not None and target.kind is TargetKind.QUANTITY and target.value is not None:
        wanted = _in_unit(target.value, target.unit or row.unit, figure.unit)
    planned = figure.role is Role.PLANNED or figure.bound is not None
    if planned and wanted is not None:
        entry, value, column = row.indicator.target, wanted, "target"
        if target is not None and target.op is Op.BETWEEN:
            return None
        return Match("indicator", row.indicator.name.raw, figure, entry.cell, entry.raw, value,
                     same_number(figure, value) or same_number(figure, reached), column)  # fmt: skip
    agrees = same_number(figure, reached)
    if not agrees and wanted is not None and same_number(figure, wanted):
        agrees = bool(_PLAN.search(figure.lead))
    cell = row.indicator.actual
    return Match("indicator", row.indicator.name.raw, figure, cell.cell, cell.raw, reached, agrees, "actual")


def _in_unit(value: Decimal, source: Unit | None, wanted: Unit) -> Decimal:
    if source is None or source.factor == wanted.factor:
        return value
    return value * source.factor / wanted.factor
