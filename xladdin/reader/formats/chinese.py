"""Chinese numerals of the formats [DBNum1], [DBNum2] and [DBNum3]."""

from __future__ import annotations

from xladdin.model.patterns import lazy_pattern

_DIGITS = {"1": "〇一二三四五六七八九", "2": "零壹贰叁肆伍陆柒捌玖", "3": "０１２３４５６７８９"}
_RANKS = {"1": ("", "十", "百", "千"), "2": ("", "拾", "佰", "仟"), "3": ("", "十", "百", "千")}
_GROUPS = ("", "万", "亿", "兆")
_NUMBER = lazy_pattern(r"([0-9]+)(\.[0-9]+)?")


def in_digits(shown: str, numerals: str) -> str:
    """Every digit by its character: 2024 → 二〇二四."""
    return shown.translate(str.maketrans("0123456789", _DIGITS.get(numerals[-1:], _DIGITS["1"])))


def in_words(shown: str, numerals: str) -> str:
    """Whole numbers with their ranks: 123 → 一百二十三; decimals digit by digit."""
    return _NUMBER.sub(lambda match: _words(match[1], numerals) + in_digits(match[2] or "", numerals), shown)


def small_number(value: int, numerals: str) -> str:
    """Months, days and hours: 12 → 十二, not 一十二."""
    words = in_words(str(value), numerals)
    return words[1:] if 10 <= value < 20 and numerals[-1:] == "1" else words


def _words(digits: str, numerals: str) -> str:
    kind = numerals[-1:] if numerals[-1:] in _DIGITS else "1"
    digits = digits.lstrip("0")
    if not digits or len(digits) > 4 * len(_GROUPS):
        return in_digits(digits or "0", numerals)
    zero, words = _DIGITS[kind][0], ""
    for place, digit in enumerate(digits):
        rank = len(digits) - place - 1
        if digit != "0":
            words += _DIGITS[kind][int(digit)] + _RANKS[kind][rank % 4]
        elif not words.endswith(zero):
            words += zero
        if rank % 4 == 0:
            words = words.rstrip(zero)
            words += _GROUPS[rank // 4] if digits[max(0, place - 3) : place + 1].strip("0") else ""
    return words
