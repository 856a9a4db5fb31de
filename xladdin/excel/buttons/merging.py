"""汇总文件夹: the forms of a folder merged into a summary that lies beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin import pipeline
from xladdin.errors import XladdinError
from xladdin.model import CheckOptions
from xladdin.pipeline import merging

if TYPE_CHECKING:
    from xladdin.excel.buttons.desk import Desk
    from xladdin.excel.buttons.objects import Excel


def merge_into(desk: Desk, folder: Path) -> str:
    """Merge what lies in ``folder``, open the summary, and say what was merged and what was not.

    Raises:
        XladdinError: no forms there, or a place that cannot be written.
    """
    files = pipeline.find_files([folder]).files
    if not files:
        raise XladdinError(f"文件夹“{folder}”里没有表格文件。")
    target = _target(folder)
    if target.exists() and not desk.ask(f"“{target}”已经存在，是否覆盖？"):
        return ""
    with _progress(desk.excel, len(files)) as advance:
        summary = merging.merge_files(files, CheckOptions(), advance=advance)
        merging.write_summary(summary, target, force=True)
    desk.excel.Workbooks.Open(str(target))
    refused = f"未汇总{summary.refused_files}个，原因列在其中。" if summary.refused_files else ""
    return f"共{summary.files}个文件，汇总{summary.merged}个，{refused}汇总表：{target}"


def _target(folder: Path) -> Path:
    """Beside the folder, so that the next merge does not read it as a form."""
    return folder.with_name(f"{folder.name}汇总.xlsx") if folder.name else folder / "汇总.xlsx"


@contextmanager
def _progress(excel: Excel, total: int) -> Iterator[Callable[[], None]]:
    """How far it is, in Excel's status bar."""
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        excel.StatusBar = f"绩效自评：已检查{done}／{total}个文件…"

    try:
        yield advance
    finally:
        excel.StatusBar = False
