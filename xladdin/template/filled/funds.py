"""项目资金: the fund rows of a form in those of a scheme's form."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.model import Entry
from xladdin.template.content import FUND_AMOUNTS, fund_lines
from xladdin.template.filled.words import label, why, words
from xladdin.template.sums import computed_amounts

if TYPE_CHECKING:
    from xladdin.model import FundRow, Indicator, Kind, Scheme, SelfEvaluation
    from xladdin.template.content import Filled, FundLine
    from xladdin.template.filled.ledger import Key, Ledger

#: How many 元 a unit of amounts is.
YUAN = {"元": 1, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_FIELDS = (
    "initial",
    "budget",
    "arrived",
    "executed",
    "last",
    "rate",
    "share",
    "change",
    "points",
    "score",
    "reason",
)
_FRACTIONS = frozenset({"rate", "share", "change"})
_ITEM = "item"
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Funds:
    """The lines of the funds block, and what goes into them by key and field."""

    lines: tuple[FundLine, ...]
    values: dict[tuple[str, str], Filled]


def carry_funds(form: SelfEvaluation, scheme: Scheme, kind: Kind, ledger: Ledger) -> Funds:
    """What goes into the fund rows; amounts converted to the scheme's unit, exactly.

    Single projects (其中：某项目) get as many rows as the source has.
    """
    lines = fund_lines(_rows(form, scheme)) if kind.has_indicators else ()
    writer = _FundWriter(scheme, ledger, unit_factor(form, scheme), lines)
    left = list(lines)
    values: dict[tuple[str, str], Filled] = {}
    for row in form.funding:
        line = next((line for line in left if line.source == row.source), None)
        reason = _no_row(row, lines, line)
        if line is None or reason:
            for field in _FIELDS:
                ledger.leave(getattr(row, field), f"{row.label}·{label(field)}", reason)
            continue
        left.remove(line)
        values |= writer.carry(row, line.key)
    return Funds(lines, values | _execution_rows(form, ledger))


def _rows(form: SelfEvaluation, scheme: Scheme) -> list[tuple[str, str]]:
    """(source, label) of the scheme's fund rows; single projects as the source names them."""
    items = [(_ITEM, row.label) for row in form.funding if row.source == _ITEM]
    rows = list(scheme.fund_rows)
    place = next((number for number, (source, _) in enumerate(rows) if source == _ITEM), None)
    if place is None or not items:
        return rows
    return [*rows[:place], *items, *(row for row in rows[place:] if row[0] != _ITEM)]


def unit_factor(form: SelfEvaluation, scheme: Scheme) -> Decimal:
    """By what an amount of the form is multiplied to stand in the scheme's unit; a power of ten."""
    unit = form.amount_unit.value or scheme.amount_unit
    return Decimal(YUAN.get(unit, YUAN[scheme.amount_unit])) / YUAN[scheme.amount_unit]


def carry_figures(form: SelfEvaluation, scheme: Scheme, kind: Kind, ledger: Ledger) -> dict[tuple[str, str], Filled]:
    """What goes into 基础数据, by line and column; amounts converted like those of the funds."""
    known = {line.key: line for line in kind.figures}
    content: dict[tuple[str, str], Filled] = {}
    for figure in form.figures:
        line = known.pop(figure.key, None)  # a line that comes again has no second place
        for column in ("planned", "actual", "last"):
            entry, name = getattr(figure, column), f"{figure.label}·{label(column)}"
            if line is None or column not in line.columns:
                ledger.leave(entry, name, why("no_column", header=label(column)))
                continue
            factor = unit_factor(form, scheme) if line.unit == scheme.amount_unit else Decimal(1)
            content[figure.key, column] = ledger.number(("figure", figure.key, column), name, entry, factor)
    return content


def _no_row(row: FundRow, lines: tuple[FundLine, ...], free: FundLine | None) -> str:
    """Why a fund row has no place; empty where it has one."""
    certain = words()["funds"].get(row.source)
    printed = any(line.source == row.source for line in lines)
    if not printed or (certain and not any(piece in row.label for piece in certain)):
        return why("no_fund_row", label=row.label)
    return why("fund_again", label=row.label) if free is None else ""


class _FundWriter:
    """Carries fund rows into a scheme's block; ``factor`` turns an amount of the source into the scheme's unit."""

    def __init__(self, scheme: Scheme, ledger: Ledger, factor: Decimal, lines: tuple[FundLine, ...]) -> None:
        self._ledger = ledger
        self._factor = factor
        self._sums = computed_amounts(lines)
        self._columns = {field for field, _ in scheme.template.fund_columns}
        self._points_on_label = bool(scheme.execution_points)

    def carry(self, row: FundRow, key: str) -> dict[tuple[str, str], Filled]:
        """What goes into the row, by key and field; what has no column is listed."""
        # Points are printed on the label of the block where they have no column.
        columns = self._columns | ({"points"} if row.source == "total" and self._points_on_label else set())
        content: dict[tuple[str, str], Filled] = {}
        for field in _FIELDS:
            name = f"{row.label}·{label(field)}"
            if field not in columns:
                self._ledger.leave(getattr(row, field), name, why("no_column", header=label(field)))
                continue
            value = self._value(row, field, ("funds", key, field), name)
            if value is not None:
                content[key, field] = value
        return content

    def _value(self, row: FundRow, field: str, key: Key, name: str) -> Filled | None:
        entry: Entry[Decimal] = getattr(row, field)
        if field in _FRACTIONS:
            fraction = None if entry.value is None else entry.value / _HUNDRED
            return self._ledger.computed(key, name, entry, fraction)
        if field == "score" and row.source == "total":
            return self._ledger.computed(key, name, entry)
        if field == "reason":
            return self._ledger.text(key, name, entry)
        if field in FUND_AMOUNTS and row.source in self._sums:
            return self._ledger.computed(key, name, entry, factor=self._factor)
        factor = self._factor if field in FUND_AMOUNTS else Decimal(1)
        value = self._ledger.number(key, name, entry, factor)
        # The dash or the points that the blank form prints stay where the source has nothing else.
        return value if field in FUND_AMOUNTS or entry.value is not None or _says_more(value) else None


def _says_more(value: Filled) -> bool:
    return isinstance(value, str) and len(value.strip()) > 1


def _execution_rows(form: SelfEvaluation, ledger: Ledger) -> dict[tuple[str, str], Filled]:
    """The execution rate as an ordinary row (河北): its points and score belong to the total of the funds."""
    content: dict[tuple[str, str], Filled] = {}
    for row in form.indicators:
        if row.is_execution:
            content |= _execution_row(row, form.funds_total, ledger, again=bool(content))
    return content


def _execution_row(
    row: Indicator, total: FundRow | None, ledger: Ledger, *, again: bool
) -> dict[tuple[str, str], Filled]:
    content: dict[tuple[str, str], Filled] = {}
    free = total is not None and total.points.is_blank and total.score.is_blank and not again
    name = label("execution")
    for level in (row.category, row.subcategory, row.name):
        ledger.pass_over(level)
    for field in ("points", "score"):
        entry, key, words_of = getattr(row, field), ("funds", "total", field), f"{name}·{label(field)}"
        if not free:
            ledger.leave(entry, words_of, why("execution"))
            continue
        value = ledger.computed(key, words_of, entry) if field == "score" else ledger.number(key, words_of, entry)
        if value is not None and value != "":
            content["total", field] = value
    for field in ("target", "actual", "note"):
        entry = getattr(row, field)
        if field == "actual" and total is not None and entry.raw in {total.rate.raw, ""}:
            ledger.pass_over(entry)
        else:
            ledger.leave(entry, f"{name}·{label(field)}", why("execution"))
    return content
