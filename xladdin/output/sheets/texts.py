"""Texts that a cell can hold: no character that no file may hold, not too long, never a formula."""

from __future__ import annotations

import re

from xladdin.output.sheets.cells import MARKUP

_LONGEST_TEXT = 32_000
_HALF_THE_LONGEST = _LONGEST_TEXT // 2
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# Characters that no file of Excel's may hold, among them the halves of characters that a file name may bring in.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What a text must not begin with unguarded, begin or end with unsaid, or hold.
_SUSPECT = re.compile(rf"^[=+@\s-]|\s$|{_ILLEGAL.pattern}|{MARKUP}")


def is_plain(text: str) -> bool:
    """Whether a text can stand in the file as it is: short and harmless, as most are."""
    return len(text) <= _HALF_THE_LONGEST and not _SUSPECT.search(text)


def whole(text: str) -> str:
    """The text with a replacement character for each that no file may hold."""
    return _ILLEGAL.sub("\ufffd", text)


def cut(text: str) -> str:
    """The text, or as much of it as a cell takes; Excel counts in halves of rare characters (UTF-16)."""
    if len(text) <= _HALF_THE_LONGEST:
        return text
    halves = text.encode("utf-16-le")
    if len(halves) <= 2 * _LONGEST_TEXT:
        return text
    return f"{halves[: 2 * _LONGEST_TEXT].decode('utf-16-le', 'ignore')}…（以下略）"


def guarded(text: str) -> bool:
    """Whether a text would be taken for a formula by a program that it is pasted into, or by somebody who edits it."""
    return text.startswith(_FORMULA_SIGNS)
