"""Where the counts of 等级分布 stand, for the charts and controls that point at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.output.summary.plan import GRADES

if TYPE_CHECKING:
    from xladdin.model import Summary

UNGRADED = "未定等级"
#: 1-based sheet row of the first grade; the grades stand at the top, so that other sheets can point at them.
_FIRST = 6


def counted_grades(summary: Summary) -> dict[str, int]:
    """How many forms of each grade, those without one last."""
    return {**summary.overview.grades, UNGRADED: summary.overview.ungraded}


class Cells:
    """Where the counts stand: column A has the names, B the counts."""

    def __init__(self, summary: Summary) -> None:
        self.names = tuple(counted_grades(summary))
        self._bands = len(summary.overview.bands)

    def grades(self, column: str) -> str:
        """The cells of the grades as a formula."""
        return self._cells(column, _FIRST, len(self.names))

    def bands(self, column: str) -> str:
        """The cells of the bands of scores as a formula."""
        return self._cells(column, _FIRST + len(self.names) + 4, self._bands)

    @staticmethod
    def _cells(column: str, first: int, count: int) -> str:
        return f"='{GRADES}'!${column}${first}:${column}${first + count - 1}"
