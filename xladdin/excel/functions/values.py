"""What a cell hands over, and what goes back into one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from xladdin.errors import XladdinError
from xladdin.form.entries import stored_number
from xladdin.model import Cell

SIGN: Final = "⚠"
"""Begins every text by which a function says why it has no answer."""

_LARGEST = Decimal(10) ** 15  # Excel keeps 15 digits: larger figures are not exact
#: Excel's error values as COM hands them over.
_ERRORS = {
    -2146826288: "#NULL!",
    -2146826281: "#DIV/0!",
    -2146826273: "#VALUE!",
    -2146826265: "#REF!",
    -2146826259: "#NAME?",
    -2146826252: "#NUM!",
    -2146826246: "#N/A",
}
_FIRST_ERROR, _LAST_ERROR = -2146826288, -2146826240  # newer ones (#SPILL!, #CALC!, #BUSY!) lie between
_ERROR_TEXTS = frozenset({*_ERRORS.values(), "#SPILL!", "#CALC!", "#BUSY!", "#FIELD!", "#BLOCKED!", "#CONNECT!"})


class CellError(XladdinError):
    """Why a function has no answer: a few words in Chinese, short enough for a cell."""


@dataclass(frozen=True, slots=True)
class Value:
    """The content of a cell as a function sees it, without its number format.

    ``text`` is what a clerk would have typed; ``number`` is set where Excel stored a number: 0.96 may then be a cell
    that shows 96%. ``error`` is an error value (#N/A), or the sentence of another function of ours that had no answer.
    """

    text: str = ""
    number: Decimal | None = None
    error: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the cell is empty (0 is not)."""
        return not self.text and not self.error


BLANK = Value()


def read_value(raw: object) -> Value:
    """The value of what Excel (through xlwings) hands over for a cell: None, text, number, truth, date, error.

    Raises:
        CellError: a number that Excel cannot hold exactly, or no content of a cell at all.
    """
    match raw:
        case None:
            return BLANK
        case bool():
            return Value("TRUE" if raw else "FALSE")
        case int() if _FIRST_ERROR <= raw <= _LAST_ERROR:
            return Value(error=_ERRORS.get(raw, "错误值"))
        case int() | float() | Decimal():
            return _read_number(raw)
        case str():
            return _read_text(raw.strip())
        case date():  # a datetime too
            return Value(f"{raw.year}年{raw.month}月{raw.day}日")
        case _:
            raise CellError("不是单元格里的内容")


def _read_text(text: str) -> Value:
    if text in _ERROR_TEXTS or text.startswith(SIGN):
        return Value(error=text)
    return Value(text)


def _read_number(raw: float | Decimal) -> Value:
    """15 digits, as Excel shows them; the noise of binary arithmetic below is none of the clerk's."""
    exact = Decimal(f"{raw:.15g}")
    if not exact.is_finite() or abs(exact) >= _LARGEST:
        raise CellError("数字过大")
    value = stored_number(Cell(exact, "")) or Decimal(0)
    text = f"{value:f}"
    return Value(text.rstrip("0").rstrip(".") if "." in text else text, value)


def written(answer: Decimal | str) -> float | str:
    """What goes back into the cell."""
    return float(answer) if isinstance(answer, Decimal) else answer


def refusal(why: str) -> str:
    """The text of a cell that has no answer; that of another function is passed on as it stands."""
    return why if why.startswith(SIGN) else f"{SIGN} {why}"
