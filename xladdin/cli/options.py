"""Options that several commands share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from xladdin.cli.grouping import grouped
from xladdin.model import CheckOptions, Severity
from xladdin.output.words import SEVERITY_WORDS

_SEVERITIES = {**{one.value: one for one in Severity}, **{word: one for one, word in SEVERITY_WORDS.items()}}

Command = TypeVar("Command", bound="Any")


class _Address(click.ParamType[Path]):
    """A path of this machine, or an address in a store (``s3://桶/甲县``)."""

    name = "path"

    def convert(self, value: Any, _parameter: click.Parameter | None, _context: click.Context | None) -> Path:
        """The path; raises XladdinError for an address that means nothing."""
        from xladdin.sources import address

        return value if isinstance(value, Path) else address(value)


FILES = click.argument("paths", nargs=-1, required=True, metavar="文件或文件夹…", type=_Address())
SCHEME = click.option(
    "--scheme", metavar="方案", help="评分方案，如 gansu/2024，或方案文件的路径；不写则由表自动判断。"
)
FORCE = click.option("--force", is_flag=True, help="输出文件已存在时覆盖。")
SELECT = click.option("--select", metavar="编号，…", default="", help="只查这些规则，如 S,F102。")
IGNORE = click.option("--ignore", metavar="编号，…", default="", help="不查这些规则。")
SEVERITY = click.option(
    "--severity",
    metavar="编号=级别，…",
    default="",
    help="改变规则的级别，如 S105=warning,N=note（错误、核实、提示亦可）。",
)
EXPECTED = click.option(
    "--expected",
    type=click.Path(path_type=Path),
    metavar="名单",
    help="应报送名单（.xlsx 或 .csv，栏目为主管部门、实施单位、项目名称）：指出未报送、重复报送、名单外的。",
)
YEAR = click.option("--year", metavar="年度", type=click.IntRange(1990, 2100), help="应填报的年度，如 2024。")


@dataclass(frozen=True, slots=True)
class Selection:
    """By which scheme and which rules a command checks."""

    scheme: str | None
    select: str
    ignore: str
    severity: str
    year: int | None

    def options(self) -> CheckOptions:
        """As the walk takes them. Raises click.BadParameter for a severity that does not exist."""
        return check_options(self.scheme, self.select, self.ignore, self.year, self.severity)


SELECTION = grouped("selection", Selection, SCHEME, SELECT, IGNORE, SEVERITY, YEAR)


def check_options(
    scheme: str | None, select: str = "", ignore: str = "", year: int | None = None, severity: str = ""
) -> CheckOptions:
    """The options of a check from what was typed; commas may be full-width.

    Raises:
        click.BadParameter: a severity that does not exist, or no severity behind a rule.
    """
    return CheckOptions(
        scheme=scheme,
        select=_codes(select),
        ignore=_codes(ignore),
        year=year,
        severities=tuple(_severity(part) for part in _codes(severity)),
    )


def _severity(text: str) -> tuple[str, Severity]:
    """「S105=warning」 or 「S105=核实」."""
    selector, _, word = (part.strip() for part in text.replace("＝", "=").partition("="))
    wanted = _SEVERITIES.get(word.lower())
    if wanted is None:
        raise click.BadParameter(
            f"“{text}”看不懂。请写成“编号=级别”，级别是 error（错误）、warning（核实）或 note（提示）。",
            param_hint="--severity",
        )
    return selector, wanted


def _codes(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("，", ",").split(",") if part.strip())
