"""Zips: their members stand at addresses below them, ``填报.zip/甲县/自评表.xlsx``, and are read one at a time.

Nothing is unpacked onto the disk but a zip within a zip, into a temporary file under the limits, as long as its
members are read.
"""

from __future__ import annotations

import lzma
import os
import stat
import struct
import threading
import zipfile
import zlib
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from xladdin.sources.addresses import RemotePath
from xladdin.sources.contents import verify_contents
from xladdin.sources.faults import SourceError
from xladdin.sources.local import open_local
from xladdin.sources.names import member_names

if TYPE_CHECKING:
    from collections.abc import Iterator

ARCHIVE_ENDING = ".zip"

_MEGABYTE = 1024 * 1024
_DEEPEST = 4  # a zip in a zip in a zip in a zip
_MOST_ENTRIES = 200_000  # of one zip and all zips in it
_MOST_ARCHIVES = 2_000  # zips in one zip
_LARGEST_INNER = 2048 * _MEGABYTE  # a zip in a zip, as a temporary file
_MOST_INNER = 8192 * _MEGABYTE  # all of them together, one after the other
_SUSPICIOUS = 1024 * _MEGABYTE  # what all members together may say they are, before the ratio counts
_HIGHEST_RATIO = 100  # bytes unpacked to one packed; workbooks are packed themselves, so that theirs is near 1
_IN_MEMORY = 8 * _MEGABYTE
_CHUNK = 1 << 18
_KEPT_OPEN = 4
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a zip, or a zip in it that cannot be walked; ``is_link``: it only names another file."""

    path: Path
    is_link: bool = False


class Archive:
    """An open zip: its members by their printable names."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Take over ``stream``.

        Raises:
            SourceError: no zip, a damaged one, or one with too many members.
        """
        self.size = verify_contents(stream, _MOST_ENTRIES)
        try:
            self._zip = zipfile.ZipFile(stream)
        except (*_BROKEN, NotImplementedError) as error:
            raise SourceError("broken-archive") from error
        infos = [info for info in self._zip.infolist() if not _is_folder(info)]
        self.members = dict(zip(member_names(infos), infos, strict=True))

    def load(self, name: str, limit: int) -> bytes:
        """The content of a member of at most ``limit`` bytes.

        Raises:
            SourceError: no such member, too large, encrypted, damaged.
        """
        content = b"".join(self._chunks(name, limit))
        if not content:
            raise SourceError("empty")
        return content

    def open(self, name: str) -> Archive:
        """A zip that is a member.

        Raises:
            SourceError: as ``load``; or it is no zip.
        """
        stream = SpooledTemporaryFile(max_size=_IN_MEMORY, prefix="xladdin")  # noqa: SIM115  lives as long as the archive
        for chunk in self._chunks(name, _LARGEST_INNER):
            stream.write(chunk)
        stream.seek(0)
        return Archive(stream)

    def _chunks(self, name: str, limit: int) -> Iterator[bytes]:
        info = self.members.get(name)
        if info is None:
            raise SourceError("missing")
        if info.flag_bits & 1:
            raise SourceError("encrypted-member")
        size = info.file_size
        try:
            with self._zip.open(info) as stream:
                left = limit
                while size <= limit and (chunk := stream.read(_CHUNK)):
                    left -= len(chunk)
                    if left < 0:
                        size = limit - left
                        break
                    yield chunk
        except NotImplementedError as error:
            raise SourceError("unknown-compression") from error
        except _BROKEN as error:
            raise SourceError("broken-member") from error
        if size > limit:
            raise SourceError("file-too-large", size=size >> 20, limit=limit >> 20)


def walk_archive(path: Path) -> Iterator[Entry]:
    """Every file in the zip at ``path`` and in the zips within it, in the order of their names.

    Raises:
        SourceError: the zip cannot be opened, has a password, or unpacks to more than anyone hands in.
    """
    depth = 1 + sum(parent.suffix.lower() == ARCHIVE_ENDING and not parent.is_dir() for parent in path.parents)
    yield from _walk(path, _Budget(), depth)


def load_member(path: Path, limit: int) -> bytes:
    """The content of a member by its address.

    Raises:
        SourceError: no such zip or member, or it cannot be read.
    """
    archive, name = _resolve(path)
    return archive.load(name, limit)


def has_archive(path: Path) -> bool:
    """Whether an address may lead into a zip."""
    return any(parent.suffix.lower() == ARCHIVE_ENDING for parent in path.parents)


class _Budget:
    """What one zip and all in it may ask for while they are walked."""

    def __init__(self) -> None:
        self._entries = self._archives = self._inner = 0

    def open(self, archive: Archive, depth: int) -> None:
        """Count an archive.

        Raises:
            SourceError: too much.
        """
        self._archives += 1
        self._entries += len(archive.members)
        unpacked = sum(info.file_size for info in archive.members.values())
        if depth > 1:
            self._inner += archive.size
        if unpacked > max(_SUSPICIOUS, _HIGHEST_RATIO * archive.size):
            raise _ExhaustedError("archive-bomb", size=unpacked >> 20)
        if self._archives > _MOST_ARCHIVES or self._inner > _MOST_INNER:
            raise _ExhaustedError("archive-bomb", size=self._inner >> 20)
        if self._entries > _MOST_ENTRIES:
            raise _ExhaustedError("archive-too-many", limit=_MOST_ENTRIES)


class _ExhaustedError(SourceError):
    """The outermost zip is refused as a whole, not the one in it that was the last straw."""


def _walk(path: Path, budget: _Budget, depth: int) -> Iterator[Entry]:
    if depth > _DEEPEST:
        raise SourceError("archive-too-deep", limit=_DEEPEST)
    archive = _opened(path)
    budget.open(archive, depth)
    workable = [info for info in archive.members.values() if not info.flag_bits & 1]
    if archive.members and not workable:
        raise SourceError("encrypted-archive")
    for name in sorted(archive.members):
        inner = path / name
        if inner.suffix.lower() != ARCHIVE_ENDING:
            yield Entry(inner, is_link=stat.S_ISLNK(archive.members[name].external_attr >> 16))
            continue
        try:
            yield from _walk(inner, budget, depth + 1)
        except _ExhaustedError:
            raise
        except SourceError:
            yield Entry(inner)  # its reading says what is wrong


def _resolve(path: Path) -> tuple[Archive, str]:
    """The archive nearest to a member, and the member's name in it."""
    for parent in path.parents:  # the nearest first
        if parent.suffix.lower() == ARCHIVE_ENDING:
            try:
                archive = _opened(parent)
            except SourceError as error:
                if error.key == "missing":  # only a folder of that name in a zip
                    continue
                raise
            return archive, path.relative_to(parent).as_posix()
    raise SourceError("missing")


# Archives that were opened last, so that 5,000 members of one are not 5,000 readings of its table of contents.
_open_archives: OrderedDict[tuple[object, ...], Archive] = OrderedDict()
_lock = threading.RLock()


def _opened(path: Path) -> Archive:
    # The process belongs to the key: after a fork an open file would be moved about by two.
    key = (os.getpid(), str(path), _state(path))
    with _lock:
        archive = _open_archives.get(key)
        if archive is None:
            archive = _open(path)
            _open_archives[key] = archive
            while len(_open_archives) > _KEPT_OPEN:
                _open_archives.popitem(last=False)  # closed when its last reader lets go of it
        _open_archives.move_to_end(key)
        return archive


def _open(path: Path) -> Archive:
    try:
        return Archive(_stream(path))
    except SourceError as error:
        if error.key != "missing" or not has_archive(path):
            raise
    archive, name = _resolve(path)
    return archive.open(name)


def _stream(path: Path) -> IO[bytes]:
    if isinstance(path, RemotePath):
        from xladdin.sources.remote import open_remote  # rare

        return open_remote(path)
    return open_local(path)


def _state(path: Path) -> tuple[int, ...]:
    """What changes when the file is written again that an archive is, or lies in."""
    for one in (path, *path.parents):
        with suppress(OSError, ValueError):
            status = one.stat()
            return status.st_mtime_ns, status.st_size
    return ()


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or info.orig_filename.endswith("\\")
