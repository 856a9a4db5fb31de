"""A .docx into blocks: paragraphs, tables with merged cells, footnotes, text boxes; tracked changes as accepted.

The library for Word files shows neither tracked insertions nor text boxes nor footnotes, so the parts are read here.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator

from xladdin.model import Origin
from xladdin.report.reading.blocks import Block
from xladdin.report.reading.faults import UnreadableReportError
from xladdin.report.reading.markup import name_of
from xladdin.report.reading.word_tables import read_table

_PART_BYTES = 64 * 1024 * 1024  # of a part, unpacked
_PARTS = 5_000
_DEEPEST = 200
_MAIN = re.compile(r"word/document\d*\.xml$", re.IGNORECASE)
_OTHERS = (("xl/", "workbook"), ("ppt/", "slides"), ("OFD.xml", "ofd"), ("content.xml", "odt"))
#: Parts of the text that do not count: deleted and moved away, field codes, what a drawing says a second time.
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "pPr", "tblPr", "sectPr"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}


def read_docx(data: bytes) -> list[Block]:
    """The blocks of a document, footnotes and endnotes last.

    Raises:
        UnreadableReportError: damaged, encrypted, not a Word document, over the limits.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableReportError("damaged") from error
    names = package.namelist()
    if len(names) > _PARTS:
        raise UnreadableReportError("inflates-too-much", megabytes=_PART_BYTES >> 20)
    main = next((name for name in names if _MAIN.match(name)), None)
    if main is None:
        kind = next((kind for mark, kind in _OTHERS if any(name.startswith(mark) for name in names)), "archive")
        raise UnreadableReportError("not-a-report", kind=kind)
    blocks = list(_blocks(_root(package, main), Origin.BODY))
    for notes in ("word/footnotes.xml", "word/endnotes.xml"):
        if notes in names:
            blocks += [
                Block(block.text, Origin.FOOTNOTE)
                for note in _root(package, notes)
                for block in _blocks(note, Origin.FOOTNOTE)
                if not block.rows
            ]
    return blocks


def _root(package: zipfile.ZipFile, name: str) -> ET.Element:
    """A part as a tree; a document type is refused, and bytes are counted as they are inflated."""
    info = package.getinfo(name)
    if info.flag_bits & 1:
        raise UnreadableReportError("encrypted")
    try:
        with package.open(info) as stream:
            data = stream.read(_PART_BYTES + 1)
        if len(data) > _PART_BYTES:
            raise UnreadableReportError("inflates-too-much", megabytes=_PART_BYTES >> 20)
        if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data or "<!DOCTYPE".encode("utf-16-be") in data:
            raise UnreadableReportError("entities")
        return ET.fromstring(data)  # noqa: S314  document types, and with them entities, were refused above
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, ET.ParseError) as error:
        raise UnreadableReportError("damaged") from error


def _blocks(parent: ET.Element, origin: Origin, depth: int = 0) -> Iterator[Block]:
    """Paragraphs and tables below an element, in order; a box's text follows the paragraph that holds the box."""
    if depth > _DEEPEST:
        raise UnreadableReportError("damaged")
    for child in parent:
        name = name_of(child)
        if name == "p":
            boxes: list[ET.Element] = []
            yield Block(_text(child, boxes), origin)
            for box in boxes:
                yield from _blocks(box, Origin.TEXT_BOX, depth + 1)
        elif name == "tbl":
            yield read_table(child, lambda cell: _blocks(cell, Origin.TABLE, depth + 1))
        elif name not in _LEFT_OUT:
            yield from _blocks(child, origin, depth + 1)


def _text(paragraph: ET.Element, boxes: list[ET.Element]) -> str:
    """The text of a paragraph as it stands when all changes are accepted; text boxes are put aside."""
    pieces: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        name = name_of(element)
        if name in _LEFT_OUT:
            continue
        if name == "t":
            pieces.append(element.text or "")
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name == "txbxContent":
            boxes.append(element)
        else:
            waiting.extend(reversed(element))
    return "".join(pieces)
