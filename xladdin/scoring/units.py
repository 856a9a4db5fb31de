"""Bringing target and actual to one unit, and noticing when that can be done in two ways.

A bare actual takes the target's unit. But 「1」 against 「95%」 is 1 % or 100 %, and 「199600」 against 「20万元」 is
万元 or 元: every reading is returned, and where they lead to different scores a person is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xladdin.model import Actual, Target, Unit
from xladdin.scoring.words import words

_MYRIAD = Decimal(10000)
#: A bare figure this many times off the other side is taken to leave out a multiplier (元 for 万元).
_ABSURD = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the two figures: what to multiply each with to get to a common unit."""

    target_factor: Decimal
    actual_factor: Decimal


def readings(target: Target, actual: Actual, figure: Decimal) -> tuple[Reading, ...]:
    """The ways to bring both sides to one unit, the likeliest first; empty where their dimensions differ.

    ``figure`` is the target's number that the actual is measured against.
    """
    value = actual.value
    if value is None:
        return ()
    if target.unit is None and actual.unit is None:
        return (Reading(Decimal(1), Decimal(1)),)
    if actual.unit is None and target.unit is not None:
        return tuple(Reading(target.unit.factor, factor) for factor in _factors_of_bare(value, figure, target.unit))
    if target.unit is None and actual.unit is not None:
        return tuple(Reading(factor, actual.unit.factor) for factor in _factors_of_bare(figure, value, actual.unit))
    return _both_printed(target.unit, actual.unit)


def _factors_of_bare(bare: Decimal, other: Decimal, unit: Unit) -> tuple[Decimal, ...]:
    """The factors a bare figure may have beside ``other``, which is printed with ``unit``."""
    if unit.text in words().percent and _may_be_fraction(bare, other):
        return unit.factor, unit.factor * 100
    if unit.factor >= _MYRIAD and other > 0 and abs(bare) >= other * _ABSURD:
        return unit.factor, Decimal(1)
    return (unit.factor,)


def _may_be_fraction(bare: Decimal, percent: Decimal) -> bool:
    """Whether 0.96 or 1 beside 95 % may mean 96 % or 100 %; beside 0.5 % it is taken as it stands."""
    return (0 < bare <= 1 < percent) or (1 < bare < 2 and bare * 10 <= percent)


def _both_printed(target: Unit | None, actual: Unit | None) -> tuple[Reading, ...]:
    if target is None or actual is None:
        return ()
    if target.dimension == actual.dimension:
        return (Reading(target.factor, actual.factor),)
    known = words()
    if actual.text in known.multipliers and target.text not in known.percent:
        multiplier = known.multipliers[actual.text]
        # 「19.96万」 beside 「万元」 counts 元, beside 「公里」 it counts 公里.
        base = Decimal(1) if target.factor % _MYRIAD == 0 else target.factor
        return (Reading(target.factor, multiplier * base),)
    if target.text in known.multipliers and actual.text not in known.percent:
        return (Reading(known.multipliers[target.text], actual.factor),)
    return ()
