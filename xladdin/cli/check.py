"""``xladdin check``: findings of files, folders and patterns.

Options that belong together stand in a module of this package and reach the command as one value (``grouping``).
What else is made of a check (a receipt, marked copies …) is a report of its own beside the one shown: it gets every
file as it is checked.
"""

from __future__ import annotations

from pathlib import Path

import click

from xladdin import pipeline
from xladdin.cli import options as shared
from xladdin.cli import reports
from xladdin.cli.companions import COMPANIONS, ReportFiles
from xladdin.cli.group import FOUND_NOTHING, FOUND_SOMETHING
from xladdin.cli.marking import MARKING, Marking, unmark
from xladdin.cli.notices import NOTICES, Notices
from xladdin.cli.review import REVIEW, ReviewFiles
from xladdin.cli.running import RUNNING, Running
from xladdin.model import Severity


@click.command(options_metavar="[选项]")
@shared.FILES
@shared.SELECTION
@reports.OUTPUT
@REVIEW
@NOTICES
@MARKING
@COMPANIONS
@RUNNING
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    help="发现哪一级问题时退出码为1（默认 error）。",
)
@click.option("--why", metavar="单元格", help="说明一格的数是怎么来的，如 --why G13；只看这一格，不列问题清单。")
def command(
    paths: tuple[Path, ...],
    selection: shared.Selection,
    to: reports.Output,
    before: ReviewFiles,
    notices: Notices,
    marking: Marking,
    written: ReportFiles,
    running: Running,
    fail_on: str,
    why: str | None,
) -> int:
    """检查自评表，逐格指出问题、应填多少、怎么改。

    可以写文件、文件夹或通配符。退出码：0 没有发现错误，1 有错误，2 没能运行。

    例：xladdin check 2024年自评表
    """
    options = selection.options()
    found = marking.inputs(pipeline.find_files(paths).without(*before.given), paths)
    if why is not None:
        from xladdin.cli.why import explain

        return FOUND_NOTHING if explain(found, options, why) else FOUND_SOMETHING
    if marking.unmark is not None:
        return unmark(found, paths, marking.unmark, force=to.force)
    review = before.open(options)
    also: list[reports.Report] = [
        *before.reports(options, review, found.files, force=to.force),
        *notices.reports(found.files, force=to.force),
        *marking.reports(found, paths, force=to.force),
    ]
    companions = written.open(found.files, options)
    task = reports.Task(found, options, review, companions.beside if companions else None, running.how())
    tally = reports.report_check(task, to, also)
    written.tell(companions)
    failing = fail_on != "never" and tally.reaches(Severity(fail_on))
    return FOUND_SOMETHING if failing else FOUND_NOTHING
