"""Which files of a folder or zip are no forms, and why: the words are data, passing.toml."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

import tomli

#: Endings under which spreadsheets are handed in. What is named on the command line is taken whatever its ending.
WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xltx", ".xltm", ".ett", ".xlt"})


def why_passed_over(name: str, also: frozenset[str] = frozenset()) -> str:
    """Why a file of this name is no form; empty where it is to be read (``also``: endings that are taken as well)."""
    words = _words()
    lower = name.lower()
    for reason in words.reasons:
        if lower in reason.names or lower.startswith(reason.beginnings) or lower.endswith(reason.endings):
            return reason.word
    ending = os.path.splitext(lower)[1]  # noqa: PTH122  asked of every file there is
    return "" if ending in WORKBOOK_ENDINGS or ending in also or ending in words.archives else words.others


def link_reason() -> str:
    """Why a link in a zip is passed over: it only names another file."""
    return why_passed_over("_.lnk")


def is_hidden(name: str) -> bool:
    """Whether a folder of this name is not entered (.git, __MACOSX)."""
    return name.startswith((".", "~$")) or name.lower() == "__macosx"


class _Reason(NamedTuple):
    """A reason with the names it holds for: whole ones, and how they begin or end."""

    word: str
    names: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]


class _Words(NamedTuple):
    reasons: tuple[_Reason, ...]
    archives: frozenset[str]
    others: str


@cache
def _words() -> _Words:
    data = tomli.loads(Path(__file__).with_name("passing.toml").read_text(encoding="utf-8"))
    reasons = tuple(
        _Reason(
            row["word"],
            frozenset(row.get("names", ())),
            tuple(row.get("beginnings", ())),
            tuple(row.get("endings", ())),
        )
        for row in data["reasons"]
    )
    return _Words(reasons, frozenset(data["archives"]["endings"]), data["others"]["word"])
