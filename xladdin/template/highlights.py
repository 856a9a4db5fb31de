"""Conditional formats: what is missing (yellow), what a person has to judge (orange), what is wrong (red)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from xladdin.template.canvas import address
from xladdin.template.workings import cells_of_row, target_places

if TYPE_CHECKING:
    from xladdin.template.canvas import Canvas
    from xladdin.template.page import Page
    from xladdin.template.table import Table


def highlight_rows(page: Page, table: Table) -> None:
    """The indicator rows; a rule is written to the first row of a run and holds for all, inserted ones too."""
    for run in _runs(table):
        cells = cells_of_row(page, table, run[0])
        if table.contents[run[0]].common is None:
            _highlight_own(page, cells, run)
        elif cells["points"]:
            _mark_scores(page, run, cells, f"LEN({cells['actual']})>0")


def _runs(table: Table) -> list[range]:
    """The rows in runs of common indicators and of others."""
    runs: list[range] = []
    for row in table.rows:
        is_common = table.contents[row].common is not None
        if runs and (table.contents[runs[-1][0]].common is not None) == is_common:
            runs[-1] = range(runs[-1][0], row + 1)
        else:
            runs.append(range(row, row + 1))
    return runs


def _highlight_own(page: Page, cells: dict[str, str], run: range) -> None:
    target = target_places(page, run[0])
    needed = [cells["indicator"], target["value"], cells["actual"], *([cells["points"]] if cells["points"] else [])]
    used = f"LEN({'&'.join(needed)})>0"
    inserted = f"AND({used},ISBLANK({cells['target factor']}),NOT(ISNUMBER({cells['given score']})))"
    _mark(page, run, page.grid.first("name"), inserted, "judge")
    columns = [page.grid.first("name"), page.grid.first("target") + list(target).index("value")]
    columns.append(page.grid.first("actual"))
    if cells["points"]:
        columns.append(page.grid.first("points"))
    for column, cell in zip(columns, needed, strict=True):
        _mark(page, run, column, f'AND({cell}="",{used})', "missing")
    if cells["points"]:
        _mark_scores(page, run, cells, used)


def _mark_scores(page: Page, run: range, cells: dict[str, str], used: str) -> None:
    score, points, column = cells["given score"], cells["points"], page.grid.first("score")
    too_high = f"IF(COUNT({cells['highest']})=1,{score}>{cells['highest']}+0.005,FALSE)"
    wrong = f"AND(ISNUMBER({score}),OR({score}<N({cells['lowest']})-0.005,{score}>{points}+0.005,{too_high}))"
    _mark(page, run, column, wrong, "wrong")
    _mark(page, run, column, f"AND(ISTEXT({score}),LEN({score})>0)", "judge")
    _mark(page, run, column, f'AND({score}="",{used},ISBLANK({cells["target factor"]}))', "missing")
    flag = page.margin.place("flag", run[0])
    _mark(page, run, page.grid.first("note"), f"LEN({flag})>0", "missing")


def _mark(page: Page, run: range, column: int, condition: str, look: str) -> None:
    page.highlight(f"{address(run[0], column)}:{address(run[-1], column)}", condition, look)


def highlight_total(page: Canvas, points: str | None, score: str) -> None:
    """Points that do not add up to 100; a total that cannot be given yet."""
    if points:
        page.highlight(points, f"AND(ISNUMBER({points}),ROUND({points}-100,2)<>0)", "wrong")
    page.highlight(score, f"AND(ISTEXT({score}),LEN({score})>0)", "judge")


def highlight_head(page: Page, table: Table) -> None:
    """Empty cells of the head, once an indicator is filled in."""
    field = "score" if page.scheme.common else "name"
    column = page.grid.first(field)
    first, last = (xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True) for row in (table.first, table.last))
    begun = f"COUNT({first}:{last})>0" if page.scheme.common else f"COUNTA({first}:{last})>0"
    for place in page.required:
        page.highlight(place, f'AND({place}="",{begun})', "missing")
