"""What Excel shows for a value under a number format."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from xladdin.reader.formats.chinese import in_digits, in_words
from xladdin.reader.formats.codes import Mark, Section, sections
from xladdin.reader.formats.dates import date_text
from xladdin.reader.formats.numbers import WIDE, number_text

_SHORT = 11  # characters that General shows as they are


@lru_cache(maxsize=16_384)
def show(value: Decimal, code: str, from_1904: bool = False) -> str:
    """The text that Excel shows for a number: "99.80%" for 0.998 under 0.00%. Padding at the ends is left out.

    Where Excel can only show #### (a date before 1900), and for a format that makes no sense, General is shown.
    """
    if code == "General":
        return general(value)
    fixed = _fixed_sections(code)[(value > 0) - (value < 0)]
    return show_by_pieces(value, code, from_1904) if fixed is None else fixed.text(value)


def show_by_pieces(value: Decimal, code: str, from_1904: bool = False) -> str:
    """The same for any format but General, piece by piece."""
    section, signed = _choose(sections(code), value)
    if not section.pieces:
        return ""  # an empty section hides the value
    if section.is_date:
        return (date_text(value, section, from_1904) or general(value)).strip()
    if section.has(Mark.GENERAL, Mark.TEXT):
        shown = "".join(
            _general_piece(piece.mark, piece.text, value if signed else abs(value), section) for piece in section.pieces
        )
        return shown.strip()
    shown = number_text(abs(value), section)
    if section.numerals:
        shown = in_digits(shown, section.numerals)
    return f"-{shown.strip()}" if signed and value < 0 else shown.strip()


class _Fixed(NamedTuple):
    """A section like 0.00, #,##0.00 or 0%: nearly every number of a form, and a tenth of the work of the pieces."""

    before: str
    unit: Decimal  # of the last place
    digits: str  # format of the digits
    percent: str
    after: str
    minus: str  # for negative values

    def text(self, value: Decimal) -> str:
        """The number as the section shows it."""
        scaled = abs(value.scaleb(2) if self.percent else value).quantize(self.unit, ROUND_HALF_UP, WIDE)
        shown = f"{self.before}{scaled:{self.digits}}{self.percent}{self.after}".strip()
        return f"{self.minus}{shown}"


_PLACES = re.compile(r"(#,##)?0(?:\.(0{1,9}))?(%)?")
_IN_PLACES = (Mark.DIGIT, Mark.COMMA, Mark.POINT, Mark.PERCENT)


@lru_cache(maxsize=256)
def _fixed_sections(code: str) -> tuple[_Fixed | None, _Fixed | None, _Fixed | None]:
    """What shows zero, positive and negative numbers (index -1), None for what is not that simple."""
    found = sections(code)
    if any(section.condition for section in found):
        return None, None, None
    zero, positive, negative = (_fixed(*_choose(found, Decimal(sign)), sign) for sign in (0, 1, -1))
    return zero, positive, negative


def _fixed(section: Section, signed: bool, sign: int) -> _Fixed | None:
    inside = [place for place, piece in enumerate(section.pieces) if piece.mark is not Mark.LITERAL]
    if not inside or section.numerals:
        return None
    first, last = inside[0], inside[-1] + 1
    written = "".join(piece.text for piece in section.pieces[first:last])
    places = _PLACES.fullmatch(written)
    if places is None or any(piece.mark not in _IN_PLACES for piece in section.pieces[first:last]):
        return None
    grouped, decimals, percent = places.groups(default="")
    before, after = (
        "".join(piece.text for piece in around) for around in (section.pieces[:first], section.pieces[last:])
    )
    unit = Decimal(1).scaleb(-len(decimals))
    return _Fixed(before, unit, ",f" if grouped else "f", percent, after, "-" if signed and sign < 0 else "")


def show_text(text: str, code: str) -> str:
    """The text that Excel shows for a text: the text itself, but for formats like @"分"."""
    if code in {"General", "@"} or "@" not in code:  # nearly all
        return text
    last = sections(code)[-1]
    if not last.has(Mark.TEXT):
        return text
    around = "".join(piece.text for piece in last.pieces if piece.mark is Mark.LITERAL)
    if not around.strip():
        return text
    return "".join(text if piece.mark is Mark.TEXT else piece.text for piece in last.pieces).strip()


def general(value: Decimal) -> str:
    """A number in the format General: eleven characters at most, as a cell shows it."""
    if value == 0:
        return "0"
    shown = str(value)
    if len(shown) < _SHORT and "E" not in shown:
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    size = value.adjusted()  # the power of ten of its first digit
    if size > 10 or size < -9 or (size < -4 and len(_plain(value)) > 11 + (value < 0)):
        return _scientific(value)
    decimals = min(max(0, 9 - size), 9) if size < 10 else 0
    return _plain(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _plain(value: Decimal) -> str:
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _scientific(value: Decimal) -> str:
    mantissa = value.scaleb(-value.adjusted()).quantize(Decimal("0.00001"), ROUND_HALF_UP)
    exponent = value.adjusted()
    if abs(mantissa) >= 10:
        mantissa, exponent = mantissa / 10, exponent + 1
    return f"{_plain(mantissa)}E{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _general_piece(mark: Mark, text: str, value: Decimal, section: Section) -> str:
    if mark not in {Mark.GENERAL, Mark.TEXT}:
        return text
    shown = general(value)
    return in_words(shown, section.numerals) if section.numerals else shown


def _choose(found: tuple[Section, ...], value: Decimal) -> tuple[Section, bool]:
    """The section for a number, and whether the minus sign of a negative one has to be written."""
    numeric = found[:3] if len(found) == 4 else found
    if 1 < len(numeric) < 4 and numeric[-1].has(Mark.TEXT) and not numeric[-1].has(Mark.DIGIT):
        numeric = numeric[:-1]  # 0.00;@ – the last one is for texts
    if any(section.condition for section in numeric):
        return _choose_by_condition(numeric, value)
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], True


def _choose_by_condition(numeric: tuple[Section, ...], value: Decimal) -> tuple[Section, bool]:
    for place, section in enumerate(numeric):
        if section.condition is not None:
            if section.condition.holds(value):
                return section, not section.condition.only_negative
        elif place == len(numeric) - 1 or (place == 1 and value < 0):
            return section, True
    return numeric[-1], True
