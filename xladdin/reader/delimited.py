"""A list as text (CSV) becomes a Workbook with one sheet, so that a list is read alike whatever it was saved as."""

from __future__ import annotations

import csv
import hashlib
from typing import TYPE_CHECKING

from xladdin.model import Cell, Fault, FaultKind, Sheet, Workbook
from xladdin.reader.reading import read

if TYPE_CHECKING:
    from pathlib import Path

#: What text files are saved as, by their byte order mark, then without one: UTF-8, then GBK.
_MARKED = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_UNMARKED = ("utf-8", "gb18030")
_SEPARATORS = "\t,;，；"
_ENDINGS = frozenset({".csv", ".txt", ".tsv"})
_LARGEST = 64 << 20


def read_list(path: Path) -> Workbook:
    """A list that is a workbook, or a text parted by commas, tabs or semicolons in UTF-8, UTF-16 or GBK.

    Never raises for a bad file: it gives a Workbook without sheets and with a fault.
    """
    if path.suffix.lower() not in _ENDINGS:
        return read(path)
    try:
        if path.stat().st_size > _LARGEST:
            return _faulty(path, FaultKind.TOO_LARGE, "文件太大，不像一份名单", "请核对文件")
        data = path.read_bytes()
    except OSError:
        return read(path)  # which has a sentence for everything that the system refuses
    text = _decode(data)
    if text is None:
        return _faulty(path, FaultKind.DAMAGED, "文字编码无法识别", "请另存为 UTF-8 或 GBK 编码的 CSV")
    head = text.lstrip("\r\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    cells: dict[tuple[int, int], Cell] = {}
    try:
        for row, line in enumerate(csv.reader(text.splitlines(keepends=True), delimiter=separator), 1):
            for column, value in enumerate(line, 1):
                if value.strip():
                    cells[row, column] = Cell(value, value)
    except csv.Error:
        return _faulty(path, FaultKind.DAMAGED, "引号不成对或有一格太长", "请另存为 CSV（逗号分隔）后再试")
    return Workbook(path, (Sheet(path.stem, cells),), sha256=hashlib.sha256(data).hexdigest())


def _decode(data: bytes) -> str | None:
    marked = next((name for mark, name in _MARKED if data.startswith(mark)), None)
    if marked is None and b"\0" in data:
        return None
    for encoding in (marked,) if marked else _UNMARKED:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _faulty(path: Path, kind: FaultKind, what: str, do: str) -> Workbook:
    return Workbook(path, faults=(Fault(kind, what, do),))
