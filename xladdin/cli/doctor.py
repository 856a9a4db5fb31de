"""``xladdin doctor``: the diagnosis of this computer."""

from __future__ import annotations

import click

from xladdin.cli.running import cache_folder
from xladdin.excel import doctor
from xladdin.excel.windows.computer import this_computer
from xladdin.runs.cache import FILE_NAME


@click.command(options_metavar="[选项]")
def command() -> int:
    """检查环境：Excel 或 WPS、Python、加载项、信任设置、字体、缓存，并说明怎么办。有要处理的问题时退出码为 1。"""
    found = doctor.lines(this_computer())
    found.insert(2, _cache())  # behind system and Python
    click.echo(doctor.text(found))
    return 0 if doctor.is_healthy(found) else 1


def _cache() -> doctor.Line:
    """Where results of earlier checks lie, and how large they are together."""
    file = cache_folder() / FILE_NAME
    parts = [part for part in file.parent.glob(f"{FILE_NAME}*") if part.is_file()]
    if not parts:
        return doctor.Line(doctor.Mark.GOOD, "缓存", f"还没有；会放在 {file}")
    megabytes = sum(part.stat().st_size for part in parts) / 2**20
    return doctor.Line(doctor.Mark.GOOD, "缓存", f"{file}，{megabytes:.1f}兆字节；删除这个文件即可清空")
