"""The styles part with cell formats added: existing ones keep their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xladdin.errors import OutputError
from xladdin.output.patch.markup import Edit, StartTag, splice
from xladdin.output.patch.namespaces import main_namespace
from xladdin.output.patch.outline import Node, Outline, set_attribute

#: The children of ``styleSheet`` in the order of the schema.
_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
#: What a group has to begin with where the file has none.
_FIRST = {
    "fonts": ("<font/>",),
    "fills": ('<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'),
    "borders": ("<border/>",),
    "cellStyleXfs": ("<xf/>",),
    "cellXfs": ('<xf xfId="0"/>',),
}
NO_FILL = '<patternFill patternType="none"/>'
_MOST = 64_000  # cell formats that Excel can hold


class _Group:
    """Fonts, fills, borders or cell formats: what is there, and what is added."""

    def __init__(self, outline: Outline, name: str) -> None:
        self.name = name
        self.node = outline.root.child(name)
        self.known: list[Node] = list(self.node.children) if self.node is not None else []
        self.added: list[bytes] = []
        if self.node is None:
            self.added = [_prefixed(text, outline.prefix) for text in _FIRST[name]]

    def add(self, text: bytes) -> int:
        """The number of an entry, added if it is not among those added before."""
        if text not in self.added:
            self.added.append(text)
        return len(self.known) + self.added.index(text)

    def edits(self, outline: Outline) -> list[Edit]:
        """The added entries in the group that is there."""
        if self.node is None or not self.added:
            return []
        return [
            outline.with_attribute(self.node, b"count", self._total),
            outline.appended(self.node, b"".join(self.added)),
        ]

    def element(self, prefix: bytes) -> bytes:
        """The whole group where there was none."""
        if self.node is not None:
            return b""
        name = prefix + self.name.encode()
        return b'<%s count="%s">%s</%s>' % (name, self._total, b"".join(self.added), name)

    @property
    def _total(self) -> bytes:
        return b"%d" % (len(self.known) + len(self.added))


class StylesPart:
    """The styles of a workbook; formats are added at the end of their lists."""

    def __init__(self, raw: bytes | None, name: str, *, strict: bool = False) -> None:
        """Parse the part; None: a workbook without one.

        Raises:
            OutputError: the part is damaged.
        """
        if raw is None:
            raw = f'<styleSheet xmlns="{main_namespace(strict=strict)}"/>'.encode()
        self._outline = Outline(raw, name, 2)
        self._groups = {group: _Group(self._outline, group) for group in _FIRST}

    def mentions(self, colour: str) -> bool:
        """Whether a colour ("FFC7CE") stands anywhere in the part."""
        return colour.upper().encode() in self._outline.body.upper()

    def fill_of(self, style: int) -> str:
        """What fills the cells of a style: the content of ``<fill>`` without namespace prefix."""
        formats, fills = self._groups["cellXfs"].known, self._groups["fills"].known
        number = int(formats[style].attributes.get("fillId", 0)) if style < len(formats) else 0
        if number >= len(fills):
            return NO_FILL
        fill = self._outline.source(fills[number])
        inside = fill[StartTag(fill, 0).end : fill.rfind(b"</")].strip()
        return _plain(inside, self._outline.prefix) if inside else NO_FILL

    def with_fill(self, style: int, fill: str) -> int:
        """The style that differs from ``style`` in nothing but its fill (the content of ``<fill>``)."""
        number = self._add("fills", f"<fill>{fill}</fill>")
        changes = {b"fillId": b"%d" % number, b"applyFill": b"1"}
        formats = self._groups["cellXfs"]
        if style < len(formats.known):
            text = self._outline.source(formats.known[style])
        else:
            text = _prefixed('<xf xfId="0"/>', self._outline.prefix)
        return self._add_format(_with(text, changes))

    def add_style(self, font: str, fill: str = "", border: str = "", alignment: str = "") -> int:
        """A cell format of its own from the content of its elements; the number of the style."""
        parts = {
            "fontId": self._add("fonts", f"<font>{font}</font>"),
            "fillId": self._add("fills", f"<fill>{fill}</fill>") if fill else 0,
            "borderId": self._add("borders", f"<border>{border}</border>") if border else 0,
        }
        numbers = "".join(f' {name}="{number}"' for name, number in parts.items())
        applied = ' applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
        # With the quote prefix 「=1+1」 stays a text even when somebody edits the cell.
        text = f'<xf numFmtId="0"{numbers} xfId="0" quotePrefix="1"{applied}><alignment {alignment}/></xf>'
        return self._add_format(_prefixed(text, self._outline.prefix))

    def content(self) -> bytes:
        """The part with what was added.

        Raises:
            OutputError: more formats than Excel can hold.
        """
        outline, groups = self._outline, self._groups.values()
        edits = [edit for group in groups for edit in group.edits(outline)]
        new: dict[int, bytes] = {}  # new groups by the place of what the schema puts behind them
        for group in groups:
            behind = _ORDER[_ORDER.index(group.name) + 1 :]
            following = next((node.start for node in outline.root.children if node.name in behind), 0)
            new[following] = new.get(following, b"") + group.element(outline.prefix)
        edits += [
            Edit(place, place, text) if place else outline.appended(outline.root, text)
            for place, text in new.items()
            if text
        ]
        return outline.text.write(splice(outline.body, edits))

    def _add(self, group: str, text: str) -> int:
        return self._groups[group].add(_prefixed(text, self._outline.prefix))

    def _add_format(self, text: bytes) -> int:
        number = self._groups["cellXfs"].add(text)
        if number >= _MOST:
            raise OutputError("工作簿的单元格格式已达到 Excel 的上限（64000 种），无法标注。请清理格式后再试。")
        return number


def with_fills_replaced(raw: bytes, name: str, fills: Mapping[str, str]) -> bytes:
    """The styles part where every fill in one of these colours ("FFC7CE") is another: the content of ``<fill>``."""
    outline = Outline(raw, name)
    group = outline.root.child("fills")
    edits = []
    for node in group.children if group is not None else ():
        colour = solid_colour(node)
        if colour in fills:
            tag = outline.tag(node)
            fill = _prefixed(f"<fill>{fills[colour]}</fill>", tag.prefix)
            edits.append(Edit(node.start, node.end, fill))
    return outline.text.write(splice(outline.body, edits))


def solid_colours(raw: bytes, name: str) -> list[str]:
    """The colours ("FFC7CE") of all plain fills."""
    group = Outline(raw, name).root.child("fills")
    return [colour for node in (group.children if group is not None else ()) if (colour := solid_colour(node))]


def solid_colour(fill: Node) -> str:
    """The colour of a ``<fill>`` of one colour, "" for any other."""
    for pattern in fill.all("patternFill"):
        foreground = pattern.child("fgColor")
        if pattern.attributes.get("patternType") == "solid" and foreground is not None:
            return foreground.attributes.get("rgb", "").upper()[-6:]
    return ""


def _with(text: bytes, attributes: Mapping[bytes, bytes]) -> bytes:
    tag = StartTag(text, 0)
    return splice(text, [set_attribute(text, tag, name, value) for name, value in attributes.items()])


def _prefixed(text: str, prefix: bytes) -> bytes:
    """Elements written without a namespace prefix, with one."""
    return re.sub(rb"<(/?)(?=\w)", rb"<\g<1>" + prefix, text.encode()) if prefix else text.encode()


def _plain(text: bytes, prefix: bytes) -> str:
    """Elements without their namespace prefix."""
    return (re.sub(rb"<(/?)" + re.escape(prefix), rb"<\1", text) if prefix else text).decode()
