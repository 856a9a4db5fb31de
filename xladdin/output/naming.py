"""Names of files and of sheets made from names of units: allowed everywhere, short enough, each only once."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SHEET_NAME = 31
_LONGEST_FILE_NAME = 60  # characters; 180 bytes of UTF-8, with the ending well below what any system allows
_NOT_IN_FILES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\ud800-\udfff]+')
_NOT_IN_SHEETS = re.compile(r"[\\/:*?\[\]\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class Names:
    """Names given out one by one, compared as Windows and Excel do: without regard to case."""

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        self._taken = {_folded(name) for name in taken}

    def file(self, wanted: str) -> str:
        """The name of a file, without an ending."""
        name = _NOT_IN_FILES.sub("_", wanted).strip(" .")[:_LONGEST_FILE_NAME].strip(" .") or "未命名"
        return self._only(f"_{name}" if _DEVICES.fullmatch(name) else name, _LONGEST_FILE_NAME)

    def sheet(self, wanted: str) -> str:
        """The name of a sheet: at most 31 characters, as Excel counts them."""
        name = _cut(_NOT_IN_SHEETS.sub("_", wanted).strip(" '"), LONGEST_SHEET_NAME).strip(" '") or "未命名"
        return self._only("History_" if name.casefold() == "history" else name, LONGEST_SHEET_NAME)

    def _only(self, name: str, longest: int) -> str:
        found, number = name, 1
        while _folded(found) in self._taken:
            number += 1
            found = f"{_cut(name, longest - len(f'（{number}）'))}（{number}）"
        self._taken.add(_folded(found))
        return found


def _cut(text: str, length: int) -> str:
    """The text cut to a length in UTF-16 units, as Excel counts; never inside a character."""
    while len(text.encode("utf-16-le")) // 2 > length:
        text = text[:-1]
    return text


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
