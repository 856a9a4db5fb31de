"""Links from the summary workbook to the cells it was made from."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from xladdin.output.summary_grid import Link

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.model import Summary

#: What Excel escapes in the address of a link to a file; the percent sign first.
_ESCAPED = tuple((character, f"%{ord(character):02x}") for character in '%"# <>[]^`{}')
_SEVERAL = "；"


class Sources:
    """The files a summary was made of: their names below the folder they share, and links to them.

    ``folder`` is where the summary will lie; the links are relative to it where that is possible.
    """

    def __init__(self, folder: Path, summary: Summary) -> None:
        self._folder = folder.absolute()
        self._root = Path(summary.root).absolute()
        self.common = _common_folder(summary)
        self._address: Callable[[str], str] = lru_cache(maxsize=1024)(self._escaped_path)

    def name(self, file: str) -> str:
        """The name of a file, or of several, without the folder that all of them share."""
        if not self.common:
            return file
        return _SEVERAL.join(one.removeprefix(self.common) for one in file.split(_SEVERAL))

    def link(self, file: str, sheet: str = "", cell: str = "") -> Link | str:
        """The name of a file that leads to the file, or to a cell in it; several files are only named."""
        if not file or _SEVERAL in file:
            return self.name(file)
        quoted = sheet.replace("'", "''")
        place = f"#'{quoted}'!{cell or 'A1'}" if sheet else ""
        return Link(self.name(file), f"external:{self._address(file)}{place}")

    def _escaped_path(self, file: str) -> str:
        path = str(self._root / file)
        with suppress(ValueError):  # another drive
            path = os.path.relpath(path, self._folder)
        for character, escape in _ESCAPED:
            path = path.replace(character, escape)
        return path


def _common_folder(summary: Summary) -> str:
    """The folder that all files lie in, with a slash behind it; empty where there is none but the root."""
    files = [*(line.file for line in summary.lines), *(refusal.file for refusal in summary.refused)]
    try:
        common = os.path.commonpath({PurePath(file).parent for file in files}) if files else ""
    except ValueError:  # on several drives
        return ""
    return "" if common in {"", "."} else f"{PurePath(common).as_posix().rstrip('/')}/"
