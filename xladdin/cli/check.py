"""``xladdin check``: findings of files, folders and patterns."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xladdin import pipeline
from xladdin.cli import options as shared
from xladdin.cli.console import for_programs, progress, say, say_line
from xladdin.cli.group import FOUND_NOTHING, FOUND_SOMETHING
from xladdin.model import CheckOptions, Severity
from xladdin.output.findings_json import JsonReport
from xladdin.output.findings_text import Line, Tally, TextReport, describe_tally
from xladdin.output.writing import refuse_inputs, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.pipeline import Found


@click.command(options_metavar="[选项]")
@shared.FILES
@shared.SCHEME
@shared.SELECT
@shared.IGNORE
@shared.YEAR
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="文件", help="写到文件，不显示在屏幕上。")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    help="发现哪一级问题时退出码为1（默认 error）。",
)
@click.option("--quiet", is_flag=True, help="不显示提示一级的问题，也不显示没有问题的表。")
@shared.FORCE
def command(
    paths: tuple[Path, ...],
    scheme: str | None,
    select: str,
    ignore: str,
    year: int | None,
    form: str,
    output: Path | None,
    fail_on: str,
    *,
    quiet: bool,
    force: bool,
) -> int:
    """检查自评表，逐格指出问题、应填多少、怎么改。

    可以写文件、文件夹或通配符。退出码：0 没有发现错误，1 有错误，2 没能运行。

    例：xladdin check 2024年自评表
    """
    chosen = shared.check_options(scheme, select, ignore, year)
    found = pipeline.find_files(paths)
    if output is None:
        if form == "json":
            for_programs()
        tally = run_check(found, chosen, _report(form, sys.stdout.write, say_line, quiet=quiet))
    else:
        refuse_inputs(output, found.files)
        tally = _to_file(output, found, chosen, form, quiet=quiet, force=force)
        say(describe_tally(tally, pipeline.rule_titles()))
    failing = fail_on != "never" and tally.reaches(Severity(fail_on))
    return FOUND_SOMETHING if failing else FOUND_NOTHING


def _report(
    form: str, write: Callable[[str], object], put: Callable[[Line], None], *, quiet: bool
) -> TextReport | JsonReport:
    if form == "json":
        return JsonReport(write, pipeline.rules_version())
    return TextReport(put, pipeline.rule_titles(), quiet=quiet)


def _to_file(output: Path, found: Found, options: CheckOptions, form: str, *, quiet: bool, force: bool) -> Tally:
    tallies: list[Tally] = []

    def fill(path: Path) -> None:
        with path.open("w", encoding="utf-8") as stream:
            report = _report(form, stream.write, lambda line: print(line.text, file=stream), quiet=quiet)
            tallies.append(run_check(found, options, report))

    write_atomically(output, fill, force=force)
    return tallies[0]


def run_check(found: Found, options: CheckOptions, report: TextReport | JsonReport) -> Tally:
    """Check the files one by one into the report; the counts."""
    tally, batch = Tally(), pipeline.Batch()
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
