"""The relationships of a part, and the list of content types: where a package says what belongs to what."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from xladdin.output.patch.markup import Edit, splice
from xladdin.output.patch.outline import Node, Outline
from xladdin.output.patch.package import Package

CONTENT_TYPES = "[Content_Types].xml"
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_QUOTE = {'"': "&quot;"}


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: its type, and the part it leads to."""

    kind: str
    target: str


def relations_name(part: str) -> str:
    """The part that holds the relationships of a part ("" for the package itself)."""
    folder, base = posixpath.split(part.replace("\\", "/").lstrip("/"))
    return posixpath.join(folder, "_rels", f"{base}.rels")


def read_relations(package: Package, part: str) -> dict[str, Relation]:
    """The relationships of a part ("" for the package itself) by their id, those that lead outside left out.

    Raises:
        OutputError: the relationships are damaged.
    """
    name = relations_name(part)
    if package.find(name) is None:
        return {}
    folder = posixpath.dirname(name).removesuffix("_rels")
    found: dict[str, Relation] = {}
    for element in Outline(package.read(name), name).root.all("Relationship"):
        attributes = element.attributes
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "").replace("\\", "/")))
            found[attributes.get("Id", "")] = Relation(attributes.get("Type", ""), target.lstrip("/"))
    return found


class RelationsPart:
    """The relationships of a part that get more of them; one that has none yet begins empty."""

    def __init__(self, package: Package, part: str) -> None:
        self.name = relations_name(part)
        self.is_new = package.find(self.name) is None
        self._outline = Outline(_EMPTY if self.is_new else package.read(self.name), self.name)
        self._ids = {element.attributes.get("Id", "") for element in self._outline.root.children}
        self._added = b""

    def add(self, kind: str, target: str) -> str:
        """Add a relationship to the part ``target`` (its whole name); its id."""
        number = max(
            (int(found[1]) for known in self._ids if (found := re.fullmatch(r"rId(\d{1,8})", known))), default=0
        )
        identity = f"rId{number + 1}"
        self._ids.add(identity)
        prefix = self._outline.prefix.decode()
        self._added += (
            f'<{prefix}Relationship Id="{identity}" Type="{escape(kind, _QUOTE)}" Target="/{escape(target, _QUOTE)}"/>'
        ).encode()
        return identity

    def content(self) -> bytes:
        """The part with what was added."""
        outline = self._outline
        return outline.text.write(splice(outline.body, [outline.appended(outline.root, self._added)]))


def without_relations(raw: bytes, name: str, ids: Collection[str]) -> bytes:
    """A relationships part without some ids."""
    outline = Outline(raw, name)
    gone = [node for node in outline.root.children if node.attributes.get("Id") in ids]
    return _without(outline, gone)


def with_types(raw: bytes, overrides: Mapping[str, str], defaults: Mapping[str, str]) -> bytes:
    """The content types with those of new parts (by name) and, where unknown, of endings."""
    outline = Outline(raw, CONTENT_TYPES)
    known = {node.attributes.get("Extension", "").casefold() for node in outline.root.all("Default")}
    prefix = outline.prefix.decode()
    added = [
        f'<{prefix}Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in defaults.items()
        if ending not in known
    ]
    added += [f'<{prefix}Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()]
    edit = outline.appended(outline.root, "".join(added).encode())
    return outline.text.write(splice(outline.body, [edit]))


def without_types(raw: bytes, names: Iterable[str]) -> bytes:
    """The content types without those of parts that are gone."""
    outline = Outline(raw, CONTENT_TYPES)
    gone = {f"/{name.lstrip('/')}".casefold() for name in names}
    nodes = [node for node in outline.root.all("Override") if node.attributes.get("PartName", "").casefold() in gone]
    return _without(outline, nodes)


def _without(outline: Outline, nodes: Iterable[Node]) -> bytes:
    edits = [Edit(node.start, node.end, b"") for node in nodes]
    return outline.text.write(splice(outline.body, edits))
