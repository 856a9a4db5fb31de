"""Texts of cells: the table of shared strings, rich text joined, phonetic guides left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xladdin.reader.faults import UnreadableError
from xladdin.reader.markup import DEPTH, new_parser, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.reader.limits import Limits

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _Strings:
    """Handlers for the table."""

    def __init__(self, part: str, limits: Limits) -> None:
        self.strings: list[str] = []
        self.pieces: list[str] = []
        self.texts: list[str] = []  # expat puts all character data here
        self.phonetic = False
        self._part = part
        self._limits = limits
        self._depth = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "t":
            self.texts.clear()
        elif name == "si":
            self.pieces.clear()
        else:
            self.phonetic = self.phonetic or name == "rPh"
            self._depth += 1
            if self._depth > DEPTH:
                raise UnreadableError("too-deep", part=self._part)

    def end(self, name: str) -> None:
        if name == "t":
            if not self.phonetic:
                self.pieces += self.texts
        elif name == "si":
            self.strings.append(plain_text(self.pieces, self._limits))
            self.texts.clear()
            if len(self.strings) > self._limits.cells:
                raise UnreadableError("too-many-cells", limit=self._limits.cells)
        else:
            self._depth -= 1
            if name == "rPh":
                self.phonetic = False


def shared_strings(chunks: Iterable[bytes], part: str, limits: Limits) -> list[str]:
    """The shared strings of a workbook in their order."""
    handlers = _Strings(part, limits)
    parser = new_parser(handlers.start, handlers.end)
    parser.CharacterDataHandler = handlers.texts.append
    parse(chunks, part, parser)
    return handlers.strings


def plain_text(pieces: list[str], limits: Limits) -> str:
    """The text of a cell from its runs, with ``_x000D_`` and its like decoded and line ends as ``\\n``.

    Raises:
        UnreadableError: longer than any cell may be.
    """
    text = pieces[0] if len(pieces) == 1 else "".join(pieces)
    if len(text) > limits.text_length:
        raise UnreadableError("too-long-text", limit=limits.text_length)
    if "_x" in text:
        text = _ESCAPE.sub(_decoded, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decoded(escape: re.Match[str]) -> str:
    """The character of an escape; halves of a pair stay as they are, control characters are shown by nobody."""
    code = int(escape[1], 16)
    if 0xD800 <= code < 0xE000:
        return escape[0]
    character = chr(code)
    return character if character.isprintable() or character in "\t\n\r\xa0\u3000" else ""
