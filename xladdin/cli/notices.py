"""Options of ``xladdin check`` for the notices to the units (退回通知)."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xladdin.cli.console import say_line
from xladdin.cli.grouping import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.cli.reports import Report

_DATE = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?")


class _Day(click.ParamType):  # type: ignore[type-arg]  # generic only for its stubs
    """A day: 2025-03-31, 2025/3/31 or 2025年3月31日."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a day that does not exist is refused."""
        if isinstance(value, date):
            return value
        match = _DATE.fullmatch(str(value).strip())
        if match is not None:
            with suppress(ValueError):  # no such day
                return date(*(int(part) for part in match.groups()))
        raise click.BadParameter(f"“{value}”不是日期。请写成 2025-03-31。", ctx=ctx, param=param)


@dataclass(frozen=True, slots=True)
class Notices:
    """Where the notices go, until when the forms are expected back, and who returns them."""

    notice: Path | None
    due: date | None
    sender: str
    notice_warnings: bool

    def reports(self, inputs: Sequence[Path], *, force: bool) -> list[Report]:
        """The report that writes the notices; none where none are asked for.

        Raises:
            click.UsageError: an option of the notices without --notice.
            OutputError: the notices cannot be written there.
        """
        if self.notice is None:
            if self.due or self.sender or self.notice_warnings:
                raise click.UsageError("--due、--from、--notice-warnings 要和 --notice 一起用。")
            return []
        from xladdin.output.notice import NoticeWriter, Terms

        terms = Terms(self.due, self.sender.strip())
        writer = NoticeWriter(
            self.notice,
            terms,
            put=lambda line: say_line(line, err=True),
            warnings=self.notice_warnings,
            force=force,
        )
        writer.refuse_inputs(inputs)
        return [writer]


NOTICES = grouped(
    "notices",
    Notices,
    click.option(
        "--notice",
        type=click.Path(path_type=Path),
        metavar="路径",
        help="写退回通知，每个单位一页：.docx、.xlsx，或文件夹（每个单位一个 .docx，另加 退回通知.xlsx）。",
    ),
    click.option("--due", type=_Day(), help="通知里的报回期限，如 2025-03-31；不写则留空手填。"),
    click.option("--from", "sender", default="", metavar="单位名称", help="通知的落款单位；不写则留空。"),
    click.option("--notice-warnings", is_flag=True, help="只有需要核实、没有错误的单位也出通知。"),
)
