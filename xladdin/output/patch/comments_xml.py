"""The comments part of a worksheet: texts added to what clerks wrote, and taken out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from xladdin.output.escaping import escaped
from xladdin.output.patch.addresses import address, parse_address
from xladdin.output.patch.markup import Edit, splice
from xladdin.output.patch.namespaces import main_namespace
from xladdin.output.patch.outline import Node, Outline, require_child

Place = tuple[int, int]

_LOOK = (
    '<{0}rPr><{0}sz val="9"/><{0}color indexed="81"/><{0}rFont val="宋体"/><{0}family val="3"/>'
    '<{0}charset val="134"/></{0}rPr>'
)
_THREAD = "tc="  # begins the author of a comment that only stands for a conversation


class Cut(NamedTuple):
    """The cells whose comment is gone, and how many comments were left as they are."""

    removed: frozenset[Place]
    kept: int


class CommentsPart:
    """The comments of a sheet. A comment that stands for a conversation (threaded comment) is never touched."""

    def __init__(self, raw: bytes | None, name: str, author: str, *, strict: bool = False) -> None:
        """Parse the part; None: a sheet without comments yet.

        Raises:
            OutputError: the part is damaged.
        """
        if raw is None:
            main = main_namespace(strict=strict)
            raw = f'<comments xmlns="{main}"><authors/><commentList/></comments>'.encode()
        self._outline = Outline(raw, name)
        self._prefix = self._outline.prefix.decode()
        authors = [node.text for node in require_child(self._outline, "authors").children]
        self._threads = {str(number) for number, known in enumerate(authors) if known.startswith(_THREAD)}
        self._author = authors.index(author) if author in authors else len(authors)
        self._new_author = None if author in authors else author
        self._list = require_child(self._outline, "commentList")
        self._known = {_place(node): node for node in self._list.children}
        self._edits: list[Edit] = []
        self._added: list[str] = []

    def is_thread(self, place: Place) -> bool:
        """Whether a conversation stands at the cell."""
        node = self._known.get(place)
        return node is not None and node.attributes.get("authorId") in self._threads

    def add(self, place: Place, text: str) -> bool:
        """Put a text into the cell's comment, behind what stands there; whether the comment is new."""
        node = self._known.get(place)
        if node is None:
            reference, p = address(*place), self._prefix
            inside = f"<{p}text>{self._run(text)}</{p}text>"
            self._added.append(f'<{p}comment ref="{reference}" authorId="{self._author}">{inside}</{p}comment>')
            return True
        self._append(node, text)
        return False

    @property
    def places(self) -> tuple[Place, ...]:
        """The cells that have a comment in the file."""
        return tuple(self._known)

    def cut(self, head: str, tail: str) -> Cut:
        """Take everything from ``head`` to ``tail`` out of all comments; one without ``tail`` was changed and stays."""
        removed: list[Place] = []
        kept = 0
        for place, node in self._known.items():
            texts = _texts(node)
            before, found, rest = "".join(one.text for one in texts).partition(head)
            inside, ended, after = rest.rpartition(tail)
            if found and not ended:
                kept += 1
            elif found and not (before + after).strip():
                self._edits.append(Edit(node.start, node.end, b""))
                removed.append(place)
            elif found:
                start = len(before.removesuffix("\n"))
                self._edits += self._shortened(texts, start, len(before + head + inside + tail))
        return Cut(frozenset(removed), kept)

    @property
    def is_changed(self) -> bool:
        """Whether anything was added or taken out."""
        return bool(self._edits or self._added)

    def content(self) -> bytes:
        """The part with its changes."""
        edits = list(self._edits)
        if self._added:
            edits += self._with_author()
            edits.append(self._outline.appended(self._list, "".join(self._added).encode()))
        return self._outline.text.write(splice(self._outline.body, edits))

    def _with_author(self) -> list[Edit]:
        if self._new_author is None:
            return []
        p, authors = self._prefix, require_child(self._outline, "authors")
        element = f"<{p}author>{escape(self._new_author)}</{p}author>".encode()
        return [self._outline.appended(authors, element)]

    def _run(self, text: str) -> str:
        p = self._prefix
        return f'<{p}r>{_LOOK.format(p)}<{p}t xml:space="preserve">{escaped(text)}</{p}t></{p}r>'

    def _append(self, node: Node, text: str) -> None:
        """A run behind the last one; a plain text becomes a run first, as the two must not stand side by side."""
        holder = node.child("text")
        if holder is None:
            self._edits.append(self._outline.appended(node, self._in_text(text)))
            return
        p = self._prefix.encode()
        plain = holder.child("t")
        if plain is not None:
            self._edits.append(Edit(plain.start, plain.start, b"<%sr>" % p))
            self._edits.append(Edit(plain.end, plain.end, b"</%sr>" % p))
        runs = list(holder.all("r"))
        last = runs[-1] if runs else plain
        run = self._run(f"\n{text}").encode()
        if last is None:
            self._edits.append(self._outline.appended(holder, run))
        else:
            self._edits.append(Edit(last.end, last.end, run))

    def _in_text(self, text: str) -> bytes:
        return f"<{self._prefix}text>{self._run(text)}</{self._prefix}text>".encode()

    def _shortened(self, texts: list[Node], start: int, end: int) -> Iterator[Edit]:
        """The runs without the characters from ``start`` to ``end`` of the whole text."""
        position = 0
        for node in texts:
            behind = position + len(node.text)
            if position < end and start < behind:
                left = node.text[: max(start - position, 0)] + node.text[max(end - position, 0) :]
                tag = self._outline.tag(node)
                name = tag.name.decode()
                text = f'<{name} xml:space="preserve">{escape(left)}</{name}>'
                yield Edit(node.start, node.end, text.encode())
            position = behind


def _texts(comment: Node) -> list[Node]:
    """The texts of a comment in their order; reading aids (phonetic runs) are none."""
    return [
        node
        for holder in comment.all("text")
        for inside in holder.children
        for node in ([inside] if inside.name == "t" else inside.all("t") if inside.name == "r" else [])
    ]


def _place(node: Node) -> Place:
    try:
        return parse_address(node.attributes.get("ref", "").partition(":")[0])
    except ValueError:
        return 0, 0
