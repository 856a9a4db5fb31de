"""``xladdin import``: the form in a published document, or the figures of its text, as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xladdin.cli import options as shared
from xladdin.cli.console import say
from xladdin.cli.group import FOUND_NOTHING, FOUND_SOMETHING
from xladdin.output.filled_text import describe_imported

if TYPE_CHECKING:
    from xladdin.pipeline.importing import Imported


@click.command(options_metavar="[选项]")
@click.argument("path", metavar="报告", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="自评表.xlsx",
    required=True,
    help="写成这个 .xlsx 文件，或者写到这个文件夹；文档里有几张表的，另写“自评表-2.xlsx”等。",
)
@click.option(
    "--kind",
    metavar="种类",
    help="表的种类：project、evaluation、project-card、special-fund、department；不写则由文档判断。",
)
@shared.SCHEME
@click.option("--table", "number", type=click.IntRange(1), metavar="序号", help="文档里有几张自评表时，只导入第几张。")
@shared.FORCE
def command(path: Path, output: Path, kind: str | None, scheme: str | None, number: int | None, *, force: bool) -> int:
    """把公开的报告（.docx、.doc、.txt）里的自评表和数字填进空白表。

    文档里有自评表的，照表填写：印的是什么就填什么，错的合计、分值也不改，填完可用 xladdin check 检查。

    没有表的，按各部分的标题取文字，从句子里取资金、人数、得分，并列出每个数出自哪一句。

    没有位置的内容逐项列出，不作猜测；写完再读一遍，逐项核对。

    退出码：0 全部填入，1 有没能填入或不一致的内容，2 没能导入。

    例：xladdin import 自评报告.docx -o 自评表.xlsx

    例：xladdin import 网页文字.txt -o 自评表.xlsx --scheme gansu/2024
    """
    from xladdin.pipeline.importing import ImportWish, import_report

    imported = import_report(path, output, ImportWish(kind, scheme, number), force=force)
    for one in imported:
        _tell(path, one)
    return FOUND_NOTHING if all(one.is_clean for one in imported) else FOUND_SOMETHING


def _tell(path: Path, one: Imported) -> None:
    if one.filled is None or one.choice is None:
        click.echo(click.style(f"{path} › {one.source}　没有导入：{one.fault}", fg="red"), err=True)
        return
    click.echo(f"{path} › {one.source} → {one.target}")
    click.echo(f"　{one.kind.name}；评分方案：{one.choice.scheme.name}（{one.choice.scheme.key}），{one.choice.why}")
    for note in one.notes:
        click.echo(f"　{note}")
    say(describe_imported(one.filled, one.taken, one.places))
