"""A summary as an Excel workbook, one module a sheet.

封面, 图表, 汇总表, 按二级项目, 按部门, (按地区,) 等级分布, 指标明细, (other kinds of forms,) 问题清单, 未汇总, 未报送,
说明.

Written with XlsxWriter alone: through pandas the same cells take more than twice as long, and its way of writing
column by column cannot be combined with XlsxWriter's constant memory.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xladdin.output.sheets.book import new_book
from xladdin.output.sheets.grid import write_table
from xladdin.output.sheets.links import Sources
from xladdin.output.sheets.styles import Styles
from xladdin.output.sheets.table import SHEET_ROWS
from xladdin.output.summary.charts import write_charts
from xladdin.output.summary.cover import Edition, write_cover
from xladdin.output.summary.grade_cells import Cells
from xladdin.output.summary.grades import write_grades
from xladdin.output.summary.merged import merged_lines
from xladdin.output.summary.notes import write_notes
from xladdin.output.summary.plan import plan_of
from xladdin.output.summary.refused import absences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xlsxwriter import Workbook

    from xladdin.model import Summary


def write_summary(
    summary: Summary, path: Path, *, edition: Edition | None = None, sheet_rows: int = SHEET_ROWS
) -> None:
    """Write the summary workbook to ``path``, replacing what is there.

    The links to the files are relative to the folder of ``path``, so the workbook can be moved together with them.
    Equal summaries of one edition written to one folder give equal bytes. ``sheet_rows`` is how many rows a sheet may
    have. What is kept on the disk meanwhile goes even when the writing is stopped.

    Raises:
        OSError: the place cannot be written.
    """
    with _no_collection(), new_book(path, "绩效自评汇总") as book:
        _write(book, summary, path, edition or Edition(), sheet_rows)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Half a million cells and no cycle among them: looking for garbage again and again takes a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _files(summary: Summary) -> Iterator[str]:
    yield from (line.file for line in summary.lines)
    yield from (line.form.file for section in summary.sections for line in section.lines)
    yield from (refusal.file for refusal in summary.refused)


def _write(book: Workbook, summary: Summary, path: Path, edition: Edition, sheet_rows: int) -> None:
    styles = Styles(book)
    sources = Sources(path.parent, _files(summary), summary.root)
    plan = plan_of(summary, sources, sheet_rows)
    write_cover(book, styles, summary, plan, sources, edition)
    write_charts(book, styles, summary, plan, Cells(summary))
    write_table(book, styles, plan.forms, summary.lines)
    write_table(book, styles, plan.merged, merged_lines(summary, plan.details, sources))
    write_table(book, styles, plan.departments, summary.overview.departments)
    if plan.regions is not None:
        write_table(book, styles, plan.regions, summary.breakdowns["region"])
    write_grades(book, styles, summary, plan)
    write_table(book, styles, plan.details, summary.indicators)
    for filled in plan.kinds:
        write_table(book, styles, filled.table, filled.lines)
    write_table(book, styles, plan.findings, summary.finding_lines)
    write_table(book, styles, plan.refused, summary.refused)
    write_table(book, styles, plan.absent, absences(summary))
    write_notes(book, styles, summary)
