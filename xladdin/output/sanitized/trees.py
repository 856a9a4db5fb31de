"""XML parts as trees: read safely, written back as UTF-8."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from xladdin.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

Element: TypeAlias = Any  # of lxml, which has no types of its own

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_MADE_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(data: bytes, name: str, *, lenient: bool = False) -> Element:
    """The root of a part; ``lenient`` for the drawings of comments, which are often no proper XML.

    Raises:
        OutputError: not well-formed, or with a document type (a part of a workbook never has one).
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=lenient, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise OutputError(f"工作簿部件“{name}”无效，没有写出副本。请用 Excel 打开并修复后再试。") from error
    if root is None or root.getroottree().docinfo.doctype:
        raise OutputError(f"工作簿部件“{name}”含有文档类型声明，可能是恶意文件，没有写出副本。")
    return root


def serialise(root: Element) -> bytes:
    """The part as UTF-8."""
    from lxml import etree

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, name: str) -> list[Element]:
    """The children of this local name."""
    return [child for child in element if local(child) == name]


def full_text(element: Element) -> str:
    """The text of a cell or a comment: its runs joined, readings (phonetics) left out."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), "".join(piece.text or "" for piece in _pieces(element)))


def set_text(element: Element, text: str) -> None:
    """Another text in the same runs, so that each keeps its font; readings go."""
    for child in list(element):
        if local(child) in {"rPh", "phoneticPr"}:
            element.remove(child)
    pieces = list(_pieces(element))
    text = _UNPRINTABLE.sub("", text)
    lengths = [len(piece.text or "") for piece in pieces]
    fits = sum(lengths) == len(text)
    for number, piece in enumerate(pieces):
        start = sum(lengths[:number])
        piece.text = text[start : start + lengths[number]] if fits else (text if number == 0 else "")
        if piece.text != piece.text.strip():
            piece.set(_MADE_SPACE, "preserve")


def _pieces(element: Element) -> Iterator[Element]:
    for child in element:
        if local(child) == "t":
            yield child
        elif local(child) == "r":
            yield from children(child, "t")
