"""Normalisation: one way of writing every character, nothing lost that has a meaning."""

from __future__ import annotations

import re
import unicodedata

from xladdin.form.notation.lexicon import characters
from xladdin.form.notation.numerals import arabic
from xladdin.form.notation.stamps import without_clock, year_first
from xladdin.form.remembering import remembered

_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(0x5E)}
_DROPPED = "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0e\ufe0f"


def _translation() -> dict[int, int | str | None]:
    table: dict[int, int | str | None] = dict(_FULL_WIDTH)
    for char in map(chr, range(0x3001)):  # no white space and no control character lies above the ideographic space
        if char.isspace() or unicodedata.category(char) == "Cc":
            table[ord(char)] = None
    table.update({ord(char): None for char in _DROPPED})
    table.update(dict.fromkeys(range(ord("①"), ord("⒛") + 1), ";"))  # they number the items of a list
    table.update({ord(char): replacement for char, replacement in characters().items()})
    return table


_TABLE = _translation()
_THOUSANDS = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_IDLE_DOT = re.compile(r"(?<=[0-9])\.(?=[%‰])")  # 100.%
_DOT_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[。·](?=[0-9])")
_DASH_BETWEEN_DIGITS = re.compile(r"(?<=[0-9%‰])一(?=[0-9])")
_ROUND = re.compile(r"(?<=[0-9])([十百千万亿]*)[余多](?!媒体|功能|样|元化)")  # 100多人, 3万余亩, 10多万元
_END = r"[-+]?[0-9.]+[^0-9,()\-]{0,4}"  # of an interval: 90%
_INTERVAL = re.compile(rf"\((?:({_END})|-?∞),(?:({_END})|\+?∞)\)")
_SQUARE = re.compile("[][【】［］]")


@remembered(16384)
def normalise(text: str) -> str:
    """Half-width text without white space, thousands separators and Chinese numerals: 「１，２３４ 个」 → 1234个."""
    if ":" in text or "：" in text:
        text = without_clock(text)
    plain = text.translate(_TABLE)
    if "," in plain:
        if "(" in plain and _SQUARE.search(text):
            plain = _INTERVAL.sub(_interval, plain)
        plain = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), plain)
    if "/" in plain or "-" in plain:
        plain = year_first(plain)
    if "." in plain:
        plain = _IDLE_DOT.sub("", plain)
    if "。" in plain or "·" in plain:
        plain = _DOT_BETWEEN_DIGITS.sub(".", plain)
    if "一" in plain:
        plain = _DASH_BETWEEN_DIGITS.sub("-", plain)
    plain = arabic(plain)
    return _ROUND.sub(r"\1", plain) if "余" in plain or "多" in plain else plain


def _interval(match: re.Match[str]) -> str:
    """[90%,95%] as 90%~95%, [90%,+∞) as ≥90%."""
    low, high = match.groups()
    if low and high:
        return f"{low}~{high}"
    return f"≥{low}" if low else f"≤{high}" if high else match[0]
