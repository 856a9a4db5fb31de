"""Figures of a masked copy: amounts times one secret factor, long numbers made neutral, the rest as it was."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
#: An amount in a text: a figure with a unit of money behind it.
MONEY = re.compile(r"(?P<figure>\d[\d,]*(?:\.\d+)?)(?P<unit>\s*(?:[十百千万亿]|个亿)*(?:元|块钱|圆))")
_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: As many digits as a telephone, a code or an account has; a count has a unit behind it.
_LONG = re.compile(
    r"(?<![\d.])\d(?:[ -]?\d){4,}[Xx]?(?![\d.])(?!\s*[%％‰㐀-鿿])|(?<![\d.])\d(?:[ -]?\d){10,}[Xx]?(?![\d.])"
)
_PERSONAL = re.compile(r"(?<![\d.])(?:1[3-9]\d{9}|\d{15,17}[\dXx]\d?)(?![\d.])")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
#: A whole number that small is an ordinal or points.
_SMALL = Decimal(200)
_LONG_NUMBER = Decimal(10**9)
_FACTORS = (Decimal("1.15"), Decimal("3.95"))  # bounds of the secret factor
_SIGNIFICANT = 15


@dataclass(frozen=True, slots=True)
class Factor:
    """The secret factor of all amounts of a copy."""

    value: Decimal

    @classmethod
    def of(cls, salt: bytes, attempt: int) -> Factor:
        """The factor of a salt; another one for every attempt. Three digits, so that figures stay short."""
        number = int.from_bytes(hashlib.sha256(b"%d:" % attempt + salt).digest()[:6], "big")
        low, high = _FACTORS
        steps = int((high - low) * 1000)
        return cls(low + Decimal(number % steps) / 1000)

    def scale(self, value: Decimal) -> Decimal:
        """An amount times the factor, exact as far as a cell can hold it."""
        scaled = value * self.value
        if scaled and scaled.adjusted() - scaled.normalize().as_tuple().exponent >= _SIGNIFICANT:  # type: ignore[operator]
            step = Decimal(1).scaleb(scaled.adjusted() - _SIGNIFICANT + 1)
            scaled = scaled.quantize(step, ROUND_HALF_UP)
        return scaled

    def scale_text(self, figure: str, *, exact: bool) -> str:
        """A figure as it is written (1,234.5), scaled; with as many decimals as before unless ``exact``."""
        value = Decimal(figure.replace(",", ""))
        scaled = self.scale(value)
        if not exact:
            scaled = scaled.quantize(Decimal(1).scaleb(-_decimals(figure)), ROUND_HALF_UP)
        text = format(scaled, ",f" if "," in figure else "f")
        return text.rstrip("0").rstrip(".") if exact and "." in text else text


def scale_money(text: str, factor: Factor, *, exact: bool) -> str:
    """The text with the amounts in it (20万元) scaled."""
    return MONEY.sub(
        lambda found: factor.scale_text(found["figure"], exact=exact) + found["unit"],
        text.translate(_FULL_WIDTH_DIGITS),
    )


_FULL_WIDTH_DIGITS = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0E)}


def scale_bare(text: str, factor: Factor) -> str:
    """The text of a cell that holds an amount (19.96, ≥20), every figure scaled."""
    return _BARE.sub(lambda found: factor.scale_text(found[0], exact=True), text.translate(_FULL_WIDTH_DIGITS))


def is_kept_number(value: Decimal) -> bool:
    """Whether a number that nobody knows the meaning of is an ordinal, points or a share, and no amount."""
    return abs(value) <= 1 or (abs(value) <= _SMALL and value == value.to_integral_value())


def is_long_number(value: Decimal) -> bool:
    """Whether a number is a telephone, a code or an account."""
    return abs(value) >= _LONG_NUMBER and value == value.to_integral_value()


def neutral_numbers(text: str) -> str:
    """The text with telephones, codes, identity and bank card numbers replaced by neutral ones of the same kind."""
    return _LONG.sub(lambda found: _neutral(found[0]), text)


def is_personal(text: str) -> bool:
    """Whether a text holds a number that belongs to a person rather than an amount."""
    return _PERSONAL.search(text) is not None


def long_numbers(text: str) -> str:
    """Neutral ones for the long numbers of a text, without the rest of it."""
    return "".join(_neutral(found[0]) for found in _LONG.finditer(text))


def other_digits(text: str, salt: bytes) -> str:
    """The text with other digits of the same shape; years (2024年) stay."""
    digest = hashlib.sha256(salt + text.encode("utf-8", "surrogatepass")).digest()
    count = 0

    def other(found: re.Match[str]) -> str:
        nonlocal count
        if found["year"]:
            return found[0]
        digits = []
        for place, digit in enumerate(found[0]):
            count += 1
            new = digest[count % len(digest)] % 9 + 1 if place == 0 else digest[count % len(digest)] % 10
            digits.append(digit if digit == "0" and place == 0 else str(new))
        return "".join(digits)

    return re.sub(r"(?P<year>(?:19|20)\d\d(?=\s*[年-]))|\d+", other, text)


def _neutral(found: str) -> str:
    digits = re.sub(r"[ -]", "", found).upper()
    if len(digits) == 18 and _is_identity(digits):
        return _identity()
    if _MOBILE.fullmatch(digits):
        return "13800000000"
    neutral = "62" + "0" * (len(digits) - 2)
    if 16 <= len(digits) <= 19 and digits.isdigit() and _luhn(digits) == 0:
        return neutral[:-1] + str(-_luhn(neutral) % 10)
    # Of another kind: the same shape, and the check digit of nothing.
    filled = iter(neutral)
    return "".join(next(filled) if sign.isalnum() else sign for sign in found)


def _is_identity(digits: str) -> bool:
    if not digits[:17].isdigit():
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True)) % 11
    return digits[17] == _CHECK_DIGITS[remainder]


def _identity() -> str:
    """An identity number that passes its check and belongs to nobody: the order number 000 is never given."""
    front = "11010119900101000"
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, front, strict=True)) % 11
    return front + _CHECK_DIGITS[remainder]


def _luhn(digits: str) -> int:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10


def _decimals(figure: str) -> int:
    return len(figure.partition(".")[2])
