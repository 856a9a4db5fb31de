"""What Excel shows for a value under a number format."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from xladdin.reader.formats.chinese import in_digits, in_words
from xladdin.reader.formats.codes import Mark, Section, sections
from xladdin.reader.formats.dates import date_text
from xladdin.reader.formats.numbers import WIDE, number_text


@lru_cache(maxsize=16_384)
def show(value: Decimal, code: str, from_1904: bool = False) -> str:
    """The text that Excel shows for a number: "99.80%" for 0.998 under 0.00%. Padding at the ends is left out.

    Where Excel can only show #### (a date before 1900), and for a format that makes no sense, General is shown.
    """
    if code == "General":
        return general(value)
    if (places := _fixed_places(code)) is not None:
        return _fixed(value, *places)
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


#: 0.00, #,##0.00, 0%: nearly every number of a form, and a tenth of the work of the general way.
_FIXED = re.compile(r"(#,##)?0(?:\.(0{1,9}))?(%)?(?:_ )?")


@lru_cache(maxsize=256)
def _fixed_places(code: str) -> tuple[Decimal, str, str] | None:
    """Unit of the last place, format of the digits and sign behind them; None where a format is not that simple."""
    match = _FIXED.fullmatch(code)
    if match is None:
        return None
    grouped, decimals, percent = match.groups(default="")
    return Decimal(1).scaleb(-len(decimals)), ",f" if grouped else "f", percent


def _fixed(value: Decimal, unit: Decimal, digits: str, percent: str) -> str:
    scaled = value.scaleb(2) if percent else value
    return f"{scaled.quantize(unit, ROUND_HALF_UP, WIDE):{digits}}{percent}"


def show_text(text: str, code: str) -> str:
    """The text that Excel shows for a text: the text itself, but for formats like @"分"."""
    if code == "General" or "@" not in code:
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
