"""``xladdin merge``: the summary of many forms."""

from __future__ import annotations

from pathlib import Path

import click

from xladdin import pipeline
from xladdin.cli import options as shared
from xladdin.cli.console import for_programs, progress, say
from xladdin.cli.group import FOUND_NOTHING, FOUND_SOMETHING
from xladdin.output.summary_json import summary_json_text
from xladdin.output.summary_text import describe_summary
from xladdin.output.writing import refuse_existing, refuse_inputs, write_atomically


@click.command(options_metavar="[选项]")
@shared.FILES
@shared.SCHEME
@shared.EXPECTED
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="汇总.xlsx", help="汇总写到这个文件。"
)
@click.option(
    "--by", type=click.Choice(["project", "department", "subproject"]), default="project", help="汇总的口径。"
)
@click.option("--include-errors", is_flag=True, help="有错误的表也汇总进来（默认列入“未汇总”）。")
@click.option("--format", "form", type=click.Choice(["xlsx", "json"]), default="xlsx", help="输出格式。")
@shared.FORCE
def command(
    paths: tuple[Path, ...],
    scheme: str | None,
    expected: Path | None,
    output: Path | None,
    by: str,
    form: str,
    *,
    include_errors: bool,
    force: bool,
) -> int:
    """把多份自评表汇总成一个工作簿：汇总表、指标明细、按二级项目汇总、问题清单、未汇总。

    有没汇总进来的文件时退出码为1，原因见“未汇总”。

    例：xladdin merge 2024年自评表 -o 汇总.xlsx
    """
    if output is None and form == "xlsx":
        raise click.UsageError("请用 -o 写明汇总工作簿的文件名，例如 -o 汇总.xlsx。")
    options = shared.check_options(scheme)
    listed = pipeline.read_expected(expected) if expected is not None else None
    found = pipeline.find_files(paths).without(expected)
    if output is not None:
        refuse_inputs(output, found.files)
        refuse_existing(output, force=force)
    with progress(len(found.files), "汇总") as advance:
        summary = pipeline.merge_files(
            found.files, options, include_errors=include_errors, by=by, expected=listed, advance=advance
        )
    if form == "json" and output is None:
        for_programs()
        click.echo(summary_json_text(summary), nl=False)
    elif output is not None:
        if form == "json":
            write_atomically(output, summary_json_text(summary).encode(), force=force)
        else:
            pipeline.write_summary(summary, output, force=force)
        say(describe_summary(summary))
        click.echo(f"汇总已写入 {output}")
    return FOUND_SOMETHING if summary.refused else FOUND_NOTHING
