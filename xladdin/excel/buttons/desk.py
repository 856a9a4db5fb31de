"""What a button works on: Excel, the open workbook, questions and texts for the user."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xladdin.errors import XladdinError
from xladdin.excel.buttons.com import FOLDER_PICKER
from xladdin.excel.buttons.objects import Book, Excel

TITLE = "绩效自评"
_YES_NO, _QUESTION, _IN_FRONT, _YES = 0x4, 0x20, 0x10000, 6


@dataclass(frozen=True)
class Desk:
    """Excel and the workbook in front; None where there is none."""

    excel_or_none: Excel | None
    book_or_none: Book | None

    @property
    def excel(self) -> Excel:
        """The application; XladdinError where it cannot be reached."""
        if self.excel_or_none is None:
            raise XladdinError("没有连上 Excel。请先打开任意一个工作簿，再点一次。")
        return self.excel_or_none

    @property
    def book(self) -> Book:
        """The workbook in front; XladdinError where none is open for editing."""
        if self.book_or_none is None:
            raise XladdinError(
                "没有打开的工作簿。请先打开自评表；文件在“受保护的视图”中的，请先点“启用编辑”，再点一次。"
            )
        return self.book_or_none

    def ask(self, question: str) -> bool:
        """Whether the user says yes."""
        import ctypes

        user32: Any = ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]
        return bool(user32.MessageBoxW(self.excel.Hwnd, question, TITLE, _YES_NO | _QUESTION | _IN_FRONT) == _YES)

    def show(self, name: str, text: str) -> None:
        """A long text, to be read and copied: in the program for text files."""
        path = Path(tempfile.gettempdir()) / f"{name}.txt"
        path.write_text(text, encoding="utf-8-sig")
        os.startfile(path)  # type: ignore[attr-defined,unused-ignore]  # noqa: S606 - the text we have just written

    def folder(self, title: str) -> Path | None:
        """A folder that the user picks; None for none."""
        dialog = self.excel.FileDialog(FOLDER_PICKER)
        dialog.Title = title
        return Path(str(dialog.SelectedItems.Item(1))) if dialog.Show() else None
