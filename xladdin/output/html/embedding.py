"""Styles and scripts that stand in a page itself, and the data for its scripts; Chart.js is shared by all pages."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

_LIBRARY = Path(__file__).parent / "assets" / "chart.umd.min.js"


@cache
def embedded(style: Path, script: Path) -> dict[str, Any]:
    """Style and scripts as they stand in the page, and their hashes: the browser runs these and nothing else."""
    files = {"style": style, "library": _LIBRARY, "script": script}
    texts = {kind: path.read_text(encoding="utf-8") for kind, path in files.items()}
    # Without the address of the library's source map, which a browser's tools would look for.
    texts["library"] = texts["library"].partition("//# sourceMappingURL")[0]
    named = {kind: Markup(text) for kind, text in texts.items()}  # noqa: S704  our own files, no user's text
    hashes = {f"{kind}_hash": _hash(text) for kind, text in named.items()}
    return {**named, **hashes}


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def script_data(value: object) -> Markup:
    """JSON that can stand inside a script element, whatever texts it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  nothing in it can end the element
