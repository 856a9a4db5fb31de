"""Files in stores that fsspec knows (S3, HDFS, WebDAV …), read only where a user names such an address.

Keys and places of a store are set as fsspec documents (its configuration files, FSSPEC_S3_ENDPOINT_URL, AWS_…).
"""

from __future__ import annotations

import posixpath
from contextlib import contextmanager
from glob import has_magic
from typing import IO, TYPE_CHECKING, Any, cast

from xladdin.sources.faults import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.sources.addresses import RemotePath

_BLOCK = 1 << 18  # read at once of a zip, whose members are small


def load_remote(path: RemotePath, limit: int) -> bytes:
    """The content of a file of at most ``limit`` bytes.

    Raises:
        SourceError: missing (by now), refused, too large, unreachable, or a package is not installed.
    """
    with _refusals():
        store, place = _store(path)
        try:
            data = store.cat_file(place, start=0, end=limit + 1)  # asking for the size first would be a request more
        except (FileNotFoundError, PermissionError):
            raise
        except Exception:
            if store.info(place)["size"] == 0:  # S3 has no first byte of an empty object to give
                return b""
            raise
    if len(data) > limit:
        raise SourceError("file-too-large", size=f"{limit >> 20}以上", limit=limit >> 20)
    return cast("bytes", data)


def open_remote(path: RemotePath) -> IO[bytes]:
    """A file that can be read from any place.

    Raises:
        SourceError: as ``load_remote``.
    """
    with _refusals():
        store, place = _store(path)
        return cast("IO[bytes]", store.open(place, "rb", block_size=_BLOCK))


def find_remote(path: RemotePath) -> list[tuple[RemotePath, bool]]:
    """Every file that an address means (a file, a folder, a pattern), sorted, and whether it is the address itself.

    Raises:
        SourceError: as ``load_remote``; an empty folder is no fault.
    """
    with _refusals():
        store, place = _store(path)
        if has_magic(str(path)):
            top = _above_pattern(path)
            matches = store.glob(place, detail=True).items()
            places = [
                one
                for match, about in matches
                for one in (store.find(match) if about["type"] == "directory" else [match])
            ]
            return [(one, False) for one in _below(top, _store(top)[1], places)]
        if store.isfile(place):
            return [(path, True)]
        return [(one, False) for one in _below(path, place, store.find(place))]


def exists_remote(path: RemotePath) -> bool:
    """Whether there is something at an address."""
    with _refusals():
        store, place = _store(path)
        return bool(store.exists(place))


def _store(path: RemotePath) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    store, place = url_to_fs(str(path))
    return store, str(place)


def _above_pattern(path: RemotePath) -> RemotePath:
    while has_magic(str(path)):
        path = path.parent
    return path


def _below(top: RemotePath, place: str, places: list[str]) -> list[RemotePath]:
    """Addresses of places in a store, made of the one that was given: a store's own names may lack its machine."""
    folder = place.rstrip("/")
    # An empty object whose name ends with a slash is a folder to the programs that make them.
    return [top / posixpath.relpath(one, folder or "/") for one in sorted(places) if not one.endswith("/")]


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what a store refuses into a SourceError."""
    try:
        yield
    except SourceError:
        raise
    except ImportError as error:
        raise SourceError("no-remote-package", reason=error) from error
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise SourceError("missing") from error
    except PermissionError as error:
        raise SourceError("refused") from error
    except Exception as error:
        raise SourceError("unreachable", reason=str(error) or type(error).__name__) from error
