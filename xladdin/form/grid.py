"""A sheet with its merged cells resolved: what stands at a place, seen as a reader of the paper sees it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from itertools import product

from xladdin.model import Cell, CellRef, Range, Sheet

#: Merged cells beyond these sizes are no part of a form; they are seen by their first cell only.
LARGEST_MERGE = 20_000
MOST_COVERED = 400_000
#: The places that are kept for the forms to come, by name of sheet and by merged cells.
_MOST_SHARED = 10_000

#: Row and column, 1-based; always the top-left cell where cells are merged.
Place = tuple[int, int]

#: Named tuples of tuples, past their constructor in Python: a form has hundreds of them.
_range_of: Callable[[tuple[int, int, int, int]], Range] = partial(tuple.__new__, Range)


def tidy(text: str) -> str:
    """Text as Excel shows it, without line breaks and without blanks around it."""
    text = text.strip()
    return text.replace("\r", "").replace("\n", "") if "\n" in text or "\r" in text else text


class _Texts(dict[Place, str]):
    """Texts by place; empty where nothing stands."""

    def __missing__(self, place: Place) -> str:
        return ""


class _Refs(dict[Place, CellRef]):
    """The addresses in sheets of one name: all the forms of a batch share them, which spares half of their objects."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet

    def __missing__(self, place: Place) -> CellRef:
        ref = CellRef(self._sheet, *place)
        if len(self) < _MOST_SHARED:
            self[place] = ref
        return ref


_refs = lru_cache(maxsize=64)(_Refs)


def _merged(
    merges: tuple[Range, ...], lowest: int, rightmost: int
) -> tuple[Mapping[Place, Place], Mapping[Place, Range]]:
    """The first of the merged cells by each place that is merged, and the areas by their first cell.

    Places below ``lowest`` and right of ``rightmost`` are left out, and so are damaged areas, which overlap others.
    """
    covered: dict[Place, Place] = {}
    areas: dict[Place, Range] = {}
    for area in merges:
        first_row, first_column, last_row, last_column = area
        rows = range(first_row, min(last_row, lowest) + 1)
        columns = range(first_column, min(last_column, rightmost) + 1)
        size = len(rows) * len(columns)
        if not 0 < size <= min(LARGEST_MERGE, MOST_COVERED - len(covered)):
            continue
        top = (first_row, first_column)
        places = dict.fromkeys(product(rows, columns), top)
        if covered.keys().isdisjoint(places):
            areas[top] = area
            covered.update(places)
    return covered, areas


#: Forms of one template with as many rows are merged alike; looking at every area took a twentieth of finding one.
_merged_alike = lru_cache(maxsize=64)(_merged)


class Grid:
    """Cells by place, merged cells resolved, the columns of every row that holds something."""

    def __init__(self, sheet: Sheet) -> None:
        self.name = sheet.name
        self._texts = _Texts(zip(sheet.cells, [tidy(cell.text) for cell in sheet.cells.values()], strict=True))
        #: The tidy text at a place. Not a method: it is asked for a thousand times a form.
        self.text: Callable[[Place], str] = self._texts.__getitem__
        rows: defaultdict[int, list[int]] = defaultdict(list)
        for row, column in sorted(sheet.cells):
            rows[row].append(column)
        self.rows = dict(rows)
        self.row_numbers = list(self.rows)
        self.last_column = max((columns[-1] for columns in self.rows.values()), default=0)
        #: The address of a place.
        self.ref: Callable[[Place], CellRef] = _refs(sheet.name).__getitem__
        #: The cell that stands at a place (not: under it); None where it is empty.
        self.cell: Callable[[Place], Cell | None] = sheet.cells.get
        self._lines: dict[int, list[tuple[int, str]]] = {}
        lowest, rightmost = (self.row_numbers or [0])[-1] + 1, self.last_column + 3
        merged = _merged_alike if lowest * rightmost <= _MOST_SHARED else _merged
        self.covered, self._areas = merged(sheet.merges, lowest, rightmost)

    def owner(self, row: int, column: int) -> Place:
        """The place that holds what is seen at row and column."""
        return self.covered.get(place := (row, column), place)

    def area(self, place: Place) -> Range:
        """The cells that ``place`` covers."""
        return self._areas.get(place) or _range_of((*place, *place))

    def is_merged(self, place: Place) -> bool:
        """Whether the place is the first of merged cells."""
        return place in self._areas

    def seen(self, row: int, column: int) -> str:
        """The tidy text seen at row and column, merged cells resolved."""
        return self.text(self.owner(row, column))

    def texts(self, row: int) -> list[tuple[int, str]]:
        """The texts of the row itself, with their columns."""
        line = self._lines.get(row)
        if line is None:
            texts = self._texts
            line = [(column, text) for column in self.rows.get(row, ()) if (text := texts[row, column])]
            self._lines[row] = line
        return line

    def lead(self, row: int) -> Place | None:
        """The first place of the row itself that holds a text; None in an empty row."""
        for column in self.rows.get(row, ()):
            if self._texts[row, column]:
                return row, column
        return None

    def filled(self, row: int, first: int, last: int) -> Place:
        """The first place with text seen in the row among these columns; the first place where there is none."""
        if first < last:
            for column in range(first, last + 1):
                place = self.owner(row, column)
                if self._texts[place]:
                    return place
        return self.owner(row, first)

    def rows_between(self, first: int, last: int) -> list[int]:
        """The rows from first to last that hold something."""
        return self.row_numbers[bisect_left(self.row_numbers, first) : bisect_right(self.row_numbers, last)]
