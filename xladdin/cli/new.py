"""``xladdin new``: blank workbooks of every kind."""

from __future__ import annotations

from pathlib import Path

import click

from xladdin import kinds, pipeline
from xladdin.cli import options as shared


@click.command(options_metavar="[选项]")
@click.option(
    "--kind",
    metavar="种类",
    default="project",
    show_default=True,
    help="表的种类：project 项目支出、department 部门整体支出、project-card 项目卡、special-fund 专项资金、"
    "evaluation 绩效评价；写中文也可以。",
)
@click.option(
    "--scheme", metavar="方案", help="评分方案，或方案文件的路径；不写的，按种类取，项目支出为national/2020。"
)
@click.option(
    "--list",
    "rows",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="名单.csv",
    help="名单，每行一份：主管部门、实施单位、项目名称、年度……",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="文件", help="输出文件；用名单时为文件夹。")
@click.option("--plain", is_flag=True, help="只用表格软件自带的函数，不用插件的函数。")
@shared.FORCE
def command(scheme: str | None, kind: str, rows: Path | None, output: Path | None, *, plain: bool, force: bool) -> None:
    """生成空白的绩效自评表、评价表；给出名单时，每个单位的每个项目一份，已填好名单上的内容。

    例：xladdin new --scheme gansu/2024 -o 自评表.xlsx

    例：xladdin new --kind 部门整体支出 -o 部门自评表.xlsx

    例：xladdin new --list 名单.csv -o 下发
    """
    own = kinds.load_kind(kind)
    if rows is None:
        target = output or Path("绩效自评表.xlsx" if own.key == "project" else f"{own.title}.xlsx")
        pipeline.new_workbook(scheme, own.key, target, force=force, plain=plain)
        click.echo(f"空白表已写入 {target}")
    else:
        folder = output or Path("下发")
        count = pipeline.new_workbooks(scheme, own.key, rows, folder, force=force, plain=plain)
        click.echo(f"按名单写出{count}份，在文件夹 {folder}")
        for doubt in pipeline.list_doubts(rows):
            click.echo(f"请核实：{doubt}", err=True)
