"""``xladdin report``: the written report of a form as a Word document."""

from __future__ import annotations

from pathlib import Path

import click

from xladdin.cli import options as shared
from xladdin.cli.group import FOUND_NOTHING
from xladdin.model import Severity
from xladdin.pipeline import reporting


@click.command(options_metavar="[选项]")
@click.argument("path", metavar="自评表", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="报告.docx",
    required=True,
    help="写到这个Word文档；一个文件里有几张表时写文件夹。",
)
@shared.SCHEME
@click.option(
    "--template",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="模板.docx",
    help="用这个Word文档的样式和页面；其中单独一段“{{报告}}”是正文的位置。",
)
@shared.FORCE
def command(path: Path, output: Path, scheme: str | None, template: Path | None, *, force: bool) -> int:
    """由填好的自评表写出这一类表的报告：数取自表内，文字栏照抄，表格和说明由数写成。

    表改了以后再运行一次：没有动过的段落和表格换成新的数，你改过的段落保留。--force 从头重写。

    例：xladdin report 自评表.xlsx -o 报告.docx
    """
    for one in reporting.write_report(path, output, shared.check_options(scheme), template=template, force=force):
        click.echo(f"{path} › {one.form.form.sheet} → {one.written}")
        for line in _lines(one):
            click.echo(f"  {line}")
    return FOUND_NOTHING


def _lines(one: reporting.Reported) -> list[str]:
    """What the clerk should know of the report."""
    lines = []
    if one.update is not None:
        lines.append(f"更新了{one.update.replaced}处，新增{one.update.added}处，去掉{one.update.removed}处。")
        if one.update.kept:
            lines.append(f"你改过的{len(one.update.kept)}处没有动，请自己核对其中的数：{'；'.join(one.update.kept)}")
        if one.update.left_out:
            lines.append(f"你删去的{one.update.left_out}处没有补回；要从头重写请加 --force。")
    if one.missing:
        lines.append(f"表里没有写、需要在报告里补写的：{'、'.join(one.missing)}（报告中用〔请填写〕标出）。")
    errors = one.form.count(Severity.ERROR)
    if errors:
        lines.append(f"表里有{errors}处错误，报告照表里的数写；请先用 xladdin check 检查、改正，再运行一次。")
    return lines
