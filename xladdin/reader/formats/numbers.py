"""Numbers under the digit placeholders of a number format: 0, #, ?, thousands, percent, exponents, fractions."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from xladdin.reader.formats.codes import Mark, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.reader.formats.codes import Section

#: Excel's numbers end at 10^308, a format has 255 characters.
WIDE = Context(prec=1000)


def number_text(value: Decimal, section: Section) -> str:
    """A number that is not negative, as the section shows it."""
    pieces = section.pieces
    marks = [piece.mark for piece in pieces]
    if Mark.EXPONENT in marks:
        return _with_exponent(value, pieces, marks.index(Mark.EXPONENT))
    if Mark.SLASH in marks and Mark.DIGIT in marks:
        return _as_fraction(value, pieces, marks.index(Mark.SLASH))
    scaled = value.scaleb(2 * marks.count(Mark.PERCENT) - 3 * _scaling_commas(pieces))
    return _in_places(scaled, pieces)


def _scaling_commas(pieces: Sequence[Piece]) -> int:
    """How many commas divide by a thousand: those behind the last digit before or after the point."""
    total = count = 0
    seen = False
    for piece in pieces:
        if piece.mark is Mark.DIGIT:
            seen, count = True, 0
        elif piece.mark is Mark.COMMA and seen:
            count += 1
        elif piece.mark is Mark.POINT:
            total, count = total + count, 0
    return total + count


def _in_places(value: Decimal, pieces: Sequence[Piece]) -> str:
    """Digits into their places; without a single place only the literal text is shown."""
    marks = [piece.mark for piece in pieces]
    point = marks.index(Mark.POINT) if Mark.POINT in marks else len(pieces)
    whole, decimal = pieces[:point], pieces[point + 1 :]
    places = sum(piece.mark is Mark.DIGIT for piece in decimal)
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, WIDE)
    digits, _, decimals = f"{rounded:f}".partition(".")
    shown = _whole_part(digits.lstrip("0"), whole)
    if point < len(pieces):
        shown += "." + _decimal_part(decimals, decimal)
    return shown


def _whole_part(digits: str, pieces: Sequence[Piece]) -> str:
    """Fill from the right; the first place takes all digits that are left."""
    places = [index for index, piece in enumerate(pieces) if piece.mark is Mark.DIGIT]
    if not places:
        return "".join(_literal(piece) for piece in pieces)
    grouped = any(pieces[index].mark is Mark.COMMA for index in range(places[0], places[-1]))
    shown: list[str] = []  # from right to left
    count = 0
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.mark is not Mark.DIGIT:
            shown.append(_literal(piece))
            continue
        taken = digits if index == places[0] else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        for digit in reversed(taken or _PADDING[piece.text]):
            if grouped and count and count % 3 == 0:
                shown.append("," if digit != " " else " ")
            shown.append(digit)
            count += 1
    return "".join(reversed(shown))


_PADDING = {"0": "0", "#": "", "?": " "}


def _decimal_part(digits: str, pieces: Sequence[Piece]) -> str:
    """Fill from the left; # and ? leave out zeros at the end."""
    shown = []
    for piece in pieces:
        if piece.mark is not Mark.DIGIT:
            shown.append(_literal(piece))
            continue
        shown.append(digits[0] if digits.strip("0") else _PADDING[piece.text])
        digits = digits[1:]
    return "".join(shown)


def _literal(piece: Piece) -> str:
    return "" if piece.mark is Mark.COMMA else piece.text


def _with_exponent(value: Decimal, pieces: Sequence[Piece], place: int) -> str:
    mantissa, sign, power = pieces[:place], pieces[place].text[1], pieces[place + 1 :]
    marks = [piece.mark for piece in mantissa]
    point = marks.index(Mark.POINT) if Mark.POINT in marks else len(marks)
    step = max(1, marks[:point].count(Mark.DIGIT))  # ##0.0E+0 shows powers that are multiples of three
    decimals = marks[point:].count(Mark.DIGIT)
    exponent = value.adjusted() // step * step if value else 0
    rounded = value.scaleb(-exponent).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)
    if rounded.adjusted() >= step and value:
        exponent += step
        rounded = value.scaleb(-exponent)
    written = "-" if exponent < 0 else sign.replace("-", "")
    return f"{_in_places(rounded, mantissa)}E{written}{_in_places(Decimal(abs(exponent)), power)}"


def _as_fraction(value: Decimal, pieces: Sequence[Piece], slash: int) -> str:
    """``# ?/?`` and ``# ?/8``, without the blanks that keep columns aligned."""
    below = "".join(piece.text for piece in pieces[slash + 1 :]).strip()
    above = "".join(piece.text for piece in pieces[:slash]).rstrip()
    whole_shown = len(above.split()) > 1
    exact = Fraction(value)
    if below.isdigit() and int(below) > 0:
        denominator = int(below)
        numerator = int(exact * denominator + Fraction(1, 2))
    else:
        near = exact.limit_denominator(10 ** min(max(1, len(below)), 7) - 1)
        numerator, denominator = near.numerator, near.denominator
    if not whole_shown:
        return f"{numerator}/{denominator}"
    whole, numerator = divmod(numerator, denominator)
    if not numerator:
        return str(whole)
    return f"{whole} {numerator}/{denominator}" if whole else f"{numerator}/{denominator}"
