"""An address becomes bytes."""

from __future__ import annotations

import os
from io import BytesIO
from typing import IO, TYPE_CHECKING

from xladdin.sources.addresses import RemotePath
from xladdin.sources.archives import has_archive, load_member
from xladdin.sources.faults import SourceError
from xladdin.sources.local import load_local, open_local

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST_MEMBER = 512 * 1024 * 1024


def load(path: Path, limit: int) -> bytes:
    """The content of the file at an address, of at most ``limit`` bytes.

    Raises:
        SourceError: missing, no file, empty, too large, not readable.
    """
    data = _load(path, limit)
    if not data:
        raise SourceError("empty")
    return data


def _load(path: Path, limit: int) -> bytes:
    if isinstance(path, RemotePath):
        from xladdin.sources.remote import load_remote

        return load_member(path, limit) if has_archive(path) else load_remote(path, limit)
    try:
        return load_local(path, limit)
    except SourceError as error:
        if error.key != "missing" or not has_archive(path):
            raise
    return load_member(path, limit)


def open_stream(path: Path) -> IO[bytes]:
    """The file at an address for reading in one go, where it may be large; a member of a zip comes as a whole.

    Raises:
        SourceError: missing, no file, not readable.
    """
    if isinstance(path, RemotePath) and not has_archive(path):
        from xladdin.sources.remote import open_remote

        return open_remote(path)
    try:
        return open_local(path)
    except SourceError as error:
        if error.key != "missing" or not has_archive(path):
            raise
    return BytesIO(load_member(path, _LARGEST_MEMBER))


def exists(path: Path) -> bool:
    """Whether there is a file at an address; of a member of a zip, whether there is the zip.

    Raises:
        SourceError: a store cannot be asked.
    """
    if isinstance(path, RemotePath):
        from xladdin.sources.remote import exists_remote

        return exists_remote(next((one for one in reversed(path.parents) if one.suffix.lower() == ".zip"), path))
    return os.path.lexists(path) or any(parent.is_file() for parent in path.parents if has_archive(parent / "_"))
