"""The word lists of ``words.toml``, and the form in which texts are compared with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import tomli

from xladdin.model.patterns import lazy_pattern
from xladdin.model.texts import bare_text, folded

__all__ = ["any_of", "bare_name", "bare_text", "folded", "one_of", "section"]


@cache
def _lists() -> dict[str, Any]:
    return tomli.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def section(name: str) -> Any:
    """A table of ``words.toml``, or an array of tables, by its name."""
    return _lists()[name]


def one_of(texts: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of these texts."""
    return lazy_pattern("|".join(map(re.escape, texts)))


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds whatever one of these patterns finds."""
    return lazy_pattern("|".join(f"(?:{pattern})" for pattern in patterns))


_BRACKETS = lazy_pattern(r"[（(【\[][^（）()【】\[\]]*[)）】\]]|[★☆▲*]|^指标\d+[:：.、]?")


@lru_cache(maxsize=4096)
def bare_name(name: str) -> str:
    """An indicator's name without brackets, stars and numbering: 「指标1：★受益户数（≥**户）」 → 受益户数."""
    return _BRACKETS.sub("", folded(name))
