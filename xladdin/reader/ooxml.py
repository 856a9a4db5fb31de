"""An OOXML workbook (.xlsx, .xlsm, .xltx …): which sheets there are, and what belongs to the whole workbook."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from xladdin.model import Sheet, SheetState
from xladdin.reader.cells import Book, Found
from xladdin.reader.detect import kind_of_zip
from xladdin.reader.faults import UnreadableError
from xladdin.reader.markup import attribute, is_true, local, root
from xladdin.reader.sheets import read_sheet
from xladdin.reader.strings import shared_strings
from xladdin.reader.styles import number_formats

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from xladdin.reader.limits import Watch
    from xladdin.reader.package import Package, Relation


def workbook_part(package: Package) -> str | None:
    """The name of the workbook's main part, None where the package is something else."""
    for relation in package.relations("").values():
        if relation.kind == "officeDocument" and relation.target in package:
            return relation.target
    for name in package.names:
        if posixpath.basename(name) == "workbook.xml":
            return name
    return None


def read_ooxml(package: Package, part: str, watch: Watch) -> Found:
    """Read the workbook whose main part is ``part``.

    Raises:
        UnreadableError: damaged parts, limits, another document than a workbook.
    """
    main = root(package.read(part), part)
    if local(main.tag) != "workbook":  # a Word document has a main part as well
        raise UnreadableError("not-a-workbook", kind=kind_of_zip(package))
    relations = package.relations(part)
    from_1904 = any(is_true(element.get("date1904")) for element in main if local(element.tag) == "workbookPr")
    book = Book(_strings(package, relations, watch), _formats(package, relations), from_1904, watch)
    sheets: list[Sheet] = []
    missing = 0
    for name, state, target in _worksheets(main, relations, watch):
        content = read_sheet(package.chunks(target), target, name, book)
        sheets.append(content.sheet(name, state, package.stored_name(target)))
        missing += content.missing_values
    if not sheets:
        raise UnreadableError("no-sheets")
    return Found(
        sheets=tuple(sheets),
        missing_values=missing,
        from_1904=from_1904,
        has_macros=_has_macros(package, relations),
        external_links=tuple(_external_links(package, relations)),
        properties=_properties(package),
    )


def _worksheets(main: Element, relations: dict[str, Relation], watch: Watch) -> Iterator[tuple[str, SheetState, str]]:
    """Name, state and part of every worksheet, in the order of the tabs; chart and macro sheets hold no cells."""
    listed = [element for group in main if local(group.tag) == "sheets" for element in group]
    if len(listed) > watch.limits.sheets:
        raise UnreadableError("too-many-sheets", count=len(listed), limit=watch.limits.sheets)
    for element in listed:
        relation = relations.get(attribute(element, "id") or "")
        if relation is None or relation.external:
            raise UnreadableError("absent-part", part=element.get("name", ""))
        if relation.kind == "worksheet":
            state = element.get("state", "visible")
            known = SheetState(state) if state in set(SheetState) else SheetState.VISIBLE
            yield element.get("name", ""), known, relation.target


def _target(relations: dict[str, Relation], kind: str) -> str | None:
    return next((relation.target for relation in relations.values() if relation.kind == kind), None)


def _strings(package: Package, relations: dict[str, Relation], watch: Watch) -> list[str]:
    part = _target(relations, "sharedStrings")
    if part is None or part not in package:
        return []
    return shared_strings(package.chunks(part), part, watch.limits)


def _formats(package: Package, relations: dict[str, Relation]) -> dict[str, str]:
    part = _target(relations, "styles")
    if part is None or part not in package:
        return {}
    return number_formats(package.read(part), part)


def _has_macros(package: Package, relations: dict[str, Relation]) -> bool:
    kinds = {relation.kind for relation in relations.values()}
    return bool(kinds & {"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"}) or any(
        name.endswith("vbaproject.bin") for name in package.names
    )


def _external_links(package: Package, relations: dict[str, Relation]) -> Iterator[str]:
    """The other workbooks that formulas refer to, as the file names them."""
    for relation in relations.values():
        if relation.kind == "externalLink" and relation.target in package:
            for outside in package.relations(relation.target).values():
                if outside.external:
                    yield outside.target


def _properties(package: Package) -> dict[str, str]:
    part = _target(package.relations(""), "custom-properties")
    if part is None or part not in package:
        return {}
    return {
        element.get("name", ""): "".join(value.text or "" for value in element)
        for element in root(package.read(part), part)
    }
