"""The cells of a worksheet part, and what else in it can name somebody: hints, links, headers, saved views."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from xladdin.model import CellRef
from xladdin.output.patch import number_text
from xladdin.output.patch.addresses import parse_address
from xladdin.output.sanitized.figures import is_kept_number, is_long_number
from xladdin.output.sanitized.formulas import mask_formula
from xladdin.output.sanitized.trees import children, full_text, local, set_text

if TYPE_CHECKING:
    from xladdin.output.sanitized.draft import Copy
    from xladdin.output.sanitized.trees import Element

#: Numbers that Excel shows as a day or a time; texts and conditions in the format set aside.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DAY = re.compile(r"[ymdhs]", re.IGNORECASE)
#: Attributes that hold texts for people.
_SAID = ("prompt", "promptTitle", "error", "errorTitle", "display", "tooltip", "text", "title", "descr")
_FORMULAS = frozenset({"f", "formula", "formula1", "formula2"})
_REMOVED = frozenset({"customSheetViews", "webPublishItems", "smartTags", "scenarios", "dataConsolidate"})
_HEADERS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
_FONT_CODE = re.compile(r'(&"[^"]*")')


def mask_sheet(root: Element, name: str, copy: Copy) -> None:
    """Mask a worksheet part; ``name`` is the sheet's name in the original."""
    row_number = 0
    for element in list(root.iter()):
        tag = local(element)
        if tag in _REMOVED:
            element.getparent().remove(element)
        elif tag == "row":
            row_number = int(element.get("r", row_number + 1))
            _mask_row(element, name, row_number, copy)
        elif tag in _HEADERS:
            element.text = _header(element.text or "", copy)
        elif tag == "protectedRange":
            element.set("name", f"区域{copy.next_number('protectedRange')}")
        elif tag in _FORMULAS and local(element.getparent()) != "c":
            element.text = copy.formula(element.text or "")
        if tag not in {"c", "row", "v"}:
            mask_attributes(element, copy)


def mask_attributes(element: Element, copy: Copy) -> None:
    """Texts for people in attributes; a link inside the workbook follows its sheet."""
    for key in _SAID:
        if element.get(key):
            element.set(key, copy.masks.of(element.get(key, "")))
    if local(element) == "hyperlink" and element.get("location"):
        element.set("location", copy.formula(element.get("location", "")))


def _header(text: str, copy: Copy) -> str:
    """A printed header: its codes and fonts stay, what is written is masked."""
    parts = _FONT_CODE.split(text)
    for place in range(0, len(parts), 2):
        parts[place] = "".join(
            piece if piece.startswith("&") else copy.masks.of(piece)
            for piece in re.split(r"(&(?:K[0-9A-Fa-f]{6}|\d+|[A-Za-z&]))", parts[place])
        )
    return "".join(parts)


def _mask_row(row: Element, sheet: str, number: int, copy: Copy) -> None:
    column = 0
    for cell in children(row, "c"):
        column = parse_address(cell.get("r", ""))[1] if cell.get("r") else column + 1
        _mask_cell(cell, CellRef(sheet, number, column), copy)


def _mask_cell(cell: Element, ref: CellRef, copy: Copy) -> None:
    cell.attrib.pop("vm", None)  # a picture in the cell, which is gone
    kind = cell.get("t", "n")
    amount = ref in copy.plan.amounts
    formulas, values = children(cell, "f"), children(cell, "v")
    for formula in formulas:
        if formula.text:
            formula.text = mask_formula(formula.text, copy.masks, copy.sheets, copy.defined, amount=amount)
    if kind == "inlineStr":
        for inline in children(cell, "is"):
            set_text(inline, copy.masks.of(full_text(inline), amount=amount))
    elif kind == "s" and values:
        _mask_shared(cell, values[0], copy, amount=amount)
    elif kind == "str" and values:
        values[0].text = copy.masks.of(values[0].text or "", amount=amount)
    elif kind == "n" and values:
        values[0].text = _number(values[0].text or "", ref, copy, amount=amount)


def _mask_shared(cell: Element, value: Element, copy: Copy, *, amount: bool) -> None:
    """An amount leaves the shared texts, for the same text elsewhere may be points; the others are masked there."""
    index = int(value.text or 0)
    text = copy.strings[index] if index < len(copy.strings) else ""
    masked = copy.masks.of(text, amount=True) if amount else ""
    if not amount or masked == copy.masks.of(text):
        copy.used_strings.add(index)
        return
    cell.set("t", "inlineStr")
    value.getparent().remove(value)
    inline = cell.makeelement(cell.tag[: cell.tag.index("}") + 1] + "is", {}, None)
    inline.append(cell.makeelement(cell.tag[: cell.tag.index("}") + 1] + "t", {}, None))
    cell.append(inline)
    set_text(inline, masked)


def _number(text: str, ref: CellRef, copy: Copy, *, amount: bool) -> str:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return text
    if not value.is_finite() or ref in copy.plan.deciding:
        return text
    known = copy.workbook.cell(ref)
    if known is not None and not amount:
        shown = _LITERAL.sub("", known.number_format.replace("General", ""))
        if _DAY.search(shown) or known.is_percent:
            return text
    if is_long_number(value) and not amount:
        return "1" + "0" * (len(number_text(abs(value))) - 1)
    if not amount and is_kept_number(value):
        return text
    return number_text(copy.masks.factor.scale(value))
