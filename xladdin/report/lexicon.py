"""The word lists of ``words.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import tomli


@cache
def _lists() -> dict[str, Any]:
    return tomli.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def section(name: str) -> Any:
    """A table of ``words.toml``, or an array of tables, by its name."""
    return _lists()[name]


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """The pattern ``key`` of a table; of a list a pattern that finds whatever one of its entries finds."""
    entry = section(name)[key]
    return re.compile(entry) if isinstance(entry, str) else any_of(entry)


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds whatever one of these patterns finds."""
    return re.compile("|".join(f"(?:{one})" for one in patterns))
