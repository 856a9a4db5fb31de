"""Compound files ([MS-CFB] version 3): the container of a VBA project.

Written without time stamps and without class identifiers, so that the same streams always give the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias

from xladdin.excel.addin.faults import BuildError

Tree: TypeAlias = "Mapping[str, bytes | Tree]"

SECTOR = 512
MINI_SECTOR = 64
MINI_CUTOFF = 4096
"""A stream shorter than this lives in the mini stream (2.2, Mini Stream Cutoff Size)."""

FREE = 0xFFFFFFFF
END_OF_CHAIN = 0xFFFFFFFE
FAT_SECTOR = 0xFFFFFFFD
NO_STREAM = 0xFFFFFFFF

_HEADER_FAT_SLOTS = 109
_LONGEST_NAME = 31
_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")


class _Kind(IntEnum):
    STORAGE = 1
    STREAM = 2
    ROOT = 5


@dataclass(slots=True)
class _Entry:
    """A directory entry (2.6.1)."""

    name: str
    kind: _Kind
    data: bytes = b""
    children: list[_Entry] = field(default_factory=list)
    number: int = 0
    red: bool = False
    left: int = NO_STREAM
    right: int = NO_STREAM
    child: int = NO_STREAM
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        return (
            name.ljust(64, b"\0")
            + struct.pack("<HBB", len(name) + 2, self.kind, 0 if self.red else 1)
            + struct.pack("<III", self.left, self.right, self.child)
            + bytes(16 + 4 + 16)  # class identifier, state bits, times of creation and of change
            + struct.pack("<IQ", self.start, self.size)
        )


_UNUSED = bytes(68) + struct.pack("<III", NO_STREAM, NO_STREAM, NO_STREAM) + bytes(48)


class _Sectors:
    """The sectors behind the header and the chains of the file allocation table (2.3)."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.fat: list[int] = []

    def append(self, data: bytes) -> int:
        """The first sector of ``data``, written as a new chain."""
        if not data:
            return END_OF_CHAIN
        start = len(self.fat)
        self.fat += _chain(start, _count(len(data), SECTOR))
        self.data += _padded(data, SECTOR)
        return start


def build(tree: Tree) -> bytes:
    """The compound file of storages (mappings) and streams (bytes)."""
    root = _Entry("Root Entry", _Kind.ROOT, children=_entries(tree))
    entries: list[_Entry] = []
    _number(root, entries)
    for entry in entries:
        entry.child = _search_tree(sorted(entry.children, key=_order))
    sectors = _Sectors()
    mini_fat = _write_streams(root, entries, sectors)
    mini_fat_data = _padded(_numbers(mini_fat), SECTOR, b"\xff")
    mini_fat_start = sectors.append(mini_fat_data)
    directory_start = sectors.append(_directory(entries))
    header = _header(sectors, directory_start, mini_fat_start, len(mini_fat_data) // SECTOR)
    return header + bytes(sectors.data) + _numbers(sectors.fat)


def _entries(tree: Tree) -> list[_Entry]:
    folded = {name.upper() for name in tree}
    if len(folded) < len(tree):
        raise BuildError(f"two streams of one name: {sorted(tree)}")
    for name in tree:
        if len(name.encode("utf-16-le")) > 2 * _LONGEST_NAME:
            raise BuildError(f"the name of a stream has more than {_LONGEST_NAME} characters: {name}")
    return [
        _Entry(name, _Kind.STREAM, data=content)
        if isinstance(content, bytes)
        else _Entry(name, _Kind.STORAGE, children=_entries(content))
        for name, content in tree.items()
    ]


def _number(entry: _Entry, entries: list[_Entry]) -> None:
    entry.number = len(entries)
    entries.append(entry)
    for child in entry.children:
        _number(child, entries)


def _order(entry: _Entry) -> tuple[int, list[int]]:
    """The order of siblings (2.6.4): the shorter name first, then by upper-case UTF-16 code units."""
    upper = entry.name.upper().encode("utf-16-le")
    return len(entry.name.encode("utf-16-le")), list(struct.unpack(f"<{len(upper) // 2}H", upper))


def _search_tree(siblings: list[_Entry]) -> int:
    """The number of the root of a balanced search tree; only its incomplete bottom level is red (2.6.4)."""
    black_levels = (len(siblings) + 1).bit_length() - 1

    def root(low: int, high: int, level: int) -> int:
        if low > high:
            return NO_STREAM
        middle = (low + high + 1) // 2
        entry = siblings[middle]
        entry.red = level >= black_levels
        entry.left = root(low, middle - 1, level + 1)
        entry.right = root(middle + 1, high, level + 1)
        return entry.number

    return root(0, len(siblings) - 1, 0)


def _write_streams(root: _Entry, entries: list[_Entry], sectors: _Sectors) -> list[int]:
    """Place every stream; returns the mini file allocation table (2.4)."""
    mini_stream = bytearray()
    mini_fat: list[int] = []
    for entry in entries:
        if entry.kind is not _Kind.STREAM:
            continue
        entry.size = len(entry.data)
        if not entry.data:
            entry.start = END_OF_CHAIN
        elif entry.size < MINI_CUTOFF:
            entry.start = len(mini_fat)
            mini_fat += _chain(entry.start, _count(entry.size, MINI_SECTOR))
            mini_stream += _padded(entry.data, MINI_SECTOR)
        else:
            entry.start = sectors.append(entry.data)
    root.start, root.size = sectors.append(bytes(mini_stream)), len(mini_stream)
    return mini_fat


def _directory(entries: list[_Entry]) -> bytes:
    packed = b"".join(entry.packed() for entry in entries)
    return packed + _UNUSED * (-len(packed) % SECTOR // len(_UNUSED))


def _header(sectors: _Sectors, directory_start: int, mini_fat_start: int, mini_fat_sectors: int) -> bytes:
    """The header (2.2); closes the file allocation table, whose own sectors come last."""
    per_sector = SECTOR // 4
    fat_sectors = 1
    while fat_sectors * per_sector < len(sectors.fat) + fat_sectors:
        fat_sectors += 1
    if fat_sectors > _HEADER_FAT_SLOTS:
        raise BuildError("the VBA project is larger than 7 MB")
    first = len(sectors.fat)
    sectors.fat += [FAT_SECTOR] * fat_sectors
    sectors.fat += [FREE] * (fat_sectors * per_sector - len(sectors.fat))
    slots = [*range(first, first + fat_sectors), *[FREE] * (_HEADER_FAT_SLOTS - fat_sectors)]
    return (
        _SIGNATURE
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)  # versions, byte order, sizes as powers of 2
        + bytes(6)
        + struct.pack("<III", 0, fat_sectors, directory_start)
        + struct.pack("<IIIIII", 0, MINI_CUTOFF, mini_fat_start, mini_fat_sectors, END_OF_CHAIN, 0)
        + _numbers(slots)
    )


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), END_OF_CHAIN]


def _count(size: int, unit: int) -> int:
    return -(-size // unit)


def _padded(data: bytes, unit: int, filler: bytes = b"\0") -> bytes:
    return data.ljust(_count(len(data), unit) * unit, filler)


def _numbers(values: list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)
