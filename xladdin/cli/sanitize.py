"""``xladdin sanitize``: a copy of a workbook for support, with names, amounts and texts masked."""

from __future__ import annotations

from pathlib import Path

import click

from xladdin import pipeline
from xladdin.cli import options as shared
from xladdin.cli.group import FOUND_NOTHING


@click.command(options_metavar="[选项]")
@click.argument("path", metavar="文件", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    required=True,
    help="副本写到这个 .xlsx（或 .xlsm）文件，原文件不动。",
)
@shared.SCHEME
@shared.FORCE
def command(path: Path, output: Path, scheme: str | None, *, force: bool) -> int:
    """写出脱敏副本，供求助时发送：名称、金额、文字都遮盖，结构、公式和问题不变。

    副本的检查结果与原表相同（编号、级别、单元格）。做不到时不写出，并说明是哪几格。

    例：xladdin sanitize 自评表.xlsx -o 脱敏.xlsx
    """
    from xladdin.output.sanitized import describe

    made = pipeline.sanitize_file(path, output, shared.check_options(scheme), force=force)
    click.echo(f"{path} → {output}")
    for line in describe(made):
        click.echo(f"  {line}")
    return FOUND_NOTHING
