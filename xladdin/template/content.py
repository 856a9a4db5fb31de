"""What a form holds when it is written (表的内容): the rows of its table and every value known beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xladdin.model import Leftover, Scheme

#: A value that is written into an input cell beforehand.
Filled = str | int | Decimal

AMOUNTS = frozenset({"initial", "budget", "executed"})
BLANK_ROWS = 2  # of a subcategory that the scheme does not name


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator row. ``values`` by column: name, actual, points, score, note; ``target`` in the order of columns.

    A score that is not there is left to the formula. ``sharing``: how many rows below have points and score with this
    one, in one merged cell; ``is_shared``: it is one of those.
    """

    values: Mapping[str, Filled] = field(default_factory=dict)
    target: tuple[Filled, ...] = ()
    sharing: int = 0
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class Subcategory:
    """Rows under one 二级指标; ``word`` as it is printed."""

    word: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A 一级指标 of the scheme; ``points`` are printed behind its word instead of the scheme's."""

    word: str
    subcategories: tuple[Subcategory, ...]
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A goal block with its label (湖北); every other form has one without."""

    label: str
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a form, blank where nothing is known.

    ``head``: project, department, unit, year, goal, achieved. ``funds`` by source and field (total, budget): amounts in
    the scheme's unit, rates as fractions. ``closing``: points, score, grade. ``remarks`` by printed label. A value for
    a cell with a formula takes the place of the formula. ``results``: what the formulas give, by 0-based row and
    column; None for a blank form. ``leftovers`` are listed on a sheet of their own.
    """

    blocks: tuple[Block, ...]
    head: Mapping[str, Filled] = field(default_factory=dict)
    funds: Mapping[tuple[str, str], Filled] = field(default_factory=dict)
    closing: Mapping[str, Filled] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[tuple[int, int], Filled] | None = None
    leftovers: tuple[Leftover, ...] = ()


def blank(scheme: Scheme, filled: Mapping[str, Filled]) -> Content:
    """A blank form of a scheme with ``filled`` values in its head and its total fund row."""
    rows = dict(scheme.template.blank_rows)
    categories = tuple(
        Category(category, tuple(Subcategory(word, (Row(),) * rows.get(word, BLANK_ROWS)) for word in words))
        for category, words in scheme.subcategories
    )
    return Content(
        blocks=tuple(Block(label, categories) for label in scheme.template.goal_blocks or ("",)),
        head=filled,
        funds={("total", field): filled[field] for field in AMOUNTS & filled.keys()},
    )
