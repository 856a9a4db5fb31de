"""The indicator table (绩效指标) of a blank form: header, blocks of categories and subcategories, blank rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xladdin.template import paper, validation
from xladdin.template.canvas import address
from xladdin.template.content import SHARED
from xladdin.template.grid import Column, Span
from xladdin.template.table import Group, Table
from xladdin.template.wording import plain, wording

if TYPE_CHECKING:
    from xladdin.model import Scheme
    from xladdin.template.content import Block, Category, Row
    from xladdin.template.page import Page


#: Style of the input cells by field of their column.
INPUT_STYLES = {
    "name": "text",
    "standard": "text",
    "target": "entry",
    "actual": "entry",
    "points": "figure",
    "score": "figure",
    "note": "text",
}


#: Styles of what the blank form prints of a common indicator.
_PRINTED = {"name": "printed text", "standard": "printed text", "target": "fixed"}


def write_indicators(page: Page) -> Table:
    """The whole table, in one block or in one block a goal."""
    header_rows = _headers(page)
    table = Table(header_rows, page.row)
    for block in page.content.blocks:
        top = page.row
        _categories(page, table, block)
        if page.grid.has("block"):
            page.put(Span(0, 0), block.label, "open label", row=top, last=page.row - 1)
            table.goals.append(Group(block.label, top, page.row - 1))
    table.last = page.row - 1
    _validate(page, table)
    return table


def _headers(page: Page) -> tuple[int, int]:
    """One header row; two where the target has several columns under one heading."""
    parts = page.scheme.target_columns
    top = page.row
    bottom = top + 1 if parts else top
    for span, column in page.grid.cells:
        split = bool(parts) and column.field == "target"
        page.put(span, column.header, "header", row=bottom if split else top, last=bottom)
    if parts:
        first = page.grid.first("target")
        group = dict(page.scheme.template.headers).get("target", wording()["headers"]["target"])
        page.put(Span(first, first + len(parts) - 1), group, "header", row=top)
        page.next_row(paper.SPLIT_HEADER)
    page.next_row(paper.SPLIT_HEADER if parts else paper.HEADER)
    return top, bottom


def _categories(page: Page, table: Table, block: Block) -> None:
    category_column, subcategory_column = page.grid.first("category"), page.grid.first("subcategory")
    for category in block.categories:
        top = page.row
        for subcategory in category.subcategories:
            first = page.row
            columns, last = Span(subcategory_column, subcategory_column), first + len(subcategory.rows) - 1
            page.put(columns, subcategory.word, "label", last=last)
            for row in subcategory.rows:
                _row(page, row)
                table.contents[page.row] = row
                page.next_row(paper.row_height(page, row))
            table.subcategories.append(Group(subcategory.word, first, last))
        label = _with_points(page.scheme, category)
        # Points that a unit may move between categories are its own to change on the label.
        style = "open label" if page.scheme.adaptable and label != category.word else "label"
        page.put(Span(category_column, category_column), label, style, row=top, last=page.row - 1)
        table.categories.append(Group(category.word, top, page.row - 1))


def _with_points(scheme: Scheme, category: Category) -> str:
    """产出指标（50分）, where the scheme prints points and gives the category points of its own."""
    points = category.points
    for entry in scheme.categories:
        if points is None and scheme.template.category_points and entry.names == (category.word,):
            points = entry.points
    return category.word if points is None else f"{category.word}\n（{plain(points)}分）"


def _row(page: Page, row: Row) -> None:
    first = page.grid.first("target")
    for span, column in page.grid.cells:
        value = row.values.get(column.field, "")
        if column.field == "target":
            value = row.target[span.first - first] if row.target else ""
        if column.field in INPUT_STYLES and not (row.is_shared and column.field in SHARED):
            last = page.row + row.sharing if column.field in SHARED else page.row
            page.put(span, value, _style(row, column.field), last=last)


def _style(row: Row, field: str) -> str:
    """An input cell; what is printed of a common indicator is locked."""
    if row.common is not None and field in _PRINTED:
        return _PRINTED[field]
    return INPUT_STYLES[field]


def _validate(page: Page, table: Table) -> None:
    """One validation a column over all rows, so that a row inserted between them has it too."""
    for span, column in page.grid.cells:
        if column.field in INPUT_STYLES:
            cells = f"{address(table.first, span.first)}:{address(table.last, span.first)}"
            page.validate(cells, _options(page, column, table.first))


def _options(page: Page, column: Column, first: int) -> dict[str, Any]:
    """What a column accepts; ``first`` is the first row, to which the rules are written."""
    scheme, header = page.scheme, column.header
    match column.field:
        case "points":
            return validation.points(header)
        case "score" if page.grid.has("points"):
            score, points = (address(first, page.grid.first(field)) for field in ("score", "points"))
            ends = page.margin.place("lowest", first), page.margin.place("highest", first)
            return validation.score_inside(header, score, points, ends)
        case "score":
            return validation.score(header)
        case "actual" if scheme.tiers:
            return validation.offer("actual", [tier.name for tier in scheme.tiers], header)
        case "target" if scheme.target_columns:
            words = validation.part_words(scheme, header)
            return (
                validation.choice("target_part", words, header) if words else validation.prompt("target_part", header)
            )
        case field:
            return validation.prompt(field, header)
