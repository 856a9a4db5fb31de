"""Texts of cells: the table of shared strings, rich text joined, phonetic guides left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xladdin.model.patterns import lazy_pattern
from xladdin.reader.faults import UnreadableError
from xladdin.reader.markup import complete_elements, local
from xladdin.reader.plain import in_one_piece, plain_strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from xladdin.reader.limits import Limits

_SHORT = 1000  # taken as it stands, which saves a call for nearly every string
_ESCAPE = lazy_pattern(r"_x([0-9A-Fa-f]{4})_")


def shared_strings(chunks: Iterable[bytes], part: str, limits: Limits) -> list[str]:
    """The shared strings of a workbook in their order.

    Raises:
        UnreadableError: damaged part, limits.
    """
    content, chunks = in_one_piece(chunks)
    plain = plain_strings(content, part)
    strings: list[str] = []
    for texts in [plain] if plain is not None else _texts(chunks, part):
        strings += [
            plain_text(text, limits) if len(text) > _SHORT or "_x" in text or "\r" in text else text for text in texts
        ]
        if len(strings) > limits.cells:
            raise UnreadableError("too-many-cells", limit=limits.cells)
    return strings


def _texts(chunks: Iterable[bytes], part: str) -> Iterator[list[str]]:
    """The strings as they are written, in batches."""
    for elements in complete_elements(chunks, part):
        plain = f"{elements[0].tag[:-2]}t" if elements else ""  # <t> beside <si>
        yield [
            element[0].text or "" if len(element) == 1 and element[0].tag == plain else joined(element)
            for element in elements
        ]


def joined(element: Element) -> str:
    """What is written in ``<si>`` or ``<is>``: one ``<t>``, or several runs; phonetic guides (``<rPh>``) left out."""
    pieces = []
    for child in element:
        name = local(child.tag)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces += (run.text or "" for run in child if local(run.tag) == "t")
    return "".join(pieces)


def plain_text(text: str, limits: Limits) -> str:
    """The text of a cell with ``_x000D_`` and its like decoded and every line end a line feed.

    Raises:
        UnreadableError: longer than any cell may be.
    """
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
