"""A report as a Word document: its paragraphs and tables in the styles of a template file, each under a bookmark."""

from __future__ import annotations

import copy
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import docx
import docx.opc.exceptions
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from xladdin.errors import XladdinError
from xladdin.output.docx.archive import steady
from xladdin.output.docx.blocks import TableBlock
from xladdin.output.docx.table_xml import table_element

if TYPE_CHECKING:
    from xladdin.output.docx.blocks import Block, TextBlock
    from xladdin.output.docx.composing import Composed

TEMPLATE = Path(__file__).with_name("report.docx")
#: Where the report goes in a template that has more on its page (a letterhead, a signature); otherwise at its end.
PLACEHOLDER = "{{报告}}"
PREFIX = "_xl_"
_STYLES = {
    "title": "Title",
    "heading1": "Heading 1",
    "heading2": "Heading 2",
    "heading3": "Heading 3",
    "body": "Body Text",
    "prompt": "Body Text",
}
#: In settings.xml: which blocks were written, so that one which the clerk deletes is not written again.
_WRITTEN = "xladdin.blocks"


def new_report(composed: Composed, template: Path | None = None) -> bytes:
    """The report as a .docx file in the styles of ``template``.

    Raises:
        XladdinError: the template cannot be opened, or lacks a style.
    """
    document = open_document(template or TEMPLATE)
    place = _place(document)
    writer = Writer(document)
    for block in composed.blocks:
        place.addprevious(writer.element(block))
    if place.tag == qn("w:p"):
        place.getparent().remove(place)
    remember(document, [block.key for block in composed.blocks])
    return to_bytes(document)


def open_document(path: Path) -> Any:
    """A Word document; XladdinError where it is none."""
    try:
        return docx.Document(str(path))
    except (BadZipFile, KeyError, ValueError, OSError, docx.opc.exceptions.PackageNotFoundError) as fault:
        raise XladdinError(f"{path}：打不开，或者不是Word文档（.docx）。请换一个文件，或用Word另存为.docx。") from fault


def to_bytes(document: Any) -> bytes:
    """The document as a file; equal input gives equal bytes."""
    data = BytesIO()
    document.save(data)
    return steady(data.getvalue())


def _place(document: Any) -> Any:
    """The paragraph that the report replaces, or the end of the body."""
    body = document.element.body
    for paragraph in body.iterchildren(qn("w:p")):
        if "".join(text.text or "" for text in paragraph.iter(qn("w:t"))).strip() == PLACEHOLDER:
            return paragraph
    for paragraph in [p for p in body.iterchildren(qn("w:p")) if not "".join(p.itertext()).strip()][-1:]:
        if len(body) <= 2 and paragraph.find(qn("w:pPr")) is None:
            body.remove(paragraph)  # the one empty paragraph of a blank document
    end = body.find(qn("w:sectPr"))
    if end is None:
        end = OxmlElement("w:sectPr")
        body.append(end)
    return end


class Writer:
    """Makes the elements of blocks for one document."""

    def __init__(self, document: Any) -> None:
        self._ids = _highest_bookmark(document) + 1
        self._styles = {name: _style_id(document, word) for name, word in _STYLES.items()}

    def element(self, block: Block) -> Any:
        """The block with the marks by which it is found again, around the text of its first paragraph.

        Inside a paragraph marks stay where they are when a program saves the document; between paragraphs they wander.
        """
        element = table_element(block) if isinstance(block, TableBlock) else self._paragraph(block)
        first = element if element.tag == qn("w:p") else next(element.iter(qn("w:p")))
        start, end = self._marks(f"{PREFIX}{block.key}_{block.fingerprint}")
        properties = first.find(qn("w:pPr"))
        properties.addnext(start)
        first.append(end)
        return element

    def _paragraph(self, block: TextBlock) -> Any:
        """One paragraph in the style of the block."""
        paragraph, properties, style = OxmlElement("w:p"), OxmlElement("w:pPr"), OxmlElement("w:pStyle")
        style.set(qn("w:val"), self._styles[block.style])
        properties.append(style)
        paragraph.append(properties)
        run = OxmlElement("w:r")
        if block.style == "prompt":
            run.append(_highlighted())
        run.append(text_element(block.text))
        paragraph.append(run)
        return paragraph

    def _marks(self, name: str) -> tuple[Any, Any]:
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._ids))
        start.set(qn("w:name"), name)
        self._ids += 1
        return start, end


def text_element(text: str) -> Any:
    """A run's text with its spaces kept."""
    element = OxmlElement("w:t")
    element.text = text
    element.set(qn("xml:space"), "preserve")
    return element


def _highlighted() -> Any:
    properties, highlight = OxmlElement("w:rPr"), OxmlElement("w:highlight")
    highlight.set(qn("w:val"), "yellow")
    properties.append(highlight)
    return properties


def _style_id(document: Any, name: str) -> str:
    """By its name in whatever case: Word writes 「heading 1」, LibreOffice 「Heading 1」."""
    for style in document.styles.element.iterchildren(qn("w:style")):
        called = style.find(qn("w:name"))
        if called is not None and called.get(qn("w:val"), "").lower() == name.lower():
            return str(style.get(qn("w:styleId")))
    raise XladdinError(f"模板里没有样式“{name}”。请在Word里把这个样式加上，或者不用 --template。")


def _highest_bookmark(document: Any) -> int:
    ids = (mark.get(qn("w:id"), "0") for mark in document.element.body.iter(qn("w:bookmarkStart")))
    return max((int(one) for one in ids if one.lstrip("-").isdigit()), default=0)


def remember(document: Any, keys: list[str]) -> None:
    """Note in the document's settings which blocks were written."""
    settings = document.settings.element
    variables = settings.find(qn("w:docVars"))
    if variables is None:
        variables = OxmlElement("w:docVars")
        _insert_variables(settings, variables)
    for old in [one for one in variables if one.get(qn("w:name")) == _WRITTEN]:
        variables.remove(old)
    variable = OxmlElement("w:docVar")
    variable.set(qn("w:name"), _WRITTEN)
    variable.set(qn("w:val"), " ".join(keys))
    variables.append(variable)


def _insert_variables(settings: Any, variables: Any) -> None:
    """At the place that the schema gives it: before w:rsids and what follows."""
    later = ("w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping", "w:shapeDefaults", "w:decimalSymbol")
    for child in settings:
        if any(child.tag.endswith("}" + name.split(":")[1]) for name in (*later, "w:listSeparator")):
            child.addprevious(variables)
            return
    settings.append(variables)


def remembered(document: Any) -> set[str]:
    """The keys of the blocks that were written; empty where another program dropped the note."""
    for variable in copy.copy(document.settings.element).iter(qn("w:docVar")):
        if variable.get(qn("w:name")) == _WRITTEN:
            return set((variable.get(qn("w:val")) or "").split())
    return set()
