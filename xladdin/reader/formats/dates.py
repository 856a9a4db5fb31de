"""Dates and times under a number format."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from xladdin.reader.dates import Day, calendar_day
from xladdin.reader.formats.chinese import in_digits, small_number
from xladdin.reader.formats.codes import Mark, Piece

if TYPE_CHECKING:
    from xladdin.reader.formats.codes import Section

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_CHINESE_WEEKDAYS = "日一二三四五六"
_CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_DAY_SECONDS = 86_400
_TIMES = (Mark.DATE, Mark.ELAPSED)


class _Moment(NamedTuple):
    """A moment, rounded to what is shown of its seconds; ``elapsed`` counts seconds since day 0."""

    day: Day
    seconds: int  # of the day
    parts: str  # decimals of the second
    elapsed: int


def date_text(value: Decimal, section: Section, from_1904: bool) -> str | None:
    """The date or time as the section shows it, None where Excel shows ####."""
    pieces, decimals = _with_minutes(section.pieces)
    with_time = any(piece.mark is Mark.ELAPSED or piece.text[0] in "hns" for piece in pieces if piece.mark in _TIMES)
    moment = _moment(value if with_time else value.to_integral_value(ROUND_FLOOR), from_1904, decimals)
    if moment is None:
        return None
    half_day = any(piece.mark is Mark.HALF_DAY for piece in pieces)
    return "".join(_shown(piece, moment, section, half_day) for piece in pieces)


def _with_minutes(pieces: tuple[Piece, ...]) -> tuple[list[Piece], int]:
    """The pieces with minutes told from months (text ``n``), and how many decimals the seconds have.

    m is a minute behind an hour or before a second; the zeros of ``ss.00`` become one piece of the mark DIGIT.
    """
    told: list[Piece] = []
    times = [index for index, piece in enumerate(pieces) if piece.mark in _TIMES]
    decimals = 0
    for index, piece in enumerate(pieces):
        if piece.mark is Mark.DATE and piece.text[0] == "m" and len(piece.text) < 3:
            before = [pieces[other].text[0] for other in times if other < index][-1:]
            after = [pieces[other].text[0] for other in times if other > index][:1]
            told.append(piece._replace(text="n" * len(piece.text)) if before == ["h"] or after == ["s"] else piece)
        elif piece.mark is Mark.DIGIT:
            decimals += 1
            if decimals == 1:
                told.append(piece)
        else:
            told.append(piece)
    return told, min(decimals, 3)


def _moment(value: Decimal, from_1904: bool, decimals: int) -> _Moment | None:
    if value < 0 or value.adjusted() > 7:
        return None
    exact = (value * _DAY_SECONDS).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole = int(exact.to_integral_value(ROUND_FLOOR))
    days, seconds = divmod(whole, _DAY_SECONDS)
    day = calendar_day(days, from_1904)
    return None if day is None else _Moment(day, seconds, f"{exact:f}".partition(".")[2], whole)


def _shown(piece: Piece, moment: _Moment, section: Section, half_day: bool) -> str:
    if piece.mark is Mark.DATE:
        return _date_piece(piece.text, moment, section, half_day)
    if piece.mark is Mark.ELAPSED:
        unit = {"h": 3600, "m": 60, "s": 1}[piece.text[0]]
        return str(moment.elapsed // unit).zfill(len(piece.text))
    if piece.mark is Mark.HALF_DAY:
        morning, _, afternoon = piece.text.partition("/")
        return morning if moment.seconds < _DAY_SECONDS // 2 else afternoon
    return moment.parts if piece.mark is Mark.DIGIT else piece.text


def _date_piece(code: str, moment: _Moment, section: Section, half_day: bool) -> str:
    letter, length = code[0], len(code)
    day = moment.day
    if letter in "ye":
        year = str(day.year) if length > 2 or letter == "e" else f"{day.year % 100:02d}"
        return in_digits(year, section.numerals) if section.numerals else year
    if letter == "a" or (letter in "md" and length > 2):
        return _name(code, day, section.chinese)
    hour = moment.seconds // 3600
    if half_day:
        hour = (hour - 1) % 12 + 1
    number = {"m": day.month, "d": day.day, "h": hour, "n": moment.seconds // 60 % 60, "s": moment.seconds % 60}[letter]
    if section.numerals:
        return small_number(number, section.numerals)
    return str(number).zfill(min(length, 2))


def _name(code: str, day: Day, chinese: bool) -> str:
    """Names of months and weekdays."""
    if code[0] == "m":
        if chinese:
            return f"{_CHINESE_MONTHS[day.month - 1]}月"
        month = _MONTHS[day.month - 1]
        return {3: month[:3], 5: month[0]}.get(len(code), month)
    weekday = _CHINESE_WEEKDAYS[day.weekday]
    if code[0] == "a" or chinese:
        return {("a", 3): weekday, ("d", 3): f"周{weekday}"}.get((code[0], len(code)), f"星期{weekday}")
    return _WEEKDAYS[day.weekday] if len(code) > 3 else _WEEKDAYS[day.weekday][:3]
