"""Which formulas of a workbook depend on cells that change: their stored results are no longer true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from xladdin.model import CellRef, Range, Workbook
from xladdin.output.patch.addresses import LAST_COLUMN, LAST_ROW, holds, parse_address

_SHEET = r"(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
_TOKEN = re.compile(
    rf"""
      "(?:[^"]|"")*"                                                         # a text
    | \#[A-Z0-9/]+[!?]?                                                      # an error
    | {_SHEET}(?P<cells>\$?[A-Za-z]{{1,3}}\$?[0-9]+(?::\$?[A-Za-z]{{1,3}}\$?[0-9]+)?)(?![\w(.!])
    | {_SHEET.replace("sheet", "sheet2")}(?P<columns>\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}})(?![\w(.!])
    | {_SHEET.replace("sheet", "sheet3")}(?P<rows>\$?[0-9]+:\$?[0-9]+)(?![\w(.!])
    | [0-9]+\.?[0-9]*(?:[Ee][+-]?[0-9]+)?                                    # a number
    | (?P<function>[^\W\d][\w.]*)\(
    | (?P<name>[^\W\d][\w.\\?]*|\[|')                                        # a name, a table, another workbook
    """,
    re.VERBOSE,
)
_COMPUTED_ADDRESS = frozenset({"INDIRECT", "OFFSET"})
_CONSTANTS = frozenset({"TRUE", "FALSE"})


class Reference(NamedTuple):
    """An area that a formula reads."""

    sheet: str
    area: Range


@dataclass(frozen=True, slots=True)
class Reading:
    """What a formula reads; ``unclear`` when some of it cannot be told from the formula's text (names, INDIRECT)."""

    references: tuple[Reference, ...]
    unclear: bool


@dataclass(frozen=True, slots=True)
class Dependents:
    """Formula cells that depend on changed cells, and those of which nobody can tell."""

    certain: frozenset[CellRef]
    unclear: frozenset[CellRef]


def find_dependents(workbook: Workbook, changed: Iterable[CellRef]) -> Dependents:
    """The formulas that read ``changed`` cells, directly or through other formulas."""
    readings = {
        CellRef(sheet.name, *place): read_formula(cell.formula, sheet.name)
        for sheet in workbook.sheets
        for place, cell in sheet.cells.items()
        if cell.formula is not None
    }
    certain: set[CellRef] = set()
    fresh = set(changed)
    while fresh:
        fresh = {
            ref
            for ref, reading in readings.items()
            if ref not in certain and any(_reads(reading, cell) for cell in fresh)
        }
        certain |= fresh
    unclear = {ref for ref, reading in readings.items() if reading.unclear and ref not in certain}
    return Dependents(frozenset(certain), frozenset(unclear))


def read_formula(formula: str, sheet: str) -> Reading:
    """The areas that a formula of ``sheet`` reads."""
    references: list[Reference] = []
    unclear = False
    for token in _TOKEN.finditer(formula):
        name, function = token["name"], token["function"]
        if (name and name.upper() not in _CONSTANTS) or (function and function.upper() in _COMPUTED_ADDRESS):
            unclear = True
        references += _references(token, sheet)
    return Reading(tuple(references), unclear)


def _references(token: re.Match[str], own_sheet: str) -> Iterator[Reference]:
    sheet = token["sheet"] or token["sheet2"] or token["sheet3"] or own_sheet
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    if token["cells"]:
        first, _, last = token["cells"].partition(":")
        yield Reference(sheet, _area(*parse_address(first), *parse_address(last or first)))
    elif token["columns"]:
        first, last = (parse_address(f"{letters}1")[1] for letters in token["columns"].split(":"))
        yield Reference(sheet, _area(1, first, LAST_ROW, last))
    elif token["rows"]:
        first, last = (int(number.replace("$", "")) for number in token["rows"].split(":"))
        yield Reference(sheet, _area(first, 1, last, LAST_COLUMN))


def _area(row: int, column: int, other_row: int, other_column: int) -> Range:
    """The range between two corners, in whatever order they are written."""
    return Range(min(row, other_row), min(column, other_column), max(row, other_row), max(column, other_column))


def _reads(reading: Reading, cell: CellRef) -> bool:
    return any(
        reference.sheet.casefold() == cell.sheet.casefold() and holds(reference.area, cell.row, cell.column)
        for reference in reading.references
    )
