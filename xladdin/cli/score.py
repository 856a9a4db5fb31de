"""``xladdin score``: copies with rates, scores and totals filled in."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from xladdin import pipeline, runs
from xladdin.cli import options as shared
from xladdin.cli.console import say, say_left_out
from xladdin.cli.group import FOUND_NOTHING, FOUND_SOMETHING
from xladdin.cli.running import RUNNING, Running
from xladdin.output.findings_text import describe_file


@click.command(options_metavar="[选项]")
@shared.FILES
@shared.SCHEME
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    required=True,
    help="副本写到这个文件夹，原文件不动。",
)
@RUNNING
@shared.FORCE
def command(paths: tuple[Path, ...], scheme: str | None, output: Path, running: Running, *, force: bool) -> int:
    """写出填好执行率、各行得分和总分的副本；表里自己的公式和无法判断的得分保持原样。

    例：xladdin score 自评表.xlsx -o 已评分
    """
    options = shared.check_options(scheme)
    found = pipeline.find_files(paths)
    say_left_out(found.left_out)
    failed = 0
    with closing(runs.walk_files(found.files, runs.SCORE, options, running.how())) as copies:
        for outcome in pipeline.score_files(found.files, paths, output, options, force=force, copies=copies):
            if outcome.written is None:
                failed += 1
                say(describe_file(outcome.checked))
                continue
            click.echo(f"{outcome.checked.path} → {outcome.written}")
            for line in outcome.lines:
                click.echo(f"  {line}")
    return FOUND_SOMETHING if failed else FOUND_NOTHING
