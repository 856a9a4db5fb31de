"""A written document (报告) before anybody knows what it means: paragraphs and tables, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from xladdin.model.cells import Fault


class Origin(StrEnum):
    """Where a paragraph stood in the file."""

    BODY = "body"
    TABLE = "table"  # a cell, or a label with its cell: 「项目金额：20万元」
    FOOTNOTE = "footnote"
    TEXT_BOX = "textbox"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that is not empty; ``number`` counts them from 1. Tracked changes are taken as accepted."""

    number: int
    text: str
    origin: Origin = Origin.BODY


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of figures; ``number`` is that of its first row, every row counting as one paragraph."""

    number: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was stored. With a fault there are no paragraphs."""

    path: Path
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[PrintedTable, ...] = ()
    faults: tuple[Fault, ...] = ()
    sha256: str = ""
