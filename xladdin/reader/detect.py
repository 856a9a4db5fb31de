"""What a file really is, whatever its name says."""

from __future__ import annotations

import posixpath
import re
from enum import StrEnum
from typing import TYPE_CHECKING

from xladdin.model.patterns import lazy_pattern
from xladdin.reader.faults import UnreadableError

if TYPE_CHECKING:
    from xladdin.reader.package import Package


class Container(StrEnum):
    """How the content of a possible workbook is wrapped."""

    ZIP = "zip"
    XLS = "xls"


#: Beginnings of files, with the name of their kind in faults.toml.
_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"RIFF", "media"),
    (b"ID3", "media"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3", "database"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: BIFF records that begin a worksheet or workbook saved without an OLE container (Excel 2 to 4, some exporters).
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_BEGINNING = 65_536
_HTML = lazy_pattern(r"<\s*(?:!doctype\s+html|html|head|body|table|meta|div)\b", re.IGNORECASE)
_MHTML = lazy_pattern(r"^(?:mime-version|content-type|from|subject|date):", re.IGNORECASE | re.MULTILINE)
_CONTROL = lazy_pattern(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: Main folder or part of other documents that are zips.
_OTHER_ZIPS = (
    ("word/", "word"),
    ("ppt/", "powerpoint"),
    ("ofd.xml", "ofd"),
    ("index/document.iwa", "numbers"),
    ("visio/", "visio"),
)
_OPEN_DOCUMENTS = {"text": "word", "presentation": "powerpoint", "graphics": "image", "formula": "text"}
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def container(data: bytes) -> Container:
    """How the content is wrapped.

    Raises:
        UnreadableError: it is no workbook; says what it is.
    """
    if data.startswith(b"PK"):
        return Container.ZIP
    if data.startswith((_OLE, *_BARE_BIFF)):
        return Container.XLS
    for beginning, kind in _SIGNATURES:
        if data.startswith(beginning):
            raise UnreadableError("not-a-workbook", kind=kind)
    raise UnreadableError("not-a-workbook", kind=_kind_of_text(data[:_BEGINNING]))


def kind_of_zip(package: Package) -> str:
    """What a zip without a workbook is.

    Raises:
        UnreadableError: a binary workbook.
    """
    if "mimetype" in package:
        kind = package.read("mimetype").decode("ascii", "replace").strip().partition("opendocument.")[2]
        return _OPEN_DOCUMENTS.get(kind.partition("-")[0], "archive")
    if "xl/workbook.bin" in package:
        raise UnreadableError("xlsb")
    names = package.names
    for beginning, kind in _OTHER_ZIPS:
        if any(name.startswith(beginning) for name in names):
            return kind
    inside = {posixpath.splitext(name)[1] for name in names}
    return "archive-with-workbooks" if inside & {".xls", ".xlsx", ".et", ".xlsm"} else "archive"


def _kind_of_text(beginning: bytes) -> str:
    text = _decoded(beginning)
    if text is None:
        return "nul" if not beginning.strip(b"\0") else "unknown"
    text = text.lstrip("\ufeff \t\r\n")
    if "urn:schemas-microsoft-com:office:spreadsheet" in text and text.startswith("<?xml"):
        return "xml-spreadsheet"
    if _HTML.search(text[:4096]):
        return "html"
    if _MHTML.match(text) and "mime-version:" in text.lower():
        return "html"
    return "xml" if text.startswith("<?xml") else "text"


def _decoded(beginning: bytes) -> str | None:
    """The text of a text file, None for binary content. A character cut off at the end does not matter."""
    wide = beginning.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8", "gb18030"):
        try:
            text = beginning.decode(encoding)
        except UnicodeDecodeError as error:
            if len(beginning) - error.start > 4:
                continue
            text = beginning[: error.start].decode(encoding)
        if not _CONTROL.search(text):
            return text
    return None
