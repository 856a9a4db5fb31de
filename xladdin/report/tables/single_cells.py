"""A table that was copied with one cell a line (一行一格): put together again where only one way fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xladdin.model.texts import folded
from xladdin.report.reading.blocks import Row
from xladdin.report.tables.lexicon import lists

_FEWEST = 5  # columns of a heading
_NEEDED = frozenset({"name", "points", "score"})
_MAY_BE_MISSING = ("category", "subcategory", "note", "standard")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


#: The rows that begin at a line; an empty list for a line that belongs to one above.
Found = dict[int, list[tuple[int, Row]]]


def find_single_cells(lines: Sequence[str]) -> Found:
    """The rows of every table with one cell a line, by the line at which they begin."""
    told = [_Line(number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip()]
    found: Found = {}
    position = 0
    while position < len(told):
        fields = _heading(told, position)
        if len(fields) < _FEWEST or not set(fields) >= _NEEDED:
            position += 1
            continue
        body = told[position + len(fields) :]
        rows, used = _Search(fields, body).rows()
        if not rows:
            position += len(fields)
            continue
        heading = told[position : position + len(fields)]
        _note(found, heading, tuple(line.text for line in heading))
        for row, own in rows:
            _note(found, own, row)
        position += len(fields) + used
    return found


def _note(found: Found, own: Sequence[_Line], row: Row) -> None:
    found[own[0].number] = [(own[0].number, row)]
    found.update({line.number: [] for line in own[1:]})


def _heading(told: Sequence[_Line], position: int) -> list[str]:
    """The columns that lines from here on head, as far as they go."""
    fields: list[str] = []
    for line in told[position : position + 12]:
        field = next((one["field"] for one in lists()["columns"] if _matches(one["words"], line.text)), "")
        if not field or field in fields:
            break
        fields.append(field)
    return fields


@lru_cache(maxsize=8192)
def _matches(words: str, text: str) -> bool:
    return re.fullmatch(words, folded(text)) is not None


class _Search:
    """Rows out of cells: every way in which cells can be missing is tried, and only one may fit."""

    def __init__(self, fields: Sequence[str], body: Sequence[_Line]) -> None:
        self._fields = tuple(fields)
        self._body = body

    def rows(self) -> tuple[list[tuple[Row, list[_Line]]], int]:
        """The rows with their lines, and how many lines they take."""
        found: list[tuple[Row, list[_Line]]] = []
        position = 0
        while position < len(self._body):
            if is_like_total(self._body[position].text):
                row, count = self._total(position)
                found.append((row, list(self._body[position : position + count])))
                position += count
                break
            ways = [(row, count) for row, count in self._ways(position) if self._goes_on(position + count)]
            if len(ways) != 1:
                break
            row, count = ways[0]
            found.append((row, list(self._body[position : position + count])))
            position += count
        return found, position

    def _goes_on(self, position: int) -> bool:
        """Whether what follows can be another row, the total, or is no part of the table."""
        if position >= len(self._body) or is_like_total(self._body[position].text):
            return True
        return any(True for _ in self._ways(position))

    def _ways(self, position: int) -> Iterator[tuple[Row, int]]:
        """Every row that can begin here, with the number of its lines."""
        missing = [field for field in self._fields if field in _MAY_BE_MISSING]
        for mask in range(1 << len(missing)):
            left_out = {field for bit, field in enumerate(missing) if mask >> bit & 1}
            if "category" not in left_out and "subcategory" in left_out:
                continue
            row = self._fit(position, left_out)
            if row is not None:
                yield row, len(self._fields) - len(left_out)

    def _fit(self, position: int, left_out: set[str]) -> Row | None:
        row: list[str] = []
        for field in self._fields:
            if field in left_out:
                row.append("")
                continue
            if position >= len(self._body):
                return None
            text = self._body[position].text
            if not _can_be(field, text):
                return None
            row.append(text)
            position += 1
        return tuple(row)

    def _total(self, position: int) -> tuple[Row, int]:
        """The total with the one or two figures behind it, under points and score."""
        row = [""] * len(self._fields)
        row[0] = self._body[position].text
        figures = []
        for line in self._body[position + 1 : position + 3]:
            if not is_like_number(line.text):
                break
            figures.append(line.text)
        for field, text in zip(("points", "score")[-len(figures) :] if figures else (), figures, strict=True):
            row[self._fields.index(field)] = text
        return tuple(row), 1 + len(figures)


def is_like_total(text: str) -> bool:
    """Whether a line is the label of the total."""
    return _matches(lists()["kinds_of_cells"]["total"], text)


def is_like_number(text: str) -> bool:
    """Whether a line is a number of points."""
    return _matches(lists()["kinds_of_cells"]["number"], text)


def _can_be(field: str, text: str) -> bool:
    """Whether a cell can stand in a column."""
    kinds = lists()["kinds_of_cells"]
    if field in {"category", "subcategory"}:
        return _matches(kinds[field], text)
    if field in {"points", "score"}:
        return is_like_number(text)
    is_level = _matches(kinds["category"], text) or _matches(kinds["subcategory"], text)
    if field in {"name", "note", "standard"}:
        return not is_like_number(text) and not is_level and not is_like_total(text)
    return not is_level and not is_like_total(text)
