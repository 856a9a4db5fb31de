"""The way back: a marked copy without its marks."""

from __future__ import annotations

from dataclasses import dataclass

from xladdin.model import Workbook
from xladdin.model.marks import is_index_sheet
from xladdin.output.marked import record
from xladdin.output.marked.colours import all_shades, read_records
from xladdin.output.marked.notes import AUTHOR, HEAD, TAIL
from xladdin.output.patch import (
    NO_FILL,
    CommentsPart,
    Composition,
    SheetFrame,
    SheetMap,
    solid_colours,
    with_fills_replaced,
    without_boxes,
    without_sheets,
)
from xladdin.output.sources import read_source

_EXACT = "与标注前的原文件逐字节相同。"
_SAME_PARTS = "工作簿的各个部件都与标注前逐字节相同。"
_TAKEN_OUT = "副本标注后又保存过，已去掉标注的底色、批注和“检查结果”页，其间填写的内容保留。"
_REFORMED = "标注前原有的底色没有记录可查（“检查结果”页已被删除），涂过色的单元格一律恢复为无底色。"


@dataclass(frozen=True, slots=True)
class UnmarkedCopy:
    """The file without marks, whether it is byte for byte the one that was marked, and a sentence or two on it.

    ``marked`` is False where the file carried no mark of ours; ``data`` is then the file itself.
    """

    data: bytes
    marked: bool
    exact: bool
    notes: tuple[str, ...]


def unmarked_copy(workbook: Workbook) -> UnmarkedCopy:
    """A copy of ``workbook`` without our colours, comments and index sheet.

    Raises:
        OutputError: the file cannot be read, has changed since it was read, or cannot be patched.
    """
    source = read_source(workbook)
    return _unmark(Composition(source), source, workbook)


def open_without_marks(source: bytes, workbook: Workbook) -> tuple[Composition, bytes]:
    """The file ``source``, read as ``workbook``, opened for new marks without the old ones; and its bytes.

    Raises:
        OutputError: the file cannot be patched.
    """
    composition = Composition(source)
    copy = _unmark(composition, source, workbook)
    return (Composition(copy.data) if copy.marked else composition), copy.data


def _unmark(composition: Composition, source: bytes, workbook: Workbook) -> UnmarkedCopy:
    kept = _record_part(composition)
    if kept is not None:
        restored = record.restore(composition, kept)
        if restored is not None:
            note = _EXACT if restored.exact else _SAME_PARTS
            return UnmarkedCopy(restored.data, marked=True, exact=restored.exact, notes=(note,))
        composition.drop(composition.workbook.name, kept)
    notes = _take_out(composition, workbook)
    data = composition.finish() if composition.replaced or composition.dropped else source
    marked = data is not source
    return UnmarkedCopy(data, marked=marked, exact=False, notes=(_TAKEN_OUT, *notes) if marked else ())


def _record_part(composition: Composition) -> str | None:
    for relation in composition.relations(composition.workbook.name).values():
        if relation.kind == record.RELATION:
            return composition.package.find(relation.target)
    return None


def _take_out(composition: Composition, workbook: Workbook) -> list[str]:
    """Marks out of a file that another program has saved, one kind after the other; what is to be told of it."""
    index = [sheet for sheet in workbook.sheets if is_index_sheet(sheet)]
    fills = read_records(index)
    commented = changed = 0
    for part in composition.workbook.sheets.values():
        found, kept = _take_out_comments(composition, part)
        commented, changed = commented + found, changed + kept
    notes = [f"有{changed}处批注被人改写过，分不清哪些是后加的，原样保留，请自行处理。"] if changed else []
    if not fills and commented and _has_shades(composition):
        fills = dict.fromkeys(all_shades(), NO_FILL)
        notes.append(_REFORMED)
    _restore_fills(composition, fills)
    _drop_sheets(composition, [sheet.name for sheet in index])
    return notes


def _take_out_comments(composition: Composition, part: str) -> tuple[int, int]:
    """Our texts out of a sheet's comments; how many were taken out, and how many had been changed and stay."""
    known = composition.related(part, "comments")
    if known is None:
        return 0, 0
    name = known[1].target
    comments = CommentsPart(composition.package.read(name), name, AUTHOR, strict=composition.strict)
    cut = comments.cut(HEAD, TAIL)
    if not comments.is_changed:
        return 0, cut.kept
    composition.replace(name, comments.content())
    identity = SheetFrame(SheetMap(composition.package.read(part), part)).drawing_id
    relation = composition.relations(part).get(identity) if identity is not None else None
    if relation is not None and composition.package.find(relation.target) is not None:
        drawing = composition.package.read(relation.target)
        composition.replace(relation.target, without_boxes(drawing, cut.removed))
    return max(len(cut.removed), 1), cut.kept


def _has_shades(composition: Composition) -> bool:
    styles = composition.workbook.styles
    if styles is None or composition.package.find(styles) is None:
        return False
    return not all_shades().isdisjoint(solid_colours(composition.package.read(styles), styles))


def _restore_fills(composition: Composition, fills: dict[str, str]) -> None:
    styles = composition.workbook.styles
    if fills and styles is not None and composition.package.find(styles) is not None:
        composition.replace(styles, with_fills_replaced(composition.package.read(styles), styles, fills))


def _drop_sheets(composition: Composition, names: list[str]) -> None:
    workbook = composition.workbook
    parts = [workbook.sheets[name] for name in names if name in workbook.sheets]
    if not parts or len(parts) == len(workbook.sheets):
        return
    raw = composition.read(workbook.name)
    composition.replace(workbook.name, without_sheets(raw, workbook.name, names))
    for part in parts:
        composition.drop(workbook.name, part)
