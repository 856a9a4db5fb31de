"""导入 (taking a published document over): its tables as sheets, what was taken from its text, where things stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xladdin.model.cells import CellRef, Workbook, column_letters
from xladdin.model.document import Document

#: Where a row of a sheet stood in the document: (sheet, row) → 「表2第5行」, 「第12段」.
Places = Mapping[tuple[str, int], str]


def place_of(cell: CellRef | None, places: Places) -> str:
    """Where something stood in the document: 「表1第5行C列」, 「第12段」; empty where nobody knows."""
    row = places.get((cell.sheet, cell.row), "") if cell is not None else ""
    return f"{row}{column_letters(cell.column)}列" if cell is not None and row.startswith("表") else row


@dataclass(frozen=True, slots=True)
class Tabulated:
    """A document twice: as paragraphs, and its tables as the sheets of a workbook.

    ``joined`` says which tables were taken for one (「表1、表2」), ``spread`` counts the rows put together from lines
    of single cells. ``furniture`` are page numbers, 续表 and the like between tables.
    """

    document: Document
    workbook: Workbook
    places: Places = field(default_factory=dict)
    joined: tuple[str, ...] = ()
    spread: int = 0
    furniture: frozenset[str] = frozenset()
    oversized: tuple[tuple[str, int], ...] = ()  # tables too long for a form, which were not read, with their rows


@dataclass(frozen=True, slots=True)
class Taken:
    """A figure or name taken from running text: what it was taken for, as printed, where, the sentence around it."""

    label: str
    text: str
    cell: CellRef
    sentence: str
