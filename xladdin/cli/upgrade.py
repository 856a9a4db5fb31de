"""``xladdin upgrade``: a filled form moved into the current blank form of its scheme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xladdin import pipeline
from xladdin.cli import options as shared
from xladdin.cli.console import progress, say, say_left_out, say_line
from xladdin.cli.group import COULD_NOT_RUN, FOUND_NOTHING, FOUND_SOMETHING
from xladdin.output.filled_text import counts_of_moved, describe_moved
from xladdin.pipeline import upgrading

if TYPE_CHECKING:
    from xladdin.pipeline.upgrading import Moved


@click.command(options_metavar="[选项]")
@shared.FILES
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="文件或文件夹",
    required=True,
    help="新表写成这个 .xlsx 文件；迁移多个文件时是文件夹。原文件不动。",
)
@shared.SCHEME
@click.option("--year", metavar="年度", type=click.IntRange(1990, 2100), help="新表的预算年度；不写则照原表。")
@click.option("--sheet", metavar="工作表", help="只迁移这个工作表里的自评表。")
@click.option("--plain", is_flag=True, help="只用表格软件自带的函数，不用插件的函数。")
@shared.FORCE
def command(
    paths: tuple[Path, ...],
    output: Path,
    scheme: str | None,
    year: int | None,
    sheet: str | None,
    *,
    plain: bool,
    force: bool,
) -> int:
    """把填好的自评表（去年的表、其他单位的版式）迁移到评分方案现行的空白表。

    有位置的内容全部照搬，没有位置的逐项列在屏幕上和新表的工作表“未迁移内容”里，不作猜测；写完再读一遍，与原表逐项核对。
    一个文件里有几张自评表的，每张写成一个文件（新表.xlsx、新表-2.xlsx……）。

    退出码：0 全部迁移，1 有未迁移或不一致的内容，2 没能迁移。

    例：xladdin upgrade 去年自评表.xls -o 新表.xlsx

    例：xladdin upgrade 2024年自评表 -o 新表 --scheme gansu/2024
    """
    wish = upgrading.Wish(scheme, year, sheet, plain)
    in_brief = not upgrading.names_file(output, paths) and (len(paths) > 1 or paths[0].is_dir())
    found = pipeline.find_files(paths)
    say_left_out(found.left_out)
    outcomes = []
    with progress(len(found.files), "迁移") as advance:
        for moved in upgrading.upgrade_files(found.files, paths, output, wish, force=force):
            outcomes.append(moved)
            _tell(moved, in_brief=in_brief)
            advance()
    if not any(moved.target for moved in outcomes):
        return COULD_NOT_RUN
    return FOUND_NOTHING if all(moved.is_clean for moved in outcomes) else FOUND_SOMETHING


def _tell(moved: Moved, *, in_brief: bool) -> None:
    place = f"{moved.source} › {moved.sheet}" if moved.sheet else str(moved.source)
    if moved.filled is None or moved.choice is None:
        click.echo(click.style(f"{place}　没有迁移：{moved.fault}", fg="red"), err=True)
        return
    if in_brief:
        line = counts_of_moved(moved.filled)
        say_line(line._replace(text=f"{place} → {moved.target}{line.text}"))
        return
    click.echo(f"{place} → {moved.target}")
    click.echo(f"　评分方案：{moved.choice.scheme.name}（{moved.choice.scheme.key}），{moved.choice.why}")
    say(describe_moved(moved.filled))
