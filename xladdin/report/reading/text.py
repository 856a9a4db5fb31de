"""A text file: encoding, lines that belong to one paragraph, tables with tabs."""

from __future__ import annotations

import codecs
import re

from xladdin.report.lexicon import pattern
from xladdin.report.reading.blocks import Block, Row
from xladdin.report.reading.faults import UnreadableReportError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TERMINAL = re.compile(r"[。！？：；:;!?…”’」）)|、]$")
_WRAPPED = 20  # characters of a line that may have been broken by a page or a narrow window
_JOINED = 3000  # no more lines are added to what is as long as this
_BODY = 45  # a numbered line as long as this is text, not a heading
_HTML = re.compile(r"^\s*<(?:!doctype html|html|head|body|meta|\?xml)\b", re.IGNORECASE)
_BEGINNING = 4096


def blocks_of_text(text: str) -> list[Block]:
    """The paragraphs and tables of a text."""
    blocks: list[Block] = []
    rows: list[Row] = []
    for line in text.splitlines():
        if "\t" in line.strip():
            rows.append(tuple(cell.strip() for cell in line.split("\t")))
            continue
        if not line.strip():
            continue
        if rows:
            blocks.append(Block(rows=tuple(rows)))
            rows = []
        _add(blocks, line.strip())
    if rows:
        blocks.append(Block(rows=tuple(rows)))
    return blocks


def decode(data: bytes) -> str:
    """The text of a file, whatever its encoding.

    Raises:
        UnreadableReportError: an unknown encoding, or a web page.
    """
    text = _decode(data)
    if _HTML.match(text):
        raise UnreadableReportError("not-a-report", kind="web")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if _is_utf16(data[:_BEGINNING]):
        return _decoded(data, "utf-16-le" if data[1:2] in (b"\x00", b"") or _looks_little(data) else "utf-16-be")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decoded(data, "gb18030")
    if len(_CONTROL.findall(text[:_BEGINNING])) > 2:
        raise UnreadableReportError("encoding")
    return text


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableReportError("encoding") from error


def _is_utf16(beginning: bytes) -> bool:
    """Line breaks and digits of UTF-16 without a mark leave many zero bytes."""
    return beginning.count(b"\x00") > max(2, len(beginning) // 200) and b"\x00\x00" not in beginning


def _looks_little(data: bytes) -> bool:
    beginning = data[: _BEGINNING & ~1]
    return beginning[1::2].count(b"\x00"[0]) >= beginning[0::2].count(b"\x00"[0])


def _add(blocks: list[Block], line: str) -> None:
    """Add a line as a paragraph, or to the one before where that was broken in the middle of a sentence."""
    last = blocks[-1] if blocks else None
    if last is None or last.rows or not _is_broken(last.text) or _is_new(line):
        blocks.append(Block(line))
        return
    blocks[-1] = Block(last.text + line)


def _is_new(line: str) -> bool:
    return bool(pattern("headings", "numbered").match(line) or pattern("titles", "label").match(line))


def _is_broken(text: str) -> bool:
    if not _WRAPPED <= len(text) < _JOINED or _TERMINAL.search(text) or pattern("titles", "ending").search(text):
        return False
    return not pattern("headings", "numbered").match(text) or "。" in text or len(text) >= _BODY
