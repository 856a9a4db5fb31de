"""The execution rate printed twice: in the funds block, and once more as a row below the indicators."""

from __future__ import annotations

from collections.abc import Iterable

from xladdin.model import FundRow, Indicator


def without_repeated_rate(rows: Iterable[Indicator], funding: Iterable[FundRow]) -> tuple[Indicator, ...]:
    """The rows without those that say once more what the funds block says: 「预算执行率得分 | 10 | 9.98」."""
    total = next((row for row in funding if row.source == "total"), None)
    if total is None or total.points.value is None or total.score.value is None:
        return tuple(rows)
    said = (total.points.value, total.score.value)
    return tuple(row for row in rows if not (_is_sum(row) and (row.points.value, row.score.value) == said))


def _is_sum(row: Indicator) -> bool:
    """Whether the row only names the rate, without a target and an actual of its own."""
    has_target = not row.target.is_blank and row.target.cell != row.name.cell
    return row.is_execution and not has_target
