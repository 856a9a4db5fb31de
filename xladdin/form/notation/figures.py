"""Plain figures of a form: amounts of the funds block, points and scores, rates, the year of a title."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xladdin.form.notation.characters import normalise
from xladdin.form.notation.numerals import number
from xladdin.form.notation.units import complete, convert, scan, unit_of
from xladdin.model import Unit
from xladdin.model.patterns import lazy_pattern

_PLAIN = lazy_pattern(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$")
_AMOUNT = lazy_pattern(
    r"(?P<open>\()?(?P<minus>[-△]?)(?:¥|RMB|人民币)?(?P<inner>-?)(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?P<close>\))?"
    r"(?P<unit>.*)$"
)
_COMMENT = lazy_pattern(r"\([^)]{3,}\)$")  # （含上年结转5）
_POINTS = lazy_pattern(r"\(?(?P<number>[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))(?:%|\(?分\)?)?\)?$")
_RATE = lazy_pattern(r"(?P<number>[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))(?P<sign>[%‰]?)$")
_YEAR = lazy_pattern(r"(?<![0-9.])((?:19|20)[0-9]{2})年")
_BARE_YEAR = lazy_pattern(r"(?<![0-9.])(20[0-9]{2})(?=$|[^0-9.号]|[.](?:1[0-2]|0?[1-9])(?![0-9]))")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of the funds block in the form's own unit.

    ``plain`` is True for a bare number (also one with thousands separators), False where a unit, a currency sign or
    an accounting bracket had to be read. ``unit`` is the unit printed beside the number.
    """

    value: Decimal | None
    plain: bool = False
    unit: Unit | None = None


def parse_amount(text: str, form_unit: str) -> Amount:
    """「20」, 「1,234.5」, 「20万元」, 「200000元」 in a form in 万元 or 元; None where it is no amount.

    「2000万」 is 20,000,000 元; (20) is −20 as accountants write it. A unit that is not money gives None.
    """
    plain = normalise(text).rstrip("。;,")
    if _PLAIN.match(plain):
        return Amount(Decimal(plain), plain=True)
    match = _AMOUNT.match(plain)
    if not match or bool(match["open"]) != bool(match["close"]):
        return Amount(None)
    value = Decimal(match["number"])
    if match["minus"] or match["inner"] or match["open"]:
        value = -value
    printed = _COMMENT.sub("", match["unit"]).strip("()").removesuffix("整").removesuffix("人民币")
    if not printed:
        return Amount(value)
    if scan(printed, 0) != len(printed):
        return Amount(None)
    own = unit_of(normalise(form_unit) or "元")
    unit = complete(unit_of(printed), own)
    return Amount(convert(value, unit, own), unit=unit)


def parse_points(text: str) -> Decimal | None:
    """Points (分值) and scores (得分): 「10」, 「10分」, 「20%」 (20 points). None for a dash and for anything else."""
    plain = normalise(text)
    if match := _POINTS.match(plain):
        return Decimal(match["number"])
    written = number(plain.removesuffix("分"))
    return Decimal(written) if written else None


def parse_rate(text: str, *, is_percent: bool = False, expected: Decimal | None = None) -> Decimal | None:
    """A rate in percent: 「99.81%」 → 99.81, 「0.958」 → 95.8, 「99.81」 → 99.81; None where the text is no rate.

    A number without a sign may be a share (0.958) or a percentage: the nearer to ``expected`` (percent) wins;
    without it, a number up to 1 is a share. ``is_percent``: the cell is known to hold percent.
    """
    match = _RATE.match(normalise(text))
    if not match:
        return None
    value = Decimal(match["number"])
    if match["sign"]:
        return value if match["sign"] == "%" else value / 10
    if is_percent:
        return value
    share = value * 100
    if expected is not None:
        return share if abs(share - expected) < abs(value - expected) else value
    return share if 0 < value <= 1 else value


def find_year(text: str) -> int | None:
    """The year of a title or a sentence: 「（２０２０年度）」, 「二〇二四年」; a bare 2024 where no 年 is printed."""
    plain = normalise(text)
    match = _YEAR.search(plain) or _BARE_YEAR.search(plain)
    return int(match[1]) if match else None
