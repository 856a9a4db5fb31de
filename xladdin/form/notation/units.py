"""度量单位 (units): what a printed unit measures, and conversion between units of one dimension."""

from __future__ import annotations

import re
from decimal import Decimal

from xladdin.form.notation.lexicon import table
from xladdin.form.remembering import remembered
from xladdin.model import Unit

NUMBER = "number"  # the dimension of a multiplier without a unit: 「200万」

_UNKNOWN = re.compile(r"[^\W\d_]{1,4}(?:\([^\W\d_]{1,3}\))?", re.UNICODE)


def _load() -> dict[str, tuple[str, Decimal]]:
    data = table("units.toml")
    known = {
        text.lower(): (dimension, Decimal(factor))
        for dimension, factors in data["dimensions"].items()
        for factor, texts in factors.items()
        for text in texts
    }
    for group in data["counts"]["words"]:
        known.update({text.lower(): (group[0], Decimal(1)) for text in group})
    known.update({f"个{text}": known[text] for text in list(known) if len(text) > 1 and not text.isascii()})
    return known


_KNOWN = _load()
_MULTIPLIERS = {text: Decimal(factor) for text, factor in table("units.toml")["multipliers"].items()}
_REWRITE: dict[str, str] = table("units.toml")["rewrite"]
#: A form covers one year, so that 12次/年 and 12次 are the same, and 1次/月 is 12 of them.
_PER_YEAR = _KNOWN["年"]
_TIME = _PER_YEAR[0]
_PERIODS = {text: Decimal(count) for text, count in table("units.toml")["periods"].items()}
_ONE = Decimal(1)
_LONGEST = max(map(len, _KNOWN))
_REACH = 24  # no unit is longer
_LONGEST_MULTIPLIER = max(map(len, _MULTIPLIERS))


def _known_end(text: str, start: int) -> int:
    """Where the longest known unit that begins at ``start`` ends; ``start`` itself where there is none."""
    for end in range(min(len(text), start + _LONGEST), start, -1):
        if text[start:end].lower() in _KNOWN and not _splits_latin(text, end):
            return end
    return start


def _splits_latin(text: str, end: int) -> bool:
    """Whether a cut at ``end`` would take 「H」 out of 「Hz」."""
    return end < len(text) and text[end].isascii() and text[end].isalpha() and text[end - 1].isascii()


def _multiplier_end(text: str, start: int) -> int:
    for end in range(min(len(text), start + _LONGEST_MULTIPLIER), start, -1):
        if text[start:end] in _MULTIPLIERS:
            return end
    return start


def _simple_end(text: str, start: int) -> int:
    plain = _known_end(text, start)
    multiplied = _multiplier_end(text, start)
    if multiplied > start:
        multiplied = _known_end(text, multiplied)
    return max(plain, multiplied)


def _period_end(text: str, start: int) -> int:
    return max((start + len(period) for period in _PERIODS if text.startswith(period, start)), default=start)


def scan(text: str, start: int) -> int:
    """Where the unit that begins at ``start`` of a normalised text ends: 万元, 元/亩, 元/人·月, /株."""
    return start + _length(text[start : start + _REACH])


@remembered(16384)
def _length(text: str) -> int:
    return extend(text, 0, _simple_end(text, 0))


def extend(text: str, start: int, end: int) -> int:
    """Where a unit that begins at ``start`` ends with its denominators, its numerator ending at ``end``."""
    while True:
        joint = end
        if text[joint : joint + 1] == "/" or (joint > start and text[joint : joint + 1] in ("每", "·", ".")):
            joint += 1
            if text[joint : joint + 1] == "每":
                joint += 1
            following = max(_simple_end(text, joint), _period_end(text, joint))
            if following == joint and text[end] == "/" and (unknown := _UNKNOWN.match(text, joint)):
                following = unknown.end()
            if following > joint:
                end = following
                continue
        return end


@remembered(16384)
def unit_of(text: str) -> Unit:
    """The unit printed as ``text`` (normalised): dimension and factor to its base; 次/月 counts what a year holds."""
    printed = _REWRITE.get(text, text)
    parts = re.split(r"[/每·.]+", printed) if printed.lower() not in _KNOWN else [printed]
    if len(parts) > 1:
        numerator, *denominators = (part.strip("()") for part in parts)
        dimension, factor = _simple(numerator)
        for part in denominators:
            kept, size = (_TIME, _ONE) if part in _PERIODS else _simple(part)
            if (kept, size) != _PER_YEAR:
                dimension = f"{dimension}/{kept}"
                factor = factor * _per_year(part, size) if kept == _TIME else factor / size
        return Unit(printed, dimension, factor)
    return Unit(printed, *_simple(printed))


def _per_year(period: str, seconds: Decimal) -> Decimal:
    return _PERIODS[period] if period in _PERIODS else _PER_YEAR[1] / seconds


def _simple(text: str) -> tuple[str, Decimal]:
    found = _KNOWN.get(text.lower())
    if found:
        return found
    cut = _multiplier_end(text, 0)
    if not cut:
        return text, Decimal(1)
    multiplier, rest = _MULTIPLIERS[text[:cut]], text[cut:]
    if not rest:
        return NUMBER, multiplier
    dimension, factor = _KNOWN.get(rest.lower(), (rest, Decimal(1)))
    return dimension, factor * multiplier


def known_units() -> tuple[tuple[str, str, Decimal], ...]:
    """Every unit of units.toml: its text (Latin letters in lower case), dimension and factor; no multipliers."""
    return tuple((text, dimension, factor) for text, (dimension, factor) in _KNOWN.items())


def same_dimension(one: Unit, other: Unit) -> bool:
    """Whether values in the two units can be compared: 元 and 万元 can, 人 and 人次 cannot."""
    return one.dimension == other.dimension


def convert(value: Decimal, source: Unit, target: Unit) -> Decimal | None:
    """``value`` in ``source`` as a value in ``target``; None where the dimensions differ."""
    if not same_dimension(source, target):
        return None
    return value if source.factor == target.factor else value * source.factor / target.factor


def complete(unit: Unit, other: Unit | None) -> Unit:
    """A multiplier without a unit measures what ``other`` measures: 「2000万」 beside 万元 is 2000 × 10,000 元.

    The printed text stays; any other unit comes back as it is.
    """
    if unit.dimension != NUMBER or other is None or other.dimension == NUMBER:
        return unit
    base = Unit(other.text, *_without_multiplier(other))
    return Unit(unit.text, base.dimension, unit.factor * base.factor)


def _without_multiplier(unit: Unit) -> tuple[str, Decimal]:
    cut = _multiplier_end(unit.text, 0)
    if cut and unit.text.lower() not in _KNOWN and cut < len(unit.text):
        return unit.dimension, unit.factor / _MULTIPLIERS[unit.text[:cut]]
    return unit.dimension, unit.factor
