"""Paper: row heights, the print set-up, and where the first page ends."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from xladdin.template.page import address
from xladdin.template.wording import wording

if TYPE_CHECKING:
    from xladdin.model import Scheme
    from xladdin.template.page import Page
    from xladdin.template.table import Table

#: Row heights in points; multiples of 0.75, which is a pixel.
TITLE, HEADING, FUND_HEADER, FUND, GOAL_HEADER = 40.5, 26.25, 28.5, 22.5, 20.25
HEADER, SPLIT_HEADER, INDICATOR, TOTAL, GRADE, REMARK = 31.5, 19.5, 28.5, 27.0, 24.0, 39.0
GOAL, GOAL_LEAST, GOAL_MOST = 76.5, 60.0, 140.0

BLANK_ROWS = 2  # of a subcategory that the scheme does not name

A4 = 9
SIDE, TOP, FOOT = 0.5, 0.6, 0.6  # margins in inches
WIDTH, HEIGHT = 11.69 - 2 * SIDE, 8.27 - TOP - FOOT
SLACK = 6.0  # points left free at the foot of the first page, for printers that measure otherwise


def blank_rows(scheme: Scheme, subcategory: str) -> int:
    """How many blank rows a subcategory gets."""
    return dict(scheme.template.blank_rows).get(subcategory, BLANK_ROWS)


def goal_height(page: Page) -> float:
    """Height of the goals' row: such that the first page ends between two categories, if that is in reach."""
    scale = min(1.0, WIDTH * 96 / page.grid.pixels)
    capacity = HEIGHT * 72 / scale - SLACK
    used = page.height + (2 * SPLIT_HEADER if page.scheme.target_columns else HEADER)
    categories = (
        INDICATOR * sum(blank_rows(page.scheme, subcategory) for subcategory in subcategories)
        for _, subcategories in page.scheme.subcategories
    )
    ends = [capacity - used - end for end in accumulate(categories)]
    return next((0.75 * (free // 0.75) for free in reversed(ends) if GOAL_LEAST <= free <= GOAL_MOST), GOAL)


def set_up(page: Page, table: Table) -> None:
    """A4 landscape, one page wide, as many long as it takes, indicator headers on every page."""
    sheet = page.sheet
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=SIDE, right=SIDE, top=TOP, bottom=FOOT)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, page.row - 1, page.grid.last)
    sheet.repeat_rows(*table.header_rows)
    sheet.set_footer(f'&C&"宋体"&9{wording()["footer"]}')
    sheet.hide_gridlines(2)
    _quiet(page, table)


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
