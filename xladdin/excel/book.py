"""An open workbook, saved or not, put through the same walk as a file.

Excel writes a copy of what is open (one COM call, whatever the size; the book itself stays unsaved and keeps its name)
and the copy is read like any file. So the button cannot find anything else than ``xladdin check`` finds in the saved
file: number formats, shown texts, merged ranges, hidden rows and stored errors need no second way of reading, of which
COM would ask a call for every cell that is shown otherwise than it is stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory

from xladdin import pipeline
from xladdin.errors import XladdinError
from xladdin.excel.buttons.com import ComError, explained
from xladdin.excel.buttons.objects import Book
from xladdin.model import CheckedFile, CheckOptions

_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".xltx", ".xltm", ".xlt", ".xlsb", ".ods", ".et"})


@contextmanager
def copied(book: Book) -> Iterator[Path]:
    """A copy of the open workbook as it is now, under its own name, gone afterwards.

    Raises:
        XladdinError: Excel writes no copy (a cell is being edited, a file whose rights are managed).
    """
    with TemporaryDirectory(prefix="xladdin", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / _file_name(book.Name)
        try:
            book.SaveCopyAs(str(path))
        except ComError as error:
            raise explained(error, "读取打开的工作簿") from error
        if not path.is_file():
            raise XladdinError("读取打开的工作簿没有成功：Excel 没有写出副本。请先保存工作簿，再点一次。")
        yield path


def check(book: Book, options: CheckOptions | None = None) -> CheckedFile:
    """The open workbook after the whole walk, under the path it has in Excel.

    Raises:
        XladdinError: no copy could be written.
    """
    with copied(book) as path:
        checked = pipeline.check_file(path, options or CheckOptions())
    return replace(checked, path=Path(book.FullName))


def refuse_unreadable(checked: CheckedFile) -> None:
    """XladdinError with what was found instead of a form, where there is none."""
    if checked.forms:
        return
    told = "".join(f"{finding.message}{finding.do}。" for finding in checked.findings if finding.severity == "error")
    raise XladdinError(told or "工作簿里没有找到绩效自评表。")


def beside(book: Book, ending: str) -> Path:
    """A file in the workbook's folder, named after it.

    Raises:
        XladdinError: the workbook was never saved, so it has no folder.
    """
    if not book.Path or "://" in book.Path:
        raise XladdinError("工作簿还没有保存到本机。请先另存到一个文件夹，再点一次。")
    return Path(book.Path) / f"{PureWindowsPath(book.Name).stem}{ending}"


def _file_name(name: str) -> str:
    """The name of a book that was never saved has no ending."""
    return name if PureWindowsPath(name).suffix.lower() in _ENDINGS else f"{name}.xlsx"
