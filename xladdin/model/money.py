"""金额单位: the units that the amounts of a form are printed in, against 万元, the unit of everything put together."""

from __future__ import annotations

from decimal import Decimal

#: How many 万元 one unit of a form's amounts is.
WAN = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "亿元": Decimal(10000),
}
