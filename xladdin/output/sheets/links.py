"""Links from a workbook we write to the cells it speaks of."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from xladdin.model import PART_ENDING
from xladdin.output.sheets.table import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from xladdin.model import FindingLine


#: What Excel escapes in the address of a link to a file; the percent sign first.
_ESCAPED = tuple((character, f"%{ord(character):02x}") for character in '%"# <>[]^`{}')
#: Bytes of a file name that are no text, as Python stands them for.
_BYTES = re.compile("[\udc80-\udcff]")
_SEVERAL = "；"
#: In a part (汇总件), a zip, a store: nothing that a program opens by a link.
_ELSEWHERE = re.compile(rf"\.(?:{PART_ENDING[1:]}|zip)[/\\]|^[a-z][a-z0-9+.-]+://", re.IGNORECASE)
#: Signs in a path by which Excel looks for the file on another computer; on Windows no name can hold them.
_NETWORK = () if os.name == "nt" else (":", "\\")


class Sources:
    """The files a workbook was made of: their names below the folder they share, and links to them.

    ``folder`` is where the workbook will lie; the links are relative to it where that is possible. ``files`` are the
    names as they stand in the lines, relative to ``root`` (empty: the current folder).
    """

    def __init__(self, folder: Path, files: Iterable[str], root: str = "") -> None:
        self._folder = folder.absolute()
        self._root = Path(root).absolute()
        self.common = _common_folder(files)
        # The rows of a form follow one another: what is said of a file is said many times.
        self._address: Callable[[str], str] = lru_cache(maxsize=1024)(self._linkable_address)
        self.name: Callable[[str], str] = lru_cache(maxsize=1024)(self._name)

    def _name(self, file: str) -> str:
        """The name of a file, or of several, without the folder that all of them share."""
        if not self.common:
            return file
        return _SEVERAL.join(one.removeprefix(self.common) for one in file.split(_SEVERAL))

    def link(self, file: str, sheet: str = "", cell: str = "") -> Link | str:
        """The name of a file that leads to the file, or to a cell in it.

        Several files are only named, and so is one that came in a part (汇总件), a zip or a store: it lies elsewhere.
        """
        address = self._address(file)
        if not address:
            return self.name(file)
        quoted = sheet.replace("'", "''")
        place = f"#'{quoted}'!{cell or 'A1'}" if sheet else ""
        return Link(self.name(file), f"external:{address}{place}")

    def of_finding(self, line: FindingLine) -> Link | str:
        """The file of a finding, leading to its cell."""
        return self.link(line.file, line.sheet, str(line.finding.cell or ""))

    def _linkable_address(self, file: str) -> str:
        """The address of a file; empty where there is none that every program takes for a file of this computer."""
        if not file or _SEVERAL in file or _ELSEWHERE.search(file):
            return ""
        address = self._escaped_path(file)
        return "" if any(sign in address for sign in _NETWORK) else address  # 「http:」 can be a name on Linux

    def _escaped_path(self, file: str) -> str:
        path = str(self._root / file)
        with suppress(ValueError):  # another drive
            path = os.path.relpath(path, self._folder)
        for character, escape in _ESCAPED:
            path = path.replace(character, escape)
        return _BYTES.sub(lambda byte: f"%{ord(byte[0]) & 0xFF:02x}", path)


def _common_folder(files: Iterable[str]) -> str:
    """The folder that all files lie in, with a slash behind it; empty where there is none but the root."""
    folders = {PurePath(file).parent for file in files}
    try:
        common = os.path.commonpath(folders) if folders else ""
    except ValueError:  # on several drives
        return ""
    return "" if common in {"", "."} else f"{PurePath(common).as_posix().rstrip('/')}/"
