"""What a table shows by conditional formats: figures to look at, and a frame round every cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xladdin.output.sheets.table import HEADINGS, Line, Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from xladdin.output.sheets.styles import Styles
    from xladdin.output.sheets.table import Column, Mark

_HEADING = re.compile(r"\[(.+?)\]")


def row_formula(table: Table[Line], formula: str) -> str:
    """A formula with headings in brackets as one with cells, whose rows are to be filled in: ``F{row}``."""
    return _HEADING.sub(lambda heading: f"{table.letters(heading[1])}{{row}}", formula)


def set_conditions(sheet: Worksheet, styles: Styles, table: Table[Line], last: int) -> None:
    """Set off the cells of the 0-based rows below the headings to ``last``.

    The frame round every cell comes this way, so that empty ones need not be written.
    """
    first = HEADINGS + 1
    for number, column in enumerate(table.columns, 1):
        for mark in column.marks:
            criteria = _criteria(table, column, mark).replace("{row}", str(first + 1))
            condition = {"type": "formula", "criteria": criteria, "format": styles.look(mark.look)}
            sheet.conditional_format(first, number, last, number, condition)
        if column.alert:
            sign, value = column.alert
            condition = {"type": "cell", "criteria": sign, "value": value, "format": styles.alert}
            sheet.conditional_format(first, number, last, number, condition)
    frame = {"type": "formula", "criteria": "=TRUE", "format": styles.frame}
    sheet.conditional_format(first, 0, last, len(table.columns), frame)


def _criteria(table: Table[Line], column: Column[Line], mark: Mark) -> str:
    own = f"{table.letters(column.heading)}{{row}}"
    if not isinstance(mark.value, str):
        return f"=AND(ISNUMBER({own}),{own}{mark.criteria}{mark.value})"
    if _HEADING.fullmatch(mark.value):
        other = row_formula(table, mark.value)
        return f"=AND(ISNUMBER({own}),ISNUMBER({other}),{own}{mark.criteria}{other})"
    return f'={own}{mark.criteria}"{mark.value}"'
