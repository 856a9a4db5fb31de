"""The zip of a workbook (OPC package): read single parts, write it again with some parts replaced.

Everything that is not replaced is copied as it lies in the file, compressed bytes included, in the same order and
with the same names, dates and attributes.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO

from xladdin.errors import OutputError

_LOCAL = struct.Struct("<4s5H3L2H")  # signature, version, flags, method, time, date, crc, sizes, name, extra
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_SIGNATURE = b"PK\3\4"
_CENTRAL_SIGNATURE = b"PK\1\2"
_VERSION = 20
_OLDEST_DATE = 1 << 5 | 1  # 1 January 1980
_ENCRYPTED = 0x1
_SIZES_FOLLOW = 0x8  # sizes stand in a data descriptor behind the data
_ZIP64_EXTRA = 1
_IN_ZIP64 = 0xFFFFFFFF
_LARGEST_PART = 1 << 30


@dataclass(frozen=True, slots=True)
class _Entry:
    """A zip member: where its local record lies, and its record in the directory."""

    info: zipfile.ZipInfo
    start: int
    end: int  # the next record's start: data descriptor and padding belong to the entry
    record: bytes


@dataclass(frozen=True, slots=True)
class PackedPart:
    """A part as it lies in a zip: its local record with the packed data, and its record in the directory."""

    local: bytes
    record: bytes


class Package:
    """An .xlsx or .xlsm file as its parts. Part names are compared without regard to case, as OPC asks."""

    def __init__(self, source: bytes) -> None:
        """Open the package.

        Raises:
            OutputError: ``source`` is no zip, is damaged, or holds two parts of one name.
        """
        self._source = source
        try:
            self._zip = zipfile.ZipFile(BytesIO(source))
            self._entries = _entries(source, self._zip)
        except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError) as error:
            raise _damaged() from error
        self._by_name = {_key(entry.info.filename): entry for entry in self._entries}
        if len(self._by_name) != len(self._entries):
            raise OutputError("工作簿压缩包内有重名的部件，无法安全改写。请用 Excel 打开后另存为新文件再试。")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the directory."""
        return tuple(entry.info.filename for entry in self._entries)

    @property
    def is_signed(self) -> bool:
        """Whether the package carries digital signatures, which any change makes invalid."""
        return any(name.startswith("_xmlsignatures/") for name in self._by_name)

    def find(self, name: str) -> str | None:
        """The stored name of a part, None where there is no such part."""
        entry = self._by_name.get(_key(name)) or self._by_name.get(_key(_decoded(name)))
        return entry.info.filename if entry else None

    def read(self, name: str) -> bytes:
        """The content of a part.

        Raises:
            OutputError: the part is missing, damaged, encrypted or larger than 1 GiB.
        """
        stored = self.find(name)
        if stored is None:
            raise OutputError(f"工作簿缺少部件“{name}”，文件可能已损坏。请用 Excel 打开并修复后再试。")
        entry = self._by_name[_key(stored)]
        if entry.info.file_size > _LARGEST_PART:
            raise OutputError(f"工作簿的部件“{name}”超过 1 GiB，无法改写。请拆分工作簿。")
        try:
            return _inflated(entry, self._source) or self._zip.read(stored)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError) as error:
            raise _damaged() from error

    def packed(self, name: str) -> PackedPart:
        """A part as it lies in the file, from which ``rewrite`` can put it back byte for byte.

        Raises:
            OutputError: the part is missing.
        """
        entry = self._by_name.get(_key(name))
        if entry is None:
            raise OutputError(f"工作簿缺少部件“{name}”，文件可能已损坏。请用 Excel 打开并修复后再试。")
        local, fields = self._source[entry.start : entry.end], list(_CENTRAL.unpack_from(entry.record))
        if _IN_ZIP64 in (fields[8], fields[9], fields[16]):
            return PackedPart(
                local, _directory_record(entry, fields, entry.info.compress_size, entry.info.file_size, 0)
            )
        return PackedPart(local, entry.record)

    def checksums(self) -> dict[str, int]:
        """The CRC-32 of every part's content, by its stored name, as the zip states it."""
        return {entry.info.filename: entry.info.CRC for entry in self._entries}

    def rewrite(
        self,
        parts: Mapping[str, bytes | PackedPart],
        *,
        added: Mapping[str, bytes] | None = None,
        dropped: Collection[str] = (),
    ) -> bytes:
        """The package with the content of ``parts`` (name → content) replaced, parts added at its end or left out.

        Raises:
            OutputError: a replaced part is not in the package, or an added one is.
        """
        replaced = {_key(name): content for name, content in parts.items()}
        left_out = {_key(name) for name in dropped}
        missing = replaced.keys() - self._by_name.keys()
        if missing:
            raise OutputError(f"工作簿缺少部件“{min(missing)}”，无法改写。")
        pieces: list[bytes | memoryview] = []
        records: dict[str, bytes] = {}
        view = memoryview(self._source)
        in_file_order = sorted(self._entries, key=lambda entry: entry.start)
        position = in_file_order[0].start if in_file_order else 0
        pieces.append(view[:position])  # whatever stands before the first part
        for entry in in_file_order:
            name = entry.info.filename
            if _key(name) in left_out:
                continue
            content = replaced.get(_key(name))
            piece: bytes | memoryview
            if isinstance(content, PackedPart):
                piece, record = content.local, _at(content.record, position)
            elif content is not None:
                piece, record = _renewed(entry, self._source, content, position)
            else:
                piece, record = view[entry.start : entry.end], _moved(entry, position)
            pieces.append(piece)
            records[name] = record
            position += len(piece)
        in_order = [records[name] for name in self.names if name in records]
        for name, content in (added or {}).items():
            if _key(name) in self._by_name and _key(name) not in left_out:
                raise OutputError(f"工作簿里已有部件“{name}”，无法添加。")
            piece, record = _new_entry(name, content, position)
            pieces.append(piece)
            in_order.append(record)
            position += len(piece)
        directory = b"".join(in_order)
        return b"".join([*pieces, directory, _end_record(len(in_order), len(directory), position, self._zip.comment)])


def _at(record: bytes, position: int) -> bytes:
    """A directory record whose part lies at another place."""
    fields = list(_CENTRAL.unpack_from(record))
    fields[16] = position
    return _CENTRAL.pack(*fields) + record[_CENTRAL.size :]


def _new_entry(name: str, content: bytes, position: int) -> tuple[bytes, bytes]:
    """Local record with data, and directory record, of a new part; the date is the oldest a zip can state."""
    compressor = zlib.compressobj(level=6, wbits=-zlib.MAX_WBITS)
    data = compressor.compress(content) + compressor.flush()
    stored = name.encode("ascii")
    shape = (_VERSION, 0, zipfile.ZIP_DEFLATED, 0, _OLDEST_DATE, zlib.crc32(content), len(data), len(content))
    local = _LOCAL.pack(_LOCAL_SIGNATURE, *shape, len(stored), 0) + stored + data
    record = _CENTRAL.pack(_CENTRAL_SIGNATURE, _VERSION, *shape, len(stored), 0, 0, 0, 0, 0, position) + stored
    return local, record


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _decoded(name: str) -> str:
    """A part name of a relationship, where other characters than ASCII may be written as %E8%A1%A8."""
    escapes = re.compile(rb"%([0-9A-Fa-f]{2})")
    return escapes.sub(lambda found: bytes([int(found[1], 16)]), name.encode()).decode("utf-8", "replace")


def _damaged() -> OutputError:
    return OutputError("工作簿的压缩结构已损坏，无法改写。请用 Excel 打开并另存后再试。")


def _entries(source: bytes, archive: zipfile.ZipFile) -> tuple[_Entry, ...]:
    """The members in the order of the directory."""
    infos = archive.infolist()
    starts = sorted(info.header_offset for info in infos)
    ends = dict(zip(starts, [*starts[1:], archive.start_dir], strict=True))
    entries = []
    position = archive.start_dir
    for info in infos:
        lengths = _CENTRAL.unpack_from(source, position)[10:13]  # name, extra, comment
        following = position + _CENTRAL.size + sum(lengths)
        entry = _Entry(info, info.header_offset, ends[info.header_offset], source[position:following])
        is_local = source.startswith(_LOCAL_SIGNATURE, entry.start)
        if not is_local or _data_start(entry, source) + info.compress_size > entry.end:
            raise zipfile.BadZipFile("the directory and the members do not agree")
        entries.append(entry)
        position = following
    return tuple(entries)


def _inflated(entry: _Entry, source: bytes) -> bytes | None:
    """The content of a usual member, four times faster than by the zip library; None where that must look itself."""
    info = entry.info
    if info.compress_type != zipfile.ZIP_DEFLATED or info.flag_bits & _ENCRYPTED:
        return None
    start = _data_start(entry, source)
    content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(source[start : start + info.compress_size], info.file_size)
    return content if len(content) == info.file_size and zlib.crc32(content) == info.CRC else None


def _data_start(entry: _Entry, source: bytes) -> int:
    name_length, extra_length = _LOCAL.unpack_from(source, entry.start)[9:11]
    return entry.start + _LOCAL.size + int(name_length) + int(extra_length)


def _moved(entry: _Entry, position: int) -> bytes:
    """The directory record of a copied member at its new place."""
    fields = list(_CENTRAL.unpack_from(entry.record))
    if _IN_ZIP64 in (fields[8], fields[9], fields[16]):
        return _directory_record(entry, fields, entry.info.compress_size, entry.info.file_size, position)
    fields[16] = position
    return _CENTRAL.pack(*fields) + entry.record[_CENTRAL.size :]


def _renewed(entry: _Entry, source: bytes, content: bytes, position: int) -> tuple[bytes, bytes]:
    """Local record with data, and directory record, of a member with new content; names, dates, attributes stay."""
    if entry.info.compress_type == zipfile.ZIP_STORED:
        data = content
    else:
        compressor = zlib.compressobj(level=6, wbits=-zlib.MAX_WBITS)
        data = compressor.compress(content) + compressor.flush()
    method = zipfile.ZIP_STORED if entry.info.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    checksum = zlib.crc32(content)

    local = list(_LOCAL.unpack_from(source, entry.start))
    name_start = entry.start + _LOCAL.size
    name = source[name_start : name_start + local[9]]
    extra = _without_zip64(source[name_start + local[9] : _data_start(entry, source)])
    flags = local[2] & ~(_SIZES_FOLLOW | _ENCRYPTED)
    local[2], local[3], local[6], local[7], local[8], local[10] = (
        flags,
        method,
        checksum,
        len(data),
        len(content),
        len(extra),
    )
    fields = list(_CENTRAL.unpack_from(entry.record))
    fields[3], fields[4], fields[7] = flags, method, checksum
    return (
        _LOCAL.pack(*local) + name + extra + data,
        _directory_record(entry, fields, len(data), len(content), position),
    )


def _directory_record(entry: _Entry, fields: list[int], packed: int, unpacked: int, position: int) -> bytes:
    """A directory record whose sizes and place stand in its 32-bit fields."""
    if max(packed, unpacked, position) >= _IN_ZIP64:
        raise OutputError("工作簿超过 4 GiB，无法改写。请拆分工作簿。")
    name_end = _CENTRAL.size + fields[10]
    extra_end = name_end + fields[11]
    extra = _without_zip64(entry.record[name_end:extra_end])
    fields[8], fields[9], fields[11], fields[16] = packed, unpacked, len(extra), position
    return _CENTRAL.pack(*fields) + entry.record[_CENTRAL.size : name_end] + extra + entry.record[extra_end:]


def _without_zip64(extra: bytes) -> bytes:
    """Extra fields without the one that would override the sizes."""
    kept = b""
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, position)
        if kind != _ZIP64_EXTRA:
            kept += extra[position : position + 4 + length]
        position += 4 + length
    return kept + extra[position:]


def _end_record(count: int, size: int, position: int, comment: bytes) -> bytes:
    if count > 0xFFFF or position + size >= _IN_ZIP64:
        raise OutputError("工作簿的部件过多或文件超过 4 GiB，无法改写。请拆分工作簿。")
    return _END.pack(b"PK\5\6", 0, 0, count, count, size, position, len(comment)) + comment
