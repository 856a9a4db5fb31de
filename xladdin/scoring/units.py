"""Bringing target and actual to one unit, and noticing when that can be done in two ways.

A bare actual takes the target's unit. But 「1」 against 「95%」 is 1 % or 100 %, and 「199600」 against 「20万元」 is
万元 or 元; 「2个月」 has 59 to 62 days against 「60天」; 「1次」 against 「每季度1次」
is one a quarter or one a year. Every reading is returned, and where they lead to different scores a person is asked.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from xladdin.model import Actual, Target, Unit
from xladdin.scoring.words import words

#: The dimension of a multiplier without a unit (「200万」), and of percentages.
_NUMBER, _RATIO = "number", "ratio"
_TIME, _DAY = "time", Decimal(86400)
_MYRIAD = Decimal(10000)
#: A bare figure this many times off the other side is taken to leave out a multiplier (元 for 万元).
_ABSURD = Decimal(1000)
#: What a unit for a period has behind its dimension: 次/月 is 次/time.
_EACH_PERIOD = "/time"
#: An answer over this share of a whole year's target is the year's count; a bare one below this many times the
#: target of a period is that of a period.
_YEARLY, _FAR = Decimal("0.5"), Decimal(2)


class Reading(NamedTuple):
    """One way to understand the two figures: what to multiply each with to get to a common unit."""

    target_factor: Decimal
    actual_factor: Decimal
    of_year: Decimal | None = None  # 12: a target for a month stands for as many in the year


def readings(target: Target, actual: Actual, figure: Decimal) -> tuple[Reading, ...]:
    """The ways to bring both sides to one unit, the likeliest first; empty where their dimensions differ.

    ``figure`` is the target's number that the actual is measured against.
    """
    value = actual.value
    if value is None:
        return ()
    if target.unit is None and actual.unit is None:
        return (Reading(Decimal(1), Decimal(1)),)
    if counts := _counts_of_year(target.unit, actual.unit):
        return _over_a_year(target, actual, figure, counts)
    if actual.unit is None and target.unit is not None:
        return tuple(Reading(target.unit.factor, factor) for factor in _factors_of_bare(value, figure, target.unit))
    if target.unit is None and actual.unit is not None:
        return tuple(Reading(factor, actual.unit.factor) for factor in _factors_of_bare(figure, value, actual.unit))
    return _both_printed(target.unit, actual.unit, nothing=value == 0 or figure == 0)


def _counts_of_year(target: Unit | None, actual: Unit | None) -> tuple[Decimal, ...]:
    """How many of the target's periods a year counts; empty where it names none or the actual names one too."""
    if target is None or not target.dimension.endswith(_EACH_PERIOD):
        return ()
    if actual is not None and actual.dimension != target.dimension.removesuffix(_EACH_PERIOD):
        return ()
    known = words().frequency
    return known.get(max((word for word in known if target.text.endswith(word)), key=len, default=""), ())


def _over_a_year(target: Target, actual: Actual, figure: Decimal, counts: tuple[Decimal, ...]) -> tuple[Reading, ...]:
    """「每月1次」 against 「12次」 or a bare 「12」, which count a period's or the whole year's.

    The greater part of a year's target is no period's; a bare figure near the target takes its unit as it stands.
    """
    assert target.unit is not None
    assert actual.value is not None
    once = target.unit.factor / counts[-1]
    given = actual.unit.factor if actual.unit else once
    done, wanted = actual.value * given, figure * once
    yearly = tuple(Reading(once * count, given, of_year=count) for count in counts)
    of_period = Reading(once, given)
    if actual.unit is not None and actual.unit.text.endswith("年"):
        return yearly
    if actual.unit is None and done < wanted * _FAR:
        return (of_period,)
    return yearly if done > wanted * counts[0] * _YEARLY else (of_period, *yearly)


def _factors_of_bare(bare: Decimal, other: Decimal, unit: Unit) -> tuple[Decimal, ...]:
    """The factors a bare figure may have beside ``other``, which is printed with ``unit``."""
    if "%" in unit.text and _may_be_fraction(bare, other):
        return unit.factor, unit.factor * 100
    if unit.factor >= _MYRIAD and other > 0 and abs(bare) >= other * _ABSURD:
        return unit.factor, Decimal(1)
    return (unit.factor,)


def _may_be_fraction(bare: Decimal, percent: Decimal) -> bool:
    """Whether 0.96 or 1 beside 95 % may mean 96 % or 100 %; beside 0.5 % it is taken as it stands."""
    return (0 < bare <= 1 < percent) or (1 < bare < 2 and bare * 10 <= percent)


def _both_printed(target: Unit | None, actual: Unit | None, *, nothing: bool) -> tuple[Reading, ...]:
    """``nothing``: one of the figures is 0, which is 0 in every unit (「0件」 beside 「≤5%」)."""
    if target is None or actual is None:
        return ()
    if target.dimension == actual.dimension:
        return _spans(target, actual) if target.dimension == _TIME else (Reading(target.factor, actual.factor),)
    # 「240万」 beside 「2500000元」: the bare multiplier counts in the other side's base unit, which is not a share.
    pair = {target.dimension, actual.dimension}
    if counts := _counts_of_year(actual, target):  # 「4次」 beside 「每季度1次」
        return tuple(Reading(target.factor, actual.factor / counts[-1] * count) for count in counts)
    if _NUMBER in pair and _RATIO not in pair:
        return (Reading(target.factor, actual.factor),)
    return (Reading(Decimal(1), Decimal(1)),) if nothing else ()


def _spans(target: Unit, actual: Unit) -> tuple[Reading, ...]:
    """Units of time; a month or a working day against a day is tried at its shortest and at its longest."""
    wanted, given = _span(target), _span(actual)
    if wanted[0] == given[0]:
        return (Reading(target.factor, actual.factor),)
    return tuple(Reading(one, other) for one in wanted[1] for other in given[1])


def _span(unit: Unit) -> tuple[int, tuple[Decimal, ...]]:
    """The group of a unit of time (-1: equally long each time) and its possible factors."""
    for group, units in enumerate(words().spans):
        for word, (shortest, longest) in units.items():
            if word in unit.text:
                return group, (shortest * _DAY, longest * _DAY)
    return -1, (unit.factor,)
