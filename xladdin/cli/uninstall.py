"""``xladdin uninstall``: Excel without the add-in."""

from __future__ import annotations

import click

from xladdin.excel import install
from xladdin.excel.windows.computer import this_computer


@click.command(options_metavar="[选项]")
def command() -> None:
    """从 Excel 中去掉加载项：只删除 install 写入的文件和注册表设置。运行前请关闭 Excel。"""
    removed = install.uninstall(this_computer())
    if removed.file is not None:
        click.echo(f"已删除 {removed.file}")
    if removed.settings:
        click.echo("已删除注册表中的设置")
    if removed.file is None and not removed.settings:
        click.echo("没有安装过加载项，什么也没有改动。")
