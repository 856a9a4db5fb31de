"""A file becomes a Workbook; whatever is wrong with it becomes a fault of that Workbook."""

from __future__ import annotations

import hashlib
from collections import deque
from typing import TYPE_CHECKING

from xladdin import sources
from xladdin.model import Workbook
from xladdin.reader.cells import Found
from xladdin.reader.detect import ODS, Container, container, kind_of_zip
from xladdin.reader.faults import UnreadableError
from xladdin.reader.limits import Limits, Watch
from xladdin.reader.ooxml import read_ooxml, workbook_part
from xladdin.reader.package import Package

if TYPE_CHECKING:
    from pathlib import Path

_DEFAULT = Limits()
_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xltx", ".xltm", ".ett", ".xlt"})


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
        error.details.setdefault("renamed", _renamed(path))
        return Workbook(path, faults=(error.fault,), sha256=digest)


def compute_missing(workbook: Workbook, limits: Limits = _DEFAULT, *, from_1904: bool = False) -> Workbook:
    """The workbook with the values of formulas that have none; stored values stay as they are.

    ``uncomputed`` names the cells that could not be worked out (names, other workbooks, rare functions, cycles, time);
    worked-out cells have ``computed`` set, and ``missing_values`` stays as it was. ``from_1904`` is the date system in
    which dates are shown.
    """
    from xladdin.reader.formulas.calculate import work_out  # most files need none of it

    return work_out(workbook, limits.calculation_seconds, from_1904)


def _renamed(path: Path) -> str:
    """Half a sentence on a file that only bears the name of a workbook."""
    ending = path.suffix.lower()
    return f"，只是文件名改成了{ending}" if ending in _ENDINGS else ""


def _load(path: Path, limits: Limits) -> bytes:
    try:
        if path.suffix.lower() == sources.ARCHIVE_ENDING:
            deque(sources.walk_archive(path), maxlen=0)  # says what is wrong with a zip
        return sources.load(path, limits.file_bytes)
    except sources.SourceError as error:
        raise UnreadableError(error.key, **error.details) from error


def _read_data(path: Path, data: bytes, digest: str, watch: Watch) -> Workbook:
    found = _read_xls(data, watch) if container(data) is Container.XLS else _read_zip(data, watch)
    workbook = Workbook(
        path=path,
        sheets=found.sheets,
        sha256=digest,
        has_macros=found.has_macros,
        external_links=found.external_links,
        missing_values=found.missing_values,
        properties=found.properties,
    )
    return compute_missing(workbook, watch.limits, from_1904=found.from_1904) if found.missing_values else workbook


def _read_zip(data: bytes, watch: Watch) -> Found:
    package = Package(data, watch)
    if package.is_encrypted:
        raise UnreadableError("encrypted")
    part = workbook_part(package)
    if part is not None:
        return read_ooxml(package, part, watch)
    if "mimetype" in package and package.read("mimetype").decode("ascii", "replace").startswith(ODS):
        from xladdin.reader.ods import read_ods  # rare

        return read_ods(package, watch)
    raise UnreadableError("not-a-workbook", kind=kind_of_zip(package))


def _read_xls(data: bytes, watch: Watch) -> Found:
    from xladdin.reader.xls.process import read_xls  # rare

    return read_xls(data, watch)
