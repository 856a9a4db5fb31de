"""The word lists of words.toml, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML data file of this package."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


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
