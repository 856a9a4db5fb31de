"""绩效指标: the indicator rows of a form under the categories of a scheme."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xladdin.template.common_rows import is_computed
from xladdin.template.content import Block, Category, Filled, Row, Subcategory
from xladdin.template.filled.displaced import displace, displaced_fields
from xladdin.template.filled.targets import carry_target
from xladdin.template.filled.words import bare, is_category, label, same, why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from xladdin.model import CommonIndicator, Indicator, Kind, Scheme, SelfEvaluation
    from xladdin.template.content import FundLine
    from xladdin.template.filled.ledger import Key, Ledger

_FIELDS = ("name", "standard", "target", "actual", "points", "score", "note")
_OF_WHICH = "其中"


@dataclass(frozen=True, slots=True)
class Placed:
    """An indicator with the goal block, 一级 and 二级指标 of the new form that it goes under."""

    row: Indicator
    block: str
    category: str
    subcategory: str


def carry_rows(
    form: SelfEvaluation,
    scheme: Scheme,
    kind: Kind,
    ledger: Ledger,
    lines: tuple[FundLine, ...] = (),
    *,
    as_printed: bool = False,
) -> tuple[Block, ...]:
    """The blocks of the table with every row that has a place, in the scheme's order; blank rows where there is none.

    A 二级指标 that the scheme does not have is printed as the source has it, at the end of its 一级指标; rows without
    one stand at its beginning. A common indicator is worked out where the fund ``lines`` hold its figures.
    ``as_printed``: rows a column too far right stay so where that can be.
    """
    placed = list(_placed(form, scheme, ledger))
    labels = _block_labels(form, scheme, placed, ledger)
    points = _printed_points(form, scheme, ledger)
    keeps = as_printed and not scheme.target_columns and kind.has_indicators and not kind.judges_by_standard
    writer = _Writer(scheme, kind, ledger, lines, form if keeps and scheme.row_points else None)
    blocks = []
    for name in labels:
        own = [one for one in placed if one.block == name or not scheme.template.goal_blocks]
        categories = (
            writer.category(word, subcategories, [one for one in own if one.category == word])
            for word, subcategories in scheme.subcategories
        )
        blocks.append(
            Block(name, tuple(replace(category, points=points.get(category.word)) for category in categories))
        )
    return tuple(blocks)


def _placed(form: SelfEvaluation, scheme: Scheme, ledger: Ledger) -> Iterable[Placed]:
    for row in form.indicators:
        if row.is_execution:
            continue
        printed = row.category.raw.strip()
        category = _category(scheme, printed, row.subcategory.raw)
        if category is None:
            reason = why("no_category", word=printed) if printed else why("no_category_named")
            _leave(row, reason, ledger)
            continue
        ledger.pass_over(row.category)
        ledger.pass_over(row.subcategory)
        known = dict(scheme.subcategories)[category]
        own = next((word for word in known if same(word, row.subcategory.raw)), row.subcategory.raw)
        yield Placed(row, row.block, category, own)


def _category(scheme: Scheme, printed: str, subcategory: str) -> str | None:
    """The scheme's 一级指标; where none is printed, the only one that has the row's 二级指标."""
    if printed:
        return next((word for word, _ in scheme.subcategories if is_category(printed, word)), None)
    holding = [word for word, below in scheme.subcategories if any(same(one, subcategory) for one in below)]
    return holding[0] if len(holding) == 1 else None


def _leave(row: Indicator, reason: str, ledger: Ledger) -> None:
    """List a row, and once the words over it."""
    for field in ("category", "subcategory"):
        entry = getattr(row, field)
        if not ledger.knows(entry):
            ledger.leave(entry, label(field), reason)
    for field in _FIELDS:
        ledger.leave(getattr(row, field), f"{row.name.raw}·{label(field)}", reason)
    for field, cell in zip(row.target_fields, row.target_cells, strict=True):
        if cell.raw in row.target.raw:
            ledger.pass_over(cell)
        else:
            ledger.leave(cell, f"{row.name.raw}·{label(field)}", reason)


def _block_labels(form: SelfEvaluation, scheme: Scheme, placed: list[Placed], ledger: Ledger) -> list[str]:
    """The labels of the goal blocks as the source prints them; the scheme's where it has no rows."""
    goals = [block for block in form.blocks if block.is_goal]
    if not scheme.template.goal_blocks:
        for block in goals:
            ledger.leave_text(block.cell, label("block"), block.label, why("no_block"))
        return [""]
    used = list(dict.fromkeys(one.block for one in placed))
    for block in goals:
        if block.label in used:
            ledger.pass_over_cell(block.cell, block.label)
        else:
            ledger.leave_text(block.cell, label("block"), block.label, why("unplaced"))
    # Rows without a block stand first: further down they would be read as part of the block above.
    return sorted(used, key=bool) or list(scheme.template.goal_blocks)


def _printed_points(form: SelfEvaluation, scheme: Scheme, ledger: Ledger) -> dict[str, Decimal]:
    """Points that the source prints on a 一级指标 and the scheme does not."""
    own = {entry.names[0]: entry.points for entry in scheme.categories if len(entry.names) == 1}
    found: dict[str, Decimal] = {}
    for block in form.blocks:
        if block.is_goal:
            continue
        ledger.pass_over_cell(block.cell, block.label)
        word = next((word for word, _ in scheme.subcategories if is_category(block.label, word)), None)
        name = label("points_of", word=bare(block.label))
        if word is None:
            ledger.leave_text(block.cell, name, block.label, why("no_category", word=bare(block.label)))
        elif found.setdefault(word, block.points) != block.points:
            ledger.leave_text(block.cell, name, block.label, why("twice"))
        else:
            ledger.expect_points(("category", word, "points"), name, block)
    return {word: points for word, points in found.items() if points != own.get(word) or _unprinted(scheme)}


def _unprinted(scheme: Scheme) -> bool:
    return not scheme.template.category_points


class _Writer:
    """Writes the rows in the order in which they will be read; counts them.

    ``printed``: the form whose displaced rows stay displaced.
    """

    def __init__(
        self,
        scheme: Scheme,
        kind: Kind,
        ledger: Ledger,
        lines: tuple[FundLine, ...],
        printed: SelfEvaluation | None,
    ) -> None:
        self._scheme = scheme
        self._kind = kind
        self._ledger = ledger
        self._lines = lines
        self._printed = printed
        self._count = 0

    def category(self, word: str, subcategories: tuple[str, ...], placed: list[Placed]) -> Category:
        """A 一级指标 with its rows."""
        used = list(dict.fromkeys(one.subcategory for one in placed))
        strange = [one for one in used if one not in subcategories]
        # An empty label further down would be read as the one above it.
        order = [*(one for one in strange if not one), *subcategories, *(one for one in strange if one)]
        return Category(
            word,
            tuple(
                self._subcategory(word, one, [item.row for item in placed if item.subcategory == one]) for one in order
            ),
        )

    def _subcategory(self, category: str, word: str, rows: list[Indicator]) -> Subcategory:
        written: list[Row] = []
        head: tuple[int, Indicator] | None = None
        displaced = self._displaced(rows)
        for row in rows:
            content = self._row(category, word, row, displaced)
            if head and _shares(row, head[1]):
                first = written[head[0]]
                written[head[0]] = replace(first, sharing=first.sharing + 1)
                content = replace(content, is_shared=True)
            else:
                head = (len(written), row)
            written.append(content)
        return Subcategory("" if "subcategory" in displaced else word, tuple(written) or (Row(),))

    def _displaced(self, rows: list[Indicator]) -> tuple[str, ...]:
        """The fields that stay in the next column; of rows under one label only where it is the only row."""
        if self._printed is None or len(rows) != 1 or self._common(rows[0]):
            return ()
        return displaced_fields(self._printed, rows[0])

    def _row(self, category: str, subcategory: str, row: Indicator, displaced: tuple[str, ...]) -> Row:
        ledger, number = self._ledger, self._count
        self._count += 1
        name = row.name.raw or label("name")

        def key(field: str) -> tuple[str, int, str]:
            return ("row", number, field)

        def called(field: str) -> str:
            return f"{name}·{label(field)}"

        common = self._common(row)
        values: dict[str, Filled] = {
            field: ledger.text(key(field), called(field), getattr(row, field)) for field in ("name", "note")
        }
        if self._kind.judges_by_standard or self._scheme.common:
            values["standard"] = ledger.text(key("standard"), called("standard"), row.standard)
        if common is not None and values["standard"] == "":
            values["standard"] = common.standard
        target: tuple[Filled, ...] = ()
        if not self._kind.judges_by_standard:
            actual = self._actual(row, key("actual"), called("actual"), computed=common is not None)
            values |= {} if actual is None else {"actual": actual}
            target = carry_target(row, self._scheme.target_columns, key("target"), called("target"), ledger)
        for field in ("standard", "target", "actual"):
            if not ledger.knows(getattr(row, field)):
                ledger.leave(getattr(row, field), called(field), why("no_column", header=label(field)))
        for field, word in (("category", category), ("subcategory", subcategory)):
            ledger.expect_word(key(field), called(field), getattr(row, field), word)
        ledger.expect_flag(key("is_subrow"), called("subrow"), row.name, flag=row.is_subrow)
        content = Row(values | self._figures(row, key, called, typed=bool(displaced)), target, common=common)
        return displace(content, displaced, subcategory) if displaced else content

    def _common(self, row: Indicator) -> CommonIndicator | None:
        """The common indicator that a row is, where the form holds its figures."""
        common = self._scheme.common_indicator(row.name.value or "")
        columns = {field for field, _ in self._scheme.template.fund_columns}
        return common if common and is_computed(common, self._lines, self._kind, columns) else None

    def _actual(self, row: Indicator, key: Key, called: str, *, computed: bool) -> Filled | None:
        """What goes into the actual value; None leaves it to its formula."""
        if computed:
            return self._ledger.worked_out(key, called, row.actual)
        written = self._ledger.text(key, called, row.actual)
        if row.actual.value is not None and row.actual.error is None:
            self._ledger.expect(key, called, row.actual, row.actual.value)
        return written

    def _figures(
        self, row: Indicator, key: Callable[[str], Key], called: Callable[[str], str], *, typed: bool
    ) -> dict[str, Filled]:
        """Points and score, the score left to its formula where there is one and it is not ``typed``."""
        ledger = self._ledger
        if not self._scheme.row_points:
            ledger.leave(row.points, called("points"), why("no_column", header=label("points")))
        values: dict[str, Filled] = {}
        if self._scheme.row_points:
            values["points"] = ledger.number(key("points"), called("points"), row.points)
        if self._scheme.row_points and not self._kind.judges_by_standard and not typed:
            score = ledger.computed(key("score"), called("score"), row.score)
        else:
            score = ledger.number(key("score"), called("score"), row.score)
        return values if score is None else values | {"score": score}


def _shares(row: Indicator, above: Indicator) -> bool:
    """Whether a row has its points or its score in one merged cell with a row above."""
    if not row.is_subrow or row.name.raw.startswith(_OF_WHICH):
        return False
    pairs = ((row.points, above.points), (row.score, above.score))
    return any(one.cell is not None and one.cell == other.cell for one, other in pairs)
