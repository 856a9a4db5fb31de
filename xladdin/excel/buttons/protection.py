"""Sheets that are protected without a password, as our blank forms are: opened for a change, closed as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from xladdin.errors import XladdinError
from xladdin.excel.buttons.com import ComError
from xladdin.excel.buttons.objects import Book, Sheet

_ALLOWED = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)


@contextmanager
def unprotected(sheet: Sheet) -> Iterator[None]:
    """``sheet`` without its protection, which is put back with all that it allowed.

    Raises:
        XladdinError: the sheet is protected with a password.
    """
    if not (sheet.ProtectContents or sheet.ProtectDrawingObjects or sheet.ProtectScenarios):
        yield
        return
    options = {name: bool(getattr(sheet.Protection, name)) for name in _ALLOWED}
    options |= {
        "DrawingObjects": bool(sheet.ProtectDrawingObjects),
        "Contents": bool(sheet.ProtectContents),
        "Scenarios": bool(sheet.ProtectScenarios),
    }
    try:
        sheet.Unprotect("")  # an empty password given, Excel asks for none
    except ComError as error:
        raise _has_password(sheet) from error
    if sheet.ProtectContents:
        raise _has_password(sheet)
    try:
        yield
    finally:
        sheet.Protect("", **options)


def refuse_closed_structure(book: Book) -> None:
    """XladdinError where no sheet can be added."""
    if book.ProtectStructure:
        raise XladdinError("工作簿的结构设了保护，不能增加工作表。请先点“审阅”中的“保护工作簿”取消保护，再点一次。")


def _has_password(sheet: Sheet) -> XladdinError:
    return XladdinError(f"工作表“{sheet.Name}”设了保护密码，不能改动。请先撤销工作表保护，再点一次。")
