"""The conditions of SUMIF, COUNTIF and their like: 60, ">=60", "<>0", "省级*"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.reader.formulas.arguments import numbers, scalar
from xladdin.reader.formulas.operations import Area, FormulaError, Scalar, Value, apply, text_to_number, to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def criterion(wanted: Scalar) -> Callable[[Scalar], bool]:
    """The test of SUMIF and COUNTIF: 60, ">=60", "<>0", "省级*"."""
    text = to_text(wanted)
    operator = next((sign for sign in ("<=", ">=", "<>", "<", ">", "=") if text.startswith(sign)), "")
    operand = text[len(operator) :]
    try:
        number = text_to_number(operand)
    except FormulaError:
        return _text_criterion(operator or "=", operand)

    def by_number(value: Scalar) -> bool:
        if not isinstance(value, Decimal):
            return operator == "<>"
        return bool(apply(operator or "=", value, number))

    return by_number


def _text_criterion(operator: str, operand: str) -> Callable[[Scalar], bool]:
    if operator not in {"=", "<>"}:
        return lambda value: isinstance(value, str) and bool(apply(operator, value, operand))
    pattern, wanted = _wildcards(operand), operator == "="

    def by_text(value: Scalar) -> bool:
        matches = pattern.fullmatch(value) is not None if isinstance(value, str) else value is None and not operand
        return matches is wanted

    return by_text


def _wildcards(text: str) -> re.Pattern[str]:
    """``*`` and ``?``; what stood before a ``*`` is never tried a second time, so that no pattern takes for ever."""
    pieces = [""]
    for escaped, wildcard, letter in re.findall(r"~([*?~])|([*?])|(.)", text, flags=re.DOTALL):
        if wildcard == "*":
            pieces.append("")
        else:
            pieces[-1] += "." if wildcard else re.escape(escaped or letter)
    if len(pieces) > 1:
        pieces[1:] = [*(f"(?>.*?{piece})" for piece in pieces[1:-1]), f".*{pieces[-1]}"]
    return re.compile("".join(pieces), re.IGNORECASE | re.DOTALL)


def selected(pairs: Sequence[Value]) -> list[bool]:
    """Which places fulfil all conditions, given as areas and criteria by turns."""
    chosen: list[bool] = []
    for area, wanted in zip(pairs[::2], pairs[1::2], strict=True):
        if not isinstance(area, Area):
            raise FormulaError("#VALUE!")
        test = criterion(scalar(wanted))
        fulfilled = [test(value) for value in area.flat()]
        if chosen and len(fulfilled) != len(chosen):
            raise FormulaError("#VALUE!")
        chosen = [one and other for one, other in zip(chosen or [True] * len(fulfilled), fulfilled, strict=True)]
    return chosen


def sum_where(area: Value, chosen: list[bool]) -> Decimal:
    """The sum of the numbers in the chosen places."""
    if not isinstance(area, Area):
        raise FormulaError("#VALUE!")
    taken = [value for value, wanted in zip(area.flat(), chosen, strict=False) if wanted]
    return sum(numbers([Area([taken])]), Decimal(0))
