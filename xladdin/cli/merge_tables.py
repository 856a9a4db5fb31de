"""Options of ``xladdin merge`` for the tables that lie beside the forms: lists, aliases, opinions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from xladdin.cli.grouping import grouped
from xladdin.cli.options import EXPECTED

_FILE = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True, slots=True)
class MergeTables:
    """The tables that are laid on a merge."""

    expected: Path | None
    listed: Path | None
    aliases: Path | None
    opinions: Path | None

    @property
    def given(self) -> tuple[Path, ...]:
        """Files that are no forms, though they may lie among them."""
        return tuple(path for path in (self.expected, self.listed, self.aliases, self.opinions) if path is not None)


TABLES = grouped(
    "tables",
    MergeTables,
    EXPECTED,
    click.option(
        "--list",
        "listed",
        type=_FILE,
        metavar="名单",
        help="表的归属（.xlsx 或 .csv）：文件或项目名称→二级项目、主管部门、地区。",
    ),
    click.option(
        "--aliases", type=_FILE, metavar="别名表", help="同一指标的不同写法（.xlsx、.csv 或 .toml）：别名→标准名。"
    ),
    click.option(
        "--opinions",
        type=_FILE,
        metavar="问题清单.xlsx",
        help="审核人填了意见的问题清单：错误都已认可的表照常汇总。",
    ),
)
