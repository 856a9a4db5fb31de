"""The tokens of a value cell: figures with their units, signs, dates, brackets; everything else is prose."""

from __future__ import annotations

import re
import string
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from xladdin.form.notation import dates, units
from xladdin.form.notation.dates import Moment
from xladdin.form.notation.lexicon import table, words
from xladdin.model import Op, Unit
from xladdin.model.patterns import lazy_pattern

_ZERO = Decimal(0)


class Kind(Enum):
    """What a token is."""

    FIGURE = auto()  # a number with its unit
    SIGN = auto()  # before a figure: ≥, 不低于
    WEAK_SIGN = auto()  # before a figure, overruled by a word behind it: 达到, 控制在
    LIMIT = auto()  # behind a figure: 以上, 以内, 左右
    RANGE = auto()  # between figures: -, ~, 至
    SPREAD = auto()  # ±
    EACH = auto()  # before a figure: 每月, 每季度; ``unit`` is the period
    DATE = auto()
    PERIOD = auto()
    UNIT = auto()  # a unit without a number
    OPEN = auto()
    CLOSE = auto()
    STOP = auto()  # punctuation
    PROSE = auto()


class Token(NamedTuple):
    """One token; ``text`` is what stands in the normalised text."""

    kind: Kind
    text: str
    value: Decimal = _ZERO
    unit: Unit | None = None
    op: Op = Op.BARE
    moment: Moment | None = None


#: 「100完成」, 「0投诉」: no units.
_NO_UNIT = tuple(word for word in (*words("degree", "words"), *words("undesired", "words")) if len(word) > 1)
_ITEM = lazy_pattern(r"(^|[,;。])[0-9]{1,2}[、.)](?=[^0-9])")  # 1. … 2. …: the numbering of a list
_NUMBER = lazy_pattern(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_UNKNOWN_UNIT = lazy_pattern(r"[^\W\d_前后]{1,3}(?=$|[()%/,;。、~-]|以[上内下]|及以|之内|左右)")
_FRACTION = lazy_pattern(r"([1-9])/([2-9]|10)(?=$|[(),;。、~的]|以[上内下]|及以|左右)")
_PROPORTION = re.compile(r"([0-9]+(?:\.[0-9]+)?)[:比]([1-9][0-9]*(?:\.[0-9]+)?)(?=$|[(),;。、]|以[上内下]|及以|左右)")
_PERCENT, _AGAINST = units.unit_of("%"), Unit("比", "1/1")  # 师生比 1:10
#: No numbers: PM2.5, GB/T 19001, T+1, 4A级, 2/3, #DIV/0!
_NAME = lazy_pattern(r"#[A-Z0-9/]+[!?]?|[A-Za-z]+(?:[-+.]?[0-9]+)*级?|[0-9]+[A-Z]+级|[0-9]+/[0-9]+")
_INSIDE_A_NAME = frozenset("/:比" + string.ascii_letters)
_RANGE = lazy_pattern(
    r"[-~—]*[~—-](?=[0-9.±])|[~—]+(?=-?[0-9.])|[至到](?=-?[0-9.])|[和与](?=[0-9.]+[^0-9,;。]{0,4}之间)"
)
_PERIODS = "|".join(sorted(words("frequency", "periods"), key=len, reverse=True))
_EACH = lazy_pattern(
    rf"(?<![{table('words.toml')['frequency']['per_head']}])每个?(?P<period>{_PERIODS})"
    r"(?![0-9]{1,2}[日号]|[底末初中每上下旬])"
)
_MARKS = {"(": Kind.OPEN, ")": Kind.CLOSE} | dict.fromkeys(",;。、:!", Kind.STOP)


def _lexicon() -> dict[str, tuple[tuple[str, Kind, Op], ...]]:
    """All words by their first character, the longest first."""
    entries: list[tuple[str, Kind, Op]] = []
    signs = table("words.toml")["signs"]
    for key, kind in (("before", Kind.SIGN), ("weak", Kind.WEAK_SIGN), ("after", Kind.LIMIT)):
        entries += [(word, kind, Op(op)) for op, listed in signs[key].items() for word in listed]
    periods = table("words.toml")["periods"]
    entries += [(word, Kind.PERIOD, Op.BARE) for word in (*periods["words"], *periods["ends"])]
    entries += [(word, Kind.DATE, Op.BARE) for word in table("words.toml")["dates"]]
    entries.append(("±", Kind.SPREAD, Op.BARE))
    entries.append(("+-", Kind.SPREAD, Op.BARE))
    entries += [(word, Kind.PROSE, Op.BARE) for word in words("solid", "words")]
    by_first: dict[str, list[tuple[str, Kind, Op]]] = {}
    for entry in sorted(entries, key=lambda entry: -len(entry[0])):
        by_first.setdefault(entry[0][0], []).append(entry)
    return {first: tuple(found) for first, found in by_first.items()}


_LEXICON = _lexicon()
_MONTHS: dict[str, int] = {**table("words.toml")["periods"]["ends"], **table("words.toml")["dates"]}
_MONTHS.update(dict.fromkeys(words("periods", "year_end"), 12))
_BEHIND_A_FIGURE = (Kind.FIGURE, Kind.CLOSE, Kind.UNIT)


def tokenise(text: str) -> list[Token]:
    """The tokens of a normalised text."""
    tokens: list[Token] = []
    if "." in text or "、" in text or ")" in text:
        text = _ITEM.sub(r"\1", text)
    prose = position = 0
    while position < len(text):
        end, token = _next(text, position, tokens, at_prose=prose < position)
        if token is None:
            position = end
            continue
        if prose < position:
            tokens.append(Token(Kind.PROSE, text[prose:position]))
        tokens.append(token)
        prose = position = end
    if prose < position:
        tokens.append(Token(Kind.PROSE, text[prose:]))
    return tokens


def _next(text: str, position: int, tokens: list[Token], *, at_prose: bool) -> tuple[int, Token | None]:
    """The token at ``position`` and its end; None for a stretch of prose."""
    char = text[position]
    before = None if at_prose or not tokens else tokens[-1].kind
    if "0" <= char <= "9" or (char in "-.+" and before not in _BEHIND_A_FIGURE):
        return _numeric(text, position, before)
    if before in (Kind.FIGURE, Kind.CLOSE) and (match := _RANGE.match(text, position)):
        return match.end(), Token(Kind.RANGE, match[0])
    if kind := _MARKS.get(char):
        return position + 1, Token(kind, char)
    return _word(text, position, before)


def _word(text: str, position: int, before: Kind | None) -> tuple[int, Token | None]:
    """A word of the lexicon, a unit without a number, a period that recurs, or prose."""
    if text[position] == "每" and before not in _BEHIND_A_FIGURE and (match := _EACH.match(text, position)):
        return match.end(), Token(Kind.EACH, match[0], unit=units.unit_of(match["period"]))
    if found := _lookup(text, position, before):
        word, kind, op = found
        moment = None
        if kind in (Kind.DATE, Kind.PERIOD):
            moment = Moment(month=_MONTHS.get(word) or None, is_period=kind is Kind.PERIOD)
        return position + len(word), None if kind is Kind.PROSE else Token(kind, word, op=op, moment=moment)
    if before is not None and (end := units.scan(text, position)) > position:
        return end, Token(Kind.UNIT, text[position:end], unit=units.unit_of(text[position:end]))
    if text[position].isascii() and (match := _NAME.match(text, position)):
        return match.end(), None
    return position + 1, None


def _lookup(text: str, position: int, before: Kind | None) -> tuple[str, Kind, Op] | None:
    """The longest word of the lexicon at ``position``; a limit counts only behind a figure."""
    for entry in _LEXICON.get(text[position], ()):
        if text.startswith(entry[0], position) and (entry[1] is not Kind.LIMIT or before in _BEHIND_A_FIGURE):
            return entry
    return None


def _numeric(text: str, position: int, before: Kind | None) -> tuple[int, Token | None]:
    """A date, or a number (with its minus) and its unit."""
    after_sign = before in (Kind.SIGN, Kind.WEAK_SIGN)
    if found := dates.scan(text, position, after_sign=after_sign):
        end, moment = found
        return end, Token(Kind.PERIOD if moment.is_period else Kind.DATE, text[position:end], moment=moment)
    match = _NUMBER.match(text, position + (text[position] in "-+"))
    name = None
    if match is None or text[match.end() : match.end() + 1] in _INSIDE_A_NAME:  # few figures are more than a number
        if share := _FRACTION.match(text, position) or _PROPORTION.match(text, position):
            return share.end(), _part_of(share)
        name = _NAME.match(text, position)
    if name or not match or text[position - 1 : position] == "第":
        return max(found.end() if found else position + 1 for found in (name, match)), None
    start = match.end()
    end = _unit_end(text, start)
    value = -Decimal(match[0]) if text[position] == "-" else Decimal(match[0])
    return end, Token(Kind.FIGURE, text[position:end], value, units.unit_of(text[start:end]) if end > start else None)


def _part_of(match: re.Match[str]) -> Token | None:
    """1/3 as a percentage, 1:10 as a proportion; None for no such thing (5/3)."""
    one, other = Decimal(match[1]), Decimal(match[2])
    if match.re is _PROPORTION:
        return Token(Kind.FIGURE, match[0], one / other, _AGAINST)
    return Token(Kind.FIGURE, match[0], one * 100 / other, _PERCENT) if one < other else None


def _unit_end(text: str, start: int) -> int:
    """Where the unit behind a number ends: a known one, or a short word that nothing follows."""
    end = units.scan(text, start)
    if end > start or start == len(text) or _lookup(text, start, Kind.FIGURE):
        return end
    unknown = _UNKNOWN_UNIT.match(text, start)
    if unknown is None or any(word in unknown[0] for word in _NO_UNIT):
        return end
    return units.extend(text, start, unknown.end())
