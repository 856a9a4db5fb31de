"""Number formats (数字格式) taken apart: sections, conditions, and the pieces of a section.

The language is ECMA-376 part 1, 18.8.31, with what Chinese Excel and WPS add: 上午/下午, aaaa, [DBNum1], ``!`` as an
escape.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xladdin.model.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable


class Mark(StrEnum):
    """What a piece of a section stands for."""

    LITERAL = "literal"
    GENERAL = "general"
    ELAPSED = "elapsed"  # [h]
    HALF_DAY = "half"  # AM/PM, 上午/下午
    EXPONENT = "exponent"
    DATE = "date"  # a run of y, m, d, h, s, a or e
    DIGIT = "digit"  # 0, # or ?
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    SLASH = "slash"
    TEXT = "text"  # @


class Piece(NamedTuple):
    """A piece of a section; ``text`` of a literal is what is shown."""

    mark: Mark
    text: str


class Condition(NamedTuple):
    """``[>=100]`` in front of a section."""

    compare: Callable[[Decimal, Decimal], bool]
    limit: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether the section is for this value."""
        return self.compare(value, self.limit)

    @property
    def only_negative(self) -> bool:
        """Whether all values of the section are below zero, so that the sign is left to the section."""
        return self.compare in {operator.lt, operator.le} and self.limit <= 0


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts between the semicolons."""

    pieces: tuple[Piece, ...]
    condition: Condition | None = None
    numerals: str = ""  # DBNum1, DBNum2, DBNum3: Chinese numerals
    chinese: bool = False  # [$-804]: names of months and weekdays in Chinese

    def has(self, *marks: Mark) -> bool:
        """Whether one of these occurs."""
        return any(piece.mark in marks for piece in self.pieces)

    @property
    def is_date(self) -> bool:
        """Whether the number is shown as a date or time."""
        return self.has(Mark.DATE, Mark.ELAPSED, Mark.HALF_DAY)


LONGEST_CODE = 255  # characters, by Excel
#: Formats that follow the settings of the computer, as a Chinese one shows them.
_BY_SYSTEM = {"mm-dd-yy": "yyyy/m/d", "m/d/yy h:mm": "yyyy/m/d h:mm"}
_BY_LOCALE = {"-F800": 'yyyy"年"m"月"d"日"', "-F400": "h:mm:ss"}
#: [$-1E000804]: the numerals in front of the locale, as LibreOffice writes them.
_BY_NUMERALS = {"1E": "DBNum1", "1F": "DBNum2", "20": "DBNum3"}
_CHINESE_LOCALES = ("804", "404", "c04", "1004", "1404", "zh")
_COMPARISONS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_CONDITION = lazy_pattern(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_SPLIT = lazy_pattern(r'("[^"]*"?|[\\!_*].|\[[^\]]*\]|[^;"\\!_*\[]|;|.)', re.DOTALL)
_PIECE = lazy_pattern(
    r"""(?P<quoted>"[^"]*"?) | [\\!](?P<escaped>.) | (?P<skipped>_.) | (?P<filled>\*.) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式|G/標準) | (?P<half>AM/PM|A/P|上午/下午) | (?P<exponent>E[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|a{3,4}) | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%)
    | (?P<slash>/) | (?P<text>@) | (?P<literal>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code; an empty one is General."""
    parts = [""]
    for piece in _SPLIT.findall(_BY_SYSTEM.get(code, code or "General")):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return tuple(_section(part) for part in parts[:4])


def _section(code: str) -> Section:
    pieces: list[Piece] = []
    condition, numerals, chinese = None, "", False
    for match in _PIECE.finditer(code):
        bracket = match["bracket"]
        if bracket is None:
            pieces.append(_piece(match))
        elif found := _CONDITION.fullmatch(bracket):
            condition = Condition(_COMPARISONS[found[1]], Decimal(found[2]))
        elif bracket[:1] == "$":
            symbol, _, locale = bracket[1:].partition("-")
            if f"-{locale.upper()}" in _BY_LOCALE:
                return _section(_BY_LOCALE[f"-{locale.upper()}"])
            numerals = _BY_NUMERALS.get(locale.upper()[:-6], numerals)
            chinese = locale.lower().endswith(_CHINESE_LOCALES) or locale.lower().startswith("zh")
            pieces.append(Piece(Mark.LITERAL, symbol))
        elif bracket[:5].lower() == "dbnum":
            numerals = bracket
        elif bracket and len(set(bracket.lower())) == 1 and bracket[0].lower() in "hms":
            pieces.append(Piece(Mark.ELAPSED, bracket.lower()))
        # anything else is a colour
    return Section(tuple(pieces), condition, numerals, chinese)


def _piece(match: re.Match[str]) -> Piece:
    kind, text = match.lastgroup or "literal", match[0]
    if kind == "quoted":
        return Piece(Mark.LITERAL, text.strip('"'))
    if kind == "escaped":
        return Piece(Mark.LITERAL, text[1:])
    if kind == "skipped":  # as wide as that character
        return Piece(Mark.LITERAL, " ")
    if kind == "filled":  # repeats that character to the width of the column
        return Piece(Mark.LITERAL, "")
    return Piece(Mark(kind), text.lower() if kind == "date" else text)
