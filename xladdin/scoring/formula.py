"""The word lists of scoring as worksheet formulas need them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import tomli

from xladdin.model import FormulaWords
from xladdin.scoring.words import words

_FILE = Path(__file__).with_name("words.toml")
_TIME = "time"


def formula_words(units: Iterable[tuple[str, str, Decimal]]) -> FormulaWords:
    """The words by which a formula judges; ``units`` are those that are read: text, dimension, factor.

    Units of time that do not convert exactly (月 and 天) are given dimensions of their own.
    """
    lists = tomli.loads(_FILE.read_text(encoding="utf-8"))
    direction, on_time = lists["direction"], lists["on_time"]
    return FormulaWords(
        units=tuple((text, _measure(text, dimension), factor) for text, dimension, factor in units),
        costs=tuple(direction["cost_categories"]),
        limits=(*direction["limit_names"], *direction["harm_names"]),
        more=tuple(direction["more_names"]),
        savings=tuple(direction["saving_names"]),
        money=tuple(direction["money_names"]),
        standards=tuple(direction["fixed_names"]),
        rates=tuple(direction["fixed_rates"]),
        tiers=tuple(map(tuple, lists["qualitative"]["tiers"])),
        zero=tuple(lists["zero"]["words"]),
        on_time=tuple(on_time["words"]),
        denials=tuple(on_time["denials"]),
    )


def _measure(text: str, dimension: str) -> str:
    """The dimension, for a unit of time with the group of those it converts into exactly."""
    if dimension != _TIME:
        return dimension
    group = next((group for group, spans in enumerate(words().spans) if any(word in text for word in spans)), None)
    return dimension if group is None else f"{dimension}{group}"
