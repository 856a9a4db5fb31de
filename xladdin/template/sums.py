"""Which amounts of a department's budget are sums of others: 支出合计 of 基本支出 and 项目支出, and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.template.content import FundLine

#: Source → the sources that make it up.
_PARTS = {"total": ("basic", "projects"), "basic": ("personnel", "operating"), "projects": ("item",)}


def parts_of(source: str, lines: Sequence[FundLine]) -> tuple[FundLine, ...]:
    """The lines that make up a line of this source; empty where its amounts are filled in."""
    return tuple(line for line in lines if line.source in _PARTS.get(source, ()))


def computed_amounts(lines: Sequence[FundLine]) -> frozenset[str]:
    """The sources whose amounts are sums of other lines."""
    return frozenset(line.source for line in lines if parts_of(line.source, lines))
