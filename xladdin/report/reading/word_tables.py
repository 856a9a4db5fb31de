"""A table of a Word file: rows of texts, merged cells, tables inside cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.model import Range
from xladdin.report.reading.blocks import Block, Inner, Row
from xladdin.report.reading.markup import first_value, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

_WIDEST = 60  # columns that one cell may cover
_AROUND = frozenset({"sdt", "sdtContent", "customXml", "ins", "smartTag"})


@dataclass(slots=True)
class _Area:
    """A cell that may go on below: its first place and its last row."""

    row: int
    column: int
    width: int
    last_row: int


def read_table(table: Element, blocks_of: Callable[[Element], Iterable[Block]]) -> Block:
    """The table with one text a cell, told where the cell begins; ``blocks_of`` reads what stands in a cell."""
    rows: list[Row] = []
    inner: list[Inner] = []
    areas: list[_Area] = []
    above: dict[int, _Area] = {}
    for element in _children(table, "tr"):
        if _is_deleted(element):
            continue
        number = len(rows) + 1
        texts, below = [""] * _edge(element, "gridBefore"), dict[int, _Area]()
        for cell in _children(element, "tc"):
            column, width = len(texts) + 1, _span(_properties(cell).get("gridSpan"))
            area = above.get(column) if _goes_on(cell) else None
            if area is not None and area.width == width:
                area.last_row = number
                texts += [""] * width
            else:
                area = _Area(number, column, width, number)
                areas.append(area)
                blocks = tuple(blocks_of(cell))
                if any(block.rows for block in blocks):
                    inner.append(Inner(number, column, blocks))
                texts += ["\n".join(_texts(blocks)), *[""] * (width - 1)]
            below[column] = area
        above = below
        rows.append(tuple(texts))
    return Block(rows=tuple(rows), merges=tuple(_merges(areas)), inner=tuple(inner))


def _merges(areas: Iterable[_Area]) -> Iterator[Range]:
    for one in areas:
        if one.width > 1 or one.last_row > one.row:
            yield Range(one.row, one.column, one.last_row, one.column + one.width - 1)


def _children(parent: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, also inside content controls; not those of tables within."""
    for child in parent:
        if name_of(child) == wanted:
            yield child
        elif name_of(child) in _AROUND:
            yield from _children(child, wanted)


def _is_deleted(row: Element) -> bool:
    return any(name_of(one) == "del" for part in row if name_of(part) == "trPr" for one in part)


def _edge(row: Element, name: str) -> int:
    """Columns of the grid before the first cell of a row."""
    found = (one for part in row if name_of(part) == "trPr" for one in part if name_of(one) == name)
    text = first_value(next(found, None))
    return min(int(text), _WIDEST) if text.isdigit() else 0


def _properties(cell: Element) -> dict[str, Element]:
    return {name_of(one): one for part in cell if name_of(part) == "tcPr" for one in part}


def _goes_on(cell: Element) -> bool:
    """Whether the cell belongs to the merged one above it."""
    merged = _properties(cell).get("vMerge")
    return merged is not None and "restart" not in merged.attrib.values()


def _span(element: Element | None) -> int:
    text = first_value(element) or "1"
    return min(int(text), _WIDEST) if text.isdigit() and int(text) else 1


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of a cell; a table inside it one line a row."""
    for block in blocks:
        if block.rows:
            yield from (" ".join(text for text in row if text) for row in block.rows)
        elif block.text.strip():
            yield block.text
