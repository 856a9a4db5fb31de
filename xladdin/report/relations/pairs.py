"""比率的两个数: pairs of figures that may give a rate, by the names they share or by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from xladdin.model import Figure, Quotient, Role
from xladdin.report.figures.roles import clause_of
from xladdin.report.lexicon import pattern
from xladdin.report.relations.tolerance import is_count, is_slip, quotient, quotient_tolerance

NEAR, SLIP = Decimal("0.10"), Decimal("0.03")  # of the rate: where the figures are not sure to be the ones meant
_FAR = Decimal("0.35")  # … where they are
_NAME = 3
_LIST_NAME = re.compile("其中|[:：)）]")


def rate_of(percent: Figure, part: Figure, whole: Figure) -> Quotient | None:
    """The quotient in the unit of the percentage, which may be 倍."""
    if not whole.base:
        return None
    strict, tolerance = quotient_tolerance(percent, part, whole)
    factor = percent.unit.factor if percent.unit else Decimal(1)
    if factor != 1:
        strict = Decimal("0.5").scaleb(-percent.decimals)
        tolerance = tolerance / factor + strict
    return Quotient(percent, part, whole, quotient(part.base, whole.base) / factor, tolerance, strict)


def nearest(figure: Figure, pairs: Sequence[Quotient], limit: Decimal = NEAR) -> Quotient | None:
    """The pair that gives the rate, else the one that misses it by little; None where none is near."""
    fitting = next((one for one in pairs if one.is_exact), None) or next((one for one in pairs if one.holds), None)
    best = fitting or min(pairs, key=lambda one: abs(one.expected - figure.value), default=None)
    return best if best is not None and is_slip(figure.value, best.expected, limit) else None


def of_same_name(figure: Figure, part: Figure, stem: str, told: Iterable[Figure]) -> Quotient | None:
    """「县级配套1608万元」 and further on 「县级配套到位1286.4万元，到位率80%」: the amount that bears the name."""
    name = re.sub(f"(?:实际|已|共)*(?:{stem}).*$" if stem else "$", "", part.subject)
    wholes = [one for one in _named(name, part, told) if not (stem and re.search(stem, clause_of(one.lead)))]
    return _only(figure, part, wholes, _FAR)


def of_named_plan(figure: Figure, part: Figure, told: Iterable[Figure]) -> Quotient | None:
    """「改造茶园5250亩，完成目标任务的105%」, the plan 「改造茶园5000亩」 told paragraphs before."""
    name = _bare(part.subject)
    listed = list(told)
    alike = [one for one in _near_names(name, part, listed) if len(_bare(one.subject)) >= _NAME]
    found = _only(figure, part, alike, NEAR)
    plans = [one for one in listed if one.role is Role.PLANNED and one.dimension == part.dimension and one.base > 0]
    return found or _only(figure, part, [one for one in plans if one.subject[-2:] == part.subject[-2:] != ""], NEAR)


def of_own_budget(figure: Figure, part: Figure, told: Iterable[Figure]) -> Quotient | None:
    """「结核病防治298万元」 in one list and 「结核病防治283.10万元，执行率95%」 in the next."""
    own = _LIST_NAME.split(part.subject)[-1]
    wholes = [one for one in _named(own, part, told) if _LIST_NAME.split(one.subject)[-1] == own]
    return (
        _only(figure, part, wholes, NEAR) if part.base <= max((one.base for one in wholes), default=part.base) else None
    )


def _near_names(name: str, part: Figure, told: Iterable[Figure]) -> list[Figure]:
    same = [one for one in told if one is not part and one.dimension == part.dimension and one.base > 0]
    return [one for one in same if len(name) >= _NAME and (name in one.subject or _bare(one.subject) in name)]


def _bare(name: str) -> str:
    cut = pattern("rate_words", "done")
    return cut.sub("", cut.sub("", name))


def _named(name: str, part: Figure, told: Iterable[Figure]) -> list[Figure]:
    if len(name) < _NAME:
        return []
    same = [one for one in told if one is not part and one.dimension == part.dimension and one.base > 0]
    return [one for one in same if not one.approximate and name in one.subject]


def _only(figure: Figure, part: Figure, wholes: Sequence[Figure], limit: Decimal) -> Quotient | None:
    """The quotient by the one amount of the name; where it was told as several, by the one that comes near."""
    pairs = [one for whole in wholes if (one := rate_of(figure, part, whole)) is not None]
    return nearest(figure, pairs, limit if len({one.base for one in wholes}) == 1 else SLIP)


def of_neighbours(figure: Figure, stem: str, story: Sequence[Figure]) -> Quotient | None:
    """「呼入175300个，接听171794个，接通率98%」: two counts of one thing, the second with a word like the rate's."""
    if len(story) < 2:
        return None
    whole, part = story[-2:]
    alike = any(char in clause_of(part.lead)[-10:] for char in stem[-2:])
    counts = is_count(part) and part.dimension == whole.dimension and part.role is whole.role is Role.AMOUNT
    if not alike or not counts or part.base >= whole.base or part.approximate or whole.approximate:
        return None
    found = rate_of(figure, part, whole)
    return nearest(figure, [found] if found else [], SLIP)
