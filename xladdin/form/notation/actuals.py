"""实际完成值 (actuals): the first number that can be compared with the target, or the words."""

from __future__ import annotations

import re
from decimal import Decimal

from xladdin.form.notation.characters import normalise
from xladdin.form.notation.lexicon import words
from xladdin.form.notation.quantities import Quantity, quantities, without_comments
from xladdin.form.notation.targets import is_blank, parse_target
from xladdin.form.notation.tokens import tokenise
from xladdin.form.notation.units import complete
from xladdin.model import Actual, Op, Target, TargetKind

_ZERO = frozenset(words("undesired", "zero"))
_COMPLETION = re.compile("|".join(map(re.escape, words("tiers", "completion"))))
_TIERS = tuple(
    (tier, re.compile("|".join(sorted(map(re.escape, words("tiers", tier)), key=len, reverse=True))))
    for tier in ("not", "partly", "met")
)


def parse_actual(text: str, target: Target, *, year: int | None = None) -> Actual:
    """What an actual cell means beside its target.

    The number whose unit measures what the target measures, otherwise the first one; a bare number has no unit (the
    caller decides whether it takes the target's). Dates and periods give ``when``, words neither.
    """
    plain = normalise(text)
    if is_blank(plain):
        return Actual(text)
    if plain in _ZERO and target.kind is TargetKind.QUANTITY and target.value == 0:
        return Actual(text, value=Decimal(0))
    actual = _figures(text, plain, target)
    if actual is not None:
        return actual
    as_target = parse_target(text, year=year)
    return Actual(text, when=as_target.when, degree=tier_word(text))


def _figures(text: str, plain: str, target: Target) -> Actual | None:
    found = quantities(without_comments(tokenise(plain)))
    if not found:
        return None
    chosen = _comparable(found, target)
    unit = complete(chosen.unit, target.unit) if chosen.unit else None
    ranged = chosen.op is Op.BETWEEN
    is_dated = target.kind in (TargetKind.DATE, TargetKind.PERIOD)  # nothing to compare a number with
    is_share = unit is not None and unit.text == "%"
    return Actual(
        text,
        value=None if is_dated else chosen.value,
        unit=None if is_dated else unit,
        op=None if chosen.op in (Op.BARE, Op.BETWEEN) else chosen.op,
        tier=chosen.value if is_share and _COMPLETION.search(plain) else None,
        several=len(found) > 1 or ranged,
    )


def _comparable(found: list[Quantity], target: Target) -> Quantity:
    if target.unit:
        for quantity in found:
            if quantity.unit and quantity.unit.dimension == target.unit.dimension:
                return quantity
    return found[0]


def tier_word(text: str) -> str | None:
    """The tier that words of completion name: met (达成预期), partly (部分达成), not (未达成); None for other words."""
    plain = normalise(text)
    for tier, pattern in _TIERS:
        if pattern.search(plain):
            return tier
    return None
