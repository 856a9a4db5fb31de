"""Files on the disk."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from xladdin.sources.faults import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_ON_WINDOWS = 240  # of the 260 characters of a path, some are for the names that a program adds
_BUFFER = 65_536  # told, so that the system is not asked for a better one, nor whether this is a terminal
_VERBATIM = "\\\\?\\"


def long_form(path: str, *, windows: bool = os.name == "nt") -> str:
    r"""A path that Windows opens whatever its length: ``\\?\C:\…``, ``\\?\UNC\server\…``. Others stay as they are."""
    if not windows or len(path) < _LONGEST_ON_WINDOWS or path.startswith(_VERBATIM):
        return path
    absolute = os.path.abspath(path) if os.name == "nt" else path  # noqa: PTH100  Path keeps "..", which \\?\ takes literally
    return f"{_VERBATIM}UNC{absolute[1:]}" if absolute.startswith("\\\\") else _VERBATIM + absolute


def load_local(path: Path, limit: int) -> bytes:
    """The content of a file of at most ``limit`` bytes.

    Raises:
        SourceError: missing, no file, too large, not readable.
    """
    with _refusals(), _open(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > limit:
            raise SourceError("file-too-large", size=size >> 20, limit=limit >> 20)
        return stream.read(size)


def open_local(path: Path) -> IO[bytes]:
    """A file, open for reading.

    Raises:
        SourceError: missing, no file, not readable.
    """
    with _refusals():
        return _open(path)


def _open(path: Path) -> IO[bytes]:
    openable = long_form(str(path))
    mode = os.stat(openable).st_mode  # noqa: PTH116  before it is opened: the opening of a pipe waits for its other end
    if stat.S_ISDIR(mode):
        raise SourceError("folder" if os.access(openable, os.R_OK | os.X_OK) else "closed-folder")
    if not stat.S_ISREG(mode):
        raise SourceError("not-a-file")
    return open(openable, "rb", buffering=_BUFFER)  # noqa: PTH123


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what the system refuses into a SourceError."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceError("missing") from error
    except PermissionError as error:
        raise SourceError("no-permission") from error
    except (OSError, ValueError) as error:
        raise SourceError("not-readable", reason=getattr(error, "strerror", None) or error) from error
