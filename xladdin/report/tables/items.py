"""What a document consists of, for finding its tables: paragraphs and tables in order, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from xladdin.model import Origin, Range
from xladdin.report.reading.blocks import Block, Row


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph (``rows`` is empty) or a table; ``places`` are those of its rows, or the one of the paragraph.

    ``name``: 「表2」. ``is_apart``: a table of its own whatever stands around it (one inside a cell).
    """

    text: str = ""
    rows: tuple[Row, ...] = ()
    merges: tuple[Range, ...] = ()
    places: tuple[str, ...] = ()
    name: str = ""
    is_apart: bool = False

    @property
    def width(self) -> int:
        """The columns of a table."""
        return max((len(row) for row in self.rows), default=0)


@dataclass(slots=True)
class Counter:
    """Numbers the paragraphs and tables of a document; every row counts as a paragraph, as in ``Document``."""

    paragraphs: int = 0
    tables: int = 0
    items: list[Item] = field(default_factory=list)


def items_of(blocks: Iterable[Block]) -> list[Item]:
    """The items of a Word file; footnotes and text boxes are no part of a table's surroundings."""
    counter = Counter()
    for block in blocks:
        if block.rows:
            counter.paragraphs += len(block.rows)
            _add_table(block, counter, is_apart=False)
        elif block.text.strip():
            counter.paragraphs += 1
            if block.origin is Origin.BODY:
                counter.items.append(Item(block.text.strip(), places=(f"第{counter.paragraphs}段",)))
    return counter.items


def _add_table(block: Block, counter: Counter, *, is_apart: bool) -> None:
    """A table; one that only frames others by a single column is passed through."""
    if block.inner and max(len(row) for row in block.rows) == 1:
        _add_framed(block, counter)
        return
    counter.tables += 1
    name = f"表{counter.tables}"
    places = tuple(f"{name}第{number}行" for number in range(1, len(block.rows) + 1))
    counter.items.append(Item("", _own_rows(block), block.merges, places, name, is_apart))
    for inner in block.inner:
        for one in inner.blocks:
            if one.rows:
                _add_table(one, counter, is_apart=True)


def _add_framed(block: Block, counter: Counter) -> None:
    framed = {inner.row: inner for inner in block.inner}
    for number, row in enumerate(block.rows, start=1):
        place = f"第{counter.paragraphs - len(block.rows) + number}段"
        held = framed[number].blocks if number in framed else (Block(row[0]),)
        for one in held:
            if one.rows:
                _add_table(one, counter, is_apart=False)
            elif one.text.strip():
                counter.items.append(Item(one.text.strip(), places=(place,)))


def _own_rows(block: Block) -> tuple[Row, ...]:
    """The texts of a table without those of the tables inside its cells."""
    own = {(inner.row, inner.column): inner.own_text for inner in block.inner}
    return tuple(_own_row(row, number, own) for number, row in enumerate(block.rows, start=1))


def _own_row(row: Row, number: int, own: dict[tuple[int, int], str]) -> Row:
    return tuple(own.get((number, column), text) for column, text in enumerate(row, start=1))
