"""The words of the worksheet formulas, and formulas that look for words in a text."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import tomli

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model import FormulaWords

_MOST_ARGUMENTS = 250  # Excel 2007 takes 255
_LONGEST_TEXT = 250  # of a text inside a formula; Excel takes 255


@cache
def known() -> dict[str, Any]:
    """All tables of ``words.toml``."""
    return tomli.loads(resources.files("xladdin.template.native").joinpath("words.toml").read_text(encoding="utf-8"))


def quoted(text: str) -> str:
    """A text as it stands in a formula; a long one in pieces."""
    pieces = [text[start : start + _LONGEST_TEXT] for start in range(0, max(len(text), 1), _LONGEST_TEXT)]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def count(words: Iterable[str], cell: str) -> str:
    """How many of the words stand in a cell's text."""
    finds = [f"FIND({quoted(word)},{cell})" for word in words]
    groups = (finds[start : start + _MOST_ARGUMENTS] for start in range(0, len(finds), _MOST_ARGUMENTS))
    return "+".join(f"COUNT({','.join(group)})" for group in groups)


def is_one_of(words: Iterable[str], text: str) -> str:
    """Whether a text is one of the words, to the letter."""
    return f'ISNUMBER(FIND("|"&{text}&"|",{quoted(word_list(words))}))'


def word_list(words: Iterable[str]) -> str:
    """Words as one text: 「|完成|达成|」."""
    return f"|{'|'.join(words)}|"


def unit_list(words: FormulaWords) -> str:
    """The units as one text, kept in a cell: 「|元=money*1|角=money*0.1|」."""
    return "|" + "".join(f"{text}={dimension}*{factor:f}|" for text, dimension, factor in _units(words))


def _units(words: FormulaWords) -> Iterator[tuple[str, str, Decimal]]:
    rules = known()["units"]
    for text, dimension, factor in words.units:
        left_out = any(piece in text for piece in rules["left_out"]) or any(map(str.isdigit, text))
        if not left_out or text in rules["kept"]:
            yield text, dimension, factor
    for text, factor in rules["multipliers"].items():
        yield text, "number", Decimal(factor)
