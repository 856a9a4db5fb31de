"""Bytes that are put away and taken out again: few stay in memory, many lie in a file of the temporary folder."""

from __future__ import annotations

import tempfile
import weakref
from array import array
from typing import IO, TYPE_CHECKING

from xladdin.errors import XladdinError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_IN_MEMORY = 512 * 1024  # bytes of a shelf
_AHEAD = 64 * 1024  # bytes that are read together where one record after the other is asked for


class Shelf:
    """Records of bytes by their number; of each only its end is kept in memory.

    The file has no name (on Windows: is the system's to delete), so that it goes with the process whatever ends it.
    A record that is still to be written to the file is found, too. Picklable, with all its records.
    """

    __slots__ = ("__weakref__", "_ends", "_file", "_fresh", "_window", "_window_start", "_written")

    def __init__(self, records: Iterable[bytes] = ()) -> None:
        self._ends = array("Q")
        self._file: IO[bytes] | None = None
        self._written = 0
        self._fresh = bytearray()
        self._window, self._window_start = b"", 0
        for record in records:
            self.add(record)

    def add(self, record: bytes | bytearray) -> None:
        """Put a record behind all others.

        Raises:
            XladdinError: the temporary folder cannot be written.
        """
        self._fresh += record
        self._ends.append(self._written + len(self._fresh))
        if len(self._fresh) >= _IN_MEMORY:
            self._write()

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        end = self._ends[number]
        if start >= self._written:
            return bytes(self._fresh[start - self._written : end - self._written])
        place = start - self._window_start
        if place < 0 or place + end - start > len(self._window):
            self._read(start, end)
            place = 0
        return self._window[place : place + end - start]

    def __iter__(self) -> Iterator[bytes]:
        return (self[number] for number in range(len(self)))

    def __reduce__(self) -> tuple[type[Shelf], tuple[list[bytes]]]:
        return Shelf, (list(self),)

    def _read(self, start: int, end: int) -> None:
        """Look at the file from ``start`` on: at one record, or where it follows the last one at many."""
        assert self._file is not None
        follows = 0 <= start - self._window_start <= len(self._window)
        self._file.seek(start)
        self._window = self._file.read(max(end - start, _AHEAD if follows else 0))
        self._window_start = start

    def _write(self) -> None:
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="xladdin", buffering=0)  # noqa: SIM115  lives as long as we
                weakref.finalize(self, self._file.close)
            self._file.seek(self._written)
            self._file.write(self._fresh)
        except OSError as fault:
            folder = tempfile.gettempdir()
            raise XladdinError(
                f"临时文件夹“{folder}”写不下了：请腾出空间，或用环境变量 TMPDIR（Windows 上是 TEMP）换一个文件夹，"
                "再重新运行。"
            ) from fault
        self._written += len(self._fresh)
        self._fresh.clear()
