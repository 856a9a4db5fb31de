"""An address becomes bytes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from xladdin.sources.addresses import RemotePath
from xladdin.sources.archives import has_archive, load_member
from xladdin.sources.faults import SourceError
from xladdin.sources.local import load_local

if TYPE_CHECKING:
    from pathlib import Path


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


def exists(path: Path) -> bool:
    """Whether there is a file at an address; of a member of a zip, whether there is the zip.

    Raises:
        SourceError: a store cannot be asked.
    """
    if isinstance(path, RemotePath):
        from xladdin.sources.remote import exists_remote

        return exists_remote(next((one for one in reversed(path.parents) if one.suffix.lower() == ".zip"), path))
    return os.path.lexists(path) or any(parent.is_file() for parent in path.parents if has_archive(parent / "_"))
