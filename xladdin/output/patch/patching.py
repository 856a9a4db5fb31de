"""Values put into a workbook file without re-saving it: every part that is not touched stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from xladdin.errors import OutputError
from xladdin.model import CellRef
from xladdin.output.patch.addresses import LAST_COLUMN, LAST_ROW
from xladdin.output.patch.cell_xml import LONGEST_TEXT, CellValue
from xladdin.output.patch.package import Package
from xladdin.output.patch.sheet_edits import Change, NewValue, with_values
from xladdin.output.patch.sheet_map import SheetMap
from xladdin.output.patch.styles_xml import percent_styles
from xladdin.output.patch.workbook_xml import compute_on_opening, find_workbook, read_workbook


class SkipReason(StrEnum):
    """Why a change was not made; the value is the Chinese reason."""

    FORMULA = "单元格里是公式，保留原公式"
    ARRAY = "单元格由数组公式或模拟运算表填充，保留原公式"
    NO_FORMULA = "单元格里没有公式，没有可更新的计算结果"
    NO_SHEET = "工作簿里没有这个工作表"
    OUTSIDE = "地址超出工作表范围"
    MERGED = "所在的合并单元格已写入另一个值"
    TOO_LONG = "文字超过一个单元格能容纳的 32767 个字符"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A new value for a cell: a number, a text (always a text, even if it begins with =), None to empty it.

    ``computed``: the value is the result of the formula that stands in the cell and is stored beside it; None drops
    the stored result, so that nobody reads a stale one.
    """

    cell: CellRef
    value: CellValue
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A change that was not made, and why."""

    change: CellChange
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class PatchResult:
    """The new file, the changes made and not made, and what a user should know (Chinese sentences)."""

    data: bytes
    applied: tuple[CellChange, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]


def is_patchable(source: bytes) -> bool:
    """Whether the file is an .xlsx or .xlsm package, whatever its name says."""
    try:
        return find_workbook(Package(source)) is not None
    except OutputError:
        return False


def patch_cells(source: bytes, changes: Sequence[CellChange], *, recompute: bool = False) -> PatchResult:
    """Put values into the cells of an .xlsx or .xlsm file; see ``WorkbookPatch``.

    Raises:
        OutputError: the file cannot be patched.
    """
    return WorkbookPatch(source).apply(changes, recompute=recompute)


class WorkbookPatch:
    """An .xlsx or .xlsm file opened for patching."""

    def __init__(self, source: bytes) -> None:
        """Open the file.

        Raises:
            OutputError: not such a file, or damaged.
        """
        self._source = source
        self._package = Package(source)
        self._workbook = read_workbook(self._package)
        self._maps: dict[str, SheetMap] = {}
        self._percent: frozenset[int] | None = None

    def is_percent(self, cell: CellRef) -> bool:
        """Whether a number in this cell, filled or not, is shown as a percentage (0.998 as 99.8%)."""
        sheet = self._map(cell.sheet)
        if sheet is None:
            return False
        return sheet.style_at(*sheet.top_left(cell.row, cell.column)) in self._percent_styles()

    def apply(self, changes: Iterable[CellChange], *, recompute: bool = False) -> PatchResult:
        """The file with the changes made.

        Only the worksheet parts with changes are written anew. A typed value never replaces a formula. A change
        inside merged cells goes to their top-left cell. With ``recompute`` the workbook part gets
        ``fullCalcOnLoad="1"``: Excel computes all formulas when it opens the file.

        Raises:
            OutputError: a part is damaged.
        """
        values: dict[str, dict[tuple[int, int], Change]] = {}
        applied: list[CellChange] = []
        skipped: list[Skipped] = []
        for change in changes:
            reason = self._enter(change, values)
            if reason is None:
                applied.append(change)
            else:
                skipped.append(Skipped(change, reason))
        parts = {part: with_values(self._maps[part], new) for part, new in values.items()}
        if recompute:
            name = self._workbook.name
            raw = self._package.read(name)
            renewed = compute_on_opening(raw, name)
            if renewed != raw:
                parts[name] = renewed
        if not parts:
            return PatchResult(self._source, (), tuple(skipped), ())
        notes = ("文件带有数字签名，副本改动后签名失效，如需要请重新签名。",) if self._package.is_signed else ()
        return PatchResult(self._package.rewrite(parts), tuple(applied), tuple(skipped), notes)

    def _enter(self, change: CellChange, values: dict[str, dict[tuple[int, int], Change]]) -> SkipReason | None:
        """Enter a change into ``values`` by part and place, or say why not."""
        if not (1 <= change.cell.row <= LAST_ROW and 1 <= change.cell.column <= LAST_COLUMN):
            return SkipReason.OUTSIDE
        if isinstance(change.value, str) and len(change.value) > LONGEST_TEXT:
            return SkipReason.TOO_LONG
        sheet = self._map(change.cell.sheet)
        if sheet is None:
            return SkipReason.NO_SHEET
        place = sheet.top_left(change.cell.row, change.cell.column)
        refused = _protected(sheet, place, computed=change.computed)
        if refused is not None:
            return refused
        new = NewValue(change.value, change.computed)
        if values.setdefault(sheet.part, {}).setdefault(place, new) != new:
            return SkipReason.MERGED
        return None

    def _map(self, name: str) -> SheetMap | None:
        part = self._workbook.sheet(name)
        if part is None:
            return None
        if part not in self._maps:
            self._maps[part] = SheetMap(self._package.read(part), part)
        return self._maps[part] if self._maps[part].data is not None else None

    def _percent_styles(self) -> frozenset[int]:
        if self._percent is None:
            part = self._workbook.styles
            known = part is not None and self._package.find(part) is not None
            self._percent = percent_styles(self._package.read(part), part) if part and known else frozenset()
        return self._percent


def _protected(sheet: SheetMap, place: tuple[int, int], *, computed: bool) -> SkipReason | None:
    """Why a value must not go there: a formula is never overwritten, a result goes only beside one."""
    number, column = place
    row = sheet.row(number)
    cell = row.cell(column) if row is not None else None
    in_array = sheet.is_array_result(number, column)
    has_formula = cell is not None and cell.formula is not None
    if computed:
        return None if has_formula or (in_array and cell is not None) else SkipReason.NO_FORMULA
    if in_array:
        return SkipReason.ARRAY
    return SkipReason.FORMULA if has_formula else None
