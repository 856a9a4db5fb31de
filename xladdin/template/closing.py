"""Bottom of a blank form: total, grade, free texts and narratives, notes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from xladdin.template import hints, paper, validation
from xladdin.template.formulas import between
from xladdin.template.grid import Span
from xladdin.template.heading import given_or
from xladdin.template.highlights import highlight_total
from xladdin.template.narratives import own_sections, write_narratives
from xladdin.template.native import quoted
from xladdin.template.notes import write_notes
from xladdin.template.wording import plain, wording

if TYPE_CHECKING:
    from xladdin.template.page import Page
    from xladdin.template.table import Table


def write_closing(page: Page, table: Table, execution_score: str | None) -> None:
    """总分, 自评等级, 说明 …, 注."""
    total = _total(page, table, execution_score)
    labels, rest = wording()["labels"], Span(1, page.grid.last)
    if page.scheme.template.grade_row:
        page.put(Span(0, 0), labels["grade"], "label")
        place = given_or(page, "grade", rest, page.formulas.grade(total), "grade")
        page.validate(place, validation.prompt("grade"))
        page.next_row(paper.GRADE)
    for remark in page.scheme.template.remarks:
        page.put(Span(0, 0), remark, "label")
        text = page.content.remarks.get(remark, "")
        page.validate(page.put(rest, text, "text"), validation.prompt("remark", remark))
        page.next_row(paper.remark_height(page, text))
    write_narratives(page, own_sections(page.kind, above=False), Span(0, 0), rest, paper.REMARK)
    write_notes(page, Span(0, page.grid.last), page.grid.width)


def _total(page: Page, table: Table, execution_score: str | None) -> str:
    """The row 总分 with its hints beside it; the address of the total score."""
    grid, header = page.grid, table.header_rows
    score = grid.first("score")
    label_end = (grid.first("points") if grid.has("points") else score) - 1
    page.put(Span(0, label_end), wording()["labels"]["total"], "total")

    def rows(column: int) -> str:
        return between(xl_col_to_name(column), header[1] + 1, page.row + 1)

    points_total = None
    if grid.has("points"):
        column, execution = grid.first("points"), plain(page.scheme.execution_points)
        formula = page.formulas.points_total(rows(column), execution, rows(score) if page.scheme.common else "")
        points_total = given_or(page, "points", Span(column, column), formula, "total")
        weights = page.formulas.weights(rows(column), execution, Decimal(100))
        _beside(page, "check", f'IF({points_total}="","",{quoted(wording()["check"]["of_points"])}&{weights})')
    pending, inserted = (page.margin.fixed(key, header[0]) for key in ("pending", "inserted"))
    formula = page.formulas.total(rows(score), execution_score, pending)
    total = given_or(page, "score", Span(score, score), formula, "total")
    # Common indicators are in use from the first.
    used = sum(row.common is not None for row in table.contents.values())
    page.work_out(page.row, page.margin.column("hint"), hints.of_total(pending, inserted), "hint", hints.pending(used))
    highlight_total(page, points_total, total)
    if score < grid.last:
        page.put(Span(score + 1, grid.last), "", "total")
    page.next_row(paper.TOTAL)
    return total


def _beside(page: Page, key: str, formula: str) -> None:
    page.work_out(page.row, page.margin.column(key), formula, key)
