"""The tables of a text: rows with tabs or bars, columns drawn with blanks, one cell a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xladdin.report.reading.blocks import Row
from xladdin.report.tables.items import Item
from xladdin.report.tables.single_cells import find_single_cells

_BAR_LINE = re.compile(r"\|.*\|")
_BAR_RULE = re.compile(r"\|[\s:|+-]*\|")
_PIECE = re.compile(r"\S+(?: \S+)*")
_INDENT = 2  # blanks at the beginning of a paragraph
_FEWEST_LINES = 3  # of a table drawn with blanks
_MANY_CELLS = 4  # in one of its lines


@dataclass(slots=True)
class _Reading:
    items: list[Item] = field(default_factory=list)
    rows: list[tuple[int, Row]] = field(default_factory=list)
    tables: int = 0
    spread: int = 0

    def close(self) -> None:
        """End a table."""
        if self.rows:
            self.tables += 1
            places = tuple(f"第{number}行" for number, _ in self.rows)
            self.items.append(Item("", tuple(row for _, row in self.rows), (), places, f"表{self.tables}"))
            self.rows = []


def items_of_text(text: str) -> tuple[list[Item], int]:
    """The paragraphs and tables of a text, places being its lines; how many rows were put together of single cells."""
    lines = text.splitlines()
    drawn = _drawn_rows(lines)
    single = find_single_cells(lines) if not drawn and "\t" not in text else {}
    reading = _Reading()
    for number, line in enumerate(lines, start=1):
        if number in single:
            rows = single[number]
            reading.rows += rows
            reading.spread += bool(rows)
            continue
        row = _row(line, drawn.get(number))
        if row is not None:
            reading.rows.append((number, row))
        elif line.strip() and not _BAR_RULE.fullmatch(line.strip()):
            reading.close()
            reading.items.append(Item(line.strip(), places=(f"第{number}行",)))
    reading.close()
    return reading.items, reading.spread


def _row(line: str, drawn: Row | None) -> Row | None:
    """The cells of a line of a table; None for a paragraph."""
    if "\t" in line.strip():
        return tuple(cell.strip() for cell in line.split("\t"))
    bare = line.strip()
    if _BAR_LINE.fullmatch(bare) and not _BAR_RULE.fullmatch(bare):
        return tuple(cell.strip() for cell in bare[1:-1].split("|"))
    return drawn


@dataclass(frozen=True, slots=True)
class _Cell:
    """A piece of a line between wide blanks; the columns of the screen that it covers."""

    text: str
    start: int
    end: int


def _drawn_rows(lines: Sequence[str]) -> dict[int, Row]:
    """The rows of tables drawn with blanks, by the number of their line."""
    found: dict[int, Row] = {}
    block: list[tuple[int, list[_Cell]]] = []
    for number, line in [*enumerate(lines, start=1), (0, "。")]:
        cells = _cells(line)
        if len(cells) > 1 and "\t" not in line:
            block.append((number, cells))
        elif line.strip():
            if len(cells) == 1 and block and cells[0].start >= _INDENT and "。" not in line:
                block.append((number, cells))
                continue
            if len(block) >= _FEWEST_LINES and max(len(cells) for _, cells in block) >= _MANY_CELLS:
                found |= _aligned(block)
            block = []
    return found


def _cells(line: str) -> list[_Cell]:
    """The pieces of a line that two blanks, or a wide one, part."""
    widths = line.replace("　", "  ")
    return [
        _Cell(match[0], _width(widths[: match.start()]), _width(widths[: match.end()]))
        for match in _PIECE.finditer(widths)
    ]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def _aligned(block: Sequence[tuple[int, list[_Cell]]]) -> Iterator[tuple[int, Row]]:
    """Rows with their cells in the columns of the fuller line above; a line that fits none keeps its order."""
    above: list[_Cell] = []
    for number, cells in block:
        if len(cells) >= len(above):
            above = cells
        places = _under(cells, above)
        width = max(places) + 1
        row = [""] * width
        for place, cell in zip(places, cells, strict=True):
            row[place] = cell.text
        yield number, tuple(row)


def _under(cells: list[_Cell], above: list[_Cell]) -> list[int]:
    """For each cell the column of the line above under which it stands."""
    if len(cells) == len(above):
        return list(range(len(cells)))
    places = []
    for cell in cells:
        overlaps = [_overlap(cell, other) for other in above]
        places.append(overlaps.index(max(overlaps)))
    return places if places == sorted(set(places)) else list(range(len(cells)))


def _overlap(one: _Cell, other: _Cell) -> int:
    """How far two cells overlap; below zero how far they are apart."""
    return min(one.end, other.end) - max(one.start, other.start)
