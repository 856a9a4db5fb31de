"""A report file, by its content and not by its ending, into a Document."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.model import Document
from xladdin.report.reading.blocks import Block, assemble
from xladdin.report.reading.faults import UnreadableReportError

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.model import Fault

LARGEST = 60 * 1024 * 1024
#: Beginnings of files that are no report, with the name of their kind in faults.toml.
_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's blocks, the text itself where it is a text file, or why it cannot be read."""

    blocks: tuple[Block, ...] = ()
    text: str = ""
    faults: tuple[Fault, ...] = ()
    sha256: str = ""


def read_document(path: Path, loaded: Loaded | None = None) -> Document:
    """Read a report. Never raises for a bad file: what cannot be read gives a Document with a fault.

    ``loaded``: what ``load_blocks`` gave for it, where that was done before.
    """
    loaded = loaded or load_blocks(path)
    if loaded.faults:
        return Document(path, faults=loaded.faults, sha256=loaded.sha256)
    paragraphs, tables = assemble(list(loaded.blocks))
    if not paragraphs and not tables:
        return Document(path, faults=(UnreadableReportError("no-text").fault,), sha256=loaded.sha256)
    return Document(path, paragraphs, tables, sha256=loaded.sha256)


def load_blocks(path: Path) -> Loaded:
    """The paragraphs and tables of a file. Never raises for a bad file."""
    digest = ""
    try:
        data = _load(path)
        digest = hashlib.sha256(data).hexdigest()
        return _blocks(data, digest)
    except UnreadableReportError as error:
        return Loaded(faults=(error.fault,), sha256=digest)


def _load(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableReportError("folder" if os.access(path, os.R_OK | os.X_OK) else "closed-folder")
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableReportError("too-large", size=size >> 20, limit=LARGEST >> 20)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableReportError("missing") from error
    except (OSError, ValueError) as error:
        raise UnreadableReportError("not-readable", reason=getattr(error, "strerror", None) or error) from error
    if not data:
        raise UnreadableReportError("empty")
    return data


def _blocks(data: bytes, digest: str) -> Loaded:
    if data.startswith(b"PK"):
        from xladdin.report.reading.docx import read_docx

        return Loaded(tuple(read_docx(data)), sha256=digest)
    if data.startswith(_OLE):
        from xladdin.report.reading.docx import read_docx
        from xladdin.report.reading.old_word import as_docx

        return Loaded(tuple(read_docx(as_docx(data))), sha256=digest)
    for beginning, kind in _SIGNATURES:
        if data.startswith(beginning):
            raise UnreadableReportError("not-a-report", kind=kind)
    from xladdin.report.reading.text import blocks_of_text, decode

    text = decode(data)
    return Loaded(tuple(blocks_of_text(text)), text, sha256=digest)
