"""A canvas with columns of its own, for forms whose columns follow from no scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xladdin.template import paper
from xladdin.template.canvas import NOTHING, Canvas
from xladdin.template.grid import Span
from xladdin.template.narratives import own_sections, write_narratives

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.template.blueprint import Blueprint
    from xladdin.template.content import Content
    from xladdin.template.styles import Styles

#: Columns beside the form: a distance, then the hints, which are not printed.
_GAP, _HINTS = 2.0, 40.0


class SimpleForm(Canvas):
    """The sheet being written. ``widths``: characters of each printed column."""

    def __init__(
        self, sheet: Any, styles: Styles, blueprint: Blueprint, content: Content, widths: Sequence[float]
    ) -> None:
        super().__init__(sheet, styles, blueprint, content)
        self.widths = tuple(widths)
        for number, width in enumerate([*widths, _GAP, _HINTS]):
            sheet.set_column(number, number, width)

    @property
    def last(self) -> int:
        """The last printed column."""
        return len(self.widths) - 1

    def width(self, columns: Span) -> float:
        """Characters that columns hold."""
        return sum(self.widths[columns.first : columns.last + 1])

    def hint(self, formula: str) -> None:
        """A hint beside the current row."""
        self.work_out(self.row, self.last + 2, formula, "hint", NOTHING)

    def narratives(self, least: float) -> None:
        """One row for every narrative of the kind."""
        write_narratives(self, own_sections(self.kind), Span(0, 0), Span(1, self.last), least)

    def mark_missing(self, begun: str) -> None:
        """Colour the empty cells of the head once the form is ``begun``, a condition."""
        for place in self.required:
            self.highlight(place, f'AND({place}="",{begun})', "missing")

    def finish(self, header: int | None = None) -> None:
        """Paper: portrait, or landscape with a table whose header row is repeated; the hints are not printed."""
        self.sheet.set_selection(1, 1, 1, 1)
        if header is None:
            self.sheet.set_portrait()
        else:
            self.sheet.set_landscape()
            self.sheet.repeat_rows(header)
        paper.set_up_sheet(self.sheet, self.row - 1, self.last)
