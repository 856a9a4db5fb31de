"""What a form holds when it is written (表的内容): the rows of its table and every value known beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xladdin.model import CommonIndicator, Kind, Leftover, Scheme

#: A value that is written into an input cell beforehand.
Filled = str | int | Decimal

AMOUNTS = frozenset({"initial", "budget", "executed"})
#: Columns that several rows may have in one merged cell.
SHARED = frozenset({"points", "score"})
#: Amounts of a fund row that somebody fills in.
FUND_AMOUNTS = AMOUNTS | {"arrived", "last"}
BLANK_ROWS = 2  # of a subcategory that the scheme does not name


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator row. ``values`` by column: name, actual, points, score, note; ``target`` in the order of columns.

    A score that is not there is left to the formula. ``sharing``: how many rows below have points and score with this
    one, in one merged cell; ``is_shared``: it is one of those. ``common``: the common indicator that the
    row works out from the funds and figures of the form.
    """

    values: Mapping[str, Filled] = field(default_factory=dict)
    target: tuple[Filled, ...] = ()
    sharing: int = 0
    is_shared: bool = False
    common: CommonIndicator | None = None


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
class FundLine:
    """A row of the funds block; ``key`` tells those of one source apart: item, item 2, item 3."""

    key: str
    source: str
    label: str


def fund_lines(rows: Iterable[tuple[str, str]]) -> tuple[FundLine, ...]:
    """The lines of rows (source, label)."""
    counts: Counter[str] = Counter()
    lines = []
    for source, label in rows:
        counts[source] += 1
        lines.append(FundLine(source if counts[source] == 1 else f"{source} {counts[source]}", source, label))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a form, blank where nothing is known.

    ``lines`` are the rows of the funds block. ``head``: project, department, unit, year, amount, goal, achieved.
    ``funds`` by key and field (total, budget): amounts in the scheme's unit, rates as fractions. ``figures``: 基础数据
    by key and column (staff, actual). ``closing``: points, score, grade. ``remarks`` by printed label,
    ``narratives`` by the key of their section. A value for a cell with a formula takes the place of the formula.
    ``results``: what the formulas give, by 0-based row and column; None for a blank form. ``leftovers`` are listed on
    a sheet of their own. ``as_printed``: an import of what was published, which the form is marked as.
    """

    blocks: tuple[Block, ...]
    lines: tuple[FundLine, ...] = ()
    head: Mapping[str, Filled] = field(default_factory=dict)
    funds: Mapping[tuple[str, str], Filled] = field(default_factory=dict)
    figures: Mapping[tuple[str, str], Filled] = field(default_factory=dict)
    closing: Mapping[str, Filled] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    narratives: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[tuple[int, int], Filled] | None = None
    leftovers: tuple[Leftover, ...] = ()
    as_printed: bool = False


def blank(scheme: Scheme, kind: Kind, filled: Mapping[str, Filled]) -> Content:
    """A blank form of a scheme with ``filled`` values in its head, its total fund row and its narratives.

    Common indicators (共性指标) stand in their rows already.
    """
    rows = dict(scheme.template.blank_rows)

    def subcategory(category: str, word: str) -> Subcategory:
        known = [one for one in scheme.common if (one.category, one.subcategory) == (category, word)]
        free = rows.get(word, 0 if known else BLANK_ROWS)
        return Subcategory(word, (*map(common_row, known), *(Row(),) * free))

    categories = tuple(
        Category(category, tuple(subcategory(category, word) for word in words))
        for category, words in scheme.subcategories
    )
    return Content(
        blocks=tuple(Block(label, categories) for label in scheme.template.goal_blocks or ("",)),
        lines=fund_lines(scheme.fund_rows),
        head=filled,
        funds={("total", field): filled[field] for field in AMOUNTS & filled.keys()},
        narratives={one.key: str(filled[one.key]) for one in kind.sections if one.key in filled},
    )


def common_row(common: CommonIndicator) -> Row:
    """The row of a common indicator, its actual value and score left to their formulas."""
    values: dict[str, Filled] = {"name": common.name, "standard": common.standard, "points": common.points}
    return Row(values, (common.target,), common=common)
