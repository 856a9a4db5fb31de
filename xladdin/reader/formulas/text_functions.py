"""Worksheet functions on texts and on the dates in them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.reader.dates import calendar_day, day_number
from xladdin.reader.formulas.arguments import scalar
from xladdin.reader.formulas.operations import FormulaError, Scalar, Value, to_number, to_text
from xladdin.reader.formulas.tree import NotComputableError

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONTROLS = dict.fromkeys(range(32))
_MONTHS = 12


def text(arguments: Sequence[Value], number: int = 0) -> str:
    """An argument as a text."""
    return to_text(scalar(arguments[number]))


def find(arguments: Sequence[Value]) -> Scalar:
    """FIND: the place of a text in another, by case, counted from 1."""
    start = int(to_number(scalar(arguments[2]))) if len(arguments) > 2 else 1
    within = text(arguments, 1)
    if not 1 <= start <= len(within) + 1:
        raise FormulaError("#VALUE!")
    place = within.find(text(arguments), start - 1)
    if place < 0:
        raise FormulaError("#VALUE!")
    return Decimal(place + 1)


def substitute(arguments: Sequence[Value]) -> Scalar:
    """SUBSTITUTE in the whole text; one occurrence alone is beyond this reader."""
    if len(arguments) > 3:
        raise NotComputableError
    old = text(arguments, 1)
    return text(arguments).replace(old, text(arguments, 2)) if old else text(arguments)


def clean(arguments: Sequence[Value]) -> Scalar:
    """CLEAN: without line breaks and other control characters."""
    return text(arguments).translate(_CONTROLS)


def exact(arguments: Sequence[Value]) -> Scalar:
    """EXACT: equal by case."""
    return text(arguments) == text(arguments, 1)


def date(arguments: Sequence[Value]) -> Scalar:
    """DATE: months and days beyond their end run on into the next."""
    year, month, day = (int(to_number(scalar(argument))) for argument in arguments)
    year, month = year + (month - 1) // _MONTHS, (month - 1) % _MONTHS + 1
    first = day_number(year, month, 1) if 1900 <= year <= 9999 else None
    if first is None:
        raise FormulaError("#NUM!")
    return Decimal(first + day - 1)


def day(arguments: Sequence[Value]) -> Scalar:
    """DAY of a day number."""
    found = calendar_day(int(to_number(scalar(arguments[0]))), from_1904=False)
    if found is None:
        raise FormulaError("#NUM!")
    return Decimal(found.day)


def number(arguments: Sequence[Value]) -> Scalar:
    """N: a number as it is, a truth value as 0 or 1, a text as 0."""
    value = scalar(arguments[0])
    return Decimal(0) if isinstance(value, str) else to_number(value)
