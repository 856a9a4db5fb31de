"""A summary as an Excel workbook: 汇总表, 按二级项目汇总, 指标明细, 问题清单, 未汇总, 说明.

Written with XlsxWriter alone: through pandas the same cells take more than twice as long, and its way of writing
column by column cannot be combined with XlsxWriter's constant memory.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xladdin.output.findings_sheet import findings_table
from xladdin.output.sheets.book import new_book
from xladdin.output.sheets.grid import write_table
from xladdin.output.sheets.links import Sources
from xladdin.output.sheets.styles import Styles
from xladdin.output.sheets.table import SHEET_ROWS
from xladdin.output.summary.forms import forms_table, refused_table
from xladdin.output.summary.merged import details_table, merged_lines, merged_table
from xladdin.output.summary.notes import write_notes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xladdin.model import Summary

#: From so many indicator rows on, rows go to the disk as they are written: slower by a quarter, but in flat memory.
_MANY_ROWS = 100_000


def write_summary(summary: Summary, path: Path, *, sheet_rows: int = SHEET_ROWS) -> None:
    """Write the summary workbook to ``path``, replacing what is there.

    The links to the files are relative to the folder of ``path``, so the workbook can be moved together with them.
    Equal summaries written to one folder give equal bytes. ``sheet_rows`` is how many rows a sheet may have.

    Raises:
        OSError: the place cannot be written.
    """
    with _no_collection():
        _write(summary, path, sheet_rows)


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


def _write(summary: Summary, path: Path, sheet_rows: int) -> None:
    with new_book(path, "绩效自评汇总表", flat=len(summary.indicators) > _MANY_ROWS) as book:
        styles = Styles(book)
        files = [*(line.file for line in summary.lines), *(refusal.file for refusal in summary.refused)]
        sources = Sources(path.parent, files, summary.root)
        details = details_table(sources, sheet_rows)
        write_table(book, styles, forms_table(summary, sources, sheet_rows), summary.lines)
        write_table(book, styles, merged_table(summary, sheet_rows), merged_lines(summary, details, sources))
        write_table(book, styles, details, summary.indicators)
        write_table(book, styles, findings_table(sources.of_finding, sheet_rows), summary.finding_lines)
        write_table(book, styles, refused_table(sources, sheet_rows), summary.refused)
        write_notes(book, styles, summary, sources)
