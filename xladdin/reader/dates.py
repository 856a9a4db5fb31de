"""Dates: the day numbers in which Excel stores them, and back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from xladdin.model.patterns import lazy_pattern

#: Days between the two date systems: 1904-01-01 is day 1462 of the usual one.
DAYS_TO_1904 = 1462
_LAST_DAY = 2_958_465  # 9999-12-31
_ISO = lazy_pattern(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?Z?")
_ISO_TIME = lazy_pattern(r"T?(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z?")


class Day(NamedTuple):
    """A calendar day as Excel counts, with its 1900-02-29 and 1900-01-00; ``weekday`` 0 is Sunday."""

    year: int
    month: int
    day: int
    weekday: int


def calendar_day(days: int, from_1904: bool) -> Day | None:
    """The day of a day number, None where Excel shows ####."""
    if from_1904:
        days += DAYS_TO_1904
    if not 0 <= days <= _LAST_DAY:
        return None
    weekday = (days - 1) % 7
    if days == 0:
        return Day(1900, 1, 0, weekday)
    if days == 60:
        return Day(1900, 2, 29, weekday)  # a day that never was; kept by Excel for the sake of Lotus 1-2-3
    day = date(1899, 12, 31) + timedelta(days if days < 60 else days - 1)
    return Day(day.year, day.month, day.day, weekday)


def day_number(year: int, month: int, day: int) -> int | None:
    """The day number of a calendar day in the usual system, None where there is no such day."""
    try:
        days = (date(year, month, day) - date(1899, 12, 31)).days
    except ValueError:
        return None
    return days if days < 60 else days + 1


def serial_of_iso(text: str, from_1904: bool) -> Decimal | None:
    """The day number of ``2024-05-01`` or ``2024-05-01T12:00:00`` (a cell of type ``d``), None for other text."""
    text = text.strip()
    if match := _ISO_TIME.fullmatch(text):
        return _fraction(*match.groups())
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day, *time = match.groups()
    days = day_number(int(year), int(month), int(day))
    if days is None:
        return None
    return days - (DAYS_TO_1904 if from_1904 else 0) + _fraction(*time)


def _fraction(hours: str | None, minutes: str | None, seconds: str | None, parts: str | None) -> Decimal:
    total = int(hours or 0) * 3600 + int(minutes or 0) * 60 + Decimal(f"{seconds or 0}.{parts or 0}")
    return Decimal(f"{total / 86400:.15g}")
