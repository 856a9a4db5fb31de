"""并列的两组数: 「奖补类项目18个、资金720万元；建设类项目13个、资金1140万元」, two lists in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xladdin.model import Figure, Role, Sum
from xladdin.report.relations.groups import Group
from xladdin.report.relations.tolerance import sum_of, sum_tolerance

_NEAR = Decimal("0.10")  # of the total


def beside_a_list(total: Group, groups: Sequence[Group], others: Sequence[Group]) -> Iterator[Sum]:
    """The second list, where the first adds up and so is all there is; of the totals told in front the nearest."""
    figures = [one for group in [*others, total] for one in group.figures if _is_usable(one)]
    for whole in figures:
        for end in range(2, len(total.parts) + 1):
            firsts = [one for group in total.parts[:end] if (one := group.pick(whole.dimension)) is not None]
            if len(firsts) > 1 and firsts[-1] in total.parts[end - 1].figures and _holds(whole, firsts):
                yield from _second(firsts, groups, figures)
                return


def _is_usable(figure: Figure) -> bool:
    return figure.role is Role.AMOUNT and figure.unit is not None and not figure.approximate and figure.value > 0


def _holds(total: Figure, parts: Sequence[Figure]) -> bool:
    return abs(total.value - sum_of(total, parts)) <= sum_tolerance(total, parts)


def _second(firsts: Sequence[Figure], groups: Sequence[Group], totals: Sequence[Figure]) -> Iterator[Sum]:
    """The amounts right behind those of the first list, one for each."""
    listed = [one for group in groups for one in group.figures]
    places = [next(place for place, one in enumerate(listed) if one is first) + 1 for first in firsts]
    if places[-1] >= len(listed):
        return
    seconds = [listed[place] for place in places]
    alike = len({one.dimension for one in seconds}) == 1 and seconds[0].dimension != firsts[0].dimension
    if not alike or not all(map(_is_usable, seconds)) or any(one in firsts for one in seconds):
        return
    found = [Sum(one, tuple(seconds), sum_of(one, seconds), sum_tolerance(one, seconds))
             for one in totals if one.dimension == seconds[0].dimension]  # fmt: skip
    best = min(found, key=lambda one: abs(1 - one.expected / one.total.value), default=None)
    if best is not None and abs(1 - best.expected / best.total.value) <= _NEAR:
        yield best
