"""How a text table looks as a sheet: what is a heading, which columns and rows are how large."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from xladdin.model import Range, Sheet

NARROWEST, WIDEST = 9.0, 30.0  # column widths in characters
LEAST_HEIGHT, LINE = 21.0, 14.0  # points of a row, of a line of text


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes of a sheet, and its parts: ``box`` is all that is used, ``headings`` are rows above a table's borders.

    ``titles`` are those headings that are set in a large type; ``covered`` are the places under merged cells.
    """

    box: Range
    widths: Mapping[int, float]
    heights: Mapping[int, float]
    headings: frozenset[int] = frozenset()
    titles: frozenset[int] = frozenset()
    covered: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def look_of(sheet: Sheet, widths: Mapping[int, float]) -> Look:
    """The look of a sheet; ``widths`` are those given for its columns, the others follow from what stands in them."""
    areas = {(area.first_row, area.first_column): area for area in sheet.merges}
    for row, column in sheet.cells:
        areas.setdefault((row, column), Range(row, column, row, column))
    box = Range(
        min((area.first_row for area in areas.values()), default=1),
        min((area.first_column for area in areas.values()), default=1),
        max((area.last_row for area in areas.values()), default=1),
        max((area.last_column for area in areas.values()), default=1),
    )
    sizes = _fitting_widths(sheet, areas) | dict(widths)
    headings, titles = _headings(sheet, areas, box)
    covered = frozenset(
        (row, column)
        for area in sheet.merges
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    ) - set(areas)
    heights = _fitting_heights(sheet, areas, sizes) | dict.fromkeys(titles, LEAST_HEIGHT * 1.5)
    return Look(box, sizes, heights, headings, titles, covered)


def _headings(
    sheet: Sheet, areas: Mapping[tuple[int, int], Range], box: Range
) -> tuple[frozenset[int], frozenset[int]]:
    """Rows of one cell over the whole width, at the top or after an empty row; the longest of each group is a title."""
    used = {row for area in areas.values() for row in range(area.first_row, area.last_row + 1)}
    groups: list[list[int]] = []
    open_group = True
    for row in range(box.first_row, box.last_row + 1):
        area = areas.get((row, box.first_column))
        if row not in used:
            open_group = True
        elif area is not None and area.last_column == box.last_column > box.first_column and open_group:
            if groups and groups[-1][-1] == row - 1:
                groups[-1].append(row)
            else:
                groups.append([row])
        else:
            open_group = False
    titles = {max(group, key=lambda row: len(_text(sheet, row, box.first_column))) for group in groups}
    return frozenset(row for group in groups for row in group), frozenset(titles)


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return cell.text if cell else ""


def _fitting_widths(sheet: Sheet, areas: Mapping[tuple[int, int], Range]) -> dict[int, float]:
    """Column widths that show what stands in cells of one column, up to a limit."""
    widths = dict.fromkeys(sheet.hidden_columns, NARROWEST)
    for place, cell in sheet.cells.items():
        if areas[place].first_column == areas[place].last_column:
            wanted = max(_text_width(line) for line in cell.text.split("\n")) + 2.0
            widths[place[1]] = min(max(widths.get(place[1], NARROWEST), wanted), WIDEST)
    return widths


def _fitting_heights(
    sheet: Sheet, areas: Mapping[tuple[int, int], Range], widths: Mapping[int, float]
) -> dict[int, float]:
    """Row heights that show every text; a cell over several rows asks the same of each of them."""
    heights: dict[int, float] = {}
    for place, area in areas.items():
        width = sum(widths.get(column, NARROWEST) for column in range(area.first_column, area.last_column + 1))
        lines = sum(max(1, math.ceil(_text_width(line) / width)) for line in _text(sheet, *place).split("\n"))
        rows = range(area.first_row, area.last_row + 1)
        for row in rows:
            heights[row] = max(heights.get(row, LEAST_HEIGHT), LINE * (lines + 0.5) / len(rows))
    return heights


def _text_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
