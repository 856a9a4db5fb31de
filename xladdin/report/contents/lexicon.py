"""The word lists of ``words.toml``, and words compared without what may be left out of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from xladdin.report.figures.scan import half_width


@cache
def lists() -> dict[str, Any]:
    """All lists."""
    return tomli.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def word(table: str, key: str, **values: object) -> str:
    """A wording, or the name of a field, a row, a column."""
    return str(lists()[table][key]).format(**values)


def bare(text: str) -> str:
    """A heading or a label without 的, 情况, brackets and blanks."""
    return re.sub(lists()["headings"]["dropped"], "", half_width(text))
