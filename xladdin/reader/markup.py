"""XML of the parts. Document types are refused, so that no entity can be declared; memory stays flat.

ElementTree builds the elements in C. Handlers in Python (expat alone) took half as long again for one form, lxml as
long again, and a tree of a whole sheet with a million rows would not fit; so complete elements are handed out chunk
by chunk and forgotten.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xladdin.reader.faults import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

#: Elements inside one another; a workbook's parts stay below 20.
_DEPTH = 100
#: Bytes of one element that is handed out whole: a row of a sheet, one shared string.
_ELEMENT_BYTES = 8 << 20
_PIECE = 1 << 16
_REMEMBERED_BYTES = 1 << 14
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']""")
_ALLOWED = ("utf-8", "utf8", "us-ascii", "ascii")
_TRANSCODED = ("gb2312", "gbk", "gb18030")
_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


def root(content: bytes, part: str) -> Element:
    """A small part as a tree, which nobody may change.

    Raises:
        UnreadableError: not well-formed, or with a document type.
    """
    return _remembered_root(content, part) if len(content) <= _REMEMBERED_BYTES else _root(content, part)


def _root(content: bytes, part: str) -> Element:
    builder = ET.TreeBuilder()
    top = builder.start("", {})  # above the root, to watch the tree grow
    parser = ET.XMLParser(target=builder, encoding="utf-8")  # noqa: S314  _checked refuses document types
    pieces = (content[start : start + _PIECE] for start in range(0, len(content), _PIECE))
    try:
        for piece in _checked(pieces, part):
            parser.feed(piece)
            if not len(top):  # the first piece holds the beginning of the root: no document type can follow
                raise UnreadableError("broken-part", part=part)
            _unfinished(top, part, 1)  # stops at deep nesting
        parser.close()
    except ET.ParseError as error:
        raise UnreadableError("broken-part", part=part) from error
    return top[0]


#: Forms made from one template share their styles, relations and sheet names to the byte: a tenth of the reading.
_remembered_root = lru_cache(maxsize=64)(_root)


def complete_elements(chunks: Iterable[bytes], part: str, depth: int = 1) -> Iterator[list[Element]]:
    """The children of the root, or with ``depth`` 2 its grandchildren, in batches as they get complete.

    Elements of other namespaces than the root's are left out. A batch lives until the next one is asked for.

    Raises:
        UnreadableError: not well-formed, a document type, nested too deeply, an element too large.
    """
    builder = ET.TreeBuilder()
    top = builder.start("", {})  # above the root, to watch the tree grow
    parser = ET.XMLParser(target=builder, encoding="utf-8")  # noqa: S314  _checked refuses document types
    growing, size = None, 0
    try:
        for chunk in _checked(chunks, part):
            parser.feed(chunk)
            if not len(top):  # as above
                raise UnreadableError("broken-part", part=part)
            yield _take(top[0], depth)
            before, growing = growing, _unfinished(top, part, depth + 1)
            size = size + len(chunk) if growing is before else 0
            if size > _ELEMENT_BYTES:
                raise UnreadableError("inflates-too-much", megabytes=_ELEMENT_BYTES >> 20)
        parser.close()
    except ET.ParseError as error:
        raise UnreadableError("broken-part", part=part) from error
    ET.SubElement(top[0], top[0].tag)  # now the last child is complete, too
    yield _take(top[0], depth)


def inside(root: Element) -> list[Element]:
    """The grandchildren of the root, without elements of other namespaces than its own."""
    namespace = root.tag[: root.tag.find("}") + 1]
    children = [child for child in root if child.tag.startswith(namespace)]
    return [element for child in children for element in child if element.tag.startswith(namespace)]


def encoding(beginning: bytes, part: str) -> str | None:
    """The encoding to translate from, None for UTF-8.

    Raises:
        UnreadableError: another than the known ones.
    """
    if mark := _MARKS.get(beginning[:2]):
        return mark
    declared = _DECLARED.match(beginning.removeprefix(codecs.BOM_UTF8))
    name = declared[1].decode().lower() if declared else "utf-8"
    if name in _ALLOWED:
        return None
    if name in _TRANSCODED:
        return "gb18030"
    raise UnreadableError("broken-part", part=part)


def local(name: str) -> str:
    """A name without its namespace."""
    return name[name.find("}") + 1 :]


def attribute(element: Element, name: str) -> str | None:
    """An attribute whatever its namespace: ``r:id`` is found as ``id``."""
    for key, value in element.attrib.items():
        if local(key) == name:
            return value
    return None


def is_true(value: str | None) -> bool:
    """An XML boolean."""
    return value in {"1", "true", "on"}


def _take(root: Element, depth: int) -> list[Element]:
    """Take out what is complete: everything but the last child, which may still grow."""
    namespace = root.tag[: root.tag.find("}") + 1]
    taken = root[:-1]
    del root[:-1]
    if depth == 2:
        taken = [grandchild for child in taken if child.tag.startswith(namespace) for grandchild in child]
        if len(root) and root[0].tag.startswith(namespace):
            taken += root[0][:-1]
            del root[0][:-1]
    return [element for element in taken if element.tag.startswith(namespace)]


def _unfinished(top: Element, part: str, depth: int) -> Element:
    """The element at this depth that may still grow, or what there is above it; stops at deep nesting."""
    element = found = top
    for level in range(_DEPTH):
        if not len(element):
            return found
        element = element[-1]
        if level < depth:
            found = element
    raise UnreadableError("too-deep", part=part)


def _checked(chunks: Iterable[bytes], part: str) -> Iterator[bytes]:
    """The chunks in UTF-8, refused when the first holds a document type (it can stand nowhere but in front).

    The caller makes sure that the first chunk holds the beginning of the root, too.
    """
    decoder: codecs.IncrementalDecoder | None = None
    first = True
    for chunk in chunks:
        if first:
            foreign = encoding(chunk, part)
            decoder = codecs.getincrementaldecoder(foreign)() if foreign else None
        try:
            piece = chunk if decoder is None else decoder.decode(chunk).encode()
        except UnicodeError as error:
            raise UnreadableError("broken-part", part=part) from error
        if first and b"<!DOCTYPE" in piece:
            raise UnreadableError("entities", part=part)
        first = False
        yield piece
