"""导入 (taking a published document over): its tables as sheets, what was taken from its text, where things stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xladdin.model.cells import CellRef, Workbook
from xladdin.model.document import Document

#: Where a row of a sheet stood in the document: (sheet, row) → 「表2第5行」, 「第12段」.
Places = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Tabulated:
    """A document twice: as paragraphs, and its tables as the sheets of a workbook.

    ``joined`` says which tables were taken for one (「表1、表2」), ``spread`` counts the rows that were put together from
    lines of single cells. ``furniture`` are page numbers, 续表 and the like between tables.
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
