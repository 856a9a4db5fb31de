"""A report that was written before, after its form changed: new figures in, the clerk's own paragraphs kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from xladdin.output.docx.blocks import text_fingerprint
from xladdin.output.docx.document import PREFIX, Writer, open_document, remember, remembered, to_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.output.docx.blocks import Block
    from xladdin.output.docx.composing import Composed


@dataclass(slots=True)
class Update:
    """What an update did. ``kept``: beginnings of the paragraphs changed by hand, which stay as they are."""

    data: bytes = b""
    replaced: int = 0
    added: int = 0
    removed: int = 0
    kept: list[str] = field(default_factory=list)
    left_out: int = 0  # blocks that the clerk deleted; not written again


@dataclass(frozen=True, slots=True)
class _Written:
    """A block found in a document: its marks, and what stands between them."""

    key: str
    fingerprint: str
    start: Any
    end: Any

    def between(self) -> list[Any]:
        """The elements of the body that the block consists of now."""
        first, last = _top(self.start), _top(self.end)
        found = []
        element = first
        while element is not None:
            if element.tag in (qn("w:p"), qn("w:tbl"), qn("w:sdt")):
                found.append(element)
            if element is last:
                break
            element = element.getnext()
        return found

    @property
    def text(self) -> str:
        return "\x1f".join(_texts(self.between()))

    @property
    def is_untouched(self) -> bool:
        return text_fingerprint(self.text) == self.fingerprint


def is_ours(path: Path) -> bool:
    """Whether a document was written by ``new_report``, so that it can be brought up to date."""
    return bool(_find(open_document(path)))


def update_report(path: Path, composed: Composed) -> Update:
    """The document at ``path`` with the figures of ``composed``; paragraphs changed by hand stay as they are.

    Raises:
        XladdinError: the document cannot be opened.
    """
    document = open_document(path)
    found = _find(document)
    known = remembered(document) or set(found)
    writer = Writer(document)
    done = Update()
    cursor: Any = None
    for block in composed.blocks:
        old = found.pop(block.key, None)
        if old is not None:
            cursor = _renew(block, old, writer, done)
        elif block.key in known:
            done.left_out += 1
        elif cursor is not None:
            element = writer.element(block)
            cursor.addnext(element)
            cursor = element
            done.added += 1
    for old in found.values():
        _drop(old, done)
    remember(document, [block.key for block in composed.blocks])
    done.data = to_bytes(document)
    return done


def _renew(block: Block, old: _Written, writer: Writer, done: Update) -> Any:
    """Replace a block that nobody touched; the element after which the next block goes."""
    last = _top(old.end)
    if block.fingerprint == old.fingerprint and old.is_untouched:
        return last
    if not old.is_untouched:
        if text_fingerprint(old.text) != block.fingerprint:
            done.kept.append(old.text.replace("\x1f", " ")[:30])
        return last
    element = writer.element(block)
    _top(old.start).addprevious(element)
    _remove(old)
    done.replaced += 1
    return element


def _drop(old: _Written, done: Update) -> None:
    """A block that the report no longer has: gone if nobody touched it, otherwise kept."""
    if old.is_untouched:
        _remove(old)
        done.removed += 1
    else:
        done.kept.append(old.text.replace("\x1f", " ")[:30])


def _remove(old: _Written) -> None:
    for element in old.between():
        element.getparent().remove(element)


def _find(document: Any) -> dict[str, _Written]:
    body = document.element.body
    ends = {mark.get(qn("w:id")): mark for mark in body.iter(qn("w:bookmarkEnd"))}
    found: dict[str, _Written] = {}
    for mark in body.iter(qn("w:bookmarkStart")):
        name = mark.get(qn("w:name"), "")
        key, _, fingerprint = name.removeprefix(PREFIX).rpartition("_")
        end = ends.get(mark.get(qn("w:id")))
        if name.startswith(PREFIX) and key and end is not None:
            found.setdefault(key, _Written(key, fingerprint, mark, end))
    return found


def _top(element: Any) -> Any:
    """The child of the body that holds the element."""
    while element.getparent() is not None and element.getparent().tag != qn("w:body"):
        element = element.getparent()
    return element


def _texts(elements: list[Any]) -> list[str]:
    """The text of paragraphs, or of the cells of a table."""
    found: list[str] = []
    for element in elements:
        if element.tag == qn("w:tbl"):
            found += [_text(cell) for cell in element.iter(qn("w:tc")) if not _is_continued(cell)]
        else:
            found.append(_text(element))
    return found


def _text(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def _is_continued(cell: Any) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) != "restart"
