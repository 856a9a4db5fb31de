"""The old-style drawing (VML) of a worksheet: the boxes that its comments open in.

Only cut as text: Excel itself writes drawings with form controls that are no well-formed XML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from xladdin.errors import OutputError
from xladdin.output.patch.addresses import LAST_COLUMN, LAST_ROW
from xladdin.output.patch.sheet_frame import SheetFrame
from xladdin.output.patch.sheet_map import SheetMap

_NEW = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/>'
    b"</o:shapelayout></xml>"
)
_BOX_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:5pt;'
    'width:{width}pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_ID_BLOCK = 1024  # numbers of shapes come in blocks, each owned by one drawing
_FURTHEST = 30  # columns or rows that a box may cover; hidden ones are narrow
_BLOCKS = re.compile(rb"""<o:idmap\b[^>]*?\bdata\s*=\s*["']([\d,\s]*)["']""")
_NUMBER = re.compile(rb"\b_x0000_s(\d{1,9})\b")
_SHAPE = re.compile(rb"<v:shape\b(?:(?!</v:shape>).)*</v:shape>", re.DOTALL)
_CELL = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>.*?<x:Column>\s*(\d+)\s*</x:Column>", re.DOTALL)
_NOTE = re.compile(rb"""ObjectType\s*=\s*["']Note["']""")


@dataclass(frozen=True, slots=True)
class Box:
    """The box of a comment: its cell, and its size on the screen."""

    row: int
    column: int
    width: int
    height: int


def used_blocks(drawings: Iterable[bytes]) -> set[int]:
    """The blocks of shape numbers that drawings own, or use without saying so."""
    used: set[int] = set()
    for drawing in drawings:
        used.update(
            int(block) for found in _BLOCKS.finditer(drawing) for block in found[1].split(b",") if block.strip()
        )
        used.update(int(number) // _ID_BLOCK for number in _NUMBER.findall(drawing))
    return used


def with_boxes(drawing: bytes | None, boxes: list[Box], places: Placing, used: set[int]) -> bytes:
    """The drawing with more boxes; ``used`` are the blocks of numbers in the workbook and gets the new ones.

    Raises:
        OutputError: the drawing has no end.
    """
    body = _NEW if drawing is None else drawing
    first = max(used, default=0) + 1
    blocks = range(first, first + 1 + (len(boxes) - 1) // (_ID_BLOCK - 1))
    used.update(blocks)
    shapes = []
    for index, box in enumerate(boxes):
        block, number = divmod(index, _ID_BLOCK - 1)
        number += (first + block) * _ID_BLOCK + 1
        points = {"width": box.width * 3 // 4, "height": box.height * 3 // 4}
        anchor = places.anchor(box)
        shapes.append(_BOX.format(number=number, anchor=anchor, row=box.row - 1, column=box.column - 1, **points))
    content = b"" if b'id="_x0000_t202"' in body else _BOX_TYPE
    end = body.rfind(b"</xml")
    if end < 0:
        raise OutputError("工作表的批注框部件不完整，无法加批注。请用 Excel 打开并修复后再试。")
    body = body[:end] + content + "".join(shapes).encode() + body[end:]
    known = _BLOCKS.search(body)
    if known is not None:
        data = b",".join([*(part for part in [known[1].strip(b", ")] if part), *(b"%d" % block for block in blocks)])
        body = body[: known.start(1)] + data + body[known.end(1) :]
    return body


def without_boxes(drawing: bytes, cells: Collection[tuple[int, int]]) -> bytes:
    """The drawing without the comment boxes of some cells (1-based row and column)."""

    def kept(shape: re.Match[bytes]) -> bytes:
        place = _CELL.search(shape[0])
        if place is None or not _NOTE.search(shape[0]):
            return shape[0]
        return b"" if (int(place[1]) + 1, int(place[2]) + 1) in cells else shape[0]

    return _SHAPE.sub(kept, drawing)


class Placing:
    """Where a box stands beside its cell, in columns and rows of their own widths."""

    def __init__(self, sheet: SheetMap, frame: SheetFrame) -> None:
        self._frame = frame
        self._last_columns = {(merge.first_row, merge.first_column): merge.last_column for merge in sheet.merges}

    def anchor(self, box: Box) -> str:
        """Left column and offset, top row and offset, right …, bottom …; numbered from 0, offsets in pixels."""
        last = self._last_columns.get((box.row, box.column), box.column)  # right of merged cells
        left = min(last + 1, LAST_COLUMN - _FURTHEST)
        top = min(max(box.row - 1, 1), LAST_ROW - _FURTHEST)
        right, across = self._walk(left, box.width + 15, self._frame.column_pixels)
        bottom, down = self._walk(top, box.height + 4, self._frame.row_pixels)
        return f"{left - 1}, 15, {top - 1}, 4, {right - 1}, {across}, {bottom - 1}, {down}"

    @staticmethod
    def _walk(start: int, distance: int, size_of: Callable[[int], int]) -> tuple[int, int]:
        """Which column or row lies ``distance`` pixels behind ``start``, and how far inside it."""
        place = start
        while place < start + _FURTHEST:
            size = size_of(place)
            if distance <= size:
                break
            distance -= size
            place += 1
        return place, max(distance, 0)
