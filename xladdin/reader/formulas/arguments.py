"""What a function takes out of its arguments."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.reader.formulas.operations import Area, ErrorValue, FormulaError, Scalar, Value, to_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def scalar(value: Value) -> Scalar:
    """A single value; of an area its first."""
    if not isinstance(value, Area):
        return value
    return value.rows[0][0] if value.rows and value.rows[0] else None


def numbers(arguments: Sequence[Value]) -> Iterator[Decimal]:
    """The numbers of SUM and its like: in an area texts, truth values and empty cells do not count."""
    for argument in arguments:
        if not isinstance(argument, Area):
            yield to_number(argument)
            continue
        for value in argument.flat():
            if isinstance(value, ErrorValue):
                raise FormulaError(value.code)
            if isinstance(value, Decimal):
                yield value
