"""The notice as a letter (.docx) in the look of an official document (GB/T 9704, 党政机关公文格式).

A4 with its type area, title in 二号小标宋, text in 三号仿宋, page numbers outside. Every unit begins a page of its own,
numbered from 1.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from xladdin.output.notice.paper import Face, Paper, Shape
from xladdin.output.notice.wording import BLANK_DATE, CONTACT, STAMP, TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.table import Table

    from xladdin.output.notice.wording import Page, Section, Terms

_TITLE = Face("方正小标宋简体", 22)
_TEXT = Face("仿宋_GB2312", 16)
_HEADING = Face("黑体", 16)
_WHERE = Face("仿宋_GB2312", 12)
_CELL = Face("仿宋_GB2312", 12)
_CELL_HEADING = Face("黑体", 12)
_WIDTHS = (13, 36, 62, 45)  # mm; together the type area of 156 mm
_INDENT = 2  # characters at the beginning of a paragraph


def letters(pages: Sequence[Page], terms: Terms) -> bytes:
    """A .docx file with one letter a page, each beginning a new page."""
    paper = Paper(TITLE)
    for number, page in enumerate(pages):
        paper.begin_letter(first=number == 0)
        _write(paper, page, terms)
    stream = BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _write(paper: Paper, page: Page, terms: Terms) -> None:
    paper.paragraph(page.title, _TITLE, Shape("center", after=22))
    if page.to:
        paper.paragraph(page.to, _TEXT)
    paper.paragraph(page.text, _TEXT, Shape(indent=_INDENT))
    for section in page.sections:
        _write_section(paper, section, page.headings)
    paper.paragraph("", _CELL)
    if page.to:
        paper.paragraph(CONTACT, _TEXT, Shape(indent=_INDENT, with_next=True))
        paper.paragraph("", _TEXT, Shape(with_next=True))
        paper.paragraph(f"{terms.sender or '　' * 8}{STAMP}", _TEXT, Shape("right", inset=2, with_next=True))
        paper.paragraph(BLANK_DATE, _TEXT, Shape("right", inset=2))


def _write_section(paper: Paper, section: Section, headings: Sequence[str]) -> None:
    if section.heading:
        paper.paragraph(section.heading, _HEADING, Shape(indent=_INDENT, with_next=True))
    paper.paragraph(section.where, _WHERE, Shape(after=4, with_next=True, tight=True))
    table = paper.table(_WIDTHS)
    _write_headings(paper, table, headings)
    for row in section.rows:
        if row.is_band:
            paper.band(table, row.number, _CELL_HEADING)
        else:
            paper.row(table, row, _CELL)


def _write_headings(paper: Paper, table: Table, headings: Sequence[str]) -> None:
    row = paper.row(table, headings, _CELL_HEADING, centred=True)
    paper.repeat(row)
