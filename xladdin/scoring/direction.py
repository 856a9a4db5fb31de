"""Which way a target points: a floor, a limit, a range, or a standard to be kept exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from xladdin.model import Op, Target
from xladdin.scoring.words import words

_FLOORS = frozenset({Op.AT_LEAST, Op.ABOVE})
_LIMITS = frozenset({Op.AT_MOST, Op.BELOW})


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a target is met: from ``low`` up to ``high``, both inclusive, None where it is open; in the printed unit.

    ``exact``: a standard to be kept, other figures cannot be judged. ``because`` says in Chinese which direction was
    taken for a target without a sign.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    exact: bool = False
    because: str = ""

    @property
    def figure(self) -> Decimal:
        """The figure that an actual is measured against: the floor, else the limit."""
        return self.low if self.low is not None else self.high if self.high is not None else Decimal(0)

    def times(self, factor: Decimal) -> Bounds:
        """The same bounds in another unit."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Bounds(low, high, self.exact, self.because)


def bounds(target: Target, category: str, name: str) -> Bounds | None:
    """The bounds of a quantity; None where it lacks its figure. ``category`` may hold the subcategory too.

    A strict sign counts like its inclusive one; ``=`` above zero is a floor, because exceeding is not punished; a
    target of zero without ``≥`` is a limit.
    """
    value, op = target.value, target.op
    if value is None:
        return None
    if op is Op.BETWEEN:
        return _between(value, target.value2)
    if op in _FLOORS:
        return Bounds(low=value)
    if op in _LIMITS or value == 0:
        return Bounds(high=value)
    if value < 0:
        return Bounds(low=value, high=value, exact=True)
    return Bounds(low=value) if op is Op.EQUAL else _bare(target, value, category, name)


def _between(value: Decimal, value2: Decimal | None) -> Bounds | None:
    if value2 is None:
        return None
    return Bounds(low=min(value, value2), high=max(value, value2))


def _bare(target: Target, value: Decimal, category: str, name: str) -> Bounds:
    known = words()
    money = target.unit is not None and target.unit.dimension.startswith("money")
    fixed = known.fixed_names.search(name)
    if fixed and (money or target.unit is None):
        because = f"因名称含“{fixed.group()}”按固定标准计"
        return Bounds(low=value, high=value, exact=True, because=because)
    more, limit = _last(known.more_names, name), _last(known.limit_names, name)
    if limit and (more is None or limit.end() >= more.end()):
        return Bounds(high=value, because=f"因名称含“{limit.group()}”按“≤”计")
    harm = known.harm_names.search(name)
    if harm and not known.more_names.search(known.harm_names.sub("", name)):
        return Bounds(high=value, because=f"因名称含“{harm.group()}”按“≤”计")
    cost = next((word for word in known.cost_categories if word in category), "")
    if cost and not more:
        return Bounds(high=value, because=f"因属{cost}按“≤”计")
    return Bounds(low=value, because="按“≥”计")


def _last(pattern: re.Pattern[str], name: str) -> re.Match[str] | None:
    return max(pattern.finditer(name), key=re.Match.end, default=None)
