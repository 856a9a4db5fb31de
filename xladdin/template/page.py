"""The sheet of a form with targets and scores by formula (自评表), section by section from the top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xladdin.template.canvas import Canvas
from xladdin.template.grid import grid_of
from xladdin.template.margin import margin_of

if TYPE_CHECKING:
    from xladdin.template.blueprint import Blueprint
    from xladdin.template.content import Content
    from xladdin.template.grid import Span
    from xladdin.template.styles import Styles


class Page(Canvas):
    """A canvas with the columns of a scheme's form and what is worked out beside them.

    ``references``: addresses of the figures that common indicators name (funds.total.executed, staff.actual).
    """

    def __init__(self, sheet: Any, styles: Styles, blueprint: Blueprint, content: Content) -> None:
        super().__init__(sheet, styles, blueprint, content)
        self.words = blueprint.words
        self.grid = grid_of(self.scheme)
        self.margin = margin_of(self.scheme, self.grid)
        self.references: dict[str, str] = {}

    def width(self, columns: Span) -> float:
        """Characters that columns hold."""
        return sum(column.width for column in self.grid.columns[columns.first : columns.last + 1])
