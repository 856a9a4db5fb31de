"""Opens and closes a workbook we write."""

from __future__ import annotations

import io
import os
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
def new_book(path: Path, title: str, *, flat: bool = False, scratch: Path | None = None) -> Iterator[Workbook]:
    """A workbook to fill; it is written to ``path`` when all went well.

    ``flat``: every row goes to the disk (to ``scratch``) as soon as the next one begins, so memory stays flat; a row
    that has gone cannot be changed, and the file grows by a quarter.

    Raises:
        OSError: the place cannot be written.
    """
    import xlsxwriter  # not at import time: a check as text or JSON needs no workbook
    from xlsxwriter.exceptions import FileCreateError

    options: dict[str, bool | str] = {
        "constant_memory": flat,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "use_zip64": flat,  # only a sheet of more than 4 GB makes use of it
    }
    if scratch is not None:
        options["tmpdir"] = str(scratch)
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": title, "created": _CREATED})
    yield book
    with _File(path, "w") as file:  # only now: a run that is stopped before leaves no file
        book.filename = file
        try:
            book.close()
        except FileCreateError as fault:
            raise fault.args[0] from fault


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
