"""``xladdin demo``: the whole work on a set of examples."""

from __future__ import annotations

from pathlib import Path

import click

from xladdin import pipeline
from xladdin.cli import options as shared
from xladdin.cli.console import say, say_line
from xladdin.cli.reports import Task, run_check
from xladdin.demo import write_demo
from xladdin.model import CheckOptions
from xladdin.output.findings_text import TextReport
from xladdin.output.summary.text import describe_summary
from xladdin.pipeline import merging


@click.command(options_metavar="[选项]")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[文件夹]")
@shared.FORCE
def command(folder: Path | None, *, force: bool) -> None:
    """写出空白表和十几份填好的自评表（有的有错），检查、汇总一遍，并说明结果在哪里。

    例：xladdin demo 示例
    """
    target = folder or Path("xladdin示例")
    demo = write_demo(target, force=force)
    found = pipeline.find_files([demo.forms])
    click.echo(f"一、写出空白表 {demo.template} 和{len(found.files)}份填报文件 {demo.forms}\n")
    click.echo(f"二、检查：xladdin check {demo.forms}\n")
    task = Task(found, CheckOptions(), pipeline.Review())
    run_check(task, [TextReport(say_line, pipeline.rule_titles(), quiet=True)])
    summary_file = target / "汇总.xlsx"
    click.echo(f"\n三、汇总：xladdin merge {demo.forms} -o {summary_file}\n")
    summary = merging.merge_files(found.files, CheckOptions())
    merging.write_summary(summary, summary_file, force=True)
    say(describe_summary(summary))
    click.echo(f"\n汇总工作簿：{summary_file}")
    click.echo("检查结果说明：xladdin rules 编号，例如 xladdin rules S105")
