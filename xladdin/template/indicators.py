"""The indicator table (绩效指标) of a blank form: header, blocks of categories and subcategories, blank rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xladdin.template import paper, validation
from xladdin.template.grid import Column, Span
from xladdin.template.page import Page, address
from xladdin.template.wording import plain, wording

if TYPE_CHECKING:
    from xladdin.model import Scheme


#: Style of the input cells by field of their column.
INPUT_STYLES = {
    "name": "text",
    "target": "word",
    "actual": "word",
    "points": "figure",
    "score": "figure",
    "note": "text",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Where the indicator table stands: header rows (0-based), and the range of each scored column."""

    header_rows: tuple[int, int]
    points: str | None
    score: str


def write_indicators(page: Page) -> Table:
    """The whole table, in one block or in one block a goal."""
    header_rows = _headers(page)
    first = page.row
    goals = page.scheme.template.goal_blocks
    for goal in goals or ("",):
        top = page.row
        _categories(page)
        if goal:
            page.put(Span(0, 0), goal, "open label", row=top, last=page.row - 1)
    _validate(page, first)
    return Table(
        header_rows,
        _range(page, page.grid.first("points"), first) if page.grid.has("points") else None,
        _range(page, page.grid.first("score"), first),
    )


def _range(page: Page, column: int, first: int) -> str:
    return f"{address(first, column)}:{address(page.row - 1, column)}"


def _headers(page: Page) -> tuple[int, int]:
    """One header row; two where the target has several columns under one heading."""
    parts = page.scheme.target_columns
    top = page.row
    bottom = top + 1 if parts else top
    for number, column in enumerate(page.grid.columns):
        split = bool(parts) and column.field == "target"
        page.put(Span(number, number), column.header, "header", row=bottom if split else top, last=bottom)
    if parts:
        first = page.grid.first("target")
        group = dict(page.scheme.template.headers).get("target", wording()["headers"]["target"])
        page.put(Span(first, first + len(parts) - 1), group, "header", row=top)
        page.next_row(paper.SPLIT_HEADER)
    page.next_row(paper.SPLIT_HEADER if parts else paper.HEADER)
    return top, bottom


def _categories(page: Page) -> None:
    category_column, subcategory_column = page.grid.first("category"), page.grid.first("subcategory")
    for category, subcategories in page.scheme.subcategories:
        top = page.row
        for subcategory in subcategories:
            count = paper.blank_rows(page.scheme, subcategory)
            columns = Span(subcategory_column, subcategory_column)
            page.put(columns, subcategory, "label", last=page.row + count - 1)
            for _ in range(count):
                _blank_row(page)
                page.next_row(paper.INDICATOR)
        label = _with_points(page.scheme, category)
        # Points that a unit may move between categories are its own to change on the label.
        style = "open label" if page.scheme.adaptable and label != category else "label"
        page.put(Span(category_column, category_column), label, style, row=top, last=page.row - 1)


def _with_points(scheme: Scheme, category: str) -> str:
    """产出指标（50分）, where the scheme prints points and gives the category points of its own."""
    for entry in scheme.categories:
        if scheme.template.category_points and entry.names == (category,):
            return f"{category}\n（{plain(entry.points)}分）"
    return category


def _blank_row(page: Page) -> None:
    for number, column in enumerate(page.grid.columns):
        if column.field in INPUT_STYLES:
            page.put(Span(number, number), "", INPUT_STYLES[column.field])


def _validate(page: Page, first: int) -> None:
    """One validation a column over all rows, so that a row inserted between them has it too."""
    points = address(first, page.grid.first("points")) if page.grid.has("points") else None
    for number, column in enumerate(page.grid.columns):
        if column.field in INPUT_STYLES:
            page.validate(_range(page, number, first), _options(page.scheme, column, points))


def _options(scheme: Scheme, column: Column, points: str | None) -> dict[str, Any]:
    """What a column accepts; ``points`` is the points cell of the first row."""
    header = column.header
    match column.field:
        case "points":
            return validation.points(header)
        case "score":
            return validation.score(header, points)
        case "actual" if scheme.tiers:
            return validation.offer("actual", [tier.name for tier in scheme.tiers], header)
        case "target" if scheme.target_columns:
            words = validation.part_words(scheme, header)
            return (
                validation.choice("target_part", words, header) if words else validation.prompt("target_part", header)
            )
        case field:
            return validation.prompt(field, header)
