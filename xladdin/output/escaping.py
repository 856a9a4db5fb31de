"""Texts as a part of a workbook holds them."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

#: What XML 1.0 cannot hold, or would change (a carriage return), and what would be read as such an escape.
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """A text as the content of an element of a workbook."""
    return escape(_ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
