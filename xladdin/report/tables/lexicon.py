"""The word lists of ``words.toml``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from xladdin.model.texts import folded


@cache
def lists() -> dict[str, Any]:
    """All lists."""
    return tomli.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def is_like(name: str, text: str) -> bool:
    """Whether the whole text is of the list ``name``: furniture, begins …"""
    return re.fullmatch(lists()[name], folded(text)) is not None


def starts_like(name: str, text: str) -> bool:
    """Whether a text begins as the list ``name`` says."""
    return re.match(lists()[name], folded(text)) is not None


def ends_like(name: str, text: str) -> bool:
    """Whether a piece of a text is as the list ``name`` says."""
    return re.search(lists()[name], folded(text)) is not None
