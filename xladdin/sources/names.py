"""The names of a zip's members as a person would read them, safe to show and to make a path of.

A zip says of a name only whether it is UTF-8; the compression that Windows, WinRAR and 好压 offer in China writes GBK
and says nothing, macOS writes UTF-8 and says nothing.
"""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from xladdin.model.patterns import lazy_pattern

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Sequence

_IS_UTF8 = 0x800
_UNICODE_PATH = 0x7075  # extra field of Info-ZIP: version, CRC of the other name, the name in UTF-8
#: What Windows forbids in a name, and what would be shown as something else than it is (controls, direction marks).
_UNSAFE = lazy_pattern(r'[<>:"|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]')
_LONGEST = 200  # characters of a segment


def member_names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """A name of every member: slashes between folders, no ``..``, no drive, no two alike."""
    encoding = _encoding(infos)
    taken: set[str] = set()
    return [_unique(_safe(_decoded(info, encoding)), taken) for info in infos]


def _encoding(infos: Sequence[zipfile.ZipInfo]) -> str:
    """The encoding of names that do not say it: one for the whole zip, because a short GBK name may look like UTF-8."""
    for info in infos:
        if not info.flag_bits & _IS_UTF8:
            try:
                _stored(info).decode()
            except UnicodeDecodeError:
                return "gb18030"
    return "utf-8"


def _stored(info: zipfile.ZipInfo) -> bytes:
    """The bytes of a name, which zipfile took for code page 437."""
    return info.orig_filename.encode("cp437", "replace")


def _decoded(info: zipfile.ZipInfo, encoding: str) -> str:
    if info.flag_bits & _IS_UTF8:
        return info.orig_filename
    stored = _stored(info)
    return _from_extra(info.extra, stored) or stored.decode(encoding, "replace")


def _from_extra(extra: bytes, stored: bytes) -> str:
    """The name in UTF-8 beside the other one, where it belongs to it."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        content, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and len(content) > 5 and struct.unpack_from("<L", content, 1)[0] == zlib.crc32(stored):
            return content[5:].decode("utf-8", "replace")
    return ""


def _safe(name: str) -> str:
    pieces = re.sub(r"^[A-Za-z]:", "", name).replace("\\", "/").split("/")
    kept = [_UNSAFE.sub("_", piece) for piece in pieces if piece.strip(". ")]
    return "/".join(map(_shortened, kept)) or "_"


def _shortened(piece: str) -> str:
    if len(piece) <= _LONGEST:
        return piece
    suffix = PurePosixPath(piece).suffix[:10]
    return f"{piece[: _LONGEST - len(suffix)]}{suffix}"


def _unique(name: str, taken: set[str]) -> str:
    """``a.xlsx`` met again becomes ``a (2).xlsx``, compared as Windows compares."""
    path, number, one = PurePosixPath(name), 1, name
    while one.casefold() in taken:
        number += 1
        one = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
    taken.add(one.casefold())
    return one
