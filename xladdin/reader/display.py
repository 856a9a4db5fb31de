"""What Excel shows for a number under a number format."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache


@lru_cache(maxsize=16_384)
def show(value: Decimal, code: str, from_1904: bool = False) -> str:
    """The text that Excel shows."""
    body = code.split(";")[0]
    if "0" not in body:
        return general(value)
    digits = body.partition(".")[2].count("0")
    percent = "%" in body
    shown = (value * 100 if percent else value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{shown:,f}" if "," in body else f"{shown:f}{'%' if percent else ''}"


def general(value: Decimal) -> str:
    """A number in the format General."""
    return f"{value:f}"


def show_text(text: str, code: str) -> str:
    """The text that Excel shows for a text."""
    return text
