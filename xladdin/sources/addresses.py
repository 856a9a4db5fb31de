"""What a user writes for a file, as a Path: of this machine, or of a store that fsspec knows (``s3://桶/甲县``).

A ``RemotePath`` has a name, an ending, parents and children like any Path, sorts among them, travels to other
processes, and is shown with the two slashes that a Path would make one. It is read by ``sources.load`` alone.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from xladdin.errors import XladdinError

# A drive has one letter, a store at least two.
_STORE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_ADDRESS = re.compile(rf"({_STORE.pattern})//|({_STORE.pattern}):")


if TYPE_CHECKING:
    _SystemPath = Path
else:
    _SystemPath = type(Path())


class RemotePath(_SystemPath):
    """The address of a file, folder or zip member in a store."""

    __slots__ = ()

    def __str__(self) -> str:
        store, *names = self.parts or ("",)
        if not _STORE.fullmatch(store):
            return super().__str__()  # a piece of an address, or one below a folder of this machine
        return f"{store}//{'/'.join(names)}"


def address(text: str) -> Path:
    """The path that an address means.

    Raises:
        XladdinError: an address in an address other than a zip's.
    """
    if not _ADDRESS.match(text):
        return Path(text)
    inner, chained, outer = text.partition("::")
    if chained:
        if not inner.lower().startswith("zip://"):
            raise XladdinError(f"看不懂地址“{text}”。可以写 s3://桶/文件夹，或者 s3://桶/填报.zip/甲县。")
        return address(outer) / inner.partition("://")[2]
    if text.lower().startswith("file:"):
        return _local(text)
    return RemotePath(text)


def _local(text: str) -> Path:
    path = unquote(urlsplit(text).path, errors="surrogateescape") if "%" in text else text.partition("://")[2]
    return Path(path[1:] if re.match(r"/[A-Za-z]:", path) else path)
