"""The compression of VBA streams ([MS-OVBA] 2.4.1): chunks of 4096 bytes of literals and back references."""

from __future__ import annotations

import struct
from collections import defaultdict

CHUNK = 4096

_SIGNATURE = 0b011 << 12
_COMPRESSED = 1 << 15
_SHORTEST_COPY = 3


def compress(data: bytes) -> bytes:
    """``data`` as a CompressedContainer."""
    chunks = (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
    return b"\x01" + b"".join(_chunk(chunk) for chunk in chunks)


def _chunk(data: bytes) -> bytes:
    body = _Tokens(data).written()
    if len(body) < CHUNK:
        return struct.pack("<H", _COMPRESSED | _SIGNATURE | (len(body) - 1)) + body
    return struct.pack("<H", _SIGNATURE | (CHUNK - 1)) + data.ljust(CHUNK, b"\0")  # a raw chunk is always full


class _Tokens:
    """The tokens of one chunk, each back reference as long as possible."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0
        self._seen: dict[bytes, list[int]] = defaultdict(list)

    def written(self) -> bytes:
        """Groups of a flag byte and up to eight tokens (2.4.1.1.7)."""
        out = bytearray()
        while self._position < len(self._data):
            flags, tokens = 0, b""
            for bit in range(8):
                if self._position >= len(self._data):
                    break
                offset, length = self._longest_match()
                if length:
                    flags |= 1 << bit
                    tokens += struct.pack("<H", self._copy_token(offset, length))
                else:
                    tokens += self._data[self._position : self._position + 1]
                self._advance(length or 1)
            out.append(flags)
            out += tokens
        return bytes(out)

    def _offset_bits(self) -> int:
        """How many bits of a copy token hold the offset; the rest holds the length (2.4.1.3.19.1)."""
        return max((self._position - 1).bit_length(), 4)

    def _longest_match(self) -> tuple[int, int]:
        """(offset, length) of the longest earlier text that goes on here; the nearest of equals; length 0 if none."""
        data, position = self._data, self._position
        limit = min((0xFFFF >> self._offset_bits()) + _SHORTEST_COPY, len(data) - position)
        best, offset = _SHORTEST_COPY - 1, 0
        for candidate in reversed(self._seen.get(data[position : position + _SHORTEST_COPY], [])):
            length = 0
            while length < limit and data[candidate + length] == data[position + length]:
                length += 1
            if length > best:
                best, offset = length, position - candidate
        return (offset, best) if offset else (0, 0)

    def _copy_token(self, offset: int, length: int) -> int:
        return (offset - 1) << (16 - self._offset_bits()) | (length - _SHORTEST_COPY)

    def _advance(self, count: int) -> None:
        for position in range(self._position, self._position + count):
            start = self._data[position : position + _SHORTEST_COPY]
            if len(start) == _SHORTEST_COPY:
                self._seen[start].append(position)
        self._position += count
