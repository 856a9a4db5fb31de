"""Excel's object model as the buttons use it: its constants, its failures in words, and what needs several calls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from xladdin.errors import XladdinError

if TYPE_CHECKING:
    from xladdin.excel.buttons.objects import Book, Excel, Sheet

    class ComError(Exception):
        """What pywin32 raises for every call that fails."""

        hresult: int
        excepinfo: tuple[Any, ...] | None
else:
    try:
        from pywintypes import com_error as ComError  # noqa: N812
    except ImportError:

        class ComError(Exception):
            """Stands in for pywin32's where there is no Windows."""

            def __init__(self, hresult: int = 0, strerror: str = "", excepinfo: tuple[Any, ...] | None = None) -> None:
                super().__init__(hresult, strerror, excepinfo)
                self.hresult = hresult
                self.excepinfo = excepinfo


VISIBLE: Final = -1
EXPRESSION: Final = 2
"""The type of a conditional format that is a formula."""

EXCEL_LINKS: Final = 1
FOLDER_PICKER: Final = 4

#: RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE: a cell is being edited, or a dialog is open.
_BUSY = frozenset({-2147418111, -2147417846, -2146777998})


def sheets(book: Book) -> Iterator[Sheet]:
    """The worksheets in their order."""
    for number in range(1, book.Worksheets.Count + 1):
        yield book.Worksheets.Item(number)


@contextmanager
def still(excel: Excel) -> Iterator[None]:
    """Change many cells without a flicker."""
    before = excel.ScreenUpdating
    excel.ScreenUpdating = False
    try:
        yield
    finally:
        excel.ScreenUpdating = before


def explained(error: ComError, doing: str) -> XladdinError:
    """What a failed call means for the user, and what to do; ``doing`` completes 「…没有成功」."""
    details = error.excepinfo or ()
    if error.hresult in _BUSY or (len(details) > 5 and details[5] in _BUSY):
        return XladdinError("Excel 正在编辑单元格，或有对话框没有关闭。请按回车键或 Esc 键结束后再点一次。")
    said = str(details[2]).strip() if len(details) > 2 and details[2] else "没有说明原因"
    return XladdinError(f"{doing}没有成功。Excel 的说明：{said.rstrip('。.')}。")
