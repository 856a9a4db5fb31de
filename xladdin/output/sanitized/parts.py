"""The parts of a workbook other than its sheets: what stays, what is masked, what is emptied. Unknown parts go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xladdin.output.sanitized.sheets import mask_attributes, mask_sheet
from xladdin.output.sanitized.trees import children, full_text, local, parse, serialise, set_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.output.sanitized.draft import Copy
    from xladdin.output.sanitized.trees import Element

_CODE_TEXT = re.compile(r"[㐀-鿿]+")
_KEPT = frozenset({"theme", "calcChain", "metadata"})
_OUR_PROPERTIES = "xladdin."
#: A picture of one transparent dot.
_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da6364f8ffff3f0300"
    "05fe02fea7d2a7d30000000049454e44ae426082"
)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg")
_MACROS = "vbaproject.bin"


def mask_part(name: str, data: bytes, copy: Copy) -> bytes | None:
    """A part for the copy, None where it is left out. Content types and relationships are not given here."""
    lower = name.lower()
    if lower.endswith(_PICTURES):
        copy.removed.add("图片（印章、照片等，换成空白）")
        return _DOT
    if lower.endswith(_MACROS):
        copy.removed.add("宏代码（只留下空的宏部件，用 Excel 打开时会提示修复）")
        return b""
    if not lower.endswith((".xml", ".vml")):
        copy.removed.add(_what(lower))
        return None
    root = parse(data, name, lenient=lower.endswith(".vml"))
    tag = local(root)
    if tag in _KEPT:
        return data if data.isascii() else serialise(root)
    masking = _MASKED.get(tag)
    if masking is None or (tag == "Properties" and not _is_properties(root)):
        copy.removed.add(_what(lower))
        return None
    masking(root, name, copy)
    return serialise(root)


def _what(name: str) -> str:
    if "printersettings" in name:
        return "打印机设置"
    if "embeddings" in name or "activex" in name or "ctrlprops" in name:
        return "嵌入的对象和控件"
    if "customxml" in name:
        return "自定义 XML 数据"
    if "_xmlsignatures" in name:
        return "数字签名"
    return "其他不认识的内容"


def _is_properties(root: Element) -> bool:
    return "extended-properties" in root.tag or "custom-properties" in root.tag


def _sheet(root: Element, name: str, copy: Copy) -> None:
    mask_sheet(root, copy.sheet_of_part.get(name, ""), copy)


def _strings(root: Element, _: str, copy: Copy) -> None:
    for index, item in enumerate(children(root, "si")):
        text = full_text(item)
        set_text(item, copy.masks.of(text) if index in copy.used_strings else "")


def _workbook(root: Element, _: str, copy: Copy) -> None:
    for element in list(root.iter()):
        tag = local(element)
        if tag in {"fileSharing", "customWorkbookViews", "webPublishObjects", "AlternateContent", "absPath"}:
            element.getparent().remove(element)
        elif tag == "sheet":
            element.set("name", copy.sheets.get(element.get("name", ""), element.get("name", "")))
        elif tag == "definedName":
            for key in ("comment", "description", "help", "statusBar", "customMenu"):
                element.attrib.pop(key, None)
            element.set("name", copy.defined.get(element.get("name", ""), element.get("name", "")))
            element.text = copy.formula(element.text or "")


def _comments(root: Element, _: str, copy: Copy) -> None:
    for element in root.iter():
        if local(element) == "author":
            element.text = f"作者{copy.next_number('author')}"
        elif local(element) in {"text", "is"}:
            for piece in element.iter():
                if local(piece) == "t":
                    piece.text = copy.masks.of(piece.text or "")
        elif local(element) == "person":
            for key in ("displayName", "userId"):
                if key in element.attrib:
                    element.set(key, f"作者{copy.next_number(key)}")
    copy.removed.add("批注的作者")


def _drawing(root: Element, _: str, copy: Copy) -> None:
    """Text boxes, charts, shapes: what is written in them, and what they are called."""
    for element in root.iter():
        tag = local(element)
        if tag in {"cNvPr", "docPr"} and element.get("name"):
            element.set("name", f"图形{copy.next_number('shape')}")
        if tag in {"t", "v"} and not list(element):
            element.text = _written(element.text or "", copy, is_number=_in_numbers(element))
        elif tag == "f":
            element.text = copy.formula(element.text or "")
        for key in ("userShapes", "macro"):
            if element.get(key):
                element.set(key, "")
        mask_attributes(element, copy)


def _in_numbers(element: Element) -> bool:
    return any(local(parent) == "numCache" for parent in element.iterancestors())


def _written(text: str, copy: Copy, *, is_number: bool) -> str:
    """A text of a drawing; what a chart remembers of the figures goes, Excel draws it anew from the cells."""
    return "0" if is_number else copy.masks.of(text)


def _vml(root: Element, _: str, copy: Copy) -> None:
    """The boxes of comments; pictures in headers are called after their files."""
    for element in root.iter():
        for key in list(element.attrib):
            if key.rpartition("}")[2] in {"title", "alt", "href", "src"}:
                element.set(key, "")
        if local(element) in {"div", "font", "span", "textbox", "p", "b", "i", "u"}:
            element.text = copy.masks.of(element.text) if element.text else element.text
            element.tail = copy.masks.of(element.tail) if element.tail else element.tail


def _table(root: Element, _: str, copy: Copy) -> None:
    """A table: its columns are called as their headings, which are masked alike."""
    for element in root.iter():
        if local(element) == "tableColumn":
            for key in ("name", "totalsRowLabel"):
                if element.get(key):
                    element.set(key, copy.masks.of(element.get(key, "")))
        elif local(element) in {"calculatedColumnFormula", "totalsRowFormula"}:
            element.text = copy.formula(element.text or "")
        elif local(element) == "table":
            element.attrib.pop("comment", None)


def _pivot(root: Element, _: str, copy: Copy) -> None:
    for element in root.iter():
        if local(element) == "s" and element.get("v"):
            element.set("v", copy.masks.of(element.get("v", "")))
        elif local(element) == "n" and element.get("v"):
            element.set("v", "0")
        for key in ("name", "caption", "dataCaption", "refreshedBy", "sheet"):
            if element.get(key) and key == "sheet":
                element.set(key, copy.sheets.get(element.get(key, ""), element.get(key, "")))
            elif element.get(key):
                element.set(key, copy.masks.of(element.get(key, "")))
        for key in ("minValue", "maxValue"):
            element.attrib.pop(key, None)


def _external(root: Element, _: str, copy: Copy) -> None:
    """A link to another workbook: it stays, with neither path nor what was read from there."""
    copy.removed.add("从外部工作簿读来的数据")
    for element in list(root.iter()):
        if local(element) in {"sheetDataSet", "definedNames"}:
            element.getparent().remove(element)
        elif local(element) == "sheetName":
            element.set("val", copy.masks.of(element.get("val", "")))


def _styles(root: Element, _: str, copy: Copy) -> None:
    for element in root.iter():
        if local(element) == "cellStyle" and element.get("builtinId") is None:
            element.set("name", f"样式{copy.next_number('style')}")
        elif local(element) == "numFmt":
            code = element.get("formatCode", "")
            if not copy.masks.vocabulary.knows(code):
                element.set("formatCode", _CODE_TEXT.sub(lambda found: copy.masks.of_code(found[0]), code))


def _properties(root: Element, _: str, copy: Copy) -> None:
    """Who wrote it, where, for whom: nothing of it stays but the mark of our own blank forms."""
    for element in list(root):
        is_ours = element.get("name", "").startswith(_OUR_PROPERTIES)
        if not is_ours:
            root.remove(element)
            copy.removed.add("文档属性（作者、单位等）")


_MASKED: dict[str, Callable[[Element, str, Copy], None]] = {
    "worksheet": _sheet,
    "chartsheet": _sheet,
    "sst": _strings,
    "workbook": _workbook,
    "comments": _comments,
    "ThreadedComments": _comments,
    "personList": _comments,
    "wsDr": _drawing,
    "chartSpace": _drawing,
    "userShapes": _drawing,
    "xml": _vml,
    "table": _table,
    "pivotCacheDefinition": _pivot,
    "pivotCacheRecords": _pivot,
    "pivotTableDefinition": _pivot,
    "externalLink": _external,
    "styleSheet": _styles,
    "coreProperties": _properties,
    "Properties": _properties,
}
