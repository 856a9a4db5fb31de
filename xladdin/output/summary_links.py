"""Links from the summary workbook to the cells it was made from."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.output.summary_grid import Link

if TYPE_CHECKING:
    from collections.abc import Callable

#: What Excel escapes in the address of a link to a file; the percent sign first.
_ESCAPED = tuple((character, f"%{ord(character):02x}") for character in '%"# <>[]^`{}')
_SEVERAL = "；"


class Sources:
    """Links to files, relative to the folder of the summary where that is possible.

    ``folder`` is where the summary will lie; file names are relative to ``root``, or to the working folder.
    """

    def __init__(self, folder: Path, root: str) -> None:
        self._folder = folder.absolute()
        self._root = Path(root).absolute()
        self._address: Callable[[str], str] = lru_cache(maxsize=1024)(self._escaped_path)

    def link(self, file: str, sheet: str = "", cell: str = "") -> Link | str:
        """The name of a file that leads to the file, or to a cell in it; several files are only named."""
        if not file or _SEVERAL in file:
            return file
        quoted = sheet.replace("'", "''")
        place = f"#'{quoted}'!{cell or 'A1'}" if sheet else ""
        return Link(file, f"external:{self._address(file)}{place}")

    def _escaped_path(self, file: str) -> str:
        path = str(self._root / file)
        with suppress(ValueError):  # another drive
            path = os.path.relpath(path, self._folder)
        for character, escape in _ESCAPED:
            path = path.replace(character, escape)
        return path
