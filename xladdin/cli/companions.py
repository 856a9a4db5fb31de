"""Options of ``xladdin check`` for the written reports that are checked together with the forms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xladdin.cli.grouping import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import CheckOptions
    from xladdin.pipeline.companions import Companions


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """The reports, or folders of reports, to check with the forms."""

    report: tuple[Path, ...]

    def open(self, files: Sequence[Path], options: CheckOptions) -> Companions | None:
        """The reports, read; None where none are given. Raises XladdinError where the only one cannot be read."""
        if not self.report:
            return None
        from xladdin.pipeline.companions import Companions, find_reports

        return Companions(find_reports(self.report), options, alone=len(files) == 1)

    def tell(self, companions: Companions | None) -> None:
        """Say on stderr which report was checked beside which file, and which were not, and why."""
        if companions is None:
            return
        for report, form in companions.pairs:
            click.echo(f"报告“{report}”已与“{form}”对照。", err=True)
        for sentence in companions.unread:
            click.echo(sentence, err=True)
        for path in companions.unpaired:
            rival = companions.rival(path)
            why = f"的自评表已与“{rival}”对照，这一份" if rival else "没有找到项目和单位都相同的自评表，"
            click.echo(f"报告“{path}”{why}没有核对。可以用 xladdin compare 单独核对。", err=True)


COMPANIONS = grouped(
    "written",
    ReportFiles,
    click.option(
        "--report",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="报告",
        help="一并核对自评报告（.docx、.txt，或文件夹；按项目和单位与自评表配对）。可以写多次。",
    ),
)
