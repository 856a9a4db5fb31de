"""The findings of a check as a workbook: 问题清单, 已认可, 上次的问题, 按规则统计, 按部门统计, 文件结论, 说明."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.output.findings_counts import Counts, departments_table, files_table, rules_table
from xladdin.output.findings_lines import batch_lines, confirmed_lines, file_lines
from xladdin.output.findings_notes import write_notes
from xladdin.output.findings_sheet import confirmed_table, past_table, review_table
from xladdin.output.sheets.book import new_book
from xladdin.output.sheets.grid import TableWriter, write_table
from xladdin.output.sheets.links import Sources
from xladdin.output.sheets.styles import Styles
from xladdin.output.sheets.table import SHEET_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import CheckedFile, Finding, FindingLine, PastFinding, RulePage
    from xladdin.model.left_out import LeftOut
    from xladdin.output.tally import Tally


class BookReport:
    """The report of a check as a workbook at ``path``, finding by finding as they come, in flat memory.

    ``files`` are the files that will be checked (the folder they share is left out of their names); the links to them
    are relative to the folder of ``path``. ``rounds``: there is a last check. ``sheet_rows`` is how many rows a sheet
    may have.
    """

    def __init__(
        self,
        path: Path,
        files: Sequence[Path],
        rules: Sequence[RulePage],
        version: str,
        *,
        rounds: bool = False,
        sheet_rows: int = SHEET_ROWS,
    ) -> None:
        self._path = path
        self._sources = Sources(path.parent, map(str, files))
        self._counts = Counts(rules)
        self._titles = {rule.code: rule.title for rule in rules}
        self._version = version
        self._sheet_rows = sheet_rows
        self._rounds = rounds
        self._confirmed: list[FindingLine] = []
        self._past: list[PastFinding] = []
        self._open = ExitStack()

    def begin(self) -> None:
        """Open the workbook."""
        self._book = self._open.enter_context(new_book(self._path, "绩效自评表问题清单"))
        self._styles = Styles(self._book)
        table = review_table(self._sources.of_finding, self._sheet_rows, rounds=self._rounds)
        self._list = TableWriter(self._book, self._styles, table)

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        self._counts.add(checked)
        for line in file_lines(checked):
            self._counts.add_line(line)
            self._list.add(line)
        self._confirmed += confirmed_lines(checked)
        self._past += checked.all_past

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[LeftOut]) -> None:
        """Findings over several files, the counts, the verdicts, what was changed or left out; the file is written.

        Raises:
            OSError: the place cannot be written.
        """
        for line in batch_lines(batch):
            self._counts.add_batch(line)
            self._list.add(line)
        self._list.end()
        book, styles, rows = self._book, self._styles, self._sheet_rows
        self._write_review(tally)
        write_table(book, styles, rules_table(rows), self._counts.by_rule())
        write_table(book, styles, departments_table(rows), self._counts.by_department())
        write_table(book, styles, files_table(self._sources, rows), self._counts.files)
        write_notes(book, styles, tally, self._titles, left_out, self._version)
        self._open.close()

    def _write_review(self, tally: Tally) -> None:
        """What is known from before, on sheets of its own."""
        review, rows = tally.review, self._sheet_rows
        if review.opinions is not None:
            lines = [*self._confirmed, *batch_lines(review.opinions.batch)]
            write_table(self._book, self._styles, confirmed_table(self._sources.of_finding, rows), lines)
        if review.rounds is not None:
            table = past_table(self._sources.name, rows)
            write_table(self._book, self._styles, table, [*self._past, *review.rounds.past])
