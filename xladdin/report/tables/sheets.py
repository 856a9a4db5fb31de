"""A stack of tables as one sheet: rows below each other, columns of a later table under those they go on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from xladdin.model import Cell, Range, Sheet
from xladdin.report.tables.items import Item
from xladdin.report.tables.stacks import Stack


@dataclass(slots=True)
class Drawn:
    """A sheet as it is put together, and where each of its rows stood."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    places: dict[tuple[str, int], str] = field(default_factory=dict)
    row: int = 0

    @property
    def sheet(self) -> Sheet:
        """The sheet."""
        return Sheet(self.name, self.cells, tuple(self.merges))


def draw(stack: Stack) -> Drawn:
    """The sheet of a stack, named after its first table."""
    drawn = Drawn(stack.tables[0].name)
    widest: Item | None = None
    for item in stack.items:
        if not item.rows:
            _line(drawn, item)
            continue
        _table(drawn, item, _columns(item, widest))
        if widest is None or item.width > widest.width:
            widest = item
    return drawn


def _line(drawn: Drawn, item: Item) -> None:
    drawn.row += 1
    drawn.cells[drawn.row, 1] = Cell(item.text, item.text)
    drawn.places[drawn.name, drawn.row] = item.places[0]


def _table(drawn: Drawn, item: Item, columns: dict[int, int]) -> None:
    above = drawn.row
    for row, place in zip(item.rows, item.places, strict=True):
        drawn.row += 1
        drawn.places[drawn.name, drawn.row] = place
        for column, text in enumerate(row, start=1):
            if text.strip():
                drawn.cells[drawn.row, columns.get(column, column)] = Cell(text.strip(), text.strip())
    for merge in item.merges:
        first, last = columns.get(merge.first_column, merge.first_column), columns.get(merge.last_column + 1)
        end = last - 1 if last else columns.get(merge.last_column, merge.last_column)
        drawn.merges.append(Range(merge.first_row + above, first, merge.last_row + above, max(first, end)))


def _columns(item: Item, above: Item | None) -> dict[int, int]:
    """Where the columns of a table go: under the cells of the row above that has as many; else they stay.

    A table that goes on on the next page is often drawn with another grid, but with the same cells side by side.
    """
    if above is None or item.width == above.width:
        return {}
    starts = [_starts(item, number) for number in range(1, len(item.rows) + 1)]
    count, _ = Counter(len(one) for one in starts).most_common(1)[0]
    own = next(one for one in starts if len(one) == count)
    for number in range(len(above.rows), 0, -1):
        wanted = _starts(above, number)
        if len(wanted) == count > 1:
            return dict(zip(own, wanted, strict=True))
    return {}


def _starts(item: Item, row: int) -> list[int]:
    """The columns at which the cells of a row begin, merged ones included."""
    covered = {
        column
        for merge in item.merges
        if merge.first_row <= row <= merge.last_row
        for column in range(merge.first_column + 1, merge.last_column + 1)
    }
    return [column for column in range(1, len(item.rows[row - 1]) + 1) if column not in covered]
