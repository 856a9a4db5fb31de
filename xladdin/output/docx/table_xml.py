"""The XML of a table: borders, merged cells, a head that is repeated on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from xladdin.output.docx.blocks import TableBlock, TableCell

_WIDTH = 8900  # twentieths of a point: 156 mm between the margins of an official document
_SIZE = "21"  # half points: 五号
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_element(block: TableBlock) -> Any:
    """The table; a cell that covers rows below is continued there."""
    table = OxmlElement("w:tbl")
    table.append(_properties())
    widths = [_WIDTH * width // sum(block.widths) for width in block.widths]
    grid = OxmlElement("w:tblGrid")
    for width in widths:
        grid.append(_with(OxmlElement("w:gridCol"), "w", str(width)))
    table.append(grid)
    open_cells: dict[int, tuple[int, int]] = {}  # column → (rows still to cover, columns covered)
    for number, cells in enumerate(block.rows):
        table.append(_row(cells, widths, open_cells, is_head=number < block.head_rows))
    return table


def _properties() -> Any:
    properties = OxmlElement("w:tblPr")
    width = _with(OxmlElement("w:tblW"), "w", str(_WIDTH))
    properties.append(_with(width, "type", "dxa"))
    properties.append(_with(OxmlElement("w:jc"), "val", "center"))
    borders = OxmlElement("w:tblBorders")
    for side in _BORDERS:
        line = _with(OxmlElement(f"w:{side}"), "val", "single")
        borders.append(_with(line, "sz", "4"))
    properties.append(borders)
    properties.append(_with(OxmlElement("w:tblLayout"), "type", "fixed"))
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", "40"), ("left", "60"), ("bottom", "40"), ("right", "60")):
        margins.append(_with(_with(OxmlElement(f"w:{side}"), "w", width), "type", "dxa"))
    properties.append(margins)
    return properties


def _row(
    cells: tuple[TableCell, ...], widths: list[int], open_cells: dict[int, tuple[int, int]], *, is_head: bool
) -> Any:
    row, properties = OxmlElement("w:tr"), OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    waiting = list(cells)
    column = 0
    while column < len(widths):
        rest, right = open_cells.get(column, (0, 1))
        if rest:
            row.append(_cell(None, sum(widths[column : column + right]), right, "continue"))
            open_cells[column] = (rest - 1, right)
        elif waiting:
            cell = waiting.pop(0)
            right = cell.right
            open_cells[column] = (cell.down - 1, right)
            width = sum(widths[column : column + right])
            row.append(_cell(cell, width, right, "restart" if cell.down > 1 else None))
        else:
            row.append(_cell(None, widths[column], 1, None))
        column += right
    return row


def _cell(cell: TableCell | None, width: int, right: int, merge: str | None) -> Any:
    element, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    properties.append(_with(_with(OxmlElement("w:tcW"), "w", str(width)), "type", "dxa"))
    if right > 1:
        properties.append(_with(OxmlElement("w:gridSpan"), "val", str(right)))
    if merge:
        properties.append(_with(OxmlElement("w:vMerge"), "val", merge))
    properties.append(_with(OxmlElement("w:vAlign"), "val", "center"))
    element.append(properties)
    for line in cell.text.split("\n") if cell else [""]:
        element.append(_paragraph(line, is_left=bool(cell and cell.is_left), is_bold=bool(cell and cell.is_head)))
    return element


def _paragraph(text: str, *, is_left: bool, is_bold: bool) -> Any:
    paragraph, properties = OxmlElement("w:p"), OxmlElement("w:pPr")
    spacing = _with(_with(OxmlElement("w:spacing"), "line", "280"), "lineRule", "atLeast")
    properties.append(spacing)
    properties.append(_with(OxmlElement("w:ind"), "firstLine", "0"))
    properties.append(_with(OxmlElement("w:jc"), "val", "left" if is_left else "center"))
    paragraph.append(properties)
    if not text:
        return paragraph
    run, look, words = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:t")
    if is_bold:
        look.append(OxmlElement("w:b"))
    look.append(_with(OxmlElement("w:sz"), "val", _SIZE))
    look.append(_with(OxmlElement("w:szCs"), "val", _SIZE))
    run.append(look)
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    paragraph.append(run)
    return paragraph


def _with(element: Any, name: str, value: str) -> Any:
    element.set(qn(f"w:{name}"), value)
    return element
