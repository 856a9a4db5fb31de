"""Options of ``xladdin check`` for marked copies (标注副本) and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xladdin import pipeline
from xladdin.cli.console import say_line
from xladdin.cli.group import FOUND_NOTHING
from xladdin.cli.grouping import grouped
from xladdin.errors import OutputError
from xladdin.output.findings_text import Line

if TYPE_CHECKING:
    from xladdin.cli.reports import Report
    from xladdin.model import CheckedFile, Finding
    from xladdin.model.left_out import LeftOut
    from xladdin.output.marked import Marked, Marker
    from xladdin.output.tally import Tally
    from xladdin.pipeline import Found

_FOLDER = click.Path(path_type=Path, file_okay=False)


@dataclass(frozen=True, slots=True)
class Marking:
    """Where marked copies go, or files that are brought back."""

    mark: Path | None
    unmark: Path | None

    def inputs(self, found: Found, paths: Sequence[Path]) -> Found:
        """The files without earlier copies: those in the folder of the copies, where it lies among the files."""
        folders = [folder.absolute() for folder in (self.mark, self.unmark) if folder is not None]
        named = {path.absolute() for path in paths}
        copies = [
            path
            for path in found.files
            if path.absolute() not in named
            and any(folder not in named and path.absolute().is_relative_to(folder) for folder in folders)
        ]
        return found.without(*copies)

    def reports(self, found: Found, roots: Sequence[Path], *, force: bool) -> list[Report]:
        """The report that writes the marked copies; none where none are asked for.

        Raises:
            OutputError: nothing can be written into the folder.
        """
        if self.mark is None:
            return []
        return [MarkReport(self.mark, pipeline.marker(found.files, roots, self.mark, force=force))]


MARKING = grouped(
    "marking",
    Marking,
    click.option(
        "--mark",
        type=_FOLDER,
        metavar="文件夹",
        help="有问题的文件各写一份标注副本到这个文件夹：单元格涂色、加批注，另加“检查结果”页；原文件不动。",
    ),
    click.option(
        "--unmark",
        type=_FOLDER,
        metavar="文件夹",
        help="去掉标注副本里的标注，还原的文件写到这个文件夹；不做检查。",
    ),
)


class MarkReport:
    """Marks every file as it is checked. What is told of it goes to stderr: stdout belongs to the report shown."""

    def __init__(self, folder: Path, marker: Marker) -> None:
        self._folder = folder
        self._marker = marker
        self._written = self._cells = self._failed = 0

    def begin(self) -> None:
        """Nothing to open."""

    def add(self, checked: CheckedFile) -> None:
        """Mark one file."""
        marked = self._marker.mark(checked)
        tell(marked)
        self._written += marked.written is not None
        self._cells += marked.cells
        self._failed += marked.failed

    def end(self, _: Tally, __: Sequence[Finding], ___: Sequence[LeftOut]) -> None:
        """Say what was written.

        Raises:
            OutputError: a copy could not be made or written.
        """
        told = f"标注副本{self._written}份，标了{self._cells}个单元格，在“{self._folder}”。"
        if not self._written and not self._failed:
            told = "没有要标注的文件，没有写标注副本。"
        say_line(Line(told, "heading"), err=True)
        _refuse_failures(self._failed)


def unmark(found: Found, roots: Sequence[Path], folder: Path, *, force: bool) -> int:
    """Bring marked files back and tell of each; the exit code.

    Raises:
        OutputError: nothing can be written into the folder, or a file could not be brought back.
    """
    written = failed = 0
    for marked in pipeline.unmark_files(found.files, roots, folder, force=force):
        if marked.written is not None:
            written += 1
            click.echo(f"{marked.path} → {marked.written}")
        tell(marked)
        failed += marked.failed
    click.echo(f"去掉标注{written}份，在“{folder}”。" if written else "没有带标注的文件。")
    _refuse_failures(failed)
    return FOUND_NOTHING


def tell(marked: Marked) -> None:
    """What a user must know of a copy, or why there is none."""
    for note in marked.notes:
        text = note if str(marked.path) in note else f"{marked.path}：{note}"
        say_line(Line(text, "error" if marked.failed else "quiet"), err=True)


def _refuse_failures(failed: int) -> None:
    if failed:
        raise OutputError(f"有{failed}份副本没有写出，原因见上面。")
