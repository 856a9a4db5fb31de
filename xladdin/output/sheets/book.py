"""Opens and closes a workbook we write."""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xlsxwriter import Workbook

#: The same content gives the same bytes, so a workbook does not say when it was made.
_CREATED = datetime(2000, 1, 1)


@contextmanager
def new_book(path: Path, title: str) -> Iterator[Workbook]:
    """A workbook to fill; it is written to ``path`` when all went well.

    The rows of its tables wait on the disk meanwhile; they go even when the writing is stopped.

    Raises:
        OSError: the place cannot be written.
    """
    import xlsxwriter  # not at import time: a check as text or JSON needs no workbook

    with tempfile.TemporaryDirectory(prefix="xladdin") as scratch:
        options: dict[str, bool | str] = {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "use_zip64": True,  # only a sheet of more than 4 GB makes use of it
            "tmpdir": scratch,
        }
        book = xlsxwriter.Workbook(str(path), options)
        book.set_properties({"title": title, "created": _CREATED})
        try:
            yield book
            _close(book, path)
        finally:
            _let_go(book)


def _close(book: Workbook, path: Path) -> None:
    """Write the file; only now, so that a run that is stopped before leaves none."""
    from xlsxwriter.exceptions import FileCreateError

    with _File(path, "w") as file:
        book.filename = file
        try:
            book.close()
        except FileCreateError as fault:
            raise fault.args[0] from fault


def _let_go(book: Workbook) -> None:
    """Close what a writing that was stopped left open: Windows keeps a folder with an open file."""
    for sheet in book.worksheets():
        if sheet.row_data_fh is not None:
            sheet.row_data_fh.close()


class _File(io.FileIO):
    """A file that can still be written to when it is closed, without any effect.

    A zip that could not be finished (the disk is full) tries once more when it is thrown away, and Python would print
    the traceback of this second fault.
    """

    _lost = 0  # where the next byte would stand that has no place any more

    def write(self, data: Any, /) -> int:
        """Write all of ``data``; of a nearly full disk the system takes a part first."""
        rest = memoryview(data)
        if self.closed:
            self._lost += rest.nbytes
        else:
            while rest:
                rest = rest[super().write(rest) :]
        return memoryview(data).nbytes

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place."""
        if not self.closed:
            return super().seek(offset, whence)
        self._lost = offset
        return offset

    def tell(self) -> int:
        """The place that is written to."""
        return self._lost if self.closed else super().tell()

    def flush(self) -> None:
        """Nothing is held back."""
        if not self.closed:
            super().flush()
