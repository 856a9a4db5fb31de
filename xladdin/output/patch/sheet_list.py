"""The list of sheets in the workbook part: one added at its end, some taken out again."""

from __future__ import annotations

from collections.abc import Collection

from xladdin.output.patch.markup import Edit, splice
from xladdin.output.patch.namespaces import declared_prefix, relations_namespace
from xladdin.output.patch.outline import Node, Outline, require_child

LONGEST_NAME = 31  # characters of a sheet's name
_TABS = ("activeTab", "firstSheet")


def sheet_names(raw: bytes, part: str) -> list[str]:
    """The names of all sheets in the order of the tabs, charts included."""
    return [node.attributes.get("name", "") for node in require_child(Outline(raw, part, 2), "sheets").children]


def free_sheet_name(wanted: str, taken: Collection[str]) -> str:
    """The wanted name, or 「检查结果 (2)」 where it is taken; as in Excel, case does not matter."""
    known = {name.casefold() for name in taken}
    name, number = wanted, 1
    while name.casefold() in known:
        number += 1
        name = f"{wanted} ({number})"
    return name


def with_sheet(raw: bytes, part: str, name: str, relation: str, *, strict: bool) -> bytes:
    """The workbook part with a sheet behind the others; no other sheet's number changes."""
    outline = Outline(raw, part, 2)
    sheets = require_child(outline, "sheets")
    number = max((int(node.attributes.get("sheetId", 0)) for node in sheets.children), default=0) + 1
    root = outline.tag(outline.root)
    prefix = declared_prefix(outline.body[root.start : root.end])
    declared = "" if prefix else f' xmlns:r="{relations_namespace(strict=strict)}"'
    tag = f"<{outline.prefix.decode()}sheet"
    element = f'{tag}{declared} name="{name}" sheetId="{number}" {(prefix or b"r").decode()}:id="{relation}"/>'
    return outline.text.write(splice(outline.body, [outline.appended(sheets, element.encode())]))


def without_sheets(raw: bytes, part: str, names: Collection[str]) -> bytes:
    """The workbook part without some sheets; what counts sheets (open tab, names of one sheet) is counted anew."""
    outline = Outline(raw, part, 2)
    sheets = require_child(outline, "sheets")
    gone = {number for number, node in enumerate(sheets.children) if node.attributes.get("name") in names}
    edits = [Edit(sheets.children[number].start, sheets.children[number].end, b"") for number in gone]
    edits += _names_counted_anew(outline, gone)
    last = len(sheets.children) - len(gone) - 1
    for views in outline.root.all("bookViews"):
        for view in views.children:
            edits += _tabs_counted_anew(outline, view, gone, last)
    return outline.text.write(splice(outline.body, edits))


def _names_counted_anew(outline: Outline, gone: Collection[int]) -> list[Edit]:
    edits: list[Edit] = []
    for group in outline.root.all("definedNames"):
        local = [node for node in group.children if node.attributes.get("localSheetId", "").isdigit()]
        lost = [node for node in local if int(node.attributes["localSheetId"]) in gone]
        if group.children and len(lost) == len(group.children):  # an empty list of names is not allowed
            return [Edit(group.start, group.end, b"")]
        for node in local:
            number = int(node.attributes["localSheetId"])
            if number in gone:
                edits.append(Edit(node.start, node.end, b""))
            else:
                edits += _changed(outline, node, b"localSheetId", number, _lowered(number, gone))
    return edits


def _tabs_counted_anew(outline: Outline, view: Node, gone: Collection[int], last: int) -> list[Edit]:
    edits: list[Edit] = []
    for name in _TABS:
        if view.attributes.get(name, "").isdigit():
            number = int(view.attributes[name])
            edits += _changed(outline, view, name.encode(), number, min(_lowered(number, gone), last))
    return edits


def _changed(outline: Outline, node: Node, name: bytes, before: int, after: int) -> list[Edit]:
    return [outline.with_attribute(node, name, b"%d" % after)] if before != after else []


def _lowered(number: int, gone: Collection[int]) -> int:
    return number - sum(one < number for one in gone)
