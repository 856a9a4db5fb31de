"""Headings and answers as people write them: ``words.toml``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

from xladdin.model import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.model import Sheet

_BRACKETS = re.compile(r"[(（【\[].*?[)）】\]]")
_MARKS = re.compile(r"[*＊:：。.、\s]+")
#: The headings stand in one of the first lines that are not empty.
_HEAD_LINES = 20


@cache
def section(name: str) -> Mapping[str, list[str]]:
    """A section of the word list."""
    text = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    table: Mapping[str, list[str]] = tomli.loads(text)[name]
    return table


def bare(text: str) -> str:
    """A heading or an answer without what people put round it: 「主管部门（盖章）」, 「* 项目名称：」."""
    return _MARKS.sub("", plain(_BRACKETS.sub("", text))).casefold()


@cache
def _meanings(name: str) -> dict[str, str]:
    return {bare(word): field for field, words in section(name).items() for word in words}


def meaning(name: str, text: str) -> str | None:
    """The field that a word of a section stands for, None for any other word."""
    return _meanings(name).get(bare(text))


def find_headings(sheet: Sheet, name: str, wanted: frozenset[str]) -> tuple[int, dict[str, list[int]]] | None:
    """The row of the headings and, for each field of the section, its columns; None where no row has all ``wanted``.

    Of several such rows the first that has most fields.
    """
    rows: dict[int, dict[str, list[int]]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        found = rows.setdefault(row, {})
        if len(rows) > _HEAD_LINES:
            break
        field = meaning(name, cell.text)
        if field is not None:
            found.setdefault(field, []).append(column)
    fitting = [(len(fields), -row) for row, fields in rows.items() if wanted & fields.keys()]
    if not fitting:
        return None
    row = -max(fitting)[1]
    return row, rows[row]
