"""Cells as they stand in the file of a sheet, with their row and value still to come."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from xladdin.output.escaping import escaped

TEXT_END, NUMBER_END = "</t></is></c>", "</v></c>"
#: What no text can hold as it is: signs of XML, 「_x0041_」, which Excel reads as 「A」, and line breaks of old Macs.
MARKUP = "[&<>\r]|_x[0-9A-Fa-f]{4}_"
_AT_AN_END = re.compile(r"^\s|\s$")


class Cell(NamedTuple):
    """The text of a cell of one column and format, up to its row and from there up to its value."""

    place: str
    text: str
    spaced: str  # a text with spaces at its ends
    number: str
    blank: str  # the whole rest
    live: str  # up to the formula


@cache
def cell(letters: str, style: int) -> Cell:
    """The texts of a cell in the column ``letters`` with the format number ``style``."""
    inline = f'" s="{style}" t="inlineStr"><is><t'
    return Cell(
        place=f'<c r="{letters}',
        text=f"{inline}>",
        spaced=f'{inline} xml:space="preserve">',
        number=f'" s="{style}"><v>',
        blank=f'" s="{style}"/>',
        live=f'" s="{style}"><f>',
    )


def text_rest(shape: Cell, text: str) -> str:
    """What stands behind the row of a cell with any text that has no illegal characters."""
    start = shape.spaced if _AT_AN_END.search(text) else shape.text
    return f"{start}{escaped(text)}{TEXT_END}"


def live_rest(shape: Cell, formula: str, value: float) -> str:
    """What stands behind the row of a cell with a formula (without its =) and the figure it gives."""
    return f"{shape.live}{escaped(formula)}</f><v>{value:.16G}{NUMBER_END}"
