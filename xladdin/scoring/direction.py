"""Which way a target points: a floor, a limit, a range, or a standard to be kept exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from xladdin.model import Op, Target
from xladdin.scoring.words import words

_FLOORS = frozenset({Op.AT_LEAST, Op.ABOVE})
_LIMITS = frozenset({Op.AT_MOST, Op.BELOW})
#: How the dimension of an amount of money begins: money, money/area.
_MONEY = "money"
#: The dimension of 「1:10」. Whether 1:12 is more or less than that, no sign tells.
PROPORTION = "1/1"


class Bounds(NamedTuple):
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
    is_proportion = target.unit is not None and target.unit.dimension == PROPORTION
    if is_proportion or (value < 0 and op not in _FLOORS | _LIMITS):
        return Bounds(low=value, high=value, exact=True)
    if op in _LIMITS or (value == 0 and op not in _FLOORS):
        return Bounds(high=value)
    return Bounds(low=value) if op in _FLOORS or op is Op.EQUAL else _bare(target, value, category, name)


def _between(value: Decimal, value2: Decimal | None) -> Bounds | None:
    if value2 is None:
        return None
    return Bounds(low=min(value, value2), high=max(value, value2))


def _bare(target: Target, value: Decimal, category: str, name: str) -> Bounds:
    """A target without a sign: a floor, unless its name or its category makes it a standard or a limit."""
    standard = _standard(target, name)
    if standard:
        return Bounds(low=value, high=value, exact=True, because=f"因名称含“{standard}”按固定标准计")
    limit = _limit(name)
    if limit:
        return Bounds(high=value, because=f"因名称含“{limit}”按“≤”计")
    cost = next((word for word in words().cost_categories if word in category), "")
    if cost and not _more_of_a_cost(target, name):
        return Bounds(high=value, because=f"因属{cost}按“≤”计")
    return Bounds(low=value, because="按“≥”计")


def _standard(target: Target, name: str) -> str:
    """The word by which an amount of money is a standard to be kept (补助标准), "" for any other target."""
    dimension = target.unit.dimension if target.unit else _MONEY
    if not dimension.startswith(_MONEY):
        return ""
    known = words()
    found = known.fixed_names.search(name) or ("/" in dimension and known.fixed_rates.search(name))
    return found.group() if found else ""


def _limit(name: str) -> str:
    """The word by which an indicator is a limit whatever its category, "" where its name says no such thing."""
    known = words()
    limit, more = _last(known.limit_names, name), _last(known.more_names, name)
    if limit and (more is None or limit.end() >= more.end()):
        return limit.group()
    harm = known.harm_names.search(name)
    if harm and not known.more_names.search(known.harm_names.sub("", name)):
        return harm.group()
    return ""


def _more_of_a_cost(target: Target, name: str) -> bool:
    """Whether more is better though the indicator is a cost: a saving, or a share of something done."""
    known = words()
    if known.saving_names.search(name):
        return True
    more, money = _last(known.more_names, name), _last(known.money_names, name)
    in_money = target.unit is not None and target.unit.dimension.startswith(_MONEY)
    return more is not None and not in_money and (money is None or more.end() > money.end())


def _last(pattern: re.Pattern[str], name: str) -> re.Match[str] | None:
    return max(pattern.finditer(name), key=re.Match.end, default=None)
