"""The findings of a check as CSV: one row a finding, in UTF-8 with a byte order mark, as Excel needs it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from xladdin.output.findings_lines import batch_lines, file_lines
from xladdin.output.findings_sheet import KEY, NUMBER, finding_columns
from xladdin.output.rule_changes import describe_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from xladdin.model import CheckedFile, Finding, FindingLine
    from xladdin.output.tally import Tally

_BYTE_ORDER_MARK = "\ufeff"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Instead of a number in a row that is no finding, and the column of its sentence.
_ABOUT, _MESSAGE = "说明", "问题"


class CsvReport:
    """The report of a check as CSV, row by row as the findings come.

    A text that a spreadsheet would take for a formula begins with an apostrophe; a plain figure (-6.67) does not, as
    nothing can happen to it. Rules that were switched off or changed are told in rows of their own at the end.
    """

    def __init__(self, put: Callable[[str], object], titles: Mapping[str, str]) -> None:
        self._writer = csv.writer(_Writable(put), lineterminator="\r\n")
        self._put = put
        self._titles = titles
        self._columns = finding_columns(lambda line: line.file)
        self._count = 0

    def begin(self) -> None:
        """The headings."""
        self._put(_BYTE_ORDER_MARK)
        self._writer.writerow(["序号", *(column.heading for column in self._columns), KEY])

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        self._write(file_lines(checked))

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[Path]) -> None:  # noqa: ARG002  a list of findings only
        """Findings over several files, and the rules that were changed."""
        self._write(batch_lines(batch))
        for sentence in describe_changes(tally.changes, self._titles):
            texts = {_MESSAGE: f"规则有改动：{sentence}"}
            self._writer.writerow([_ABOUT, *(texts.get(column.heading, "") for column in self._columns), ""])

    def _write(self, lines: Iterable[FindingLine]) -> None:
        for line in lines:
            self._count += 1
            cells = (guarded(str(value)) if (value := column.get(line)) is not None else "" for column in self._columns)
            self._writer.writerow([self._count, *cells, line.key])


class _Writable:
    """What the csv module writes to."""

    def __init__(self, put: Callable[[str], object]) -> None:
        self.write = put


def guarded(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) and not NUMBER.fullmatch(text) else text
