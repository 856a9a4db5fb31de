"""The word lists of words.toml, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import tomli


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML data file of this package."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return tomli.loads(text)


def words(*path: str) -> tuple[str, ...]:
    """A list of words.toml by its path: ``words("signs", "after", ">=")``."""
    node: Any = table("words.toml")
    for key in path:
        node = node[key]
    return tuple(node)


def characters() -> dict[str, str]:
    """Characters that are written in several ways, and the one kept."""
    replaced: dict[str, str] = table("words.toml")["characters"]
    return replaced
