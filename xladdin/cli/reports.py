"""A check into a report: on the screen, or whole into a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

from xladdin import pipeline
from xladdin.cli.console import for_programs, progress, say_line
from xladdin.output.tally import Tally
from xladdin.output.writing import refuse_existing, refuse_inputs, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xladdin.model import CheckedFile, CheckOptions, Finding
    from xladdin.output.findings_text import Line
    from xladdin.pipeline import Found

FORMATS = ("text", "json")


class Report(Protocol):
    """What every report of a check can do."""

    def begin(self) -> None:
        """Before the first file."""

    def add(self, checked: CheckedFile) -> None:
        """One file."""

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[Path]) -> None:
        """After the last file: findings over several files, the counts, and what was no spreadsheet."""


def to_screen(found: Found, options: CheckOptions, form: str, *, quiet: bool) -> Tally:
    """Check into a report on stdout; the counts."""
    if form != "text":
        for_programs()
    return run_check(found, options, _report(form, sys.stdout.write, say_line, quiet=quiet))


def to_file(output: Path, found: Found, options: CheckOptions, form: str, *, quiet: bool, force: bool) -> Tally:
    """Check into a report in a file that is there whole or not at all; the counts.

    Raises:
        OutputError: the file exists and ``force`` is not set, is one of the inputs, or cannot be written.
    """
    refuse_inputs(output, found.files)
    refuse_existing(output, force=force)
    tallies: list[Tally] = []

    def fill(path: Path) -> None:
        with path.open("w", encoding="utf-8") as stream:
            report = _report(form, stream.write, lambda line: print(line.text, file=stream), quiet=quiet)
            tallies.append(run_check(found, options, report))

    write_atomically(output, fill, force=force)
    return tallies[0]


def _report(form: str, write: Callable[[str], object], put: Callable[[Line], None], *, quiet: bool) -> Report:
    """The report of a format; its module is imported only now, so that a check pays for no other."""
    if form == "json":
        from xladdin.output.findings_json import JsonReport

        return JsonReport(write, pipeline.rules_version())
    from xladdin.output.findings_text import TextReport

    return TextReport(put, pipeline.rule_titles(), quiet=quiet)


def run_check(found: Found, options: CheckOptions, report: Report) -> Tally:
    """Check the files one by one into the report; the counts."""
    pipeline.verify_options(options)  # before anything is written
    tally, batch = Tally(pipeline.changed_rules(options)), pipeline.Batch()
    report.begin()
    with progress(len(found.files), "检查") as advance:
        for checked in pipeline.check_files(found.files, options):
            report.add(checked)
            tally.add(checked)
            batch.add(checked)
            advance()
    several = batch.findings(options)
    tally.add_findings(several)
    report.end(tally, several, found.left_out)
    return tally
