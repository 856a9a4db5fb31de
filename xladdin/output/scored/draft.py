"""The copy while it is being filled in: what goes into which cell, what is left alone and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from xladdin.model import Cell, CellRef, Entry, Sheet, Workbook
from xladdin.output.patch import CellChange, CellValue, WorkbookPatch, number_text
from xladdin.output.patch.dependents import Dependents, find_dependents

Recompute = Callable[[Workbook], Workbook]

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
_NUMBER = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[%分]?\s*", re.ASCII)


#: More than a figure with 分: 「总分：98分　等级：优」, which a bare figure would wipe out.
_WORDS = re.compile(r"[^\W\d分]")


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell that got a new value; ``before`` and ``after`` as shown to a user, ``before`` empty for an empty cell."""

    cell: CellRef
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure that was not filled in, and why; ``cell`` is None where the form has no cell for it."""

    cell: CellRef | None
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class _Formula:
    """A formula of the clerk's own where a figure belongs: its result is compared with the figure."""

    cell: CellRef
    label: str
    expected: Decimal
    is_rate: bool


class Draft:
    """A workbook and the values that go into it."""

    def __init__(self, workbook: Workbook, patch: WorkbookPatch | None) -> None:
        self._workbook = workbook
        self._settled = workbook
        self._patch = patch
        self._formulas: list[_Formula] = []
        self.values: dict[CellRef, Decimal | str] = {}
        self.filled: list[Filled] = []
        self.kept: list[Kept] = []
        self.results: dict[CellRef, CellValue] = {}  # new results of formulas that read a changed cell
        self.unclear = 0  # formulas of which nobody can tell whether they do

    @property
    def settled(self) -> Workbook:
        """The workbook with the values of the last ``settle`` in it."""
        return self._settled

    def original(self, cell: CellRef) -> Cell | None:
        """The cell as the clerk left it."""
        return self._workbook.cell(cell)

    def sheet(self, name: str) -> Sheet | None:
        """A sheet as the clerk left it."""
        return next((sheet for sheet in self._workbook.sheets if sheet.name == name), None)

    def is_percent(self, cell: CellRef) -> bool:
        """Whether a number in this cell is shown as a percentage, even while the cell is empty."""
        if self._patch is not None:
            return self._patch.is_percent(cell)
        stored = self.original(cell)
        return stored is not None and stored.is_percent

    def score(self, entry: Entry[Decimal], label: str, due: Decimal) -> None:
        """Fill in a score; a cell that shows percentages gets 0.2 for 20."""
        due = cents(due)
        if entry.cell is None:
            self.keep(entry, label, f"表中没有对应的单元格，应为{number_text(due)}")
        elif entry.formula is not None:
            self._formulas.append(_Formula(entry.cell, label, due, is_rate=False))
        elif entry.value is not None and entry.value != due and _WORDS.search(entry.raw):
            self.keep(entry, label, f"这一格还有别的文字（{entry.raw}），请把其中的得分改为{number_text(due)}")
        elif entry.value != due:
            stored = due / HUNDRED if self.is_percent(entry.cell) else due
            self._fill(entry.cell, label, entry.raw, number_text(due), stored)

    def rate(self, entry: Entry[Decimal], label: str, due: Decimal, stored: Decimal | str) -> None:
        """Fill in a rate of ``due`` percent, ``stored`` as the form writes its rates."""
        if entry.cell is None:
            self.keep(entry, label, f"表中没有对应的单元格，应为{due}%")
        elif entry.formula is not None:
            self._formulas.append(_Formula(entry.cell, label, due, is_rate=True))
        elif entry.value is None or cents(entry.value) != due:
            is_bare = isinstance(stored, Decimal) and not self.is_percent(entry.cell)
            shown = number_text(Decimal(stored)) if is_bare else f"{due}%"
            self._fill(entry.cell, label, entry.raw, shown, stored)

    def word(self, cell: CellRef, label: str, text: str) -> None:
        """Fill an empty cell with a word."""
        self._fill(cell, label, "", text, text)

    def keep(self, entry: Entry[Decimal] | Entry[str], label: str, why: str) -> None:
        """Report a figure that is not filled in."""
        self.kept.append(Kept(entry.cell, label, why))

    def _fill(self, cell: CellRef, label: str, before: str, after: str, stored: Decimal | str) -> None:
        self.values[cell] = stored
        self.filled.append(Filled(cell, label, before, after))

    def stands(self, entry: Entry[Decimal]) -> Decimal | None:
        """The figure that stands in the entry's cell after the last ``settle``; None for no figure."""
        if entry.cell is None:
            return None
        if entry.formula is None and entry.cell not in self.values:
            return entry.value
        return self._figure(entry.cell)

    def _figure(self, cell: CellRef) -> Decimal | None:
        """The number a cell shows after the last ``settle``, without its % sign or 分."""
        settled = self._settled.cell(cell)
        if settled is None or settled.error is not None:
            return None
        if isinstance(settled.value, Decimal):
            return settled.value * HUNDRED if self.is_percent(cell) else settled.value
        number = _NUMBER.fullmatch(unicodedata.normalize("NFKC", str(settled.value)))
        return Decimal(number[1]) if number else None

    def settle(self, recompute: Recompute | None) -> None:
        """Work out the formulas that read a changed cell; without ``recompute`` they are left without a result."""
        dependents = find_dependents(self._workbook, self.values)
        self.unclear = len(dependents.unclear)
        self._settled = _with_values(self._workbook, self.values, dependents)
        if recompute is not None and dependents.certain:
            self._settled = recompute(self._settled)
        self.results = {
            ref: _result(self._settled.cell(ref))
            for ref in sorted(dependents.certain)
            if not _same_result(self._workbook.cell(ref), self._settled.cell(ref))
        }

    def compare_formulas(self) -> None:
        """Report every formula whose result is not the figure that belongs there."""
        for formula in self._formulas:
            result = self._figure(formula.cell)
            expected = number_text(formula.expected) + ("%" if formula.is_rate else "")
            if result is None:
                why = f"单元格里是公式，已保留；此处算不出结果，应为{expected}，请用 Excel 打开后核对"
            else:
                # A rate may stand as 0.998 in a cell without % format.
                readings = {cents(result), cents(result * HUNDRED)} if formula.is_rate else {cents(result)}
                if formula.expected in readings:
                    continue
                why = f"单元格里是公式，已保留；公式算得{number_text(cents(result))}，按方案应为{expected}"
            self.kept.append(Kept(formula.cell, formula.label, why))

    def changes(self) -> list[CellChange]:
        """What the patch has to do."""
        typed = [CellChange(cell, value) for cell, value in self.values.items()]
        return typed + [CellChange(cell, value, computed=True) for cell, value in self.results.items()]


def cents(value: Decimal) -> Decimal:
    """A score or a rate in percent, rounded half-up (四舍五入) to two places."""
    return value.quantize(CENT, ROUND_HALF_UP)


def _result(cell: Cell | None) -> CellValue:
    return cell.value if cell is not None and cell.error is None else None


def _same_result(old: Cell | None, new: Cell | None) -> bool:
    return old is not None and new is not None and (old.value, old.error) == (new.value, new.error)


def _with_values(workbook: Workbook, values: Mapping[CellRef, Decimal | str], dependents: Dependents) -> Workbook:
    """The workbook with new values, and without the results that are no longer true."""
    changed: dict[str, dict[tuple[int, int], Cell]] = {}
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for ref in [*values, *dependents.certain]:
        if ref.sheet not in changed:
            changed[ref.sheet] = dict(sheets[ref.sheet].cells)
        cells, place = changed[ref.sheet], (ref.row, ref.column)
        cell = cells.get(place, Cell(None, ""))
        if ref in values:
            cells[place] = cell._replace(value=values[ref], text=str(values[ref]), error=None)
        else:
            cells[place] = cell._replace(value=None, text="", error=None, computed=False)
    return replace(
        workbook,
        sheets=tuple(
            replace(sheet, cells=changed[sheet.name]) if sheet.name in changed else sheet for sheet in workbook.sheets
        ),
    )
