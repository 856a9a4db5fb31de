"""What the rules about funds share: sums of sources, figures in 元 among figures in 万元, reasons that were given."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.facts import Facts, asked_once
from xladdin.checks.narrative import says_nothing
from xladdin.checks.rows import FUND_COLUMNS, amount, filled_remarks
from xladdin.checks.tolerance import sums_differ
from xladdin.checks.words import one_of, section
from xladdin.model import Entry, FundRow, SelfEvaluation

#: 元 against 万元.
MYRIAD = Decimal(10000)
#: Nobody spends a thousand times the budget: so far apart are only figures in two units.
_ABSURD = Decimal(1000)
_NEAR_MYRIAD = (Decimal(2000), Decimal(50000))  # initial and adjusted budget in two units, adjustments included
_SPENT = (Decimal("0.5"), Decimal(2))  # executed ÷ budget once both are in one unit
_FUNDS = section("funds")
_WHOLE_OF = {part: whole for whole, parts in _FUNDS["parts"].items() for part in parts}
_ABOUT_FUNDS = one_of(_FUNDS["about"])
_NOT_SPENT = one_of(_FUNDS["not_spent"])
_SMALLEST = Decimal(100)  # a hundredth of the total is the least that a converted part must come to
_ROUNDED = Decimal(1000)  # a thousandth: 19.96万元 for 199,623元


def is_sound(row: FundRow) -> bool:
    """Whether both amounts of the rate are there and not negative; otherwise other rules speak."""
    amounts = (row.budget.value, row.executed.value)
    return all(value is not None and value >= 0 for value in amounts)


def sums_of_sources(form: SelfEvaluation, field: str) -> Iterator[tuple[Decimal, list[Entry[Decimal]]]]:
    """Σ of the sources in a column, with its summands; nothing where no source is filled in.

    Sources by level of government (中央, 省级 …) may be parts of 财政拨款 or stand beside it, and 财政拨款 may be
    printed again as 其中：一般公共预算. The form does not say which, so every one of these sums is right.
    """
    sources = [(row.source, amount(row, field)) for row in form.funding if row.source != "total"]
    filled = [(source, entry) for source, entry in sources if entry.value is not None]
    if not filled:
        return
    yield _sum([entry for _, entry in filled])
    present = {source for source, _ in filled}
    outer = [(source, entry) for source, entry in filled if _WHOLE_OF.get(source) not in present]
    once = dict(reversed(outer))  # the first of each source
    for parts in ([entry for _, entry in outer], list(once.values())):
        if parts:
            yield _sum(parts)


def _sum(parts: list[Entry[Decimal]]) -> tuple[Decimal, list[Entry[Decimal]]]:
    return sum([part.value for part in parts if part.value is not None], Decimal(0)), parts


@asked_once
def wrong_totals(facts: Facts) -> list[str]:
    """The columns (initial, budget, executed) in which the total is none of the sums of its sources."""
    total = facts.form.funds_total
    return [field for field in FUND_COLUMNS if total is not None and _is_wrong(total, facts.form, field)]


def _is_wrong(total: FundRow, form: SelfEvaluation, field: str) -> bool:
    stated = amount(total, field).value
    if stated is None:
        return False
    agreeing = (not sums_differ(stated, whole, len(parts)) for whole, parts in sums_of_sources(form, field))
    return not (next(agreeing, True) or any(agreeing))


def budget_is_mixed(row: FundRow, field: str) -> bool:
    """Whether initial or executed (``field``) and the budget of a row are 元 and 万元 beyond reasonable doubt."""
    entry: Entry[Decimal] = amount(row, field)
    value, budget = entry.value, row.budget.value
    if not value or not budget or value < 0 or budget < 0:
        return False
    if field == "initial":
        low, high = _NEAR_MYRIAD
        return low * budget <= value <= high * budget or low * value <= budget <= high * value
    if value >= _ABSURD * budget:
        return True
    least, most = _SPENT
    # Next to nothing may have been spent indeed: then the rate that is printed says so too.
    says_little = row.rate.value is not None and row.rate.value <= 1
    return not says_little and least * budget <= value * MYRIAD <= most * budget


def rate_is_mixed(row: FundRow) -> bool:
    """Whether a rate says nothing because its amounts are 元 and 万元 (F110 speaks)."""
    return budget_is_mixed(row, "executed")


def mixed_sources(form: SelfEvaluation, field: str) -> list[Entry[Decimal]]:
    """The amounts of a column of ``wrong_totals`` that make up the total once they are taken for 元 (or 万元).

    Empty where none do. The total first, and its sources, where they are 10,000 times as much or as little together.
    """
    total = form.funds_total
    entry: Entry[Decimal] | None = amount(total, field) if total is not None else None
    if entry is None or not entry.value:
        return []
    wanted = entry.value
    for whole, parts in sums_of_sources(form, field):
        if _is_other_unit(whole, wanted):
            return [entry, *(part for part in parts if part.value)]
        for part in parts:
            if _is_odd_part(part.value, whole, wanted):
                return [part]
    return []


def _is_odd_part(part: Decimal | None, whole: Decimal, wanted: Decimal) -> bool:
    """Whether the sum is right once this part is in the other unit; a part that then vanishes proves nothing."""
    if not part:
        return False
    return any(_is_close(whole - part + other, wanted) and other * _SMALLEST >= wanted for other in other_units(part))


def other_units(value: Decimal) -> tuple[Decimal, Decimal]:
    """The same digits in the other unit: 20 → 200,000 and 0.002."""
    return value * MYRIAD, value / MYRIAD


def _is_other_unit(one: Decimal, other: Decimal) -> bool:
    return any(_is_close(value, other) for value in other_units(one))


def _is_close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) * _ROUNDED <= abs(other)


def funds_are_explained(facts: Facts) -> bool:
    """Whether somewhere a reason is given for how the funds were spent.

    In the funds block, beside a rate that is written as a row, in a remark that speaks of funds, or in a narrative
    that tells what has not been spent.
    """
    form = facts.form
    if any(not says_nothing(row.reason) for row in form.funding):
        return True
    if any(not says_nothing(row.note) for row, _ in facts.execution_rows):
        return True
    if any(_NOT_SPENT.search(one.text.raw) for one in form.narratives):
        return True
    return any(
        _ABOUT_FUNDS.search(remark.text.raw) and not says_nothing(remark.text) for remark in filled_remarks(form)
    )
