"""Options of ``xladdin check`` for what is known from before: the last check, opinions, the list of expected forms.

And the receipt, which is what the next round may be compared with on paper.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xladdin import pipeline
from xladdin.cli.grouping import grouped
from xladdin.cli.options import EXPECTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.cli.reports import Report
    from xladdin.model import CheckedFile, CheckOptions, Finding
    from xladdin.model.left_out import LeftOut
    from xladdin.output.tally import Tally

#: The seconds since 1970 that reproducible builds print instead of the time (reproducible-builds.org).
_EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class ReviewFiles:
    """The files that are laid on a check, and where its receipt goes."""

    baseline: Path | None
    opinions: Path | None
    expected: Path | None
    receipt: Path | None

    @property
    def given(self) -> tuple[Path | None, ...]:
        """Files that are no forms, though they may lie among them."""
        return self.baseline, self.opinions, self.expected

    def open(self, options: CheckOptions) -> pipeline.Review:
        """Read what is laid on the check. Raises XladdinError where one of the files cannot be used."""
        return pipeline.open_review(options, baseline=self.baseline, opinions=self.opinions, expected=self.expected)

    def reports(
        self, options: CheckOptions, review: pipeline.Review, inputs: Sequence[Path], *, force: bool
    ) -> list[Report]:
        """The report that writes the receipt; none where none is asked for.

        Raises:
            OutputError: the receipt cannot be written there.
        """
        if self.receipt is None:
            return []
        from xladdin.output.receipt import refuse_ending
        from xladdin.output.writing import refuse_existing, refuse_inputs

        refuse_ending(self.receipt)
        refuse_inputs(self.receipt, (*inputs, *(path for path in self.given if path is not None)))
        refuse_existing(self.receipt, force=force)
        return [_ReceiptReport(self.receipt, pipeline.receipt_book(options, review), force=force)]


class _ReceiptReport:
    """Gathers the receipt file by file and writes it at the end."""

    def __init__(self, path: Path, book: pipeline.ReceiptBook, *, force: bool) -> None:
        self._path, self._book, self._force = path, book, force

    def begin(self) -> None:
        """Nothing is written before the end."""

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        self._book.add(checked)

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[LeftOut]) -> None:  # noqa: ARG002  receipts are of forms
        """Write it. Raises OutputError where the place cannot be written."""
        from xladdin.output.receipt import write_receipt

        write_receipt(self._book.close(batch, _now()), self._path, force=self._force)


def _now() -> datetime:
    """The time, or the one that a reproducible run is told to print."""
    told = os.environ.get(_EPOCH, "")
    if told.isdigit():
        return datetime.fromtimestamp(int(told), UTC)
    return datetime.now().astimezone()


REVIEW = grouped(
    "before",
    ReviewFiles,
    click.option(
        "--baseline",
        type=click.Path(path_type=Path),
        metavar="上次结果.json",
        help="与上次检查（--format json 的结果）比：已改正、新增、仍存在、未再报送。",
    ),
    click.option(
        "--opinions",
        type=click.Path(path_type=Path),
        metavar="问题清单.xlsx",
        help="读回审核人在问题清单里填的意见：认可的不再列为问题，另列“已认可”。",
    ),
    EXPECTED,
    click.option(
        "--receipt",
        type=click.Path(path_type=Path),
        metavar="文件",
        help="写回执（.json、.txt 或 .xlsx）：每个文件的SHA-256、版本、时间、结论；同样的文件和规则，编号相同。",
    ),
)
