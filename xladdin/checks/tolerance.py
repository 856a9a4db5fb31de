"""允许误差: how far a printed figure may lie from the one worked out.

0.01 on a score; 0.01 a summand on a sum, at most 0.05; on a rate half a unit of the last digit printed, of which at
most two decimals count.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from xladdin.model import Entry

SCORE = Decimal("0.01")
_LARGEST_SUM = Decimal("0.05")
_RATE_DECIMALS = 2
_FIGURE = re.compile(r"\d[\d,]*(?:\.(\d+))?")


def differ(found: Decimal, expected: Decimal) -> bool:
    """Whether two scores differ."""
    return abs(found - expected) > SCORE


def exceeds(found: Decimal, limit: Decimal) -> bool:
    """Whether a score lies above another."""
    return found - limit > SCORE


def sums_differ(found: Decimal, expected: Decimal, summands: int) -> bool:
    """Whether a printed sum differs from the sum of so many figures."""
    return abs(found - expected) > min(SCORE * max(summands, 1), _LARGEST_SUM)


def printed_decimals(entry: Entry[Decimal]) -> int:
    """How many decimals a figure is printed with, in the unit of its value: 「99.8%」 and 「0.998」 (as 99.8) → 1."""
    figure, decimals = printed_figure(entry)
    # A rate printed as a fraction: its value is a hundred times what stands in the cell.
    if entry.value is not None and abs(entry.value) > 10 * figure > 0:
        decimals -= 2
    return max(decimals, 0)


def printed_figure(entry: Entry[Decimal]) -> tuple[Decimal, int]:
    """The first figure as it is printed and its decimals, without sign and unit; 0 where there is none."""
    shown = _FIGURE.search(unicodedata.normalize("NFKC", entry.raw))
    return (Decimal(0), 0) if shown is None else (Decimal(shown[0].replace(",", "")), len(shown[1] or ""))


def rates_differ(printed: Entry[Decimal], rate: Decimal) -> bool:
    """Whether a printed rate differs from the rate worked out (percent, two decimals), at the digits printed."""
    if printed.value is None or printed.value == rate:
        return False
    digits = min(printed_decimals(printed), _RATE_DECIMALS)
    return abs(printed.value - rate) > Decimal(5).scaleb(-digits - 1)


def is_rounding(printed: Entry[Decimal], exact: Decimal) -> bool:
    """Whether a figure is ``exact`` rounded to the decimals printed, at least one: 8.6 for 8.63.

    A figure without decimals is not taken for a rounded one: 9 for 9.38 is another score.
    """
    decimals = printed_decimals(printed)
    if printed.value is None or decimals == 0:
        return False
    return printed.value == exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
