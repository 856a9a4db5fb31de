"""增减的另一端 in other places: 「较控制价6150万元节约170万元」, 「（2022年为242亩）」, an amount sentences before.

A change may be measured by several amounts of a paragraph. It is right where any of them gives it; where none does,
the amount that surely is meant is reported, and only where the change misses it by little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xladdin.model import Change, Figure, Impossible, Role
from xladdin.report.lexicon import pattern
from xladdin.report.relations.tolerance import half_unit, quotient

_HALF, _SLACK, _FULL = Decimal("0.5"), Decimal("0.0001"), Decimal(100)
_NEAR = Decimal("0.55")  # of what the figures give: a slip of the pen is no further
_CLOSE = Decimal("0.05")
_REACH, _NAME = 60, 3
TO = re.compile(
    r"(?:[增减升降提缩压长少高到]到?|降低|上升|下降|调整|扩大|回落|延长|缩短|达)?(?:到|至)\s*$|(?:缩短|压缩|下降|降低|减少|提高|提升|上升|增加|调整|扩大|变|升|降)为\s*$"
)
FROM = re.compile(r"(?:由|从)[^，,；;。]*$")
_SURE = (Impossible.NONE, Impossible.TO_ZERO, Impossible.NEGATIVE)
_OPENED = re.compile(r"^\s*[(（]")


@dataclass(frozen=True, slots=True)
class Told:
    """A change as it is told: the amount of change, the percentage, and whether it is a fall."""

    amount: Figure | None
    percent: Figure | None
    falls: bool

    @property
    def dimension(self) -> str:
        """What the amounts count, where the change tells it."""
        return self.amount.dimension if self.amount else ""


def settle(
    found: Change | None, told: Told, story: Sequence[Figure], index: int, front: Sequence[Figure]
) -> Change | None:
    """The change as it was found, or beside other amounts where the nearest do not give it, or there are none."""
    if found is not None and found.fault in _SURE and (found.before is not None or found.fault is not Impossible.NONE):
        return found
    if found is None and told.falls and told.amount is None and told.percent and told.percent.base > _FULL:
        return Change(None, None, None, told.percent, Impossible.TO_ZERO)
    if found is not None and found.fault is Impossible.AMOUNT and _is_bare(story[index]):
        return found
    other = _find_by_others(told, story, index, front)
    if found is None or other is None:
        return found or other
    keep = found.fault not in (Impossible.NONE, Impossible.DIRECTION) and other.fault is not Impossible.NONE
    return found if keep else other


def _find_by_others(told: Told, story: Sequence[Figure], index: int, front: Sequence[Figure]) -> Change | None:
    """The change beside the other amounts of its paragraph; None where none of them can be meant."""
    befores = list(_befores(story, index, front))
    nows = [one for one in [*front[-_REACH:], *story[:index]] if _is_now(one, told) and one not in befores][::-1]
    for now, before in _pairs(nows, befores):
        if _agrees(told, now, before):
            return Change(now, before, told.amount, told.percent)
    if told.amount and told.percent:
        for before in befores:
            if _misses(told, nows, before):
                continue
            if _follows(told.percent, told.amount.base, before.base, _open(told.amount)):
                return Change(None, before, told.amount, told.percent)
        for now in () if any(_misses(told, nows, one) for one in befores) else nows:
            base = now.base + told.amount.base * (1 if told.falls else -1)
            if base > 0 and _follows(told.percent, told.amount.base, base, _open(told.amount)):
                return Change(now, None, told.amount, told.percent)
    return _fault(told, nows, befores)


def _misses(told: Told, nows: Sequence[Figure], before: Figure) -> bool:
    """Whether the nearest amount and the earlier one give nearly this change, and so are the ones meant."""
    now = next((one for one in nows if one.dimension == before.dimension), None)
    if now is None or told.amount is None or now.sentence != told.amount.sentence:
        return False
    gap = abs(abs(now.base - before.base) - told.amount.base)
    return _open(now) + _open(before) + _open(told.amount) < gap <= told.amount.base * _CLOSE


def _is_bare(change: Figure) -> bool:
    """Whether nothing else is named between the amounts and the change: 「12件，较上年18件减少6件」."""
    return bool(pattern("changes", "bare_change").match(change.lead))


def _pairs(nows: Sequence[Figure], befores: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    for before in befores:
        yield from ((now, before) for now in nows if now.dimension == before.dimension)


def _is_now(figure: Figure, told: Told) -> bool:
    if figure.unit is None or figure.approximate or figure.role not in (Role.AMOUNT, Role.AVERAGE):
        return False
    if figure.dimension == "ratio":
        return False
    return not told.dimension or figure.dimension == told.dimension


def _befores(story: Sequence[Figure], index: int, front: Sequence[Figure]) -> Iterator[Figure]:
    """The earlier amounts, or those compared with: of last year, in a bracket behind, named by 「较预算」."""
    for place, one in enumerate(story[:index]):
        if not one.approximate and one.unit and (one.role is Role.EARLIER or _is_compared(story, place, index)):
            yield one
    last = index
    while last + 1 < len(story) and story[last + 1].role is Role.CHANGE:
        last += 1
    behind = story[last + 1] if last + 1 < len(story) else None
    if behind is not None and not behind.approximate and _OPENED.match(behind.lead) and _is_earlier(behind):
        yield behind
    named = pattern("changes", "than_name").search(story[index].lead)
    if named:
        near = [one for one in [*front, *story[:index]] if named["name"] in one.lead and not one.approximate]
        yield from near[-1:]


def _is_compared(story: Sequence[Figure], place: int, index: int) -> bool:
    """Whether words make an amount the one compared with: 较…, 由…提高到, 年初…调整后…."""
    one, behind = story[place], story[place + 1]
    if place == index - 1 and pattern("changes", "than").search(one.lead):
        return True
    if index == place + 2 and pattern("changes", "first").search(one.lead):
        return bool(pattern("changes", "second").search(behind.lead))
    return bool(FROM.search(one.lead) and TO.search(behind.lead))


def _is_earlier(figure: Figure) -> bool:
    return figure.role is Role.EARLIER or bool(pattern("changes", "year").search(figure.lead))


def _agrees(told: Told, now: Figure, before: Figure) -> bool:
    moved = now.base - before.base
    if moved and (moved < 0) != told.falls:
        return False
    if told.amount and abs(abs(moved) - told.amount.base) > _open(now) + _open(before) + _open(told.amount):
        return False
    opened = _open(told.amount) if told.amount else _open(now) + _open(before)
    return told.percent is None or _follows(told.percent, abs(moved), before.base, opened)


def _follows(percent: Figure, moved: Decimal, base: Decimal, opened: Decimal) -> bool:
    if not base:
        return False
    return abs(percent.base - quotient(moved, base)) <= _tolerance(percent) + opened / base * 100


def _tolerance(percent: Figure) -> Decimal:
    factor = percent.unit.factor if percent.unit else Decimal(1)
    return _HALF.scaleb(-percent.decimals) * factor + _SLACK


def _open(figure: Figure) -> Decimal:
    return half_unit(figure) * (figure.unit.factor if figure.unit else 1)


def _fault(told: Told, nows: Sequence[Figure], befores: Sequence[Figure]) -> Change | None:
    """The fault to report: the earlier amount is told, or the present one by its name."""
    for before in befores:
        same = [one for one in nows if one.dimension == before.dimension]
        if told.percent and told.amount and told.amount.dimension == before.dimension and before.base:
            return _near(told, None, before, quotient(told.amount.base, before.base))
        if not same:
            continue
        found = [one for now in same if (one := _beside(told, now, before)) is not None]
        if found:
            return min(found, key=_distance)
    return _named_fault(told, nows)


def _beside(told: Told, now: Figure, before: Figure) -> Change | None:
    moved = now.base - before.base
    if not before.base:
        return None
    if (moved < 0) != told.falls:
        turned = Told(told.amount, told.percent, not told.falls)
        fault = Impossible.DIRECTION
        return Change(now, before, told.amount, told.percent, fault) if _agrees(turned, now, before) else None
    if told.amount and told.amount.unit:
        return _near_amount(told, now, before, abs(moved) / told.amount.unit.factor)
    return _near(told, now, before, quotient(abs(moved), before.base)) if told.percent else None


def _distance(one: Change) -> Decimal:
    return abs(one.last.value - (one.expected or Decimal(0)))


def _named_fault(told: Told, nows: Sequence[Figure]) -> Change | None:
    """「疫情防控支出较上年增加2105.3万元，增长…」 of the amount that bears the name."""
    if told.amount is None or told.percent is None or told.amount.unit is None:
        return None
    named = [one for one in nows if len(one.subject) >= _NAME and one.subject in told.amount.lead]
    beside = [one for one in nows[:1] if one.sentence == told.amount.sentence and one.role is Role.AVERAGE]
    named = named or beside
    if len({one.base for one in named}) != 1:
        return None
    now, factor = named[0], told.percent.unit.factor if told.percent.unit else Decimal(1)
    base = now.base + told.amount.base * (1 if told.falls else -1)
    if base <= 0 or now.unit is None:
        return None
    expected = quotient(told.amount.base, base) / factor
    return Change(now, None, told.amount, told.percent, Impossible.DIFFERS, expected, base / now.unit.factor)


def _near(told: Told, now: Figure | None, before: Figure, expected: Decimal) -> Change | None:
    """A percentage that misses by little, in its own unit."""
    assert told.percent is not None
    factor = told.percent.unit.factor if told.percent.unit else Decimal(1)
    if not expected or abs(told.percent.base - expected) > max(expected, told.percent.base) * _NEAR:
        return None
    base = before.base / (before.unit.factor if before.unit else 1)
    return Change(now, before, told.amount, told.percent, Impossible.DIFFERS, expected / factor, base)


def _near_amount(told: Told, now: Figure, before: Figure, expected: Decimal) -> Change | None:
    assert told.amount is not None
    if not expected or abs(told.amount.value - expected) > max(expected, told.amount.value) * _NEAR:
        return None
    return Change(now, before, told.amount, told.percent, Impossible.AMOUNT, expected)
