"""What stands around the cells of a worksheet part: widths, heights, and the place of the old-style drawing."""

from __future__ import annotations

import re

from xladdin.output.patch.markup import Edit, StartTag
from xladdin.output.patch.namespaces import declared_prefix, relations_namespace
from xladdin.output.patch.outline import Node, parse_outline, set_attribute
from xladdin.output.patch.sheet_map import SheetMap

#: The children of ``worksheet`` that the schema puts behind ``legacyDrawing``.
_BEHIND = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    }
)
_WRAPPED = re.compile(rb"<(?:\w+:)?(?:oleObjects|controls|picture|webPublishItems|tableParts)[\s/>]")
_ROW_HEIGHT, _COLUMN_WIDTH = 15.0, 8.43  # points; characters


class SheetFrame:
    """A worksheet part without its rows, so that a sheet of a million cells costs no more than an empty one."""

    def __init__(self, sheet: SheetMap) -> None:
        """Parse what is not ``sheetData``.

        Raises:
            OutputError: the part is not well-formed.
        """
        self._sheet = sheet
        start, end = sheet.data if sheet.data is not None else (0, 0)
        self._heights: dict[int, int] = {}  # by row, in pixels: the boxes of neighbours look at the same rows
        self._cut, self._gap = start, end - start
        self._body = sheet.body[:start] + sheet.body[end:]
        self._root = parse_outline(self._body, sheet.part, 2)
        formats = self._root.child("sheetFormatPr")
        attributes = formats.attributes if formats is not None else {}
        self._height = _number(attributes.get("defaultRowHeight"), _ROW_HEIGHT)
        self._width = _number(attributes.get("defaultColWidth"), _COLUMN_WIDTH)
        columns = self._root.child("cols")
        self._columns = [self._column(node) for node in columns.children] if columns is not None else []

    @property
    def drawing_id(self) -> str | None:
        """The relationship of the old-style drawing that holds comments and form controls."""
        known = self._root.child("legacyDrawing")
        return known.attributes.get("id") if known is not None else None

    def with_drawing(self, identity: str, *, strict: bool) -> Edit:
        """``legacyDrawing`` put where the schema wants it, or led to another part."""
        known = self._root.child("legacyDrawing")
        if known is not None:
            tag = StartTag(self._body, known.start)
            edit = set_attribute(self._body, tag, self._id_name(tag), identity.encode())
            return self._moved(edit)
        root = StartTag(self._body, self._root.start)
        declared = declared_prefix(self._body[root.start : root.end])
        prefix = declared or b"r"
        namespace = b"" if declared else b' xmlns:r="%s"' % relations_namespace(strict=strict).encode()
        text = b'<%slegacyDrawing%s %s:id="%s"/>' % (root.prefix, namespace, prefix, identity.encode())
        following = next((node for node in self._root.children if self._is_behind(node)), None)
        place = following.start if following is not None else self._body.rindex(b"</", 0, self._root.end)
        return self._moved(Edit(place, place, text))

    def column_pixels(self, column: int) -> int:
        """The width of a column on the screen."""
        pixels = (pixels for first, last, pixels in self._columns if first <= column <= last)
        return next(pixels, _pixels(self._width))

    def row_pixels(self, row: int) -> int:
        """The height of a row on the screen."""
        if row not in self._heights:
            self._heights[row] = self._row_pixels(row)
        return self._heights[row]

    def _row_pixels(self, row: int) -> int:
        known = self._sheet.row(row)
        attributes = known.tag.values(self._sheet.body) if known is not None else {}
        if attributes.get(b"hidden") in {b"1", b"true"}:
            return 0
        return int(_number(attributes.get(b"ht", b"").decode(), self._height) * 4 / 3)

    def _column(self, node: Node) -> tuple[int, int, int]:
        """First and last column that an element speaks of, and their width in pixels."""
        attributes = node.attributes
        hidden = attributes.get("hidden") in {"1", "true"}
        width = 0 if hidden else _pixels(_number(attributes.get("width"), self._width))
        return int(attributes.get("min", 0)), int(attributes.get("max", 0)), width

    def _is_behind(self, node: Node) -> bool:
        if node.name == "AlternateContent":  # form controls and objects as newer programs write them
            return _WRAPPED.search(self._body, node.start, node.end) is not None
        return node.name in _BEHIND

    def _id_name(self, tag: StartTag) -> bytes:
        return next((name for name in tag.values(self._body) if name.endswith(b":id")), b"r:id")

    def _moved(self, edit: Edit) -> Edit:
        """An edit of the shortened text at its place in the whole one."""
        shift = self._gap if edit.start >= self._cut else 0
        return Edit(edit.start + shift, edit.end + shift, edit.text)


def _pixels(characters: float) -> int:
    return int(characters * 7 + 5)


def _number(text: str | None, otherwise: float) -> float:
    try:
        return float(text) if text else otherwise
    except ValueError:
        return otherwise
