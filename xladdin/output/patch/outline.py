"""The elements of a small part as a tree with their places, for edits that add, change or take away whole elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from xladdin.errors import OutputError
from xladdin.output.patch.markup import Edit, PartText, StartTag, element_end, refuse_doctype, refuse_markup
from xladdin.output.patch.namespaces import SEPARATOR


@dataclass(slots=True)
class Node:
    """An element: local name, attributes (those without a namespace under their plain name), and where it stands."""

    name: str
    attributes: dict[str, str]
    body: bytes  # the text that the places are in
    start: int
    reported_end: int = 0
    children: list[Node] = field(default_factory=list)
    text: str = ""  # the characters directly inside it

    @property
    def end(self) -> int:
        """Behind the element; worked out when it is needed, which is for few elements of a part."""
        return element_end(self.body, self.start, self.reported_end)

    def child(self, name: str) -> Node | None:
        """The first child of this name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> Iterator[Node]:
        """The children of this name."""
        return (child for child in self.children if child.name == name)

    def below(self, name: str) -> Iterator[Node]:
        """The descendants of this name, in the order of the part."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.below(name)


class Outline:
    """A part as a tree down to ``depth`` levels below its root; what lies deeper stays unseen."""

    def __init__(self, raw: bytes, part: str, depth: int = 99) -> None:
        """Parse the part.

        Raises:
            OutputError: not well-formed, of unknown encoding, or with a document type.
        """
        self.part = part
        self.text = PartText.read(raw, part)
        self.root = parse_outline(self.text.body, part, depth)

    @property
    def body(self) -> bytes:
        """The text the places are in."""
        return self.text.body

    def source(self, node: Node) -> bytes:
        """An element as it is written."""
        return self.body[node.start : node.end]

    def tag(self, node: Node) -> StartTag:
        """The start tag of an element."""
        return StartTag(self.body, node.start)

    @property
    def prefix(self) -> bytes:
        """The namespace prefix of the root, with its colon."""
        return self.tag(self.root).prefix

    def appended(self, node: Node, content: bytes) -> Edit:
        """Content put behind the last child of an element, of ``<a/>`` too."""
        tag = self.tag(node)
        if tag.is_empty(self.body):
            return Edit(tag.end - 2, tag.end, b">" + content + b"</" + tag.name + b">")
        place = self.body.rindex(b"</", tag.end, node.end)
        return Edit(place, place, content)

    def with_attribute(self, node: Node, name: bytes, value: bytes) -> Edit:
        """An attribute of an element set."""
        return set_attribute(self.body, self.tag(node), name, value)


def set_attribute(body: bytes, tag: StartTag, name: bytes, value: bytes) -> Edit:
    """An attribute of a start tag changed, or put first where it has none of this name."""
    known = tag.places(body).get(name)
    if known is not None:
        return Edit(known[1], known[2], value)
    place = tag.start + 1 + len(tag.name)
    return Edit(place, place, b' %s="%s"' % (name, value))


def parse_outline(body: bytes, part: str, depth: int) -> Node:
    """The root element of a part given as UTF-8; see ``Outline``.

    Raises:
        OutputError: not well-formed, or with a document type.
    """
    parser = expat.ParserCreate("utf-8", SEPARATOR)
    parser.buffer_text = True
    top = Node("", {}, body, 0)
    open_nodes = [top]
    level = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level <= depth + 1:
            if SEPARATOR in "".join(attributes):
                attributes = {key.rpartition(SEPARATOR)[2]: value for key, value in attributes.items()}
            node = Node(name.rpartition(SEPARATOR)[2], attributes, body, parser.CurrentByteIndex)
            open_nodes[-1].children.append(node)
            open_nodes.append(node)

    def end(_: str) -> None:
        nonlocal level
        level -= 1
        if level <= depth:
            open_nodes.pop().reported_end = parser.CurrentByteIndex

    def characters(text: str) -> None:
        if level <= depth + 1:
            open_nodes[-1].text += text

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refuse_doctype(part)
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise refuse_markup(part, parser.CurrentLineNumber) from error
    return top.children[0]


def require_child(outline: Outline, name: str) -> Node:
    """The root's child of this name.

    Raises:
        OutputError: there is none.
    """
    found = outline.root.child(name)
    if found is None:
        raise OutputError(f"工作簿部件“{outline.part}”不完整，未改写。请用 Excel 打开并修复后再试。")
    return found
