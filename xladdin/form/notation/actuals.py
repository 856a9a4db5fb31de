"""实际完成值 (actuals): the first number that can be compared with the target, or the words."""

from __future__ import annotations

import re
from decimal import Decimal

from xladdin.form.notation.characters import normalise
from xladdin.form.notation.lexicon import words
from xladdin.form.notation.quantities import quantities, without_comments
from xladdin.form.notation.targets import is_blank, parse_target
from xladdin.form.notation.tokens import tokenise
from xladdin.form.notation.units import complete, same_dimension
from xladdin.model import Actual, Op, Target, TargetKind, Unit

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_ZERO = frozenset(words("undesired", "zero"))
_DONE = "|".join(words("tiers", "completion"))
_COMPLETION = re.compile(rf"(?:{_DONE})[^,;。、0-9]{{0,4}}([0-9.]+)%|([0-9.]+)%(?:{_DONE})")
_TIERS = tuple(
    (tier, re.compile("|".join(word if len(word) > 1 else f"^{word}$" for word in words("tiers", tier))))
    for tier in ("not", "partly", "met")
)


def parse_actual(text: str, target: Target) -> Actual:
    """What an actual cell means beside its target.

    The number whose unit measures what the target measures, otherwise the first one; a bare number has no unit (the
    caller decides whether it takes the target's). Dates and periods give ``when``, words neither.
    """
    plain = normalise(text)
    if is_blank(plain):
        return Actual(text)
    if plain in _ZERO and target.kind is TargetKind.QUANTITY and target.value == 0:
        return Actual(text, value=Decimal(0))
    if target.kind is TargetKind.QUANTITY and _NUMBER.fullmatch(plain):
        return Actual(text, value=Decimal(plain))  # also 2012.05 and 20120501, which alone would be dates
    actual = _figures(text, plain, target)
    if actual is not None:
        return actual
    return Actual(text, when=parse_target(text).when, degree=tier_word(text))


def _figures(text: str, plain: str, target: Target) -> Actual | None:
    found = quantities(without_comments(tokenise(plain)))
    if not found:
        return None
    alike = [quantity for quantity in found if _measures_the_same(quantity.unit, target.unit)]
    chosen = (alike or found)[0]
    unit = complete(chosen.unit, target.unit) if chosen.unit else None
    is_dated = target.kind in (TargetKind.DATE, TargetKind.PERIOD)  # nothing to compare a number with
    return Actual(
        text,
        value=None if is_dated else chosen.value,
        unit=None if is_dated else unit,
        op=None if chosen.op in (Op.BARE, Op.BETWEEN) else chosen.op,
        tier=_completion(plain),
        several=len(alike or found) > 1 or chosen.op is Op.BETWEEN,
    )


def _completion(plain: str) -> Decimal | None:
    """The percentage that is said to be completed: 「已完成100%」, 「完成率80%」."""
    match = _COMPLETION.search(plain)
    digits = (match[1] or match[2]).strip(".") if match else ""
    return Decimal(digits) if digits and digits.count(".") < 2 else None


def _measures_the_same(one: Unit | None, other: Unit | None) -> bool:
    return one is not None and other is not None and same_dimension(complete(one, other), other)


def tier_word(text: str) -> str | None:
    """The tier that words of completion name: met (达成预期), partly (部分达成), not (未达成); None for other words."""
    plain = normalise(text)
    for tier, pattern in _TIERS:
        if pattern.search(plain):
            return tier
    return None
