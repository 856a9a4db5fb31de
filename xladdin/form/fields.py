"""Labelled fields: 项目名称, 主管部门, 预期目标 …, with the value in the same cell, to the right or below."""

from __future__ import annotations

import re
from typing import NamedTuple

from xladdin.form.entries import no_place, parsed_entry, text_entry
from xladdin.form.grid import Grid, Place, tidy
from xladdin.form.labels import LONGEST_GUESS, LONGEST_HALF, Match, Wordings, is_label
from xladdin.model import Entry, Range

#: Texts under one heading that may continue below each other (目标1, 目标2 … in rows of their own).
_CONTINUING = frozenset({"goal", "achieved"})
_COLON = re.compile("[:：]")
_SPACES = re.compile(r"[\s\u3000]+")
_LONGEST_PAIR_LINE = 400


class Labelled(NamedTuple):
    """A label met in the form and the value that goes with it."""

    match: Match
    label: str
    area: Range
    entry: Entry[str]


class Fields:
    """Everything labelled in some rows of a form."""

    def __init__(self, found: list[Labelled]) -> None:
        self.found = found
        self._best: dict[str, Labelled] = {}
        for item in found:
            known = self._best.setdefault(item.match.field, item)
            if known is not item and _order(item) < _order(known):
                self._best[item.match.field] = item

    def entry(self, name: str) -> Entry[str]:
        """The value of a field: of its surest wording, a filled-in one before an empty one."""
        item = self.labelled(name)
        return item.entry if item else no_place()

    def labelled(self, name: str) -> Labelled | None:
        """The label that counts for a field."""
        return self._best.get(name)


def _order(item: Labelled) -> tuple[int, bool, bool]:
    return item.match.rank, item.entry.is_blank, not item.entry.has_place


def read_fields(grid: Grid, rows: list[int], edge: Place, known: Wordings) -> Fields:
    """The fields of these rows that ``known`` has labels for; ``edge``: the last row and column of this part."""
    found: list[Labelled] = []
    for row in rows:
        is_heading = _is_heading(grid, row)
        for column, text in grid.texts(row):
            place, label = (row, column), text
            if match := known.find(text):
                area = grid.area(place)
            elif (":" in text or "：" in text) and len(text) <= _LONGEST_PAIR_LINE:
                found.extend(_pairs(grid, place, text, known))
                continue
            elif len(text) <= LONGEST_HALF and (split := _split_label(grid, place, text, known)):
                match, area, label = split
            elif len(text) <= LONGEST_GUESS and (match := known.guess(text)):
                area = grid.area(place)
            else:
                continue
            entry = _value(grid, area, edge, known, is_heading=is_heading, continues=match.field in _CONTINUING)
            found.append(Labelled(match, label, area, entry))
    return Fields(found)


def _is_heading(grid: Grid, row: int) -> bool:
    """Whether the row holds nothing but labels side by side, so that their values stand below."""
    end = None
    count = 0
    for column, text in grid.texts(row):
        if not is_label(text) or (end is not None and column != end + 1):
            return False
        end = grid.area((row, column)).last_column
        count += 1
    return count > 1


def _split_label(grid: Grid, place: Place, text: str, known: Wordings) -> tuple[Match, Range, str] | None:
    """A label cut in two cells, side by side or one below the other: 项目 | 名称."""
    area = grid.area(place)
    for other in ((place[0], area.last_column + 1), (area.last_row + 1, place[1])):
        rest = grid.text(other)
        if rest and len(rest) <= LONGEST_HALF and (match := known.find(text + rest)) and match.rank == 0:
            end = grid.area(other)
            return match, Range(area.first_row, area.first_column, end.last_row, end.last_column), text + rest
    return None


def _pairs(grid: Grid, place: Place, text: str, known: Wordings) -> list[Labelled]:
    """「填报单位：某局　金额单位：万元」: labels and values in one cell."""
    area = grid.area(place)
    marks: list[tuple[int, int, Match]] = []  # where the label begins, where its value begins
    start = 0
    for colon in _COLON.finditer(text):
        label = _label_before(text, start, colon.start(), known)
        match = None if label is None else known.find(text[label : colon.start()])
        if label is not None and match and (label == 0 or marks or match.field == "amount_unit"):
            marks.append((label, colon.end(), match))
            start = colon.end()
    pairs = []
    for index, (begin, value_at, match) in enumerate(marks):
        end = marks[index + 1][0] if index + 1 < len(marks) else len(text)
        value = tidy(text[value_at:end]).rstrip(",，;；")
        pairs.append(Labelled(match, text[begin:value_at], area, parsed_entry(grid, place, value, value or None)))
    return pairs


def _label_before(text: str, start: int, colon: int, known: Wordings) -> int | None:
    """Where the label that ends before ``colon`` begins; the longest one wins."""
    begins = [start, *(start + gap.end() for gap in _SPACES.finditer(text[start:colon]))]
    return next((begin for begin in begins if text[begin:colon] in known), None)


def _value(grid: Grid, area: Range, edge: Place, known: Wordings, *, is_heading: bool, continues: bool) -> Entry[str]:
    """The value beside a label: to the right over merged and empty cells up to the next label, otherwise below."""
    right = None if is_heading else _right_of(grid, area, edge[1])
    if right and grid.text(right):
        return text_entry(grid, right)
    below = grid.owner(area.last_row + 1, area.first_column)
    text = grid.text(below)
    is_free = below[0] == area.last_row + 1 <= edge[0] and not is_label(text) and text not in known
    if is_free and (right is None or (continues and text)):
        return _continued(grid, below, area, edge[0]) if continues else text_entry(grid, below)
    return text_entry(grid, right)


def _right_of(grid: Grid, area: Range, last_column: int) -> Place | None:
    """The first filled-in place to the right, or the first empty one; None where the next label comes at once."""
    first = None
    row, column = area.first_row, area.last_column + 1
    end = max(last_column, grid.rows.get(row, [0])[-1])
    while column <= end:
        place = grid.owner(row, column)
        text = grid.text(place)
        if text:
            return first if is_label(text) or place[1] < column else place
        first = first or place
        column = grid.area(place).last_column + 1
    return first


def _continued(grid: Grid, place: Place, area: Range, last_row: int) -> Entry[str]:
    """A text that goes on in the rows below, inside the block at the left."""
    sides = (grid.area(grid.owner(area.first_row, column)) for column in range(area.first_column - 1, 0, -1))
    end = min(next((side.last_row for side in sides if side.last_row > area.last_row), place[0]), last_row)
    raw = grid.text(place)
    for row in range(place[0] + 1, end + 1):
        below = grid.owner(row, area.first_column)
        if below == (row, area.first_column):
            raw += grid.text(below)
    return parsed_entry(grid, place, raw, raw or None)
