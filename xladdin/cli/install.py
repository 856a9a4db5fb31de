"""``xladdin install``: the add-in for Excel."""

from __future__ import annotations

import click

from xladdin.excel import install
from xladdin.excel.windows.computer import this_computer


@click.command(options_metavar="[选项]")
def command() -> None:
    """把加载项装进 Excel（仅本用户，不需要管理员权限）。

    复制 xladdin.xlam 到 Excel 的启动文件夹（XLSTART），并在注册表中登记所用的 Python。运行前请关闭 Excel。
    """
    done = install.install(this_computer())
    click.echo(f"加载项已装到 {done.file}")
    click.echo(f"所用的 Python：{done.settings.interpreter}")
    for note in done.notes:
        click.echo(f"注意：{note}")
    click.echo("请打开 Excel，功能区应有“绩效自评”选项卡；没有时请运行 xladdin doctor。")
