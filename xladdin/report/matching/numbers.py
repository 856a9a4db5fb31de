"""Whether a printed figure is the figure of the form."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from xladdin.model import Figure


def same_number(figure: Figure, value: Decimal) -> bool:
    """Whether ``value`` (in the figure's unit), printed with as many decimals as the figure, is the figure."""
    if figure.value == value:
        return True
    unit = Decimal(1).scaleb(-figure.decimals)
    return figure.decimals > 0 and figure.value == value.quantize(unit, rounding=ROUND_HALF_UP)
