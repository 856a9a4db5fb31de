"""A file becomes a Workbook; whatever is wrong with it becomes a fault of that Workbook."""

from __future__ import annotations

import hashlib
import stat
from typing import TYPE_CHECKING

from xladdin.model import Workbook
from xladdin.reader.faults import UnreadableError
from xladdin.reader.limits import Limits, Watch
from xladdin.reader.ooxml import read_ooxml, workbook_part
from xladdin.reader.package import Package

if TYPE_CHECKING:
    from pathlib import Path

_DEFAULT = Limits()


def read(path: Path, limits: Limits = _DEFAULT) -> Workbook:
    """Read a workbook, by its content and not by its ending.

    Never raises for a bad file: a file that is missing, damaged, encrypted, mislabelled, hostile or too large gives
    a Workbook without sheets and with a fault.
    """
    watch = Watch(limits)
    digest = ""
    try:
        data = _load(path, limits)
        digest = hashlib.sha256(data).hexdigest()
        return _read_data(path, data, digest, watch)
    except UnreadableError as error:
        return Workbook(path, faults=(error.fault,), sha256=digest)


def _load(path: Path, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError("folder")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("not-a-file")
        if status.st_size > limits.file_bytes:
            raise UnreadableError("file-too-large", size=status.st_size >> 20, limit=limits.file_bytes >> 20)
        with path.open("rb") as stream:
            data = stream.read(status.st_size)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableError("missing") from error
    except PermissionError as error:
        raise UnreadableError("no-permission") from error
    except (OSError, ValueError) as error:
        raise UnreadableError("not-readable", reason=getattr(error, "strerror", None) or error) from error
    if not data:
        raise UnreadableError("empty")
    return data


def _read_data(path: Path, data: bytes, digest: str, watch: Watch) -> Workbook:
    package = Package(data, watch)
    part = workbook_part(package)
    if part is None:
        raise UnreadableError("no-sheets")
    found = read_ooxml(package, part, watch)
    return Workbook(
        path=path,
        sheets=found.sheets,
        sha256=digest,
        has_macros=found.has_macros,
        external_links=found.external_links,
        missing_values=sum(map(len, found.missing.values())),
        properties=found.properties or {},
    )
