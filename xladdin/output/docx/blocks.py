"""The pieces a report is made of: each can be found again in the document and replaced on its own."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One paragraph. ``style``: title, heading1 … heading3, body, prompt (a narrative that is still missing)."""

    key: str
    style: str
    text: str

    @property
    def fingerprint(self) -> str:
        """What the paragraph says, whatever the program that saved it did to its spaces."""
        return _fingerprint(self.text)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table of a report; ``down`` and ``right``: how many rows and columns it covers."""

    text: str
    down: int = 1
    right: int = 1
    is_head: bool = False
    is_left: bool = False  # running text: set to the left, not centred


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: ``rows`` hold the cells that begin in them, ``widths`` the share of each column (any scale)."""

    key: str
    rows: tuple[tuple[TableCell, ...], ...]
    widths: tuple[int, ...]
    head_rows: int = 1  # repeated on every page

    @property
    def fingerprint(self) -> str:
        """What stands in the table, cell by cell."""
        return _fingerprint("\x1f".join(cell.text for row in self.rows for cell in row))


Block = TextBlock | TableBlock


def _fingerprint(text: str) -> str:
    return hashlib.sha256(_SPACE.sub("", text).encode()).hexdigest()[:8]


def text_fingerprint(text: str) -> str:
    """The fingerprint of a text found in a document; the same as that of the block it was written from."""
    return _fingerprint(text)
