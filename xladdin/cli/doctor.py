"""``xladdin doctor``: the diagnosis of this computer."""

from __future__ import annotations

import click

from xladdin.excel import doctor
from xladdin.excel.windows.computer import this_computer


@click.command(options_metavar="[选项]")
def command() -> int:
    """检查环境：Excel 或 WPS、Python、加载项、信任设置、字体，并说明怎么办。有要处理的问题时退出码为 1。"""
    found = doctor.lines(this_computer())
    click.echo(doctor.text(found))
    return 0 if doctor.is_healthy(found) else 1
