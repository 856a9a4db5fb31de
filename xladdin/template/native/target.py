"""A target in several columns (指标性质 · 指标值 · 度量单位) as one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template.native.texts import half_width, text_of
from xladdin.template.native.words import count, is_one_of, known

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGITS = "0123456789０１２３４５６７８９"
#: What a column of the target is, by its header.
FIELDS = {
    "指标性质": "nature",
    "计算符号": "sign",
    "指标方向": "sign",
    "指标值": "value",
    "目标值": "value",
    "度量单位": "unit",
    "计量单位": "unit",
}


def joined(places: Mapping[str, str]) -> str:
    """Sign, value and unit of a row as one text; ``places`` are their cells by field.

    A sign or unit that the value repeats is left out, and so are 定性 and the unit of a value in words. Without a sign
    正向 and 反向 give one.
    """
    value = text_of(places["value"])
    return f'IF({places["value"]}="","",{_sign(places)}&{value}&{_unit(places["unit"], value)})'


def _sign(places: Mapping[str, str]) -> str:
    fields = [places[field] for field in ("sign", "nature") if field in places]
    formula = '""'
    for cell in reversed(fields):
        formula = _sign_in(cell, formula)
    begins = f'ISNUMBER(FIND(LEFT({half_width(places["value"])},1),"≥≤><="))'
    return f'IF({begins},"",{formula})'


def _sign_in(cell: str, otherwise: str) -> str:
    """The sign that a cell gives; a text that is none stays, so that the formula leaves the row to a person."""
    words = known()["sign_cell"]
    formula = half_width(cell)
    for sign, texts in words["signs"].items():
        formula = f'IF({is_one_of(texts, cell)},"{sign}",{formula})'
    return f"IF({is_one_of(['', *words['silent']], cell)},{otherwise},{formula})"


def _unit(cell: str, value: str) -> str:
    repeated = f'RIGHT({value},LEN({cell}))={cell}&""'
    dash = is_one_of(known()["sign_cell"]["dashes"], cell)
    return f'IF(OR({repeated},{dash},{count(_DIGITS, value)}=0),"",{cell}&"")'
