"""Sheets of paper: paragraphs and tables of a .docx file in an exact face, size and place."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from xladdin.output.patch.package import Package

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

#: Margins of GB/T 9704 in mm: 天头37, 订口28, and what the type area of 156 × 225 leaves.
_TOP, _LEFT, _RIGHT, _BOTTOM = 37, 28, 26, 35
_LINE = 28  # points a line of text, 22 lines a page
_LATIN = "Times New Roman"
_PAGE_NUMBER = 14  # points
#: What a computer without a font takes instead.
_INSTEAD = {"方正小标宋简体": "华文中宋", "仿宋_GB2312": "仿宋", "黑体": "SimHei"}
_FONTS = "word/fontTable.xml"


class Face(NamedTuple):
    """A font and its size in points."""

    font: str
    size: int


class Shape(NamedTuple):
    """How a paragraph lies: ``indent`` of its first line, ``inset`` from the right in characters, ``after`` in points.

    ``with_next`` keeps it on the page of what follows, ``tight`` lets the size decide on the line's height.
    """

    align: str = "left"
    indent: int = 0
    inset: int = 0
    after: int = 0
    with_next: bool = False
    tight: bool = False


_PLAIN = Shape()


class Paper:
    """A document that is written from its beginning to its end."""

    def __init__(self, title: str) -> None:
        import docx

        self._document = docx.Document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = title, "", ""
        properties.created = properties.modified = dt.datetime(2000, 1, 1)
        self._document.settings.odd_and_even_pages_header_footer = True
        self._plain_normal_style()

    def begin_letter(self, *, first: bool) -> None:
        """A letter of its own: a new page, numbered from 1."""
        from docx.enum.section import WD_SECTION
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        section = self._document.sections[0] if first else self._document.add_section(WD_SECTION.NEW_PAGE)
        number = OxmlElement("w:pgNumType")
        number.set(qn("w:start"), "1")
        for known in section._sectPr.findall(qn("w:pgNumType")):  # noqa: SLF001  the library has no other way to it
            section._sectPr.remove(known)  # noqa: SLF001
        columns = section._sectPr.find(qn("w:cols"))  # noqa: SLF001
        columns.addprevious(number) if columns is not None else section._sectPr.append(number)  # noqa: SLF001
        if first:
            _lay_out(section)

    def paragraph(self, text: str, face: Face, shape: Shape = _PLAIN) -> None:
        """A paragraph."""
        from docx.shared import Pt

        paragraph = self._document.add_paragraph()
        _shape(paragraph, shape.align, tight=shape.tight)
        looks = paragraph.paragraph_format
        looks.space_after = Pt(shape.after)
        looks.keep_with_next = shape.with_next
        if shape.indent:
            looks.first_line_indent = Pt(shape.indent * face.size)
        if shape.inset:
            looks.right_indent = Pt(shape.inset * face.size)
        _write(paragraph, text, face)

    def table(self, widths: Sequence[int]) -> Table:
        """A framed table without rows; ``widths`` of its columns in mm."""
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.shared import Mm

        table: Table = self._document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    def row(self, table: Table, texts: Sequence[str], face: Face, *, centred: bool = False) -> _Row:
        """A row that stays whole on its page; the first column is centred, with ``centred`` all of them."""
        row = _new_row(table)
        for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = table.columns[number].width
            paragraph = cell.paragraphs[0]
            _shape(paragraph, "center" if centred or number == 0 else "left", tight=True)
            _write(paragraph, text, face)
            if centred or number == 0:
                _centre_vertically(cell)
        return row

    def band(self, table: Table, text: str, face: Face) -> None:
        """A heading over the whole width of the table, on the page of the row behind it."""
        row = _new_row(table)
        cell = row.cells[0].merge(row.cells[-1])
        paragraph = cell.paragraphs[0]
        _shape(paragraph, "left", tight=True)
        paragraph.paragraph_format.keep_with_next = True
        _write(paragraph, text, face)

    @staticmethod
    def repeat(row: _Row) -> None:
        """Print the row again on top of every page."""
        _set_flag(row, "w:tblHeader")

    def save(self, stream: IO[bytes]) -> None:
        """Write the file."""
        written = BytesIO()
        self._document.save(written)
        data = written.getvalue()
        stream.write(Package(data).rewrite({_FONTS: _font_table()}))

    def _plain_normal_style(self) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        style = self._document.styles["Normal"]
        style.font.name, style.font.size = _LATIN, Pt(16)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")


def _lay_out(section: Section) -> None:
    """A4 with the margins of an official document; page numbers outside, between dashes."""
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
    section.footer_distance = Mm(25)
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        _shape(paragraph, align, tight=True)
        _write(paragraph, "— ", Face("宋体", _PAGE_NUMBER))
        _write_field(paragraph, "PAGE")
        _write(paragraph, " —", Face("宋体", _PAGE_NUMBER))


def _shape(paragraph: Paragraph, align: str, *, tight: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    looks = paragraph.paragraph_format
    looks.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    looks.space_before = looks.space_after = Pt(0)
    looks.widow_control = True
    looks.line_spacing = 1.0 if tight else Pt(_LINE)


def _write(paragraph: Paragraph, text: str, face: Face) -> Run:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(face.size), _LATIN
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face.font)
    return run


def _write_field(paragraph: Paragraph, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = _write(paragraph, "", Face("宋体", _PAGE_NUMBER))
    for kind in ("begin", "", "separate", "1", "end"):
        element: BaseOxmlElement
        if kind in {"begin", "separate", "end"}:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:t" if kind else "w:instrText")
            element.text = kind or code
        run.element.append(element)


def _centre_vertically(cell: object) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL

    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER  # type: ignore[attr-defined]


def _new_row(table: Table) -> _Row:
    """A row that no page break divides."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    _set_flag(row, "w:cantSplit")
    return row


def _set_flag(row: _Row, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001  the library has no other way to it


def _font_table() -> bytes:
    """The fonts used, each with the one that a computer without it takes."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/></w:font>'
        for name, instead in _INSTEAD.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'{fonts}<w:font w:name="{_LATIN}"/></w:fonts>'
    ).encode()
