"""The last look at a masked copy: no piece of a masked text may stand in any part of it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from xladdin.output.sanitized.trees import parse
from xladdin.output.sanitized.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.output.sanitized.vocabulary import Vocabulary

_LENGTH = 4  # Chinese characters that are nobody's common words any more
_RUN = re.compile(r"[㐀-鿿]{4,}")


def secret_pieces(texts: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    """Pieces of four Chinese characters of the texts that are not made of known words alone."""
    secrets: set[str] = set()
    for text in texts:
        known = bytearray()
        for piece in vocabulary.pieces(text):
            known += bytes([piece.kind is not Kind.NAME]) * len(piece.text)
        for run in _RUN.finditer(text):
            for place in range(run.start(), run.end() - _LENGTH + 1):
                if not all(known[place : place + _LENGTH]):
                    secrets.add(text[place : place + _LENGTH])
    return frozenset(secrets)


def leaks(data: bytes, secrets: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Part and piece of every secret that still stands in the package, whatever the part is."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            for text in (name, *_texts(archive.read(name), name)):
                for run in _RUN.findall(text):
                    for place in range(len(run) - _LENGTH + 1):
                        if run[place : place + _LENGTH] in secrets:
                            yield name, run[place : place + _LENGTH]


def _texts(content: bytes, name: str) -> Iterator[str]:
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        for encoding in ("utf-8", "gb18030", "utf-16-le"):
            yield content.decode(encoding, "ignore")
        return
    for element in parse(content, name, lenient=name.lower().endswith(".vml")).iter():
        yield from (element.text or "", element.tail or "", *element.attrib.values())
