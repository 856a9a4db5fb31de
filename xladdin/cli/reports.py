"""A check into a report: on the screen, or whole into a file."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from xladdin import pipeline, runs
from xladdin.cli.console import for_programs, progress, say, say_line
from xladdin.cli.formats import format_of
from xladdin.cli.grouping import grouped
from xladdin.cli.options import FORCE
from xladdin.output.findings_text import describe_tally
from xladdin.output.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xladdin.model import CheckedFile, CheckOptions, Finding
    from xladdin.model.left_out import LeftOut
    from xladdin.output.findings_text import Line
    from xladdin.pipeline import Found

FORMATS = ("text", "json", "xlsx", "html", "sarif", "csv")
_BOOKS = frozenset({"xlsx"})  # not text: only into a file


class Report(Protocol):
    """What every report of a check can do."""

    def begin(self) -> None:
        """Before the first file."""

    def add(self, checked: CheckedFile) -> None:
        """One file."""

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[LeftOut]) -> None:
        """After the last file: findings over several files, the counts, and what was no spreadsheet."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where the report of a check goes, and in which format."""

    told: str | None
    output: Path | None
    quiet: bool
    force: bool

    @property
    def form(self) -> str:
        """The format, as told or by the name of the file."""
        return format_of(self.told, self.output, FORMATS)


OUTPUT = grouped(
    "to",
    Output,
    click.option("--format", "told", type=click.Choice(FORMATS), help="输出格式；不写则看 -o 的文件名。"),
    click.option("-o", "--output", type=click.Path(path_type=Path), metavar="文件", help="写到文件，不显示在屏幕上。"),
    click.option("--quiet", is_flag=True, help="不显示提示一级的问题，也不显示没有问题的表。"),
    FORCE,
)


@dataclass(frozen=True, slots=True)
class Task:
    """What is checked, how, and what is laid on it."""

    found: Found
    options: CheckOptions
    review: pipeline.Review
    beside: Callable[[CheckedFile], CheckedFile] | None = None  # adds what belongs to a file, such as its report
    how: runs.How = field(default_factory=runs.How)

    def run(self, reports: Sequence[Report]) -> Tally:
        """Check into the reports; the counts."""
        return run_check(self, reports)


def report_check(task: Task, to: Output, also: Sequence[Report] = ()) -> Tally:
    """Check into a report on stdout or in a file, and into the reports ``also`` beside it; the counts.

    Raises:
        click.UsageError: a format that is no text for the screen.
        OutputError: the file exists and may not be overwritten, is one of the inputs, or cannot be written.
    """
    if to.output is None:
        return _to_screen(task, to, also)
    tally = _to_file(to.output, task, to, also)
    say(describe_tally(tally, pipeline.rule_titles()))
    return tally


def _to_screen(task: Task, to: Output, also: Sequence[Report]) -> Tally:
    if to.form in _BOOKS:
        raise click.UsageError(f"请用 -o 写明文件名，例如 -o 问题清单.{to.form}。")
    if to.form == "text":
        return _text_to_screen(task, to, also)
    for_programs()
    return task.run((_data_report(task, to.form, sys.stdout.write, Path()), *also))


def _text_to_screen(task: Task, to: Output, also: Sequence[Report]) -> Tally:
    """Lines as they come on a terminal; into a pipe or file many at a time, which halves the time of a large run."""
    if sys.stdout.isatty():
        return task.run((_text_report(say_line, quiet=to.quiet), *also))

    def put(line: Line) -> None:
        sys.stdout.write(f"{line.text}\n")

    tally = task.run((_text_report(put, quiet=to.quiet), *also))
    sys.stdout.flush()
    return tally


def _to_file(output: Path, task: Task, to: Output, also: Sequence[Report]) -> Tally:
    """Check into a report in a file that is there whole or not at all."""
    from xladdin.output.writing import refuse_existing, refuse_inputs, write_atomically

    refuse_inputs(output, task.found.files)
    refuse_existing(output, force=to.force)
    tallies: list[Tally] = []

    def fill(path: Path) -> None:
        if to.form in _BOOKS:
            tallies.append(task.run((_book_report(path, task), *also)))
            return
        newline = "" if to.form == "csv" else None  # a CSV file ends its lines by itself
        with path.open("w", encoding="utf-8", errors="replace", newline=newline) as stream:
            if to.form == "text":
                report = _text_report(lambda line: print(line.text, file=stream), quiet=to.quiet)
            else:
                report = _data_report(task, to.form, stream.write, output.parent)
            tallies.append(task.run((report, *also)))

    write_atomically(output, fill, force=to.force)
    return tallies[0]


def _text_report(put: Callable[[Line], None], *, quiet: bool) -> Report:
    from xladdin.output.findings_text import TextReport

    return TextReport(put, pipeline.rule_titles(), quiet=quiet)


def _data_report(task: Task, form: str, write: Callable[[str], object], folder: Path) -> Report:
    """The report of a format; its module is imported only now, so that a check pays for no other.

    Links in it are relative to ``folder``.
    """
    rounds, opinions = task.review.has_rounds, task.review.has_opinions
    if form == "sarif":
        from xladdin.output.findings_sarif import SarifReport

        return SarifReport(write, pipeline.rules(), pipeline.rules_version(), folder, rounds=rounds, opinions=opinions)
    if form == "csv":
        from xladdin.output.findings_csv import CsvReport

        return CsvReport(write, pipeline.rule_titles(), rounds=rounds, opinions=opinions)
    if form == "html":
        from xladdin.output.html import HtmlReport

        return HtmlReport(write, pipeline.rules(), pipeline.rules_version(), folder)
    from xladdin.output.findings_json import JsonReport

    return JsonReport(write, pipeline.rules_version(), pipeline.rule_prints())


def _book_report(path: Path, task: Task) -> Report:
    from xladdin.output.findings_book import BookReport

    rounds = task.review.has_rounds
    return BookReport(path, task.found.files, pipeline.rules(), pipeline.rules_version(), rounds=rounds)


def run_check(task: Task, reports: Sequence[Report]) -> Tally:
    """Check the files into the reports, in their order; the counts. What is laid on a file is so before it is told."""
    found, options, review, beside = task.found, task.options, task.review, task.beside
    pipeline.verify_options(options)  # before anything is written
    tally, batch = Tally(pipeline.changed_rules(options)), pipeline.Batch()
    for report in reports:
        report.begin()
    walked = runs.walk_files(found.files, runs.CHECK, options, task.how)
    with progress(len(found.files), "检查") as advance, closing(walked):
        for seen in walked:
            checked = review.file(beside(seen.file) if beside else seen.file)
            for report in reports:
                report.add(checked)
            tally.add(checked)
            batch.take(seen.digests)
            advance()
    several = review.batch(batch.findings(options, review.expected))
    tally.review = review.result()
    tally.confirmed += len(tally.review.opinions.batch) if tally.review.opinions else 0
    tally.add_findings(several)
    for report in reports:
        report.end(tally, several, found.left_out)
    return tally
