"""``xladdin check``: findings of files, folders and patterns."""

from __future__ import annotations

from pathlib import Path

import click

from xladdin import pipeline
from xladdin.cli import options as shared
from xladdin.cli import reports
from xladdin.cli.console import say
from xladdin.cli.group import FOUND_NOTHING, FOUND_SOMETHING
from xladdin.cli.why import explain
from xladdin.model import Severity
from xladdin.output.findings_text import describe_tally


@click.command(options_metavar="[选项]")
@shared.FILES
@shared.SCHEME
@shared.SELECT
@shared.IGNORE
@shared.SEVERITY
@shared.YEAR
@click.option("--format", "form", type=click.Choice(reports.FORMATS), default="text", help="输出格式。")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="文件", help="写到文件，不显示在屏幕上。")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    help="发现哪一级问题时退出码为1（默认 error）。",
)
@click.option("--why", metavar="单元格", help="说明一格的数是怎么来的，如 --why G13；只看这一格，不列问题清单。")
@click.option("--quiet", is_flag=True, help="不显示提示一级的问题，也不显示没有问题的表。")
@shared.FORCE
def command(
    paths: tuple[Path, ...],
    scheme: str | None,
    select: str,
    ignore: str,
    severity: str,
    year: int | None,
    form: str,
    output: Path | None,
    fail_on: str,
    why: str | None,
    *,
    quiet: bool,
    force: bool,
) -> int:
    """检查自评表，逐格指出问题、应填多少、怎么改。

    可以写文件、文件夹或通配符。退出码：0 没有发现错误，1 有错误，2 没能运行。

    例：xladdin check 2024年自评表
    """
    chosen = shared.check_options(scheme, select, ignore, year, severity)
    found = pipeline.find_files(paths)
    if why is not None:
        return FOUND_NOTHING if explain(found, chosen, why) else FOUND_SOMETHING
    if output is None:
        tally = reports.to_screen(found, chosen, form, quiet=quiet)
    else:
        tally = reports.to_file(output, found, chosen, form, quiet=quiet, force=force)
        say(describe_tally(tally, pipeline.rule_titles()))
    failing = fail_on != "never" and tally.reaches(Severity(fail_on))
    return FOUND_SOMETHING if failing else FOUND_NOTHING
