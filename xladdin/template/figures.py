"""The table 基础数据 of a department's form: staff, 三公经费, procurement … planned, actual and last year's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template import paper, validation
from xladdin.template.grid import Span, fitted
from xladdin.template.wording import wording

if TYPE_CHECKING:
    from xladdin.model import FigureLine
    from xladdin.template.page import Page

#: Widths that unit, planned, actual and last year's figure would like to have.
_WIDTHS = {"unit": 12.0, "planned": 40.0, "actual": 40.0, "last": 40.0}

#: Address of every figure by line and column.
FigurePlaces = dict[tuple[str, str], str]


def write_figures(page: Page) -> FigurePlaces:
    """Header and a row for every line of the kind; nothing where it has none."""
    places: FigurePlaces = {}
    if not page.kind.figures:
        return places
    words, start = wording()["figures"], page.grid.first("name")
    label = Span(0, start - 1)
    widths = [column.width for column in page.grid.columns]
    spans = dict(zip(_WIDTHS, fitted(widths, start, list(_WIDTHS.values())), strict=True))
    page.put(label, words["label"], "header")
    for column, span in spans.items():
        page.put(span, words[column], "header")
    page.next_row(paper.FIGURE_HEADER)
    for line in page.kind.figures:
        page.put(label, line.label, "fund part" if line.label.startswith(words["of_which"]) else "fund label")
        page.put(spans["unit"], line.unit, "fixed")
        for column in ("planned", "actual", "last"):
            places[line.key, column] = _figure(page, line, column, spans[column])
        page.next_row(paper.FIGURE)
    return places


def _figure(page: Page, line: FigureLine, column: str, span: Span) -> str:
    """An input cell; a dash where the line has no such figure."""
    if column not in line.columns:
        return page.put(span, wording()["labels"]["not_scored"], "fixed")
    # Counts show as they are, amounts with two decimals.
    style = "amount" if line.unit == page.scheme.amount_unit else "figure"
    place = page.put(span, page.content.figures.get((line.key, column), ""), style)
    page.validate(place, validation.figure(line, wording()["figures"][column]))
    return place
