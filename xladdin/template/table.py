"""Where the indicator table of a form stands: its rows, and the labels over them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xladdin.template.content import Row


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one label (category, subcategory, goal): its word, its first and its last row (0-based)."""

    word: str
    first: int
    last: int


@dataclass(slots=True)
class Table:
    """Where the indicator table stands: header rows (0-based), first and last indicator row, the groups of rows.

    ``contents``: what stands in a row.
    """

    header_rows: tuple[int, int]
    first: int
    last: int = 0
    goals: list[Group] = field(default_factory=list)
    categories: list[Group] = field(default_factory=list)
    subcategories: list[Group] = field(default_factory=list)
    contents: dict[int, Row] = field(default_factory=dict)

    @property
    def rows(self) -> range:
        """The indicator rows."""
        return range(self.first, self.last + 1)
