"""The table of contents at the end of a zip, looked at before zipfile makes an object of each of its lines."""

from __future__ import annotations

import struct
from typing import IO

from xladdin.sources.faults import SourceError

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_ENTRY = b"PK\x01\x02"
_LONGEST_END = 22 + 65_535 + 20  # with the longest comment, and the locator of a large zip before it
_UNKNOWN = 0xFFFFFFFF
_MOST_BYTES_A_LINE = 1_000


def verify_contents(stream: IO[bytes], most: int) -> int:
    """The size of the zip in bytes, if it has a table of contents of at most ``most`` lines.

    Raises:
        SourceError: empty, no zip or half of one, too many lines.
    """
    size = stream.seek(0, 2)
    if size == 0:
        raise SourceError("empty")
    stream.seek(max(0, size - _LONGEST_END))
    tail = stream.read(_LONGEST_END)
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + 22:
        raise SourceError("broken-archive")
    length = struct.unpack_from("<L", tail, place + 12)[0]
    end = size - len(tail) + place
    if length == _UNKNOWN:
        large = tail.rfind(_END_64, 0, place)
        if large < 0 or len(tail) < large + 56:
            raise SourceError("broken-archive")
        length = struct.unpack_from("<Q", tail, large + 40)[0]
        end = size - len(tail) + large
    if length > min(end, most * _MOST_BYTES_A_LINE):
        raise SourceError("broken-archive" if length > end else "archive-too-many", limit=most)
    _count(stream, end - length, length, most)
    stream.seek(0)
    return size


def _count(stream: IO[bytes], start: int, length: int, most: int) -> None:
    stream.seek(start)
    count = 0
    while length > 0 and (piece := stream.read(min(length, 1 << 20))):
        count += piece.count(_ENTRY)
        length -= len(piece)
        if count > most:
            raise SourceError("archive-too-many", limit=most)
