"""The text of an XML part as bytes that can be cut: a parser says where the elements stand, edits go between.

Parts are never serialised anew, so that everything outside an edit stays as it was written, byte for byte.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers import expat

from xladdin.errors import OutputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
# Only ever matched at an element's start that the parser has reported, where the markup is known to be well-formed.
_START_TAG = re.compile(rb"""<([^\s/>]+)(?:[^"'>]*(?:"[^"]*"|'[^']*'))*[^"'>]*>""")
_ATTRIBUTE = re.compile(rb"""\s([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

_SLASH = ord("/")

StartHandler = Callable[[dict[str, str], int], None]  # attributes, offset of the start tag
EndHandler = Callable[[int], None]  # offset of the end tag, of an element written as <c/> behind it: see element_end


@dataclass(frozen=True, slots=True)
class PartText:
    """A part as UTF-8 without byte order mark, with the way back to the encoding it is stored in."""

    body: bytes
    mark: bytes
    encoding: str

    @classmethod
    def read(cls, raw: bytes, name: str) -> PartText:
        """Decode a part; ``name`` is for the message.

        Raises:
            OutputError: the encoding is unknown or the bytes do not belong to it.
        """
        mark, encoding = _encoding(raw)
        stored = raw[len(mark) :]
        if encoding == "utf-8":
            return cls(stored, mark, encoding)  # the parser refuses bytes that are no UTF-8
        try:
            text = cls(stored.decode(encoding).encode("utf-8"), mark, encoding)
            faithful = text.write(text.body) == raw
        except (LookupError, UnicodeError):
            faithful = False
        if not faithful:
            raise OutputError(f"工作簿部件“{name}”的文字编码无法识别，未改写。请用 Excel 打开后另存再试。")
        return text

    def write(self, body: bytes) -> bytes:
        """``body`` in the encoding of the part; what that encoding lacks becomes a character reference."""
        if self.encoding == "utf-8":
            return self.mark + body
        return self.mark + body.decode("utf-8").encode(self.encoding, "xmlcharrefreplace")


def _encoding(raw: bytes) -> tuple[bytes, str]:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return mark, encoding
    if raw.startswith(b"<\0"):
        return b"", "utf-16-le"
    if raw.startswith(b"\0<"):
        return b"", "utf-16-be"
    declared = _DECLARED.match(raw)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    return b"", "utf-8" if name in {"utf-8", "utf8"} else name


def walk(
    body: bytes, part: str, starts: Mapping[str, StartHandler], ends: Mapping[str, EndHandler], separator: str | None
) -> None:
    """Parse ``body`` and call the handlers of each element that has some, at its start tag and at its end.

    With a ``separator`` names are "namespace" + separator + "local name", without one as they are written.

    Raises:
        OutputError: not well-formed, or with a document type (a part of a workbook never has one).
    """
    parser = expat.ParserCreate("utf-8", separator)

    def start(name: str, attributes: dict[str, str]) -> None:
        if name in starts:
            starts[name](attributes, parser.CurrentByteIndex)

    def end(name: str) -> None:
        if name in ends:
            ends[name](parser.CurrentByteIndex)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse_doctype(part)
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, KeyError, OverflowError) as error:  # the latter: a bad attribute
        raise refuse_markup(part, parser.CurrentLineNumber) from error


def refuse_doctype(part: str) -> Callable[..., None]:
    """A handler that raises OutputError: a part of a workbook never has a document type."""

    def refuse(*_: object) -> None:
        raise OutputError(f"工作簿部件“{part}”含有文档类型声明，可能是恶意文件，未改写。")

    return refuse


def refuse_markup(part: str, line: int) -> OutputError:
    """What a user is told of a part that is not well-formed."""
    return OutputError(f"工作簿部件“{part}”第 {line} 行无效，未改写。请用 Excel 打开并修复后再试。")


def element_end(body: bytes, start: int, reported: int) -> int:
    """Behind the element that begins at ``start``, by the place that its end handler was given."""
    match = _START_TAG.match(body, start)
    if match is not None and body[match.end() - 2] == _SLASH:
        return match.end()
    return body.index(b">", reported) + 1


class StartTag:
    """A start tag where it stands: its name as written, and where each attribute's value lies."""

    __slots__ = ("end", "name", "start")

    def __init__(self, body: bytes, start: int) -> None:
        match = _START_TAG.match(body, start)
        if match is None:
            raise ValueError("no start tag here")
        self.start = start
        self.end = match.end()
        self.name = match[1]

    @property
    def prefix(self) -> bytes:
        """The namespace prefix with its colon, or nothing."""
        prefix, colon, _ = self.name.rpartition(b":")
        return prefix + colon

    def is_empty(self, body: bytes) -> bool:
        """Whether the element is written as ``<c/>``."""
        return body[self.end - 2] == _SLASH

    def values(self, body: bytes) -> dict[bytes, bytes]:
        """The attributes as they are written, character references included."""
        return {name: body[start:end] for name, (_, start, end) in self.places(body).items()}

    def places(self, body: bytes) -> dict[bytes, tuple[int, int, int]]:
        """Of each attribute: the start with the space before it, and start and end of the bare value."""
        return {
            found[1]: (found.start(), *found.span(2 if found[2] is not None else 3))
            for found in _ATTRIBUTE.finditer(body, self.start + 1 + len(self.name), self.end)
        }

    def without(self, body: bytes, *names: bytes) -> bytes:
        """The tag's text from its name to its last attribute, without some attributes and without the closing ``>``."""
        kept, position = b"", self.start
        for name, (start, _, value_end) in self.places(body).items():
            if name in names:
                kept += body[position:start]
                position = value_end + 1
        return kept + body[position : self.end - (2 if self.is_empty(body) else 1)].rstrip()


class Edit(NamedTuple):
    """Put ``text`` in the place of the bytes from ``start`` to ``end``."""

    start: int
    end: int
    text: bytes


def splice(body: bytes, edits: Iterable[Edit]) -> bytes:
    """``body`` with all edits made; of several at one place the first goes first."""
    pieces: list[bytes | memoryview] = []
    view = memoryview(body)
    position = 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        if edit.start < position:
            raise ValueError("edits overlap")
        pieces += [view[position : edit.start], edit.text]
        position = edit.end
    pieces.append(view[position:])
    return b"".join(pieces)
