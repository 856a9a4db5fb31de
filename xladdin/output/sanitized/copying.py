"""One masked copy: every part of the package masked by a plan, relationships and content types to match."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from xladdin.output.naming import Names
from xladdin.output.patch.package import Package
from xladdin.output.patch.relations import read_relations
from xladdin.output.patch.workbook_xml import read_workbook
from xladdin.output.sanitized.parts import mask_part
from xladdin.output.sanitized.trees import children, full_text, local, parse, serialise

if TYPE_CHECKING:
    from xladdin.output.sanitized.draft import Copy
    from xladdin.output.sanitized.trees import Element

_TYPES = "[Content_Types].xml"
_RELATIONS = ".rels"
_DATE = (1980, 1, 1, 0, 0, 0)  # the copy does not say when it was made
_OUTSIDE = "https://example.invalid/"


def make(copy: Copy) -> bytes:
    """The bytes of the copy.

    Raises:
        OutputError: the package is damaged.
    """
    package = Package(copy.source)
    _look_around(copy, package)
    masked: dict[str, bytes] = {}
    left_out: set[str] = set()
    # The shared texts last: only the sheets tell which of them are still used.
    names = sorted(package.names, key=lambda name: name == copy.strings_part)
    for name in names:
        if name.endswith("/") or name == _TYPES or name.lower().endswith(_RELATIONS):
            continue
        content = mask_part(name, package.read(name), copy)
        if content is None:
            left_out.add(name.casefold())
        else:
            masked[name] = content
    return _zipped(copy, package, masked, left_out)


def _look_around(copy: Copy, package: Package) -> None:
    """The names of sheets, and the shared texts."""
    book = read_workbook(package)
    names = Names()
    copy.sheet_of_part = {package.find(part) or part: name for name, part in book.sheets.items()}
    for name in book.sheets:
        copy.sheets[name] = names.sheet(copy.masks.of(name))
    for relation in read_relations(package, book.name).values():
        stored = package.find(relation.target) if relation.kind.endswith("/sharedStrings") else None
        if stored is not None:
            copy.strings_part = stored
            copy.strings = [full_text(item) for item in children(parse(package.read(stored), stored), "si")]
    main = parse(package.read(book.name), book.name)
    for element in main.iter():
        name = element.get("name", "") if local(element) == "definedName" else ""
        if name and not name.startswith("_xlnm.") and not copy.masks.vocabulary.knows(name) and not name.isascii():
            copy.defined[name] = f"名称{copy.next_number('name')}"


def _zipped(copy: Copy, package: Package, masked: dict[str, bytes], left_out: set[str]) -> bytes:
    """The package without the parts left out, nor anything that leads to them."""
    cut: dict[str, set[str]] = {}  # part → ids of relationships that are gone
    for name in package.names:
        if name.lower().endswith(_RELATIONS):
            owner = _owner(name)
            if owner.casefold() in left_out:
                continue
            root = parse(package.read(name), name)
            cut[owner.casefold()] = _mask_relations(copy, root, owner, left_out)
            masked[name] = serialise(root)
    for name, ids in cut.items():
        for part in [known for known in masked if known.casefold() == name and ids]:
            root = parse(masked[part], part)
            _drop_references(root, ids)
            masked[part] = serialise(root)
    types = parse(package.read(_TYPES), _TYPES)
    for element in list(types):
        if element.get("PartName", "").lstrip("/").casefold() in left_out:
            types.remove(element)
    masked[_TYPES] = serialise(types)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in package.names:
            if name in masked:
                archive.writestr(zipfile.ZipInfo(name, _DATE), masked[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _mask_relations(copy: Copy, root: Element, owner: str, left_out: set[str]) -> set[str]:
    """Relationships without those to parts left out and without paths; the ids that are gone."""
    gone: set[str] = set()
    for number, element in enumerate(list(root), 1):
        target = element.get("Target", "")
        if element.get("TargetMode") == "External":
            is_book = "externalLinkPath" in element.get("Type", "")
            copy.removed.add("链接到的网址和文件路径")
            element.set("Target", f"external{number}.xlsx" if is_book else _OUTSIDE)
            continue
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
        if path.casefold() in left_out:
            gone.add(element.get("Id", ""))
            root.remove(element)
    return gone


def _owner(relations: str) -> str:
    """xl/worksheets/_rels/sheet1.xml.rels → xl/worksheets/sheet1.xml."""
    folder, base = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), base[: -len(_RELATIONS)])


def _drop_references(root: Element, ids: set[str]) -> None:
    for element in list(root.iter()):
        for key, value in list(element.attrib.items()):
            if "relationships" in key and value in ids and element.getparent() is not None:
                if local(element) in {"pageSetup", "headerFooter"}:
                    del element.attrib[key]
                else:
                    element.getparent().remove(element)
                    break
