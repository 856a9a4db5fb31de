"""Dates as number formats show them: 2024/6/5 8:30, 12/20/2024, 20-Dec-24 → 2024-6-5, 2024-12-20."""

from __future__ import annotations

from xladdin.model.patterns import lazy_pattern

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = lazy_pattern(
    r"([0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}|[日号])"
    r"(?:[\sT]+|\s*(?=[上下]午))(?:[上下]午\s*)?[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2}(?:\.[0-9]+)?)?(?:\s?[AP]M)?"
)
_STROKES = lazy_pattern(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
_NAMED = lazy_pattern(r"(?:([0-9]{1,2})[- ])?([A-Za-z]{3})[- ]([0-9]{4}|[0-9]{2})")


def without_clock(text: str) -> str:
    """The text without the time of day behind a date; blanks must still be there to part the two."""
    return _CLOCK.sub(r"\1", text)


def year_first(plain: str) -> str:
    """A whole text that is a date with its year last, or with two digits, as 2024-12-20; any other as it is.

    「12/11/10」 may be meant in three ways and stays.
    """
    if named := _NAMED.fullmatch(plain):
        day, month, year = named.groups()
        number = _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else 0
        return f"{_century(year)}-{number}" + (f"-{day}" if day else "") if number else plain
    strokes = _STROKES.fullmatch(plain)
    if strokes is None:
        return plain
    one, two, three = strokes.groups()
    month_first = int(one) <= 12 and int(two) <= 31
    year_first = len(three) == 2 and int(two) <= 12 and int(three) <= 31
    if month_first == year_first:
        return plain
    return f"{_century(three)}-{one}-{two}" if month_first else f"20{one:0>2}-{two}-{three}"


def _century(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"
