"""What Excel's operators do with values: numbers, texts, truth values, empty cells, errors, whole areas."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import TYPE_CHECKING, NamedTuple

from xladdin.reader.formulas.tree import NotComputableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xladdin.model import Range


class ErrorValue(NamedTuple):
    """An error in a cell."""

    code: str


class FormulaError(Exception):
    """A formula whose result is an error."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


Scalar = Decimal | str | bool | None | ErrorValue


class Area(NamedTuple):
    """Values in rows; ``origin`` is where they stand, None for what was worked out."""

    rows: list[list[Scalar]]
    origin: Range | None = None

    def flat(self) -> Iterator[Scalar]:
        """All values, row by row."""
        return (value for row in self.rows for value in row)


Value = Scalar | Area

#: Excel's numbers have 15 digits and end at 10^308; intermediate results keep more, as binary ones do.
_EXACT = Context(prec=28, traps=[DivisionByZero, InvalidOperation, Overflow], Emax=400, Emin=-400)
_SHOWN = Context(prec=15, rounding=ROUND_HALF_EVEN)
_LARGEST = 308
_NUMBER = re.compile(r"([+-]?)\s*[¥￥$]?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(\.[0-9]*)?([Ee][+-]?[0-9]{1,3})?\s*(%?)")
_LIKE_A_DATE = re.compile(r"[0-9]+\s*[-/.年:][0-9 ]")


def rounded(value: Decimal) -> Decimal:
    """A result with the 15 digits that Excel keeps, zeros behind the point left out."""
    if value.adjusted() > _LARGEST:
        raise FormulaError("#NUM!")
    short = _SHOWN.plus(value)
    plain = short.normalize(_SHOWN)
    return plain.quantize(Decimal(1)) if 0 < int(plain.as_tuple().exponent) <= 12 else plain


def to_number(value: Scalar) -> Decimal:
    """An operand of an arithmetic operator: empty is 0, a truth value 0 or 1, a text the number it looks like."""
    if isinstance(value, ErrorValue):
        raise FormulaError(value.code)
    if value is None:
        return Decimal(0)
    if isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, Decimal):
        return value
    return text_to_number(value)


def text_to_number(text: str) -> Decimal:
    """The number a text looks like: "12", "1,200.5", "99%".

    Raises:
        FormulaError: #VALUE!, it does not look like one.
        NotComputableError: it may be a date.
    """
    stripped = text.strip()
    match = _NUMBER.fullmatch(stripped)
    if match is None or not (match[2] or (match[3] or "").strip(".")):
        if _LIKE_A_DATE.match(stripped):
            raise NotComputableError
        raise FormulaError("#VALUE!")
    sign, whole, decimals, exponent, percent = match.groups()
    number = Decimal(f"{sign}{whole.replace(',', '') or 0}{decimals or ''}{exponent or ''}")
    return number / 100 if percent else number


def to_text(value: Scalar) -> str:
    """An operand of &."""
    if isinstance(value, ErrorValue):
        raise FormulaError(value.code)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    short = rounded(value)
    if short == 0:
        return "0"
    return f"{short:f}" if -10 < short.adjusted() <= 20 else f"{short:E}"


def to_truth(value: Scalar) -> bool:
    """A condition."""
    if isinstance(value, str):
        if value.upper() in {"TRUE", "FALSE"}:
            return value.upper() == "TRUE"
        raise FormulaError("#VALUE!")
    return to_number(value) != 0


def compare(left: Scalar, right: Scalar) -> int:
    """-1, 0 or 1: numbers come before texts, texts before truth values; an empty cell equals 0, "" and FALSE."""
    for value in (left, right):
        if isinstance(value, ErrorValue):
            raise FormulaError(value.code)
    left, right = _filled(left, right), _filled(right, left)
    ranks = (_rank(left), _rank(right))
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if isinstance(left, str) and isinstance(right, str):
        first, second = left.casefold(), right.casefold()
        return (first > second) - (first < second)
    one, other = rounded(to_number(left)), rounded(to_number(right))
    return (one > other) - (one < other)


def _filled(value: Scalar, other: Scalar) -> Scalar:
    """An empty cell as the other side sees it."""
    if value is not None:
        return value
    if isinstance(other, str):
        return ""
    return False if isinstance(other, bool) else Decimal(0)


def _rank(value: Scalar) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


def _arithmetic(operator: str, left: Decimal, right: Decimal) -> Decimal:
    try:
        if operator == "/":
            return _EXACT.divide(left, right)
        if operator == "^":
            return _EXACT.power(left, right)
        return {"+": _EXACT.add, "-": _EXACT.subtract, "*": _EXACT.multiply}[operator](left, right)
    except DivisionByZero as error:
        raise FormulaError("#DIV/0!") from error
    except (InvalidOperation, Overflow) as error:
        raise FormulaError("#DIV/0!" if operator == "/" and right == 0 else "#NUM!") from error


_COMPARISONS: dict[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}


def apply(operator: str, left: Value, right: Value) -> Value:
    """An operator on two values; areas are worked out value by value, a single value goes with all of them."""
    if not isinstance(left, Area) and not isinstance(right, Area):
        return _apply(operator, left, right)
    height = max(_height(left), _height(right))
    width = max(_width(left), _width(right))
    rows = [
        [_safely(operator, _at(left, row, column), _at(right, row, column)) for column in range(width)]
        for row in range(height)
    ]
    return Area(rows)


def _apply(operator: str, left: Scalar, right: Scalar) -> Scalar:
    if operator == "&":
        return to_text(left) + to_text(right)
    if operator in _COMPARISONS:
        return _COMPARISONS[operator](compare(left, right))
    return _arithmetic(operator, to_number(left), to_number(right))


def _safely(operator: str, left: Scalar, right: Scalar) -> Scalar:
    try:
        return _apply(operator, left, right)
    except FormulaError as error:
        return ErrorValue(error.code)


def _height(value: Value) -> int:
    return len(value.rows) if isinstance(value, Area) else 1


def _width(value: Value) -> int:
    return max(map(len, value.rows), default=0) if isinstance(value, Area) else 1


def _at(value: Value, row: int, column: int) -> Scalar:
    """The value that goes with a place; a single row or column goes with all of them."""
    if not isinstance(value, Area):
        return value
    row = 0 if len(value.rows) == 1 else row
    column = 0 if _width(value) == 1 else column
    if row < len(value.rows) and column < len(value.rows[row]):
        return value.rows[row][column]
    return ErrorValue("#N/A")
