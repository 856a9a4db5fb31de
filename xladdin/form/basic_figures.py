"""The table 基础数据 of a department's form: staff, 三公经费, procurement … planned, actual and last year's."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from xladdin.form.columns import Column, Header, read_header
from xladdin.form.entries import no_place, points_entry
from xladdin.form.grid import Grid
from xladdin.form.labels import Match, Wordings, labels, normalise
from xladdin.model import WAN, BasicFigure, Entry, Kind
from xladdin.model.texts import bare_text

_COLUMNS = ("planned", "actual", "last")
_AS_PRINTED = Decimal(1)
_FEWEST_COLUMNS = 2


def read_figures(grid: Grid, rows: list[int], kind: Kind, amount_unit: str) -> tuple[BasicFigure, ...]:
    """The lines of 基础数据 among these rows, amounts in ``amount_unit``; empty where there is no such table."""
    header = _find_header(grid, rows) or _header_over_lines(grid, rows, line_wordings(kind))
    if header is None:
        return ()
    known, units = line_wordings(kind), {line.key: line.unit for line in kind.figures}
    found: list[BasicFigure] = []
    for row in rows:
        if row <= header.last_row:
            continue
        label = grid.text(grid.owner(row, header.columns["label"].first))
        match = _line(known, label)
        if match is None:
            if found and not label:
                continue
            if found and label in labels().printed:
                break
            continue
        factor = _factor(grid, row, header, amount_unit) if units[match.field] in WAN else _AS_PRINTED
        entries = {name: _entry(grid, row, header, name, factor) for name in _COLUMNS}
        found.append(BasicFigure(match.field, label, row, **entries))
    return tuple(found)


def _line(known: Wordings, label: str) -> Match | None:
    """The line that a label names, quotation marks aside: 三公经费支出 for 「“三公”经费支出」."""
    return known.find(label) or known.find(bare_text(label))


def _find_header(grid: Grid, rows: list[int]) -> Header | None:
    known = labels().figure_columns
    for row in rows:
        if any((match := known.find(text)) and match.field == "label" for _, text in grid.texts(row)):
            header = read_header(grid, row, known)
            if header and {"label", "actual"} <= header.columns.keys():
                return header
    return None


def _header_over_lines(grid: Grid, rows: list[int], known: Wordings) -> Header | None:
    """A header that calls its first column by no word of ours (项目, 名称), straight above lines that are known."""
    for row, below in pairwise(rows):
        texts = grid.texts(row)
        header = read_header(grid, row, labels().figure_columns) if len(texts) > _FEWEST_COLUMNS else None
        if header is None or len(header.columns.keys() & set(_COLUMNS)) < _FEWEST_COLUMNS:
            continue
        place, _ = texts[0]
        first = grid.owner(below, place)
        if "actual" in header.columns and _line(known, grid.text(first)):
            columns = {"label": Column("label", first[1], first[1], (row, place)), **header.columns}
            return replace(header, columns=columns)
    return None


def _factor(grid: Grid, row: int, header: Header, amount_unit: str) -> Decimal:
    """By what an amount is multiplied that the line prints in another unit than the form: 万元 in a form in 元."""
    column = header.columns.get("unit")
    printed = grid.text(grid.owner(row, column.first)) if column else ""
    own, wanted = WAN.get(printed), WAN.get(amount_unit)
    return own / wanted if own and wanted else _AS_PRINTED


def _entry(grid: Grid, row: int, header: Header, name: str, factor: Decimal) -> Entry[Decimal]:
    column = header.columns.get(name)
    if column is None:
        return no_place()
    entry = points_entry(grid, grid.filled(row, column.first, column.last))
    if factor == _AS_PRINTED or entry.value is None:
        return entry
    return replace(entry, value=entry.value * factor)


@lru_cache(maxsize=32)
def line_wordings(kind: Kind) -> Wordings:
    """The labels of a kind's lines of 基础数据."""
    exact: dict[str, Match] = {}
    for line in kind.figures:
        for rank, word in enumerate((line.label, *line.words)):
            exact.setdefault(normalise(word)[0], Match(line.key, min(rank, 1)))
            exact.setdefault(normalise(word)[1], Match(line.key, min(rank, 1)))
    return Wordings(exact)
