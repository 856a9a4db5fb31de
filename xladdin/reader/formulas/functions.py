"""The worksheet functions that forms use."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from xladdin.reader.formats.codes import LONGEST_CODE
from xladdin.reader.formats.display import show, show_text
from xladdin.reader.formulas import text_functions
from xladdin.reader.formulas.arguments import numbers, scalar
from xladdin.reader.formulas.criteria import selected, sum_where
from xladdin.reader.formulas.operations import (
    Area,
    ErrorValue,
    FormulaError,
    Scalar,
    Value,
    apply,
    compare,
    rounded,
    to_number,
    to_text,
    to_truth,
)
from xladdin.reader.formulas.tree import NotComputableError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def _average(arguments: Sequence[Value]) -> Scalar:
    values = list(numbers(arguments))
    return scalar(apply("/", sum(values, Decimal(0)), Decimal(len(values))))


def _product(arguments: Sequence[Value]) -> Scalar:
    values = list(numbers(arguments))
    return reduce(lambda left, right: left * right, values) if values else Decimal(0)


def _sum_of_products(arguments: Sequence[Value]) -> Scalar:
    shapes = {(len(area.rows), len(area.rows[0]) if area.rows else 0) for area in arguments if isinstance(area, Area)}
    if len(shapes) > 1:
        raise FormulaError("#VALUE!")
    columns = [list(area.flat()) if isinstance(area, Area) else [area] for area in arguments]
    result = Decimal(0)
    for values in zip(*columns, strict=False):
        product = Decimal(1)
        for value in values:
            if isinstance(value, ErrorValue):
                raise FormulaError(value.code)
            product *= value if isinstance(value, Decimal) else 0
        result += product
    return result


def _count(arguments: Sequence[Value]) -> Scalar:
    count = 0
    for argument in arguments:
        if isinstance(argument, Area):
            count += sum(isinstance(value, Decimal) for value in argument.flat())
        else:
            count += _is_number_like(argument)
    return Decimal(count)


def _is_number_like(value: Scalar) -> bool:
    try:
        to_number(value)
    except FormulaError:
        return False
    return True


def _count_filled(arguments: Sequence[Value]) -> Scalar:
    values = (
        value for argument in arguments for value in (argument.flat() if isinstance(argument, Area) else [argument])
    )
    return Decimal(sum(value is not None for value in values))


def _rounding(mode: str) -> Callable[[Sequence[Value]], Scalar]:
    def function(arguments: Sequence[Value]) -> Scalar:
        value = to_number(scalar(arguments[0]))
        digits = int(to_number(scalar(arguments[1]))) if len(arguments) > 1 else 0
        try:
            # A binary number is rounded as the 15 digits that one sees, which is what Excel does.
            return Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-digits), mode)
        except InvalidOperation:
            return value  # more digits than the number has

    return function


def _whole(arguments: Sequence[Value]) -> Scalar:
    return to_number(scalar(arguments[0])).to_integral_value(ROUND_FLOOR)


def _remainder(arguments: Sequence[Value]) -> Scalar:
    value, divisor = (to_number(scalar(argument)) for argument in arguments)
    if divisor == 0:
        raise FormulaError("#DIV/0!")
    return value - divisor * (value / divisor).to_integral_value(ROUND_FLOOR)


def _conditions(arguments: Sequence[Value]) -> list[bool]:
    found: list[bool] = []
    for argument in arguments:
        if isinstance(argument, Area):
            found += [to_truth(value) for value in argument.flat() if value is not None and not isinstance(value, str)]
        else:
            found.append(to_truth(argument))
    if not found:
        raise FormulaError("#VALUE!")
    return found


def _part(arguments: Sequence[Value], default: int = 1) -> tuple[str, int]:
    text = to_text(scalar(arguments[0]))
    length = int(to_number(scalar(arguments[1]))) if len(arguments) > 1 else default
    if length < 0:
        raise FormulaError("#VALUE!")
    return text, length


def _left(arguments: Sequence[Value]) -> Scalar:
    text, length = _part(arguments)
    return text[:length]


def _right(arguments: Sequence[Value]) -> Scalar:
    text, length = _part(arguments)
    return text[-length:] if length else ""


def _middle(arguments: Sequence[Value]) -> Scalar:
    text, start = _part(arguments)
    length = int(to_number(scalar(arguments[2])))
    if start < 1 or length < 0:
        raise FormulaError("#VALUE!")
    return text[start - 1 : start - 1 + length]


def _formatted(arguments: Sequence[Value]) -> Scalar:
    value, code = scalar(arguments[0]), to_text(scalar(arguments[1]))
    if len(code) > LONGEST_CODE:
        raise FormulaError("#VALUE!")
    try:
        return show(rounded(to_number(value)), code)
    except FormulaError:
        if isinstance(value, str):
            return show_text(value, code)
        raise


def _joined(arguments: Sequence[Value]) -> Scalar:
    values = (
        value for argument in arguments for value in (argument.flat() if isinstance(argument, Area) else [argument])
    )
    return "".join(map(to_text, values))


def _lookup(arguments: Sequence[Value]) -> Scalar:
    """LOOKUP in a row or column in ascending order: grades by their lowest score."""
    wanted, keys = scalar(arguments[0]), arguments[1]
    results = arguments[2] if len(arguments) > 2 else keys
    if not isinstance(keys, Area) or not isinstance(results, Area) or min(len(keys.rows), len(keys.rows[0])) != 1:
        raise NotComputableError
    found = None
    for key, result in zip(keys.flat(), results.flat(), strict=False):
        if key is not None and isinstance(key, str) == isinstance(wanted, str) and compare(key, wanted) <= 0:
            found = result
    if found is None:
        raise FormulaError("#N/A")
    return found


def _is(*kinds: type) -> Callable[[Sequence[Value]], Scalar]:
    return lambda arguments: isinstance(scalar(arguments[0]), kinds)


def _number_of(arguments: Sequence[Value]) -> Scalar:
    value = scalar(arguments[0])
    if isinstance(value, bool):
        raise FormulaError("#VALUE!")
    return to_number(value)


class Function(NamedTuple):
    """A worksheet function with the least and the most arguments it takes."""

    call: Callable[[Sequence[Value]], Scalar]
    least: int = 1
    most: int = 255


#: IF, IFERROR and IFNA are not here: they do not look at all of their arguments (calculate.py).
FUNCTIONS = {
    "ABS": Function(lambda arguments: abs(to_number(scalar(arguments[0]))), 1, 1),
    "AND": Function(lambda arguments: all(_conditions(arguments))),
    "AVERAGE": Function(_average),
    "CLEAN": Function(text_functions.clean, 1, 1),
    "CONCAT": Function(_joined),
    "CONCATENATE": Function(_joined),
    "COUNT": Function(_count),
    "COUNTA": Function(_count_filled),
    "COUNTIF": Function(lambda arguments: Decimal(sum(selected(arguments))), 2, 2),
    "COUNTIFS": Function(lambda arguments: Decimal(sum(selected(arguments))), 2),
    "DATE": Function(text_functions.date, 3, 3),
    "DAY": Function(text_functions.day, 1, 1),
    "EXACT": Function(text_functions.exact, 2, 2),
    "FALSE": Function(lambda _: False, 0, 0),
    "FIND": Function(text_functions.find, 2, 3),
    "INT": Function(_whole, 1, 1),
    "ISBLANK": Function(lambda arguments: scalar(arguments[0]) is None, 1, 1),
    "ISERROR": Function(_is(ErrorValue), 1, 1),
    "ISNUMBER": Function(_is(Decimal), 1, 1),
    "ISTEXT": Function(_is(str), 1, 1),
    "LEFT": Function(_left, 1, 2),
    "LEN": Function(lambda arguments: Decimal(len(to_text(scalar(arguments[0])))), 1, 1),
    "LOWER": Function(lambda arguments: to_text(scalar(arguments[0])).lower(), 1, 1),
    "LOOKUP": Function(_lookup, 2, 3),
    "MAX": Function(lambda arguments: max(numbers(arguments), default=Decimal(0))),
    "MID": Function(_middle, 3, 3),
    "MIN": Function(lambda arguments: min(numbers(arguments), default=Decimal(0))),
    "MOD": Function(_remainder, 2, 2),
    "N": Function(text_functions.number, 1, 1),
    "NOT": Function(lambda arguments: not to_truth(scalar(arguments[0])), 1, 1),
    "OR": Function(lambda arguments: any(_conditions(arguments))),
    "PRODUCT": Function(_product),
    "RIGHT": Function(_right, 1, 2),
    "ROUND": Function(_rounding(ROUND_HALF_UP), 2, 2),
    "ROUNDDOWN": Function(_rounding(ROUND_DOWN), 2, 2),
    "ROUNDUP": Function(_rounding(ROUND_UP), 2, 2),
    "SUBSTITUTE": Function(text_functions.substitute, 3, 4),
    "SUM": Function(lambda arguments: sum(numbers(arguments), Decimal(0))),
    "SUMIF": Function(
        lambda arguments: sum_where(arguments[-1 if len(arguments) == 3 else 0], selected(arguments[:2])), 2, 3
    ),
    "SUMIFS": Function(lambda arguments: sum_where(arguments[0], selected(arguments[1:])), 3),
    "SUMPRODUCT": Function(_sum_of_products),
    "TEXT": Function(_formatted, 2, 2),
    "TRIM": Function(lambda arguments: re.sub(" +", " ", to_text(scalar(arguments[0])).strip(" ")), 1, 1),
    "TRUE": Function(lambda _: True, 0, 0),
    "TRUNC": Function(_rounding(ROUND_DOWN), 1, 2),
    "VALUE": Function(_number_of, 1, 1),
}
