"""Chinese numerals in running text, where they surely count something: 百分之九十五, 三十五件, 二十万元."""

from __future__ import annotations

from decimal import Decimal

CHARS = "零〇一二两三四五六七八九十百千万亿"
_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}


def numeral(text: str) -> Decimal | None:
    """The value of a Chinese numeral (一百二十 → 120, 九十九点五 → 99.5), None where it is none."""
    whole, point, fraction = text.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return value
    digits = [_DIGITS.get(char) for char in fraction]
    if not digits or None in digits:
        return None
    return value + Decimal("0." + "".join(str(digit) for digit in digits))


def _whole(text: str) -> Decimal | None:
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            if digit:  # 两三次, 十四五: not one number
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            if not digit and char != "十":
                return None
            section += (digit or 1) * _TENS[char]
            digit = 0
        elif char in _MYRIADS:
            if not section + digit:
                return None
            total += (section + digit) * _MYRIADS[char]
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit) if text else None
