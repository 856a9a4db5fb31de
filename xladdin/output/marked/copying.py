"""The marked copy itself: which parts of the workbook change, and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from xladdin.model import CellRef, CheckedFile, Finding, Workbook
from xladdin.model.marks import INDEX_SHEET, is_index_sheet
from xladdin.output.marked import record
from xladdin.output.marked.colours import Palette
from xladdin.output.marked.index import Index, index_xml
from xladdin.output.marked.sheets import SheetMarks, mark_sheet
from xladdin.output.marked.unmarking import open_without_marks
from xladdin.output.patch import (
    Composition,
    StylesPart,
    free_sheet_name,
    is_patchable,
    sheet_names,
    used_blocks,
    with_sheet,
)
from xladdin.output.scored.rebuilt import LOST, rebuild
from xladdin.output.sources import read_source

_PATCHED_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SIGNED = "文件带有数字签名，标注后签名失效，如需要请重新签名。"


@dataclass(frozen=True, slots=True)
class MarkedCopy:
    """The copy's bytes and ending (".xlsx"), the cells that were marked, and what a user must know of it."""

    data: bytes
    suffix: str
    cells: tuple[CellRef, ...]
    notes: tuple[str, ...]


def marked_copy(workbook: Workbook, checked: CheckedFile) -> MarkedCopy:
    """A copy of ``workbook`` with the findings of ``checked`` marked; earlier marks of ours are taken out first.

    A cell keeps its format but for the fill, and a clerk's comment stays with ours behind it. A file that is no .xlsx
    or .xlsm is rebuilt from its values.

    Raises:
        OutputError: the file cannot be read, has changed since it was read, or cannot be patched.
    """
    source = read_source(workbook)
    if is_patchable(source):
        suffix = workbook.path.suffix if workbook.path.suffix.lower() in _PATCHED_SUFFIXES else ".xlsx"
        composition, base = open_without_marks(source, workbook)
        return replace(_mark(composition, base, checked, ()), suffix=suffix)
    sheets = tuple(sheet for sheet in workbook.sheets if not is_index_sheet(sheet))
    base = rebuild(replace(workbook, sheets=sheets))
    return _mark(Composition(base), base, checked, (LOST,))


def places(findings: Iterable[Finding]) -> dict[str, dict[CellRef, list[Finding]]]:
    """The findings of each cell, gravest first, by sheet and in reading order."""
    found: dict[CellRef, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.severity.rank):
        for cell in dict.fromkeys(finding.cells or ((finding.cell,) if finding.cell else ())):
            found.setdefault(cell, []).append(finding)
    by_sheet: dict[str, dict[CellRef, list[Finding]]] = {}
    for cell in sorted(found):
        by_sheet.setdefault(cell.sheet, {})[cell] = found[cell]
    return by_sheet


def _mark(composition: Composition, base: bytes, checked: CheckedFile, known: Sequence[str]) -> MarkedCopy:
    styles = _Styles(composition)
    palette = Palette(styles.part)
    blocks = used_blocks(
        composition.package.read(name) for name in composition.package.names if name.lower().endswith(".vml")
    )
    done = [
        mark_sheet(composition, part, cells, palette, blocks)
        for name, cells in places(checked.all_findings).items()
        if (part := composition.workbook.sheet(name)) is not None
    ]
    notes = [*known, *_notes(composition, done)]
    _add_index(composition, Index(checked, notes, palette.records()), styles.part)
    styles.write()
    name = composition.free_name(record.NAME)
    composition.relate_as(composition.workbook.name, record.RELATION, name)
    composition.declare(name, record.CONTENT_TYPE)
    composition.settle()
    composition.added[name] = record.make_record(composition, base)
    cells = tuple(cell for marks in done for cell in marks.cells)
    return MarkedCopy(composition.finish(), ".xlsx", cells, tuple(notes))


def _notes(composition: Composition, done: list[SheetMarks]) -> list[str]:
    notes = [_SIGNED] if composition.package.is_signed else []
    threads = sum(marks.threads for marks in done)
    if threads:
        notes.append(f"有{threads}个单元格已有会话批注，为保留会话没有再加批注，请看“检查结果”页。")
    return notes


def _add_index(composition: Composition, index: Index, styles: StylesPart) -> None:
    workbook = composition.workbook.name
    raw = composition.read(workbook)
    name = free_sheet_name(INDEX_SHEET, sheet_names(raw, workbook))
    part = composition.free_name("worksheets/sheet%d.xml")
    composition.add(part, index_xml(index, styles, strict=composition.strict), f"{_SPREADSHEET}.worksheet+xml")
    relation = composition.relate(workbook, "worksheet", part)
    composition.replace(workbook, with_sheet(raw, workbook, name, relation, strict=composition.strict))


class _Styles:
    """The styles of a composition, one made for a workbook without."""

    def __init__(self, composition: Composition) -> None:
        self._composition = composition
        known = composition.workbook.styles
        self._name = composition.package.find(known) if known is not None else None
        raw = composition.package.read(self._name) if self._name is not None else None
        self.part = StylesPart(raw, self._name or "styles.xml", strict=composition.strict)

    def write(self) -> None:
        """Put the styles back into the package."""
        if self._name is not None:
            self._composition.replace(self._name, self.part.content())
            return
        name = self._composition.free_name("styles%d.xml")
        self._composition.add(name, self.part.content(), f"{_SPREADSHEET}.styles+xml")
        self._composition.relate(self._composition.workbook.name, "styles", name)
