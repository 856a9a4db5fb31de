"""The template of reports, in the layout of official documents (党政机关公文格式, GB/T 9704—2012)."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from xladdin.output.docx.archive import steady

_BLACK = RGBColor(0, 0, 0)
_LINE = Pt(29)  # 22 lines a page
#: Style → font, size in points, bold, indent of the first line in characters.
_FONTS = {
    "Title": ("方正小标宋简体", 22, False, 0),  # 二号
    "Heading 1": ("黑体", 16, False, 2),  # 三号
    "Heading 2": ("楷体_GB2312", 16, False, 2),
    "Heading 3": ("仿宋_GB2312", 16, True, 2),
    "Body Text": ("仿宋_GB2312", 16, False, 2),
    "Normal": ("仿宋_GB2312", 16, False, 0),
}
_CREATED = dt.datetime(2025, 1, 1)  # fixed, so that equal input gives equal bytes


def build_template() -> bytes:
    """An empty document with the styles, margins and page numbers of an official document."""
    document = docx.Document()
    for name, (font, size, bold, indent) in _FONTS.items():
        _style(document.styles[name], font, size, bold=bold, indent=indent)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.styles["Title"].paragraph_format.space_after = _LINE
    _page(document.sections[0])
    _number_pages(document.sections[0].footer)
    properties = document.core_properties
    properties.author, properties.comments, properties.title = "", "", ""
    properties.created = properties.modified = _CREATED
    data = BytesIO()
    document.save(data)
    return steady(data.getvalue())


def _style(style: Any, font: str, size: int, *, bold: bool, indent: int) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold, False
    style.font.color.rgb = _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(name), font)
    shape = style.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    shape.space_before = shape.space_after = Pt(0)
    _indent(style, indent)
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def _indent(style: Any, characters: int) -> None:
    """The first line two characters in, however large the font."""
    if characters:
        properties = style.element.get_or_add_pPr()
        indent = properties.get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(characters * 100))
        indent.set(qn("w:firstLine"), str(characters * 320))


def _page(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)


def _number_pages(footer: Any) -> None:
    """「— 1 —」 in the middle of the foot."""
    paragraph = footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for piece in ("— ", None, " —"):
        run = paragraph.add_run(piece or "")
        run.font.size, run.font.name = Pt(14), "宋体"
        if piece is None:
            for kind in ("begin", None, "end"):
                run._r.append(_field(kind))  # noqa: SLF001 - the library has no page field


def _field(kind: str | None) -> Any:
    if kind is None:
        element = OxmlElement("w:instrText")
        element.text = "PAGE"
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element
