"""One call for one cell or for a whole table: ranges in, a column out, and no error ever leaves.

A judge works on the values of one row (``each_row``) or of all cells (``altogether``) and returns a Decimal or a text;
a CellError of it becomes the text of that one cell.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from decimal import Decimal

from xladdin.excel.functions.values import CellError, Value, read_value, refusal, written

log = logging.getLogger("xladdin")

Judge = Callable[..., Decimal | str]
Answer = float | str
_WHOLE_COLUMN = 65_536  # rows: such an area is a whole column, of which nobody wants a million answers


def each_row(
    judge: Judge, *areas: object, inherited: Collection[int] = (), table: object = None
) -> Answer | list[list[Answer]]:
    """``judge`` called with the values of each row of ``areas``; a scalar where all of them are single cells.

    Areas are one column (or one row) of one length; a single cell goes with every row. ``inherited`` are the places of
    arguments in which an empty cell takes the value above it, as in merged cells. ``table`` is an area of any shape
    that goes with every row as a whole: the judge's last argument, rows of values.
    """
    try:
        whole = () if table is None else (tuple(tuple(map(_accepted, row)) for row in _table(table)),)
        tables = [_table(area) for area in areas]
        height, width = _common_shape(tables)
        columns = [[raw for row in table for raw in row] for table in tables]
        if height >= _WHOLE_COLUMN:
            height = _used(columns)
        columns = [column * (height * width) if len(column) == 1 else column[: height * width] for column in columns]
        for place in inherited:
            columns[place] = list(_filled_down(columns[place]))
    except CellError as error:
        return refusal(str(error))
    answers = [_answer(judge, row, *whole) for row in zip(*columns, strict=True)]
    if height == width == 1:
        return answers[0]
    return [answers] if height == 1 else [[answer] for answer in answers]


def altogether(judge: Judge, *areas: object) -> Answer:
    """``judge`` called once, with the list of all cells of each area, row by row."""
    try:
        columns = [[raw for row in _table(area) for raw in row] for area in areas]
    except CellError as error:
        return refusal(str(error))
    return _guarded(lambda: judge(*([_accepted(raw) for raw in column[: _used([column])]] for column in columns)))


def _table(area: object) -> list[list[object]]:
    """An argument as rows of cells, however it comes: a single cell, a column as a flat list, rows."""
    if not isinstance(area, list | tuple):
        return [[area]]
    rows = [list(row) if isinstance(row, list | tuple) else [row] for row in area]
    if len({len(row) for row in rows}) > 1:
        raise CellError("区域应为一个矩形")
    return rows if rows and rows[0] else [[None]]


def _common_shape(tables: list[list[list[object]]]) -> tuple[int, int]:
    shapes = {(len(table), len(table[0])) for table in tables} - {(1, 1)}
    if any(height > 1 and width > 1 for height, width in shapes):
        raise CellError("每个区域应为一列（或一行）单元格")
    if len(shapes) > 1:
        lengths = "、".join(str(height * width) for height, width in sorted(shapes))
        raise CellError(f"各区域的行数不同（{lengths}）" if len({w for _, w in shapes}) == 1 else "各区域方向不同")
    return shapes.pop() if shapes else (1, 1)


def _used(columns: list[list[object]]) -> int:
    """How many rows there are up to the last one that holds anything, single cells aside; at least one."""
    ends = (_last_filled(column) for column in columns if len(column) > 1)
    return max(ends, default=1) or 1


def _last_filled(column: list[object]) -> int:
    return next((place for place in range(len(column), 0, -1) if not _is_empty(column[place - 1])), 0)


def _is_empty(raw: object) -> bool:
    return raw is None or raw == ""


def _filled_down(column: list[object]) -> Iterator[object]:
    last: object = None
    for raw in column:
        last = last if _is_empty(raw) else raw
        yield last


def _answer(judge: Judge, row: tuple[object, ...], *whole: object) -> Answer:
    return _guarded(lambda: judge(*map(_accepted, row), *whole))


def _accepted(raw: object) -> Value:
    value = read_value(raw)
    if value.error:
        raise CellError(value.error if value.error[0] != "#" else f"引用的单元格是{value.error}")
    return value


def _guarded(call: Callable[[], Decimal | str]) -> Answer:
    """The one boundary of a function in a cell: a sentence, never a traceback."""
    try:
        return written(call())
    except CellError as error:
        return refusal(str(error))
    except ArithmeticError:
        return refusal("数字过大或过小，无法计算")
    except Exception:
        log.exception("a function in a cell failed")
        return refusal("程序自身出错，请点“检查环境”")
