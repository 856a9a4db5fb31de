"""Paragraphs and table rows as a file holds them, into the numbered paragraphs and tables of a Document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xladdin.model import Origin, Paragraph, PrintedTable, Range

Row = tuple[str, ...]

_FIGURE = re.compile(r"[-+]?[\d０-９][\d０-９,，.．]*\s*(?:%|％|万元|元|分)?$")
_LONG = 30  # characters of a cell that is a text and no label
_CLAUSES = re.compile(r"[，。；：]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (``rows`` is empty) or a table.

    ``merges`` are the cells of a table that are merged, 1-based within the table; ``inner`` the cells that hold a table
    themselves (nested tables), whose text ``rows`` tells too.
    """

    text: str = ""
    origin: Origin = Origin.BODY
    rows: tuple[Row, ...] = ()
    merges: tuple[Range, ...] = ()
    inner: tuple[Inner, ...] = ()


@dataclass(frozen=True, slots=True)
class Inner:
    """A cell that holds a table: its 1-based place and all that stands in it, in order."""

    row: int
    column: int
    blocks: tuple[Block, ...]

    @property
    def own_text(self) -> str:
        """The paragraphs of the cell without its tables."""
        return "\n".join(block.text for block in self.blocks if block.text.strip())


def assemble(blocks: list[Block]) -> tuple[tuple[Paragraph, ...], tuple[PrintedTable, ...]]:
    """Number the paragraphs; a table row counts as one, and a cell of running text is a paragraph itself."""
    paragraphs: list[Paragraph] = []
    tables: list[PrintedTable] = []
    number = 0
    for block in blocks:
        if not block.rows:
            if block.text.strip():
                number += 1
                paragraphs.append(Paragraph(number, block.text.strip(), block.origin))
            continue
        if _holds_figures(block.rows):
            tables.append(PrintedTable(number + 1, block.rows))
        for row in block.rows:
            number += 1
            paragraphs += [Paragraph(number, text, Origin.TABLE) for text in _texts(row)]
    return tuple(paragraphs), tuple(tables)


def _holds_figures(rows: tuple[Row, ...]) -> bool:
    """Whether it is a table of figures: two rows with a label and at least one bare figure."""
    return sum(bool(row) and not _FIGURE.match(row[0].strip()) and _figures(row) > 0 for row in rows) >= 2


def _figures(row: Row) -> int:
    return sum(bool(_FIGURE.match(cell.strip())) for cell in row)


def _texts(row: Row) -> list[str]:
    """The running texts of a row: long cells, each line by itself, and 「标签：内容」 of a row of pairs."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(cells) == 2 and len(cells[0]) <= 20 and not _FIGURE.match(cells[0]):
        label, lines = (
            cells[0].replace("\n", "").rstrip(":：　 "),
            [line.strip() for line in cells[1].split("\n") if line.strip()],
        )
        if len(lines) == 1 and len(lines[0]) < _LONG and not _CLAUSES.search(lines[0]):
            return [f"{label}：{lines[0]}"]
        return [label, *lines]
    if len(cells) == 4 and not any(_FIGURE.match(cell) for cell in cells[::2]):
        return [text for pair in (cells[:2], cells[2:]) for text in _texts(tuple(pair))]
    return [line.strip() for cell in cells if _is_text(cell) for line in cell.split("\n") if line.strip()]


def _is_text(cell: str) -> bool:
    return len(cell) >= _LONG or "。" in cell
