"""The zip around an OOXML or ODF workbook: its parts by name, unpacked under the limits."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from xladdin.reader.faults import UnreadableError
from xladdin.reader.markup import local, root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xladdin.reader.limits import Watch

    _Inflate = Callable[[bytes], tuple[bytes, int]]

_LONGEST = 1000  # characters of a part's name
_CHUNK = 1 << 18
_REMEMBERED_BYTES = 1 << 14
_ENTRY = b"PK\x01\x02"  # begins every line of a zip's table of contents
_PART = b"PK\x03\x04"  # begins every part of a zip
_HEADER = struct.Struct("<4s22xHH")  # of a part: its beginning, then the lengths of its name and of what follows that
_UNUSUAL = 0x61  # flags: encrypted, patched, strongly encrypted


class Relation:
    """A relation of a part: its type without the schema's address, and the target's part name or outside address."""

    __slots__ = ("external", "kind", "target")

    def __init__(self, kind: str, target: str, *, external: bool) -> None:
        self.kind = kind
        self.target = target
        self.external = external


class Package:
    """The parts of a file. Names are compared without regard to case, leading slash or backslashes."""

    def __init__(self, data: bytes, watch: Watch) -> None:
        entries = data.count(_ENTRY)  # before zipfile makes an object of each
        if entries > watch.limits.parts:
            raise UnreadableError("too-many-parts", count=entries)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableError("broken-zip") from error
        self._data = data
        self._watch = watch
        self._relations: dict[str, dict[str, Relation]] = {}
        self._parts = {_plain(info.filename): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    @property
    def names(self) -> list[str]:
        """All part names, in lower case and with plain slashes."""
        return list(self._parts)

    @property
    def is_encrypted(self) -> bool:
        """Whether a part is protected by a zip password."""
        return any(info.flag_bits & 1 for info in self._parts.values())

    def stored_name(self, name: str) -> str:
        """The name under which a part really stands in the zip."""
        return self._parts[_plain(name)].filename

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a part, piece by piece.

        Raises:
            UnreadableError: missing or damaged part, limits.
        """
        return self._chunks(name, _inflated)

    def _chunks(self, name: str, inflate: _Inflate) -> Iterator[bytes]:
        info = self._parts.get(_plain(name))
        if info is None:
            raise UnreadableError("absent-part", part=name)
        if content := self._small_part(info, inflate):
            self._watch.inflate(len(content))
            yield content
            return
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    self._watch.inflate(len(chunk))
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise UnreadableError("broken-part", part=name) from error

    def _small_part(self, info: zipfile.ZipInfo, inflate: _Inflate) -> bytes:
        """A small part that is just as the table of contents says; nothing of any other, with which zipfile deals.

        The streams of zipfile take three times as long, most of it before the first byte.
        """
        if info.compress_type != zipfile.ZIP_DEFLATED or info.flag_bits & _UNUSUAL or info.file_size > _CHUNK:
            return b""
        header = self._data[info.header_offset : info.header_offset + _HEADER.size]
        if len(header) < _HEADER.size:
            return b""
        signature, name_length, extra_length = _HEADER.unpack(header)
        start = info.header_offset + _HEADER.size
        name = self._data[start : start + name_length].decode("ascii", "replace")
        if signature != _PART or name != info.orig_filename:
            return b""
        start += name_length + extra_length
        stored = self._data[start : start + info.compress_size]
        try:
            content, checksum = inflate(stored)
        except zlib.error:
            return b""
        return content if len(content) == info.file_size and checksum == info.CRC else b""

    def read(self, name: str) -> bytes:
        """A small part as a whole.

        Raises:
            UnreadableError: missing or damaged part, limits.
        """
        content = b""
        limit = self._watch.limits.part_bytes
        for chunk in self._chunks(name, _remembered_part):
            content += chunk
            if len(content) > limit:
                raise UnreadableError("inflates-too-much", megabytes=limit >> 20)
        return content

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of a part by their id; of the whole package for ``""``. None stored: an empty dict."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if source not in self:
            return {}
        content = self.read(source)
        return (_remembered if len(content) <= _REMEMBERED_BYTES else _relations)(content, source, folder)


def _inflated(stored: bytes) -> tuple[bytes, int]:
    """A small part and its checksum, nothing of one that goes on."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    content = inflater.decompress(stored, _CHUNK)
    return (content, zlib.crc32(content)) if inflater.eof else (b"", 0)


#: Forms made from one template have the same styles, relations and sheet names to the byte.
_remembered_part = lru_cache(maxsize=32)(_inflated)


def _relations(content: bytes, source: str, folder: str) -> dict[str, Relation]:
    """What a part refers to, by id. Not to be changed."""
    found: dict[str, Relation] = {}
    for element in root(content, source):
        if local(element.tag) == "Relationship":
            external, target = element.get("TargetMode") == "External", element.get("Target", "")
            kind = element.get("Type", "").rpartition("/")[2]
            place = target if external else _resolved(folder, target[:_LONGEST])
            found[element.get("Id", "")] = Relation(kind, place, external=external)
    return found


#: Forms made from one template have the same relations.
_remembered = lru_cache(maxsize=64)(_relations)


@lru_cache(maxsize=256)
def _resolved(folder: str, target: str) -> str:
    """The part that a target means: beside the folder's parts, or from the top when it begins with a slash."""
    return posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
