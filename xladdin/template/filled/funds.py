"""项目资金: the fund rows of a form in those of a scheme's form."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.model import Entry
from xladdin.template.content import AMOUNTS
from xladdin.template.filled.words import label, why, words

if TYPE_CHECKING:
    from xladdin.model import FundRow, Indicator, Scheme, SelfEvaluation
    from xladdin.template.content import Filled
    from xladdin.template.filled.ledger import Ledger

#: How many 元 a unit of amounts is.
YUAN = {"元": 1, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_FIELDS = ("initial", "budget", "executed", "rate", "points", "score", "reason")
_HUNDRED = Decimal(100)


def carry_funds(form: SelfEvaluation, scheme: Scheme, ledger: Ledger) -> dict[tuple[str, str], Filled]:
    """What goes into the fund rows, by source and field; amounts converted to the scheme's unit, exactly."""
    factor = unit_factor(form, scheme)
    printed = dict(scheme.fund_rows)
    taken: set[str] = set()
    content: dict[tuple[str, str], Filled] = {}
    for row in form.funding:
        reason = _no_row(row, printed, taken)
        if reason:
            for field in _FIELDS:
                ledger.leave(getattr(row, field), f"{row.label}·{label(field)}", reason)
            continue
        taken.add(row.source)
        content |= _carry_row(row, scheme, ledger, factor)
    return content | _execution_rows(form, ledger)


def unit_factor(form: SelfEvaluation, scheme: Scheme) -> Decimal:
    """By what an amount of the form is multiplied to stand in the scheme's unit; a power of ten."""
    unit = form.amount_unit.value or scheme.amount_unit
    return Decimal(YUAN.get(unit, YUAN[scheme.amount_unit])) / YUAN[scheme.amount_unit]


def _no_row(row: FundRow, printed: dict[str, str], taken: set[str]) -> str:
    """Why a fund row has no place; empty where it has one."""
    certain = words()["funds"].get(row.source)
    if row.source not in printed or (certain and not any(piece in row.label for piece in certain)):
        return why("no_fund_row", label=row.label)
    return why("fund_again", label=row.label) if row.source in taken else ""


def _carry_row(row: FundRow, scheme: Scheme, ledger: Ledger, factor: Decimal) -> dict[tuple[str, str], Filled]:
    columns = {field for field, _ in scheme.template.fund_columns}
    if row.source == "total":
        columns.add("points")  # printed on the label of the block where they have no column
    content: dict[tuple[str, str], Filled] = {}
    for field in _FIELDS:
        entry = getattr(row, field)
        name = f"{row.label}·{label(field)}"
        if field not in columns:
            ledger.leave(entry, name, why("no_column", header=label(field)))
            continue
        value = _carry(row, field, name, ledger, factor)
        if value is not None:
            content[row.source, field] = value
    return content


def _carry(row: FundRow, field: str, name: str, ledger: Ledger, factor: Decimal) -> Filled | None:
    entry: Entry[Decimal] = getattr(row, field)
    key = ("funds", row.source, field)
    if field == "rate":
        fraction = None if entry.value is None else entry.value / _HUNDRED
        return ledger.computed(key, name, entry, fraction)
    if field == "score" and row.source == "total":
        return ledger.computed(key, name, entry)
    if field == "reason":
        return ledger.text(key, name, entry)
    value = ledger.number(key, name, entry, factor if field in AMOUNTS else Decimal(1))
    # The dash or the points that the blank form prints stay where the source has nothing else.
    return value if field in AMOUNTS or entry.value is not None or _says_more(value) else None


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
