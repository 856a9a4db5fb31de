"""Tables and columns, as ``schema.toml`` defines them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import tomli

_FILE = Path(__file__).with_name("schema.toml")
#: Digits of a figure in all, and those behind the point: amounts in 万元 to a millionth of a cent (分) and finer.
PRECISION, SCALE = 38, 12


class Kind(StrEnum):
    """What stands in a column."""

    INT = "int"
    BOOL = "bool"
    TEXT = "text"
    WORD = "word"  # a text of few different values, kept as a dictionary
    TEXTS = "texts"  # a list of texts
    FIGURE = "figure"  # an exact decimal number


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``unit`` is 万元, 分, % …, or the name of the column that holds it; ``nullable``: it may be NULL."""

    name: str
    kind: Kind
    unit: str
    description: str
    nullable: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name for programs, its title and what one line is for people, and its columns."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]


@cache
def load_schema() -> tuple[Table, ...]:
    """All tables, in the order in which they are written."""
    tables = tomli.loads(_FILE.read_text(encoding="utf-8"))["table"]
    return tuple(
        Table(one["name"], one["title"], one["about"], tuple(_column(*each) for each in one["columns"]))
        for one in tables
    )


def _column(name: str, kind: str, unit: str, description: str) -> Column:
    return Column(name, Kind(kind.removesuffix("?")), unit, description, nullable=kind.endswith("?"))
