"""A package that is being changed: parts replaced, added, left out; relationships and content types kept right."""

from __future__ import annotations

import posixpath

from xladdin.output.patch.namespaces import is_relation, is_strict, relations_namespace
from xladdin.output.patch.package import Package
from xladdin.output.patch.relations import (
    CONTENT_TYPES,
    Relation,
    RelationsPart,
    read_relations,
    with_types,
    without_relations,
    without_types,
)
from xladdin.output.patch.workbook_xml import WorkbookPart, read_workbook


class Composition:
    """An .xlsx or .xlsm file with the changes that are to be made to it."""

    def __init__(self, source: bytes) -> None:
        """Open the file.

        Raises:
            OutputError: not such a file, or damaged.
        """
        self.package = Package(source)
        self.workbook: WorkbookPart = read_workbook(self.package)
        self.strict = is_strict(self.package.read(self.workbook.name))
        self.replaced: dict[str, bytes] = {}
        self.added: dict[str, bytes] = {}
        self.dropped: list[str] = []
        self._relations: dict[str, RelationsPart] = {}
        self._known: dict[str, dict[str, Relation]] = {}
        self._types: dict[str, str] = {}
        self._endings: dict[str, str] = {}

    def kind(self, name: str) -> str:
        """The type of a relationship: worksheet, comments …"""
        return f"{relations_namespace(strict=self.strict)}/{name}"

    def free_name(self, pattern: str) -> str:
        """A part name that is not taken yet, beside the workbook part: ``comments%d.xml`` → xl/comments3.xml."""
        folder = posixpath.dirname(self.workbook.name)
        number = 1
        while True:
            name = posixpath.join(folder, pattern % number)
            if self.package.find(name) is None and name not in self.added:
                return name
            number += 1

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships that a part has in the file, by their id."""
        if part not in self._known:
            self._known[part] = read_relations(self.package, part)
        return self._known[part]

    def related(self, part: str, kind: str) -> tuple[str, Relation] | None:
        """Id and relationship of a part by its type, where the part it leads to exists."""
        for identity, relation in self.relations(part).items():
            if is_relation(relation.kind, kind) and self.package.find(relation.target) is not None:
                return identity, relation
        return None

    def read(self, name: str) -> bytes:
        """A part as it is after the changes so far."""
        stored = self.package.find(name) or name
        return self.replaced[stored] if stored in self.replaced else self.package.read(stored)

    def replace(self, name: str, content: bytes) -> None:
        """Give a part other content, if it differs."""
        stored = self.package.find(name) or name
        if content != self.read(stored):
            self.replaced[stored] = content

    def add(self, name: str, content: bytes, content_type: str, *, by_ending: bool = False) -> None:
        """Add a part; its content type is stated for it, or for all parts of its ending."""
        self.added[name] = content
        if by_ending:
            self._endings[name.rpartition(".")[2]] = content_type
        else:
            self._types[name] = content_type

    def declare(self, name: str, content_type: str) -> None:
        """State the content type of a part that is added later."""
        self._types[name] = content_type

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship from one part to another (worksheet, comments …); its id."""
        return self.relate_as(part, self.kind(kind), target)

    def relate_as(self, part: str, kind: str, target: str) -> str:
        """Add a relationship of a type that is not one of the format's own; its id."""
        if part not in self._relations:
            self._relations[part] = RelationsPart(self.package, part)
        return self._relations[part].add(kind, target)

    def drop(self, part: str, target: str) -> None:
        """Leave out a part, the relationship that leads to it from ``part``, and its own relationships."""
        gone = [
            identity
            for identity, relation in self.relations(part).items()
            if relation.target.casefold() == target.casefold()
        ]
        own = RelationsPart(self.package, part).name
        self.replace(own, without_relations(self.read(own), own, gone))
        self.replace(CONTENT_TYPES, without_types(self.read(CONTENT_TYPES), [target]))
        for name in (target, RelationsPart(self.package, target).name):
            stored = self.package.find(name)
            if stored is not None:
                self.dropped.append(stored)

    def settle(self) -> None:
        """Write relationships and content types of what was added into their parts."""
        for relations in self._relations.values():
            if relations.is_new:
                self.added[relations.name] = relations.content()
            else:
                self.replace(relations.name, relations.content())
        self._relations.clear()
        if self._types or self._endings:
            self.replace(CONTENT_TYPES, with_types(self.read(CONTENT_TYPES), self._types, self._endings))
        self._types, self._endings = {}, {}

    def finish(self) -> bytes:
        """The package with all changes made."""
        self.settle()
        return self.package.rewrite(self.replaced, added=self.added, dropped=self.dropped)
