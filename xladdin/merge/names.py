"""How files are named in a summary."""

from __future__ import annotations

from pathlib import Path


def display_name(path: Path | str, root: Path | None) -> str:
    """The name of a file in the summary: relative to ``root`` where it lies below it, with forward slashes."""
    path = Path(path)
    if root is not None and path.is_relative_to(root):
        path = path.relative_to(root)
    return printable(path.as_posix())


def printable(text: str) -> str:
    """A text with a file's name in it; bytes of the name that are no UTF-8 become �, so that it can be written."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
