"""A sheet with its merged cells resolved: what stands at a place, seen as a reader of the paper sees it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from xladdin.model import Cell, CellRef, Range, Sheet

#: Merged cells beyond these sizes are no part of a form; they are seen by their first cell only.
LARGEST_MERGE = 20_000
MOST_COVERED = 400_000


class Place(NamedTuple):
    """Row and column, 1-based; always the top-left cell where cells are merged."""

    row: int
    column: int


def tidy(text: str) -> str:
    """Text as Excel shows it, without line breaks and without blanks around it."""
    if "\n" in text or "\r" in text:
        text = text.replace("\r", "").replace("\n", "")
    return text.strip()


class _Texts(dict[tuple[int, int], str]):
    """Texts by place; empty where nothing stands."""

    def __missing__(self, place: tuple[int, int]) -> str:
        return ""


class Grid:
    """Cells by place, merged cells resolved, the columns of every row that holds something."""

    def __init__(self, sheet: Sheet) -> None:
        self.name = sheet.name
        self.cells = sheet.cells
        self._texts = _Texts((place, tidy(cell.text)) for place, cell in sheet.cells.items())
        #: The tidy text at a place. Not a method: it is asked for a thousand times a form.
        self.text: Callable[[tuple[int, int]], str] = self._texts.__getitem__
        self.rows: dict[int, list[int]] = {}
        for row, column in sheet.cells:
            self.rows.setdefault(row, []).append(column)
        for columns in self.rows.values():
            columns.sort()
        self.row_numbers = sorted(self.rows)
        self.last_column = max((columns[-1] for columns in self.rows.values()), default=0)
        self.covered: dict[tuple[int, int], Place] = {}
        self._areas: dict[tuple[int, int], Range] = {}
        self._resolve(sheet.merges)

    def _resolve(self, merges: tuple[Range, ...]) -> None:
        """Take over the merged cells; one that overlaps another is damaged and left out."""
        last_row = self.row_numbers[-1] if self.row_numbers else 0
        budget = MOST_COVERED
        for area in merges:
            rows = range(area.first_row, min(area.last_row, last_row + 1) + 1)
            columns = range(area.first_column, min(area.last_column, self.last_column + 3) + 1)
            size = len(rows) * len(columns)
            if not 0 < size <= min(LARGEST_MERGE, budget):
                continue
            places = [(row, column) for row in rows for column in columns]
            if self.covered.keys().isdisjoint(places):
                budget -= size
                top = Place(area.first_row, area.first_column)
                self._areas[top] = area
                self.covered.update(dict.fromkeys(places, top))

    def owner(self, row: int, column: int) -> Place:
        """The place that holds what is seen at row and column."""
        return self.covered.get((row, column)) or Place(row, column)

    def area(self, place: tuple[int, int]) -> Range:
        """The cells that ``place`` covers."""
        return self._areas.get(place) or Range(place[0], place[1], place[0], place[1])

    def is_merged(self, place: tuple[int, int]) -> bool:
        """Whether the place is the first of merged cells."""
        return place in self._areas

    def cell(self, place: tuple[int, int]) -> Cell | None:
        """The cell that stands at a place (not: under it)."""
        return self.cells.get(place)

    def seen(self, row: int, column: int) -> str:
        """The tidy text seen at row and column, merged cells resolved."""
        return self.text(self.owner(row, column))

    def texts(self, row: int) -> list[tuple[int, str]]:
        """The texts of the row itself, with their columns."""
        return [(column, text) for column in self.rows.get(row, ()) if (text := self._texts[row, column])]

    def lead(self, row: int) -> Place | None:
        """The first place of the row itself that holds a text; None in an empty row."""
        for column in self.rows.get(row, ()):
            if self._texts[row, column]:
                return Place(row, column)
        return None

    def filled(self, row: int, first: int, last: int) -> Place:
        """The first place with text seen in the row among these columns; the first place where there is none."""
        for column in range(first, last + 1):
            place = self.owner(row, column)
            if self._texts.get(place):
                return place
        return self.owner(row, first)

    def ref(self, place: tuple[int, int]) -> CellRef:
        """The address of a place."""
        return CellRef(self.name, place[0], place[1])

    def rows_between(self, first: int, last: int) -> list[int]:
        """The rows from first to last that hold something."""
        return self.row_numbers[bisect_left(self.row_numbers, first) : bisect_right(self.row_numbers, last)]
