"""The addresses (URI) of files in reports that a browser or another tool reads."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path, PurePosixPath

_FILE = "file:///"


def file_address(path: Path, folder: Path | None = None) -> str:
    """The address of a file: relative to ``folder`` (by default the current one), whole where it lies on another drive.

    A relative one begins with a dot, so that no file name can pass for a scheme (``javascript:``).
    """
    absolute = path.absolute()
    with suppress(ValueError):
        relative = Path(os.path.relpath(absolute, (folder or Path()).absolute())).as_posix()
        escaped = PurePosixPath("/", "_" + relative).as_uri().removeprefix(f"{_FILE}_")
        return escaped if escaped.startswith(".") else f"./{escaped}"
    return absolute.as_uri()
