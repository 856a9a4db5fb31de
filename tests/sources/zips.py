"""Zips as they arrive: names in GBK without a flag, entries that lie, passwords."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

FORM = Path(__file__).parents[1] / "data/workbooks/seed003.xlsx"


def zipped(members: dict[str, bytes] | list[tuple[str, bytes]], encoding: str = "utf-8") -> bytes:
    """A zip as Windows writes it: the names are bytes of ``encoding``, and only UTF-8 is said to be what it is."""
    pairs = list(members.items()) if isinstance(members, dict) else members
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in pairs:
            if encoding == "utf-8":
                file.writestr(name, data)
            else:
                info = _Raw(name.encode(encoding).decode("cp437"))
                info.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(info, data)
    return buffer.getvalue()


class _Raw(zipfile.ZipInfo):
    """An entry whose name is written as code page 437, so that the bytes are those that were given."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


def encrypted(data: bytes, *, only: int | None = None) -> bytes:
    """The zip with the flag of a password on every entry, or on one."""
    found = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place, number = -1, 0
        while (place := data.find(signature, place + 1)) >= 0:
            if only is None or number == only:
                flags = struct.unpack_from("<H", found, place + offset)[0]
                struct.pack_into("<H", found, place + offset, flags | 1)
            number += 1
    return bytes(found)
