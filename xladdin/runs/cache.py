"""Packed outcomes of earlier runs, in an SQLite file of the user's cache folder.

An entry belongs to a content, a kind of file name, a task, all options, and the tool itself: when one of them changes,
nothing is found and the file is read again. Entries carry a checksum. A damaged or foreign database is dropped and
begun anew; one that cannot be written is left alone: a cache only ever saves time.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import sys
import time
import zlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import xladdin
from xladdin import pipeline, sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xladdin.model import CheckOptions
    from xladdin.runs.tasks import Task

log = logging.getLogger("xladdin")
T = TypeVar("T")

FILE_NAME = "checked.sqlite"
_FORMAT = 2
_PATIENCE = 10.0  # seconds to wait for another process that writes
_LARGEST = 256 * 1024 * 1024  # bytes of all entries
_KEPT_SHARE = 0.8  # of that, after a clearing, so that it is not cleared at every run
_LARGEST_FILE = 50 * 1024 * 1024  # what the reader refuses is not looked up either
_CHECKSUM = 4
_DAY = 86_400
_TOGETHER = 500  # keys in one question; older libraries take 999 at most
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS by_age ON entries (used);
"""
#: What speaks of a file that is no database of ours, not of one that somebody else is using or that is write-protected.
_DAMAGE = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_MISMATCH", "SQLITE_FORMAT"})


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a file's entry, and the content it was made of."""

    entry: bytes
    sha256: str


@cache
def tool_print() -> str:
    """A hash that changes with every file of the tool: its version, and size and time of all modules and tables."""
    digest = hashlib.sha256(f"{_FORMAT} {xladdin.__version__} {sys.version_info[:2]}".encode())
    home = Path(xladdin.__file__).parent
    for folder, folders, names in os.walk(home):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118  a Path each would take thrice as long
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def context_print(task: str, options: CheckOptions) -> bytes:
    """What an outcome depends on besides the file. Raises SchemeError where the scheme cannot be used."""
    told = [tool_print(), task, repr(options)]
    if options.scheme is not None:  # a user's own file may change under its name
        scheme = pipeline.scheme(options.scheme)
        told.append(f"{replace(scheme, switched_off=frozenset())!r}{sorted(scheme.switched_off)}")
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).digest()


class Cache:
    """The entries of one task under one set of options. Whatever is wrong with the database, no call raises."""

    def __init__(self, path: Path, context: bytes, *, largest: int = _LARGEST) -> None:
        self._path = path
        self._context = context
        self._largest = largest
        self._base: sqlite3.Connection | None = None
        self._usable = True
        self._today = int(time.time()) // _DAY

    @classmethod
    def open(cls, folder: Path, task: Task[Any], options: CheckOptions) -> Cache:
        """The cache in ``folder``. Raises SchemeError where the scheme cannot be used."""
        return cls(folder / FILE_NAME, context_print(task.name, options))

    def key(self, path: Path) -> Key | None:
        """The key of a file; None for one that cannot be read, or would have to be fetched from elsewhere twice.

        Of a file's name only the ending tells on the outcome.
        """
        if isinstance(path, sources.RemotePath):
            return None
        try:
            content = hashlib.sha256(sources.load(path, _LARGEST_FILE))
        except sources.SourceError:
            return None
        about = self._context + path.suffix.lower().encode("utf-8", "surrogateescape") + content.digest()
        return Key(hashlib.sha256(about).digest(), content.hexdigest())

    def load(self, keys: Sequence[Key]) -> dict[bytes, bytes]:
        """What is known of these keys, by their entry; damaged entries are left out."""
        rows: list[tuple[bytes, bytes, int]] = self._try(lambda base: self._select(base, keys), [])
        found: dict[bytes, bytes] = {}
        aged: list[bytes] = []
        for entry, value, used in rows:
            packed = value[_CHECKSUM:]
            if _checksum(packed) != value[:_CHECKSUM]:
                log.warning("cache: entry %s is damaged", entry.hex())
                continue
            found[entry] = packed
            if used != self._today:
                aged.append(entry)
        if aged:
            self._try(lambda base: self._mark_used(base, aged), None)
        return found

    def _select(self, base: sqlite3.Connection, keys: Sequence[Key]) -> list[tuple[bytes, bytes, int]]:
        rows: list[tuple[bytes, bytes, int]] = []
        for start in range(0, len(keys), _TOGETHER):
            some = [key.entry for key in keys[start : start + _TOGETHER]]
            places = ",".join("?" * len(some))
            rows += base.execute(f"SELECT key, value, used FROM entries WHERE key IN ({places})", some)  # noqa: S608
        return rows

    def _mark_used(self, base: sqlite3.Connection, entries: Iterable[bytes]) -> None:
        base.execute("BEGIN IMMEDIATE")
        base.executemany("UPDATE entries SET used = ? WHERE key = ?", [(self._today, entry) for entry in entries])
        base.execute("COMMIT")

    def store(self, outcomes: Iterable[tuple[Key, bytes]]) -> None:
        """Keep packed outcomes, those of another process under the same key included: they are equal."""
        rows = [(key.entry, _checksum(packed) + packed, self._today) for key, packed in outcomes]
        if rows:
            self._try(lambda base: self._insert(base, rows), None)

    def _insert(self, base: sqlite3.Connection, rows: Sequence[tuple[bytes, bytes, int]]) -> None:
        base.execute("BEGIN IMMEDIATE")
        base.executemany("INSERT OR REPLACE INTO entries (key, value, used) VALUES (?, ?, ?)", rows)
        base.execute("COMMIT")
        self._clear_old(base)

    def _clear_old(self, base: sqlite3.Connection) -> None:
        """Where the database has grown too large, let go of what was not used for longest."""
        pages, free, size = (
            base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        taken = (pages - free) * size
        if taken <= self._largest:
            return
        too_much = 1 - self._largest * _KEPT_SHARE / taken
        base.execute("BEGIN IMMEDIATE")
        base.execute(
            "DELETE FROM entries WHERE rowid IN (SELECT rowid FROM entries ORDER BY used, rowid "
            "LIMIT (SELECT CAST(COUNT(*) * ? AS INTEGER) FROM entries))",
            (too_much,),
        )
        base.execute("COMMIT")

    def close(self) -> None:
        """Let go of the database."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _try(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Do something with the database; where it is damaged, begin it anew, where that fails, do without."""
        for _ in range(2):
            if not self._usable:
                break
            try:
                if self._base is None:
                    self._base = _connect(self._path)
                return work(self._base)
            except (sqlite3.Error, OSError) as fault:
                self._give_up(fault)
        return otherwise

    def _give_up(self, fault: Exception) -> None:
        log.warning("cache: %s: %r", self._path, fault)
        self.close()
        damaged = isinstance(fault, sqlite3.Error) and getattr(fault, "sqlite_errorname", "") in _DAMAGE
        self._usable = damaged and drop(self._path)


def _connect(path: Path) -> sqlite3.Connection:
    """The database, made where there is none; nobody but the user may read it.

    Raises:
        sqlite3.Error, OSError: it cannot be opened.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    base = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    base.text_factory = bytes  # a text where bytes belong is damage, not a fault of decoding
    try:
        if base.execute("PRAGMA user_version").fetchone()[0] not in {0, _FORMAT}:
            base.execute("DROP TABLE IF EXISTS entries")
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=NORMAL")
        base.executescript(_SCHEMA)
        base.execute(f"PRAGMA user_version={_FORMAT}")
    except sqlite3.Error:
        base.close()
        raise
    return base


def drop(path: Path) -> bool:
    """Delete a database with its companions; whether it is gone."""
    try:
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as fault:
        log.warning("cache: %s: %r", path, fault)
        return False
    return True


def _checksum(value: bytes) -> bytes:
    """Against damage, not against forgery; a tenth of the time that a digest takes."""
    return zlib.crc32(value).to_bytes(_CHECKSUM, "big")
