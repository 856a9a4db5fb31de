"""实际完成值 (actuals): the first number that can be compared with the target, or the words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xladdin.form.notation.characters import normalise
from xladdin.form.notation.lexicon import words
from xladdin.form.notation.nothing import is_in_words, says_none
from xladdin.form.notation.quantities import quantities, whole_of, without_comments
from xladdin.form.notation.targets import is_blank, parse_target
from xladdin.form.notation.tokens import tokenise
from xladdin.form.notation.units import complete, same_dimension
from xladdin.model import Actual, Op, Target, TargetKind, Unit
from xladdin.model.patterns import lazy_pattern

_NUMBER = lazy_pattern(r"-?[0-9]+(?:\.[0-9]+)?")
_DONE = "|".join(words("tiers", "completion"))
_COMPLETION = lazy_pattern(rf"(?:{_DONE})[^,;。、0-9]{{0,4}}([0-9.]+)%|([0-9.]+)%(?:{_DONE})")
_DAY = lazy_pattern(r"(?:1[0-2]|0?[1-9])[./](?:3[01]|[12][0-9]|0?[1-9])")
_TOO_EARLY = 8  # months
_MET = "|".join(word for word in words("tiers", "met") if len(word) > 1)
_DENIED = rf"(?:{'|'.join(words('tiers', 'denials'))})(?:{'|'.join(words('tiers', 'through'))})?(?:{_MET})"  # 未改善
_TIERS = tuple(
    (tier, lazy_pattern("|".join([word if len(word) > 1 else f"^{word}$" for word in words("tiers", tier)] + more)))
    for tier, more in (("not", [_DENIED]), ("partly", []), ("met", []))
)


def parse_actual(text: str, target: Target) -> Actual:
    """What an actual cell means beside its target.

    The number whose unit measures what the target measures, otherwise the first one; a bare number has no unit (the
    caller decides whether it takes the target's). Dates and periods give ``when``, words neither.
    """
    plain = normalise(text)
    if is_blank(plain):
        return Actual(text)
    if target.kind is TargetKind.QUANTITY and target.value == 0 and (answer := _of_none(text, plain, target)):
        return answer
    if target.kind is TargetKind.QUANTITY and _NUMBER.fullmatch(plain):
        return Actual(text, value=Decimal(plain))  # also 2012.05 and 20120501, which alone would be dates
    if target.kind is TargetKind.QUANTITY and target.unit and _NUMBER.fullmatch(plain.removesuffix(target.unit.text)):
        return Actual(text, value=Decimal(plain.removesuffix(target.unit.text)), unit=target.unit)  # also 3季度
    actual = None if _is_day(plain, target) else _figures(text, whole_of(plain), target)
    if actual is not None:
        return actual
    return Actual(text, when=_when(plain, target), degree=tier_word(text))


def _is_day(plain: str, target: Target) -> bool:
    """「12.20」 and 「12/20」 answer a deadline by a day."""
    return target.kind is TargetKind.DATE and bool(_DAY.fullmatch(plain))


def _when(plain: str, target: Target) -> str | None:
    """The day or span of an actual; one without a year is of the target's year.

    Not if that makes it eight months early: 「1月」 beside 「12月底前」 may well be the next year's.
    """
    if _is_day(plain, target):
        plain = f"{plain}前"
    year = int(target.when[:4]) if target.when else None
    printed, completed = parse_target(plain).when, parse_target(plain, year=year).when
    if printed or completed is None or target.when is None:
        return printed
    early = int(target.when[5:7] or 12) - int(completed[5:7] or 12)
    return None if early >= _TOO_EARLY else completed


def _of_none(text: str, plain: str, target: Target) -> Actual | None:
    """The answer to a target of 0 in words: 未发生 is 0; None where it is a figure like any other.

    A share beside 「零投诉」 says how far the work has come; a figure beside 「未发生重大事故」 is uncertain.
    """
    told = says_none(plain)
    if told:
        return Actual(text, value=Decimal(0))
    found = _figures(text, plain, target)
    if found is None or not found.value:
        return found
    if is_in_words(target) and found.unit is not None and found.unit.dimension == "ratio":
        return Actual(text, tier=found.value)
    return replace(found, several=True) if told is None else found


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
