"""The copy itself: the draft patched into the file, and what became of it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xladdin.model import CellRef, CheckedForm, Workbook
from xladdin.output.patch import WorkbookPatch, is_patchable
from xladdin.output.scored.draft import Draft, Filled, Kept, Recompute
from xladdin.output.scored.filling import fill_rows, fill_total
from xladdin.output.scored.rebuilt import LOST, rebuild
from xladdin.output.sources import read_source

_PATCHED_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})


@dataclass(frozen=True, slots=True)
class ScoredCopy:
    """The copy's bytes and ending (".xlsx"), the cells filled in, the figures left alone and why, and notes."""

    data: bytes
    suffix: str
    filled: tuple[Filled, ...]
    kept: tuple[Kept, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoredFigures:
    """What goes into which cell (a share for a cell that shows percentages), and the words of a copy about it."""

    values: dict[CellRef, Decimal | str]
    filled: tuple[Filled, ...]
    kept: tuple[Kept, ...]
    notes: tuple[str, ...] = ()


def scored_copy(workbook: Workbook, forms: Sequence[CheckedForm], *, recompute: Recompute | None = None) -> ScoredCopy:
    """A copy of ``workbook`` with execution rates, scores and totals of ``forms`` filled in; nothing else changes.

    Typed scores give way to what the scheme gives; formulas, points, targets and scores that cannot be judged stay.
    ``recompute`` works out formulas without a stored value: with it the results of formulas that read a filled-in
    cell are stored anew, without it they are dropped, so that no reader takes a stale one; Excel computes all of
    them on opening. A file that is no .xlsx or .xlsm is rebuilt from its values.

    Raises:
        OutputError: the file cannot be read, has changed since it was read, or cannot be patched.
    """
    draft, patch = _drafted(workbook, forms, recompute)
    if patch is None:
        return ScoredCopy(rebuild(draft.settled), ".xlsx", tuple(draft.filled), tuple(draft.kept), (LOST,))
    return _patched(workbook, draft, patch)


def scored_figures(
    workbook: Workbook, forms: Sequence[CheckedForm], *, recompute: Recompute | None = None
) -> ScoredFigures:
    """What ``scored_copy`` would write, for a workbook that is open in a program.

    Raises:
        OutputError: the file cannot be read or has changed since it was read.
    """
    draft, _ = _drafted(workbook, forms, recompute)
    return ScoredFigures(dict(draft.values), tuple(draft.filled), tuple(draft.kept))


def _drafted(
    workbook: Workbook, forms: Sequence[CheckedForm], recompute: Recompute | None
) -> tuple[Draft, WorkbookPatch | None]:
    """The draft with everything filled in; the patch is None where the file cannot be patched."""
    source = read_source(workbook)
    patch = WorkbookPatch(source) if is_patchable(source) else None
    draft = Draft(workbook, patch)
    for checked in forms:
        fill_rows(draft, checked)
    draft.settle(recompute)
    for checked in forms:
        fill_total(draft, checked)
    draft.settle(recompute)
    draft.compare_formulas()
    return draft, patch


def describe(copy: ScoredCopy | ScoredFigures) -> tuple[str, ...]:
    """What was filled in and what was left alone, a line each."""
    cells = [filled.cell for filled in copy.filled] + [kept.cell for kept in copy.kept]
    several = len({cell.sheet for cell in cells if cell is not None}) > 1
    lines = [
        f"{_where(filled.cell, several=several)}　{filled.label}：{filled.before or '（空）'} → {filled.after}"
        for filled in copy.filled
    ]
    if not copy.filled:
        lines.append("没有需要填写的单元格。")
    lines += [f"未改　{_where(kept.cell, several=several)}　{kept.label}：{kept.why}" for kept in copy.kept]
    lines += [f"注意：{note}" for note in copy.notes]
    return tuple(lines)


def _where(cell: CellRef | None, *, several: bool) -> str:
    if cell is None:
        return "—"
    return f"{cell.sheet}!{cell}" if several else str(cell)


def _patched(workbook: Workbook, draft: Draft, patch: WorkbookPatch) -> ScoredCopy:
    stale = bool(draft.values) and bool(draft.results or draft.unclear)
    result = patch.apply(draft.changes(), recompute=stale)
    refused = {skipped.change.cell: skipped.reason for skipped in result.skipped}
    notes = list(result.notes)
    if stale:
        notes.append("表里有公式引用（或可能引用）了填写的单元格，用 Excel 打开副本时会自动重算。")
    suffix = workbook.path.suffix.lower()
    return ScoredCopy(
        data=result.data,
        suffix=workbook.path.suffix if suffix in _PATCHED_SUFFIXES else ".xlsx",
        filled=tuple(filled for filled in draft.filled if filled.cell not in refused),
        kept=(
            *draft.kept,
            *(
                Kept(filled.cell, filled.label, refused[filled.cell])
                for filled in draft.filled
                if filled.cell in refused
            ),
        ),
        notes=tuple(notes),
    )
