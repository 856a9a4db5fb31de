"""Figures as a report prints them: as they stand in the form, or worked out to two decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xladdin.model import Entry

_CENT = Decimal("0.01")
HUNDRED = Decimal(100)


def plain(value: Decimal) -> str:
    """A figure without needless zeros: 20.00 → 20."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Decimal) -> str:
    """A figure to two decimals, half up, without needless zeros."""
    return plain(value.quantize(_CENT, ROUND_HALF_UP))


def percent(value: Decimal) -> str:
    """A percentage to two decimals: 99.8 → 99.80%."""
    return f"{value.quantize(_CENT, ROUND_HALF_UP):f}%"


def printed(entry: Entry[Decimal]) -> str:
    """The figure of a cell as the form means it; the text itself where it is no figure."""
    if entry.value is None:
        return entry.raw
    return (
        f"{plain(entry.value)}%" if entry.is_percent or entry.raw.rstrip().endswith(("%", "％")) else plain(entry.value)
    )


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Part ÷ whole in percent; None where it is not defined."""
    return None if part is None or not whole else part / whole * HUNDRED


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """(now − before) ÷ before in percent; None where it is not defined."""
    return None if now is None or not before else (now - before) / before * HUNDRED
