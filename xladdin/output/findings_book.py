"""The findings of a check as a workbook: 问题清单, 按规则统计, 按部门统计, 文件结论, 说明."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.output.findings_counts import Counts, departments_table, files_table, rules_table
from xladdin.output.findings_lines import batch_lines, file_lines
from xladdin.output.findings_notes import write_notes
from xladdin.output.findings_sheet import review_table
from xladdin.output.sheets.book import new_book
from xladdin.output.sheets.grid import TableWriter, write_table
from xladdin.output.sheets.links import Sources
from xladdin.output.sheets.styles import Styles
from xladdin.output.sheets.table import SHEET_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import CheckedFile, Finding, RulePage
    from xladdin.output.tally import Tally


class BookReport:
    """The report of a check as a workbook at ``path``, finding by finding as they come, in flat memory.

    ``files`` are the files that will be checked (the folder they share is left out of their names); the links to them
    are relative to the folder of ``path``. ``sheet_rows`` is how many rows a sheet may have.
    """

    def __init__(
        self,
        path: Path,
        files: Sequence[Path],
        rules: Sequence[RulePage],
        version: str,
        *,
        sheet_rows: int = SHEET_ROWS,
    ) -> None:
        self._path = path
        self._sources = Sources(path.parent, map(str, files))
        self._counts = Counts(rules)
        self._titles = {rule.code: rule.title for rule in rules}
        self._version = version
        self._sheet_rows = sheet_rows
        self._open = ExitStack()

    def begin(self) -> None:
        """Open the workbook. What it keeps on the disk meanwhile goes even when the run is stopped."""
        scratch = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="xladdin")))
        self._book = self._open.enter_context(new_book(self._path, "绩效自评表问题清单", flat=True, scratch=scratch))
        self._styles = Styles(self._book)
        self._list = TableWriter(self._book, self._styles, review_table(self._sources.of_finding, self._sheet_rows))

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        self._counts.add(checked)
        for line in file_lines(checked):
            self._counts.add_line(line)
            self._list.add(line)

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[Path]) -> None:
        """Findings over several files, the counts, the verdicts, what was changed or left out; the file is written.

        Raises:
            OSError: the place cannot be written.
        """
        for line in batch_lines(batch):
            self._counts.add_batch(line)
            self._list.add(line)
        self._list.end()
        book, styles, rows = self._book, self._styles, self._sheet_rows
        write_table(book, styles, rules_table(rows), self._counts.by_rule())
        write_table(book, styles, departments_table(rows), self._counts.by_department())
        write_table(book, styles, files_table(self._sources, rows), self._counts.files)
        write_notes(book, styles, tally, self._titles, left_out, self._version)
        self._open.close()
