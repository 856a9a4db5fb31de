"""Whether a change follows from its figures: 「320件，比上年增加40件，增长14.3%」."""

from __future__ import annotations

from decimal import Decimal

from xladdin.model import Change, Figure, Impossible
from xladdin.report.lexicon import pattern, section
from xladdin.report.relations.tolerance import half_unit, is_count, quotient

_HALF, _SLACK, _FULL = Decimal("0.5"), Decimal("0.0001"), Decimal(100)
_SMALL = 100


def judge_change(
    now: Figure | None, earlier: Figure | None, amount: Figure | None, percent: Figure | None
) -> Change | None:
    """Whether the change follows from its figures; None where there is nothing to compare."""
    told = percent or amount
    if told is None or now is None or now.approximate:
        return None
    falls = falls_by(amount or told)
    if falls is None:
        return None
    if falls and percent is not None and percent.base >= _FULL and now.value > 0:
        return Change(now, earlier, amount, percent, Impossible.TO_ZERO)
    if percent is not None and percent.unit is not None and percent.unit.text in ("倍", "成"):
        return None
    if earlier is None and amount is not None:
        base = now.base + amount.base if falls else now.base - amount.base
    elif earlier is not None:
        base = earlier.base
    else:
        return _judge_alone(now, percent, falls=falls)
    return _judge_pair(now, earlier, amount, percent, base, falls=falls)


def _judge_pair(
    now: Figure, earlier: Figure | None, amount: Figure | None, percent: Figure | None, base: Decimal, *, falls: bool
) -> Change | None:
    if base < 0:
        return Change(now, earlier, amount, percent, Impossible.NEGATIVE)
    if earlier is not None:
        moved = now.base - earlier.base
        if moved and (moved < 0) != falls:
            return Change(now, earlier, amount, percent, Impossible.DIRECTION)
        if amount is not None and abs(abs(moved) - amount.base) > _open(now) + _open(earlier) + _open(amount):
            factor = amount.unit.factor if amount.unit else Decimal(1)
            return Change(now, earlier, amount, percent, Impossible.AMOUNT, abs(moved) / factor)
    if percent is None:
        return Change(now, earlier, amount, percent)
    if not base:
        return None
    delta = abs(now.base - base)
    expected = quotient(delta, base)
    open_delta = _open(amount) if amount is not None else _open(now) + (_open(earlier) if earlier else 0)
    open_base = _open(earlier) if earlier is not None else _open(now) + (_open(amount) if amount else 0)
    tolerance = _HALF.scaleb(-percent.decimals) + _SLACK + (open_delta * base + open_base * delta) / (base * base) * 100
    fault = Impossible.NONE if abs(percent.value - expected) <= tolerance else Impossible.DIFFERS
    in_unit = base / now.unit.factor if now.unit else base
    return Change(now, earlier, amount, percent, fault, expected, in_unit)


def _judge_alone(now: Figure, percent: Figure | None, *, falls: bool) -> Change | None:
    """A percentage alone: was there a whole number last year from which it leads to this year's?"""
    if percent is None or not is_count(now) or now.dimension in section("families")["measured"] or "/" in now.dimension:
        return None
    if now.value >= _SMALL or now.value <= 0:
        return None
    share = 1 - percent.value / 100 if falls else 1 + percent.value / 100
    if share <= 0:
        return None
    guess = int(now.value / share)
    unit = Decimal(1).scaleb(-percent.decimals)
    near = []
    for count in (guess, guess + 1):
        if count > 0:
            change = quotient(now.value - count, Decimal(count))
            near.append((Decimal(count), -change if falls else change))
    if any(abs(value - percent.value) < unit for _, value in near):
        return Change(now, None, None, percent)
    return Change(now, None, None, percent, Impossible.NO_WHOLE, nearest=tuple(near))


def _open(figure: Figure) -> Decimal:
    return half_unit(figure) * (figure.unit.factor if figure.unit else 1)


def falls_by(figure: Figure) -> bool | None:
    """Whether the change is a fall; None where the words do not say."""
    words = [(match.end(), False) for match in pattern("changes", "more").finditer(figure.lead)]
    words += [(match.end(), True) for match in pattern("changes", "less").finditer(figure.lead)]
    return max(words)[1] if words else None
