"""The findings of a check as CSV: one row a finding, in UTF-8 with a byte order mark, as Excel needs it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from xladdin.output.findings_lines import batch_lines, confirmed_lines, file_lines
from xladdin.output.findings_sheet import KEY, NUMBER, finding_columns, opinion_columns, past_table, state_column
from xladdin.output.review_text import describe_review
from xladdin.output.rule_changes import describe_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from xladdin.model import CheckedFile, Finding, FindingLine, PastFinding
    from xladdin.model.left_out import LeftOut
    from xladdin.output.tally import Tally

_BYTE_ORDER_MARK = "\ufeff"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Instead of a number in a row that is no finding, and the column of its sentence.
_ABOUT, _MESSAGE = "说明", "问题"


class CsvReport:
    """The report of a check as CSV, row by row as the findings come.

    A text that a spreadsheet would take for a formula begins with an apostrophe; a plain figure (-6.67) does not, as
    nothing can happen to it. Rules that were switched off or changed are told in rows of their own at the end.
    ``rounds``: there is a last check, and a column that says how each row stands against it, also for what is not
    found again. ``opinions``: there are columns with what a reviewer wrote, also for what is confirmed.
    """

    def __init__(
        self, put: Callable[[str], object], titles: Mapping[str, str], *, rounds: bool = False, opinions: bool = False
    ) -> None:
        self._writer = csv.writer(_Writable(put), lineterminator="\r\n")
        self._put = put
        self._titles = titles
        self._columns = (
            *finding_columns(lambda line: line.file),
            *((state_column(),) if rounds else ()),
            *(opinion_columns() if opinions else ()),
        )
        self._past_columns = {column.heading: column for column in past_table(str, 0).columns}
        self._count = 0

    def begin(self) -> None:
        """The headings."""
        self._put(_BYTE_ORDER_MARK)
        self._writer.writerow(["序号", *(column.heading for column in self._columns), KEY])

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        self._write(file_lines(checked))
        self._write(confirmed_lines(checked))
        self._write_past(checked.all_past)

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[LeftOut]) -> None:  # noqa: ARG002  findings only
        """Findings over several files, and the rules that were changed."""
        self._write(batch_lines(batch))
        review = tally.review
        self._write(batch_lines(review.opinions.batch if review.opinions else ()))
        self._write_past(review.rounds.past if review.rounds else ())
        for sentence in describe_review(review, self._titles):
            self._tell(sentence)
        for sentence in describe_changes(tally.changes, self._titles):
            self._tell(f"规则有改动：{sentence}")

    def _tell(self, sentence: str) -> None:
        """A row that is no finding."""
        texts = {_MESSAGE: guarded(sentence)}
        self._writer.writerow([_ABOUT, *(texts.get(column.heading, "") for column in self._columns), ""])

    def _write_past(self, past: Iterable[PastFinding]) -> None:
        """What the last check found and this one does not, in the columns that both lists have."""
        for one in past:
            self._count += 1
            values = {heading: column.get(one) for heading, column in self._past_columns.items()}
            values["填的是什么"] = values["上次填的是什么"]
            cells = (guarded(str(values.get(column.heading) or "")) for column in self._columns)
            self._writer.writerow([self._count, *cells, ""])

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
