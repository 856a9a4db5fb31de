"""``xladdin manual``: the manual in the browser."""

from __future__ import annotations

import click

from xladdin.excel.manual import manual_file, open_manual


@click.command(options_metavar="[选项]")
def command() -> None:
    """打开使用手册；没有浏览器时只给出它的位置。"""
    opened = open_manual()
    click.echo(f"使用手册：{manual_file()}" + ("" if opened else "（没有能打开它的浏览器）"))
