"""Works out formulas that were saved without a value (files never calculated by Excel), and nothing else.

Stored values are taken as they are. A formula that uses what is not known here (names, other workbooks, rare
functions), or that depends on such a one or on itself, is left without a value and listed.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from time import monotonic
from typing import TYPE_CHECKING

from xladdin.model import Cell, CellRef
from xladdin.reader.cells import positions_inside, text_cell, truth_cell
from xladdin.reader.formats.display import show
from xladdin.reader.formulas.evaluate import Evaluation, Known, Place
from xladdin.reader.formulas.operations import ErrorValue, Scalar
from xladdin.reader.formulas.tree import Node, NotComputableError, formula_tree, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model import Workbook
    from xladdin.reader.cells import Position


def work_out(workbook: Workbook, seconds: float, from_1904: bool) -> Workbook:
    """The workbook with the values of its formulas without any: see ``reader.compute_missing``."""
    calculation = _Calculation(workbook, seconds, from_1904)
    return calculation.run() if any(calculation.missing) else workbook


class _Calculation:
    """The formulas of one workbook without values, worked out in the order in which they depend on one another."""

    def __init__(self, workbook: Workbook, seconds: float, from_1904: bool) -> None:
        self._workbook = workbook
        self._from_1904 = from_1904
        self._known = Known(workbook.sheets, monotonic() + seconds)
        self.missing: list[dict[Position, Cell]] = [
            {
                position: cell
                for position, cell in sheet.cells.items()
                if cell.formula is not None and cell.value is None and cell.error is None
            }
            for sheet in workbook.sheets
        ]
        self._done: set[Place] = set()

    def run(self) -> Workbook:
        """Work out what can be worked out."""
        places = [(sheet, position) for sheet, cells in enumerate(self.missing) for position in cells]
        for place in places:
            self._settle(place)
        sheets = tuple(
            replace(sheet, cells=cells) for sheet, cells in zip(self._workbook.sheets, self._known.cells, strict=True)
        )
        names = [sheet.name for sheet in sheets]
        uncomputed = tuple(CellRef(names[sheet], *cell) for sheet, cell in places if (sheet, cell) not in self._done)
        return replace(self._workbook, sheets=sheets, uncomputed=uncomputed)

    def _settle(self, place: Place) -> None:
        """A cell and all it depends on, deepest first; without recursion, for chains can be as long as a sheet."""
        waiting: list[tuple[Place, Node, Iterator[Place]]] = []
        on_the_way: set[Place] = set()
        self._enter(place, waiting, on_the_way)
        while waiting and not self._known.is_late:
            current, tree, needed = waiting[-1]
            following = next(needed, None)
            if following is None:
                waiting.pop()
                on_the_way.discard(current)
                self._finish(current, tree)
            elif following in on_the_way:
                self._known.failed.add(current)  # depends on itself
            else:
                self._enter(following, waiting, on_the_way)

    def _enter(self, place: Place, waiting: list[tuple[Place, Node, Iterator[Place]]], on_the_way: set[Place]) -> None:
        if place in self._done or place in self._known.failed:
            return
        sheet, position = place
        try:
            tree = formula_tree(self.missing[sheet][position].formula or "")
        except NotComputableError:
            self._known.failed.add(place)
            return
        waiting.append((place, tree, self._needed(tree, sheet)))
        on_the_way.add(place)

    def _needed(self, tree: Node, own: int) -> Iterator[Place]:
        """The cells without value that a formula refers to."""
        for reference in references(tree):
            sheet = self._known.sheet(reference, own)
            if sheet is not None:
                for position in positions_inside(self.missing[sheet], reference.area):
                    yield sheet, position

    def _finish(self, place: Place, tree: Node) -> None:
        """Work out a cell, all that it needs being known."""
        sheet, position = place
        if place in self._known.failed:
            return
        try:
            value = Evaluation(self._known, place).result(tree)
        except NotComputableError:
            self._known.failed.add(place)
            return
        self._known.cells[sheet][position] = self._with_value(self.missing[sheet][position], value)
        self._done.add(place)

    def _with_value(self, cell: Cell, value: Scalar) -> Cell:
        code, formula = cell.number_format, cell.formula
        if isinstance(value, ErrorValue):
            return Cell(None, value.code, code, formula, value.code, computed=True)
        if isinstance(value, bool):
            return truth_cell(value, code)._replace(formula=formula, computed=True)
        if isinstance(value, str):
            found = text_cell(value, code) or Cell("", "", code)
            return found._replace(formula=formula, computed=True)
        number = value if value is not None else Decimal(0)  # a reference to an empty cell gives 0
        return Cell(number, show(number, code, self._from_1904), code, formula, None, computed=True)
