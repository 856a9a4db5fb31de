"""The table 基础数据 of a department's form: staff, 三公经费, procurement … planned, actual and last year's."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from xladdin.form.columns import Header, read_header
from xladdin.form.entries import no_place, points_entry
from xladdin.form.grid import Grid
from xladdin.form.labels import Match, Wordings, labels, normalise
from xladdin.model import BasicFigure, Entry, Kind

_COLUMNS = ("planned", "actual", "last")


def read_figures(grid: Grid, rows: list[int], kind: Kind) -> tuple[BasicFigure, ...]:
    """The lines of 基础数据 among these rows; empty where there is no such table."""
    header = _find_header(grid, rows)
    if header is None:
        return ()
    known = line_wordings(kind)
    found: list[BasicFigure] = []
    for row in rows:
        if row <= header.last_row:
            continue
        label = grid.text(grid.owner(row, header.columns["label"].first))
        match = known.find(label)
        if match is None:
            if found and not label:
                continue
            if found and label in labels().printed:
                break
            continue
        entries = {name: _entry(grid, row, header, name) for name in _COLUMNS}
        found.append(BasicFigure(match.field, label, row, **entries))
    return tuple(found)


def _find_header(grid: Grid, rows: list[int]) -> Header | None:
    known = labels().figure_columns
    for row in rows:
        if any((match := known.find(text)) and match.field == "label" for _, text in grid.texts(row)):
            header = read_header(grid, row, known)
            if header and {"label", "actual"} <= header.columns.keys():
                return header
    return None


def _entry(grid: Grid, row: int, header: Header, name: str) -> Entry[Decimal]:
    column = header.columns.get(name)
    if column is None:
        return no_place()
    return points_entry(grid, grid.filled(row, column.first, column.last))


@lru_cache(maxsize=32)
def line_wordings(kind: Kind) -> Wordings:
    """The labels of a kind's lines of 基础数据."""
    exact: dict[str, Match] = {}
    for line in kind.figures:
        for rank, word in enumerate((line.label, *line.words)):
            exact.setdefault(normalise(word)[0], Match(line.key, min(rank, 1)))
            exact.setdefault(normalise(word)[1], Match(line.key, min(rank, 1)))
    return Wordings(exact)
