"""Headers of indicator tables: which rows of a sheet hold one; a sheet without any holds no form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from xladdin.form.columns import Header, read_header
from xladdin.form.grid import Grid
from xladdin.form.labels import LONGEST_LABEL, labels
from xladdin.model import Sheet

_LEVELS = frozenset({"category", "subcategory", "name"})
_ANSWERS = frozenset({"target", "actual", "points", "score", "note", "standard"})
_FILLED_IN = frozenset({"actual", "score"})
_NEEDED = _LEVELS | {"actual"}
_OWN_COLUMNS = frozenset({"project", "department", "unit"})
_SEEN_TWICE = 4  # headers of a row that must come twice before it is taken for two forms

#: Rows that may be a header: the columns in which they hold a word of it, and which.
Candidates = dict[int, list[tuple[int, str]]]


def candidate_rows(sheet: Sheet) -> Candidates:
    """The rows that hold enough words of an indicator header to look closer; most sheets have none."""
    find = labels().columns.find
    found: Candidates = {}
    for (row, column), cell in sheet.cells.items():
        if isinstance(cell.value, str) and len(cell.text) <= LONGEST_LABEL and (match := find(cell.text)):
            found.setdefault(row, []).append((column, match.field))
    return {row: hits for row, hits in sorted(found.items()) if len(hits) > 1 and _may_be_header(hits)}


def _may_be_header(hits: list[tuple[int, str]]) -> bool:
    fields = {name for _, name in hits}
    return len(fields) > 1 and bool(fields & _NEEDED)


def split_column(candidates: Candidates) -> int | None:
    """Where the second of two forms side by side begins; None where forms only stand below each other."""
    for hits in candidates.values():
        columns: dict[str, list[int]] = {}
        for column, name in sorted(hits):
            columns.setdefault(name, []).append(column)
        twice = [found for name, found in columns.items() if len(found) > 1 and name in _LEVELS | _ANSWERS]
        if len(twice) >= _SEEN_TWICE:
            second = min(found[1] for found in twice)
            if second > max(found[0] for found in twice):
                return second
    return None


def halves(sheet: Sheet, column: int) -> tuple[Sheet, Sheet]:
    """The sheet cut before a column; merged cells over the cut stay with the left part."""
    left = replace(
        sheet,
        cells={place: cell for place, cell in sheet.cells.items() if place[1] < column},
        merges=tuple(area for area in sheet.merges if area.first_column < column),
    )
    right = replace(
        sheet,
        cells={place: cell for place, cell in sheet.cells.items() if place[1] >= column},
        merges=tuple(area for area in sheet.merges if area.first_column >= column),
    )
    return left, right


def find_headers(grid: Grid, rows: Iterable[int]) -> Iterator[Header]:
    """The headers of indicator tables, from top to bottom; ``rows`` are those that may be one."""
    used = 0
    for row in rows:
        if row <= used:
            continue
        header = read_header(grid, row, labels().columns)
        if header and _is_indicator_table(grid, header):
            used = header.last_row
            yield header


def _is_indicator_table(grid: Grid, header: Header) -> bool:
    """A table of indicators with something to fill in; not a list of projects, not a declaration of targets."""
    found = header.columns.keys()
    if not found & _LEVELS or not found & _FILLED_IN or len(found & _ANSWERS) < 3:
        return False
    fields = labels().fields
    row_labels = {match.field for _, text in grid.texts(header.first_row) if (match := fields.find(text))}
    return not row_labels & _OWN_COLUMNS
