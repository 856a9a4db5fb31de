"""The funds block (项目资金): its header, its rows, the rate and score of the execution."""

from __future__ import annotations

from dataclasses import replace

from xladdin.form.columns import Header, read_header
from xladdin.form.entries import is_amount, parsed_entry
from xladdin.form.fund_pairs import find_pairs, read_pairs
from xladdin.form.fund_rows import AMOUNTS, fund_row, fund_source
from xladdin.form.grid import Grid, Place
from xladdin.form.labels import Match, labels, leading_label, printed_points
from xladdin.form.notation import parse_points
from xladdin.model import FundRow

#: The row of the whole, where nothing is printed before its amounts.
_UNNAMED = "年度资金总额"


def read_funding(grid: Grid, rows: list[int], header: Header | None, amount_unit: str) -> tuple[FundRow, ...]:
    """The fund rows among these rows of a form's head, from top to bottom, below the ``header`` of their block."""
    if header is None:
        return ()
    if pairs := find_pairs(grid, header):
        return read_pairs(grid, rows, pairs, amount_unit)
    found: list[FundRow] = []
    side = _side_label(grid, header)
    block_end = grid.area(side).last_row if side else header.last_row
    for row in rows:
        if row <= header.last_row:
            continue
        label = _row_label(grid, row, header)
        if _ends(grid, row, label, is_inside=row <= block_end or _has_amounts(grid, row, header)):
            break
        if label is None and (found or not _has_amounts(grid, row, header)):
            continue
        source = fund_source(grid.text(label), found) if label else "total"
        named = label or side
        printed = grid.text(named) if named else _UNNAMED
        places = {name: grid.filled(row, column.first, column.last) for name, column in header.columns.items()}
        found.append(fund_row(grid, row, printed, source, places, amount_unit))
    score = header.columns.get("score")
    for place in (side, score.header if score else None):  # 预算执行情况（20分）; 得分（20分×执行率）
        found = _with_printed_points(grid, place, found)
    return tuple(found)


def find_fund_header(grid: Grid, rows: list[int]) -> Header | None:
    """The header of the funds block among these rows."""
    known = labels().fund_columns
    for row in rows:
        fields = {match.field for column, text in grid.texts(row) if (match := _heading(grid, row, column, text))}
        if fields & AMOUNTS and len(fields) >= 2:
            header = read_header(grid, row, known)
            if header and len(header.columns.keys() & (AMOUNTS | {"rate"})) >= 2:
                return header
    return None


def _heading(grid: Grid, row: int, column: int, text: str) -> Match | None:
    """What a text heads, with the rest of it from the cell below where it is cut in two: 年初 above 预算数."""
    known = labels().fund_columns
    return known.find(text) or known.find(text + grid.text((row + 1, column)))


def _side_label(grid: Grid, header: Header) -> Place | None:
    """The label of the whole block at the left of its header: 项目资金（万元）, 预算执行情况（20分）."""
    for column in range(header.first_column - 1, 0, -1):
        place = grid.owner(header.first_row, column)
        block = labels().blocks.guess(grid.text(place))
        if printed_points(grid.text(place)) or (block and (block.rank < 2 or block.field == "funds")):
            return place
    for row in reversed(grid.rows_between(header.first_row - 2, header.first_row - 1)):
        for column, text in grid.texts(row):
            if text in labels().blocks:
                return (row, column)
    return None


def _row_label(grid: Grid, row: int, header: Header) -> Place | None:
    """The label of a fund row: the nearest text of this row at the left of the figures."""
    for column in range(header.first_column - 1, 0, -1):
        place = grid.owner(row, column)
        if place[0] == row and grid.text(place):
            return place
    return None


def _has_amounts(grid: Grid, row: int, header: Header) -> bool:
    """Whether an amount stands in the row itself."""
    places = [grid.owner(row, header.columns[field].first) for field in AMOUNTS & header.columns.keys()]
    return any(place[0] == row and is_amount(grid, place) for place in places)


def _ends(grid: Grid, row: int, label: Place | None, *, is_inside: bool) -> bool:
    """Whether the row belongs to something below the funds; ``is_inside``: the block or the row's figures say not."""
    known = labels()
    if label is None:
        return any(text in known.fields for _, text in grid.texts(row))
    text = leading_label(grid.text(label))
    if text in known.fund_rows:
        return False
    if text in known.fields or text in known.columns or text in known.remarks:
        return True
    if (match := known.figure_columns.find(text)) and match.field == "label":
        return True
    block = known.blocks.find(text)
    return bool(block and block.field != "funds") or not (is_inside or known.fund_rows.guess(text))


def _with_printed_points(grid: Grid, side: Place | None, rows: list[FundRow]) -> list[FundRow]:
    """The points of the execution rate, where they are printed on a label of the block."""
    printed = printed_points(grid.text(side)) if side else None
    if side is None or printed is None:
        return rows
    points = parsed_entry(grid, side, printed, parse_points(printed))
    return [replace(row, points=points) if row.source == "total" and row.points.is_blank else row for row in rows]
