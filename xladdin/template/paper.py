"""Paper: row heights, the print set-up, and where the first page ends."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from xladdin.template.canvas import LINE, address, lines
from xladdin.template.grid import Span
from xladdin.template.wording import wording

if TYPE_CHECKING:
    from xladdin.template.content import Filled, Row
    from xladdin.template.page import Page
    from xladdin.template.table import Table

#: Row heights in points; multiples of 0.75, which is a pixel.
TITLE, HEADING, FUND_HEADER, FUND, GOAL_HEADER = 40.5, 26.25, 28.5, 22.5, 20.25
HEADER, SPLIT_HEADER, INDICATOR, TOTAL, GRADE, REMARK = 31.5, 19.5, 28.5, 27.0, 24.0, 39.0
SCORED, FIGURE_HEADER, FIGURE, ABOVE_TABLE = 30.0, 19.5, 17.25, 30.0
GOAL, GOAL_LEAST, GOAL_MOST = 76.5, 60.0, 140.0

TALLEST = 408.75  # no program shows a taller row
MARGIN, ABOVE = 2.5, 6.0  # characters kept free beside a text, points above and below it

A4 = 9
SIDE, TOP, FOOT = 0.5, 0.6, 0.6  # margins in inches
WIDTH, HEIGHT = 11.69 - 2 * SIDE, 8.27 - TOP - FOOT
SLACK = 6.0  # points left free at the foot of the first page, for printers that measure otherwise


def goal_height(page: Page) -> float:
    """Height of the goals' row: what their texts take, and as ``fitting_height`` wants it."""
    left, right = page.grid.left, Span(page.grid.left.last + 1, page.grid.last)
    texts = (("goal", left), ("achieved", right))
    least = max(GOAL_LEAST, *(_height(page, page.content.head.get(field, ""), columns) for field, columns in texts))
    return fitting_height(page, least, GOAL)


def fitting_height(page: Page, least: float, usual: float) -> float:
    """Height of the row above the table such that the first page ends between two categories or before the table.

    ``usual`` where none of this is in reach; never less than ``least``.
    """
    scale = min(1.0, WIDTH * 96 / page.grid.pixels)
    free = HEIGHT * 72 / scale - SLACK - page.height
    table = free - (2 * SPLIT_HEADER if page.scheme.target_columns else HEADER)
    categories = (
        sum(row_height(page, row) for subcategory in category.subcategories for row in subcategory.rows)
        for category in page.content.blocks[0].categories
    )
    ends = [free, *(table - end for end in accumulate(categories))]
    fitting = (0.75 * (end // 0.75) for end in reversed(ends) if least <= end <= GOAL_MOST)
    return next(fitting, max(usual, least))


def row_height(page: Page, row: Row) -> float:
    """Height of an indicator row: the usual one, or what its longest text takes."""
    grid, needed = page.grid, [INDICATOR]
    for field, value in row.values.items():
        if grid.has(field):
            needed.append(_height(page, value, grid.span(grid.first(field))))
    first = grid.first("target")
    needed += [_height(page, value, Span(first + offset, first + offset)) for offset, value in enumerate(row.target)]
    return max(needed)


def fund_height(page: Page, source: str) -> float:
    """Height of a fund row, which may have a long name or a reason in words."""
    needed = [FUND]
    needed += [
        _height(page, line.label, Span(1, page.grid.first("name") - 1))
        for line in page.content.lines
        if line.key == source and line.source == "item"
    ]
    for columns, (field, _) in zip(page.grid.funds, page.scheme.template.fund_columns, strict=True):
        if field == "reason":
            needed.append(_height(page, page.content.funds.get((source, field), ""), columns))
    return max(needed)


def remark_height(page: Page, text: str) -> float:
    """Height of a free text below the table."""
    return max(REMARK, _height(page, text, Span(1, page.grid.last)))


def _height(page: Page, value: Filled, columns: Span) -> float:
    """What a text takes in these columns; 0 for one line, which fits into every row."""
    return text_height(value, page.width(columns))


def label_height(label: str, width: float) -> float:
    """What a printed label takes, so that it is never cut."""
    return LINE * lines(label, max(width - MARGIN, 1)) + ABOVE


def text_height(value: Filled, width: float) -> float:
    """What a text takes in a cell of so many characters; 0 for one line, which fits into every row."""
    count = lines(str(value), max(width - MARGIN, 1))
    return min(0.75 * ((LINE * count + ABOVE) // 0.75), TALLEST) if count > 1 else 0.0


def set_up(page: Page, table: Table) -> None:
    """A4 landscape, one page wide, as many long as it takes, indicator headers on every page."""
    page.sheet.set_landscape()
    set_up_sheet(page.sheet, page.row - 1, page.grid.last)
    page.sheet.repeat_rows(*table.header_rows)
    _quiet(page, table)


def set_up_sheet(sheet: Any, last_row: int, last_column: int) -> None:
    """A4, one page wide, as many long as it takes; printed are the rows and columns up to the last ones (0-based)."""
    sheet.set_paper(A4)
    sheet.set_margins(left=SIDE, right=SIDE, top=TOP, bottom=FOOT)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.set_footer(f'&C&"宋体"&9{wording()["footer"]}')
    sheet.hide_gridlines(2)


def _quiet(page: Page, table: Table) -> None:
    """No green triangles: figures are typed as text on purpose, scores are open on purpose."""

    def area(first: str, last: str) -> str:
        columns = [column.field for column in page.grid.columns]
        left, right = columns.index(first), len(columns) - 1 - columns[::-1].index(last)
        return f"{address(table.first, left)}:{address(table.last + 1, right)}"

    page.sheet.ignore_errors(
        {
            "number_stored_as_text": area("target", "actual"),
            "formula_unlocked": area("score", "score"),
            "formula_range": area("points" if page.grid.has("points") else "score", "score"),
        }
    )
