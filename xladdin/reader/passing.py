"""Which files of a folder or zip are no forms, and why: the words are data, passing.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import tomli

#: Endings under which spreadsheets are handed in. What is named on the command line is taken whatever its ending.
WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xltx", ".xltm", ".ett", ".xlt"})


def why_passed_over(name: str, also: frozenset[str] = frozenset()) -> str:
    """Why a file of this name is no form; empty where it is to be read (``also``: endings that are taken as well)."""
    words = _words()
    lower = name.lower()
    for reason in words["reasons"]:
        if (
            lower in reason.get("names", ())
            or lower.startswith(tuple(reason.get("beginnings", ())))
            or lower.endswith(tuple(reason.get("endings", ())))
        ):
            return str(reason["word"])
    ending = Path(lower).suffix
    taken = ending in WORKBOOK_ENDINGS or ending in also or ending in words["archives"]["endings"]
    return "" if taken else str(words["others"]["word"])


def link_reason() -> str:
    """Why a link in a zip is passed over: it only names another file."""
    return why_passed_over("_.lnk")


def is_hidden(name: str) -> bool:
    """Whether a folder of this name is not entered (.git, __MACOSX)."""
    return name.startswith((".", "~$")) or name.lower() == "__macosx"


@cache
def _words() -> dict[str, Any]:
    return tomli.loads(Path(__file__).with_name("passing.toml").read_text(encoding="utf-8"))
