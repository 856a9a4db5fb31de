"""The marks of one worksheet: styles of its cells, comments, and the boxes that the comments open in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xladdin.model import CellRef, Finding, Severity
from xladdin.output.marked.colours import Palette
from xladdin.output.marked.notes import AUTHOR, box_size, note_text
from xladdin.output.patch import (
    Box,
    CommentsPart,
    Composition,
    Edit,
    NewStyle,
    Placing,
    SheetFrame,
    SheetMap,
    with_boxes,
    with_values,
)

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """The cells of a sheet that were marked, and how many of them hold a conversation, which got no comment."""

    cells: tuple[CellRef, ...]
    threads: int = 0


def mark_sheet(
    composition: Composition,
    part: str,
    findings: Mapping[CellRef, Sequence[Finding]],
    palette: Palette,
    blocks: set[int],
) -> SheetMarks:
    """Mark the cells of a worksheet part; of merged cells the one at the top left.

    ``blocks`` are the numbers that drawings of the workbook use; it gets those of new boxes.

    Raises:
        OutputError: a part is damaged.
    """
    sheet = SheetMap(composition.package.read(part), part)
    if sheet.data is None:
        return SheetMarks(())
    merged: dict[Place, list[Finding]] = {}
    for cell, found in findings.items():
        known = merged.setdefault(sheet.top_left(cell.row, cell.column), [])
        known += [one for one in found if one not in known]
    styles = {place: _style(sheet, place, found, palette) for place, found in merged.items()}
    edits, threads = _comment(composition, sheet, merged, blocks)
    composition.replace(part, with_values(sheet, styles, edits))
    name = next(iter(findings)).sheet
    return SheetMarks(tuple(CellRef(name, *place) for place in sorted(merged)), threads)


def _style(sheet: SheetMap, place: Place, findings: Sequence[Finding], palette: Palette) -> NewStyle:
    severity = min((finding.severity for finding in findings), key=lambda severity: severity.rank)
    return NewStyle(palette.style(sheet.style_at(*place), Severity(severity)))


def _comment(
    composition: Composition, sheet: SheetMap, findings: Mapping[Place, Sequence[Finding]], blocks: set[int]
) -> tuple[list[Edit], int]:
    """Write comments and boxes; the edits that the worksheet part needs for it, and how many conversations stay."""
    known = composition.related(sheet.part, "comments")
    name = known[1].target if known is not None else composition.free_name("comments%d.xml")
    raw = composition.package.read(name) if known is not None else None
    comments = CommentsPart(raw, name, AUTHOR, strict=composition.strict)
    boxes: list[Box] = []
    threads = 0
    for place, found in findings.items():
        if comments.is_thread(place):
            threads += 1
            continue
        text = note_text(found)
        if comments.add(place, text):
            boxes.append(Box(*place, *box_size(text)))
    if not comments.is_changed:
        return [], threads
    if known is not None:
        composition.replace(name, comments.content())
    else:
        composition.add(name, comments.content(), _COMMENTS)
        composition.relate(sheet.part, "comments", name)
    return _draw(composition, sheet, boxes, comments.places, blocks), threads


def _draw(
    composition: Composition, sheet: SheetMap, boxes: list[Box], others: Sequence[Place], blocks: set[int]
) -> list[Edit]:
    """Boxes into the drawing of the sheet, or into a new one, which then needs boxes for the other comments too."""
    frame = SheetFrame(sheet)
    identity = frame.drawing_id
    relation = composition.relations(sheet.part).get(identity) if identity is not None else None
    known = composition.package.find(relation.target) if relation is not None else None
    placing = Placing(sheet, frame)
    if known is not None:
        if boxes:
            composition.replace(known, with_boxes(composition.package.read(known), boxes, placing, blocks))
        return []
    boxes = [*boxes, *(Box(*place, *box_size("")) for place in others)]
    name = composition.free_name("drawings/vmlDrawing%d.vml")
    composition.add(name, with_boxes(None, boxes, placing, blocks), _DRAWING, by_ending=True)
    return [frame.with_drawing(composition.relate(sheet.part, "vmlDrawing", name), strict=composition.strict)]
