"""Opens and closes a workbook we write."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

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
    try:
        book.close()
    except FileCreateError as fault:
        raise fault.args[0] from fault
