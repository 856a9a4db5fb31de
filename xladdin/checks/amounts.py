"""F 资金: amounts of money wherever they stand in a form: two units mixed (F110), a text against the table (F112)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xladdin.checks.facts import Facts
from xladdin.checks.figures import plain
from xladdin.checks.funds_block import MYRIAD, budget_is_mixed, mixed_sources, wrong_totals
from xladdin.checks.names import is_cost
from xladdin.checks.rows import FUND_COLUMNS, amount, filled_remarks, name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.words import bare_name, folded, one_of, section
from xladdin.model import Entry, FundRow, Indicator, SelfEvaluation, Severity, TargetKind
from xladdin.model.patterns import lazy_pattern

_UNITS = {"亿元": Decimal(100_000_000), "万元": MYRIAD, "千元": Decimal(1000), "元": Decimal(1)}
_HALF = Decimal("0.5")
#: Part of the table's largest amount from which on a text means the whole budget and not a share of it.
_WHOLE = Decimal("0.5")
_FUNDS = section("funds")
_BUDGET = lazy_pattern(_FUNDS["budget_amount"])
_CLAUSE_END = lazy_pattern(_FUNDS["clause_end"])
_SAID_WHOLE = lazy_pattern(_FUNDS["whole"])
_OTHER_AMOUNT = one_of(_FUNDS["other_amount"])
_BEHIND_AMOUNT = lazy_pattern(_FUNDS["behind_amount"])
_TOTAL_COST = lazy_pattern(_FUNDS["total_cost"])
_IN_TWO_UNITS = "一个按元、一个按万元填写"


class Money(NamedTuple):
    """An amount in 元, how far its last printed digit may be off, and its text."""

    value: Decimal
    margin: Decimal
    shown: str
    is_whole: bool = True  # said to be the whole: 「预算资金20万元」, not 「投入20万元」

    def equals(self, other: Money, factor: Decimal = Decimal(1)) -> bool:
        """Whether both are one amount at the digits printed, ``other`` taken ``factor`` times."""
        return abs(self.value - other.value * factor) <= max(self.margin, other.margin * factor)


def _money(value: Decimal, unit: str, shown: str, *, is_whole: bool = True) -> Money:
    exponent = value.as_tuple().exponent
    digits = exponent if isinstance(exponent, int) else 0
    factor = _UNITS[unit]
    return Money(value * factor, _HALF.scaleb(min(digits, 0)) * factor, shown, is_whole)


def _table(form: SelfEvaluation) -> list[Money]:
    """Every amount of the funds block, once each."""
    unit = form.amount_unit.value or ""
    if unit not in _UNITS:
        return []
    entries: list[Entry[Decimal]] = [amount(row, field) for row in form.funding for field in FUND_COLUMNS]
    values = {entry.value for entry in entries if entry.value is not None and entry.value > 0}
    return [_money(value, unit, f"{plain(value)}{unit}") for value in sorted(values, reverse=True)]


def budget_amounts(text: str) -> Iterator[Money]:
    """Amounts of a text that are clearly the budget or what was spent of it: 「预算资金20万元」, 「投入20万元」.

    Shares, standards, changes, sums of several years and rounded amounts (约, 余) are none.
    """
    plain_text = folded(text)
    for found in _BUDGET.finditer(plain_text):
        clause = _CLAUSE_END.split(plain_text[: found.start("number")])[-1]
        if _OTHER_AMOUNT.search(clause) or _BEHIND_AMOUNT.match(plain_text[found.end() :]):
            continue
        value = Decimal(found["number"].replace(",", ""))
        if value:
            yield _money(
                value, found["unit"], found["number"] + found["unit"], is_whole=bool(_SAID_WHOLE.search(clause))
            )


def _texts(form: SelfEvaluation) -> Iterator[tuple[str, Entry[str]]]:
    yield "预期目标", form.goal
    yield "实际完成情况", form.achieved
    yield from ((remark.label, remark.text) for remark in filled_remarks(form))


def _unmatched(facts: Facts) -> Iterator[tuple[str, Entry[str], Money, list[Money]]]:
    """Amounts in texts that the table does not have: label, text, the amount, those of the table.

    Nothing of a text of which another amount is in the table, or all of them together are: then they are parts.
    """
    form = facts.form
    if not any("元" in entry.raw for _, entry in _texts(form)):
        return
    table = _table(form)
    for label, entry in _texts(form):
        said = list(budget_amounts(entry.raw))
        together = Money(sum((one.value for one in said), Decimal(0)), Decimal(0), "")
        if not table or any(one.equals(other) for one in (*said, together) for other in table):
            continue
        for one in said:
            if len(said) == 1 or one.is_whole:
                yield label, entry, one, table


def _in_the_other_unit(one: Money, table: list[Money]) -> Money | None:
    return next((other for other in table if one.equals(other, MYRIAD) or other.equals(one, MYRIAD)), None)


@rule("F110", Severity.WARNING)
def yuan_and_wan_yuan_mixed(facts: Facts) -> Iterator[Issue]:
    """元和万元混用（资金各栏之间、总体目标或成本指标与资金表之间正好相差一万倍），或者没有写金额单位。

    没有写金额单位的，按万元理解；文字中的金额可以证实的（“安排资金20万元”，资金表20），只作提示。

    依据：自评表所印金额单位（万元或元），全表应当一致。
    反例：哪里都没有写“万元”或“元”，全年预算数200000；单位万元的表，全年预算数20，全年执行数199600；预期目标写“安排资金20万元”，全年预算数填200000。
    正例：单位万元的表，全年预算数20，全年执行数19.96。
    """
    yield from _mixed_columns(facts.form)
    yield from _mixed_sources(facts)
    if facts.form.unit_is_assumed:
        yield from _unit_not_printed(facts)
        return
    for label, entry, one, table in _unmatched(facts):
        other = _in_the_other_unit(one, table)
        if other is not None:
            yield issue(
                entry,
                label,
                f"{label}写着{one.shown}，资金表中是{other.shown}，正好相差一万倍，可能{_IN_TWO_UNITS}。",
                do="请核对资金表的金额单位，全表按所印单位填写",
                found=one.shown,
            )
    yield from _mixed_targets(facts)


def _unit_not_printed(facts: Facts) -> Iterator[Issue]:
    """No unit anywhere: what the amounts were taken for, and what a text says to that."""
    form, table = facts.form, _table(facts.form)
    entries = [amount(row, field) for row in form.funding for field in ("budget", "executed", "initial")]
    first = next((entry for entry in entries if entry.value), None)
    if first is None or not table:
        return
    unit = form.amount_unit.value
    said = [(label, one) for label, entry in _texts(form) for one in budget_amounts(entry.raw)]
    said += [(name_of(row), one) for row, one in _total_costs(facts)]
    proof = next((f"，{label}写的{one.shown}与此相符" for label, one in said if any(map(one.equals, table))), "")
    doubt = (
        ""
        if proof
        else next(
            (f"；{label}写着{one.shown}，似应按元理解" for label, one in said if _in_the_other_unit(one, table)), ""
        )
    )
    usual = facts.scheme.amount_unit
    if usual != unit and not proof and not doubt:
        doubt = f"；{facts.scheme.name}的表一般按{usual}填写"
    yield issue(
        first,
        "金额单位",
        f"表上没有写金额单位，各项金额按{unit}理解{proof}{doubt}。",
        do=f"请在项目资金一栏写明单位（如“项目资金（{unit}）”）；不是按{unit}填的，请改为{unit}",
        found="",
        severity=Severity.NOTE if proof else None,
    )


def _mixed_columns(form: SelfEvaluation) -> Iterator[Issue]:
    """A column of the funds in another unit than the others: one finding, at the total where it has the fault."""
    for field in ("initial", "executed"):
        rows = [row for row in form.funding if budget_is_mixed(row, field)]
        if not rows:
            continue
        first = next((row for row in rows if row is form.funds_total), rows[0])
        if field == "executed" and budget_is_mixed(first, "initial"):
            continue  # the budget is the odd one, and that was said
        odd = _odd_column(first, field)
        entry: Entry[Decimal] = amount(first, odd)
        other = "budget" if odd != "budget" else field
        yield issue(
            entry,
            first.label,
            f"{FUND_COLUMNS[odd]}{entry.raw}与{FUND_COLUMNS[other]}{amount(first, other).raw}相差一万倍左右，"
            f"可能{_IN_TWO_UNITS}。",
            do="请把这一栏改为表上所印的金额单位",
            cells=tuple(cell for row in rows if (cell := amount(row, odd).cell)),
        )


def _odd_column(row: FundRow, field: str) -> str:
    """The column that differs from both others, where that can be told."""
    if field == "initial" and budget_is_mixed(row, "executed"):
        return "budget"
    return field


def _mixed_sources(facts: Facts) -> Iterator[Issue]:
    """A source, or the total, in another unit than the rest of its column: one finding a row."""
    found: dict[int, list[Entry[Decimal]]] = {}
    for field in wrong_totals(facts):
        entries = mixed_sources(facts.form, field)
        if entries and entries[0].cell is not None:
            found.setdefault(entries[0].cell.row, []).extend(entries)
    for row, entries in found.items():
        label = next((fund.label for fund in facts.form.funding if fund.row == row), "项目资金")
        figures = "、".join(entry.raw for entry in entries if entry.cell and entry.cell.row == row)
        yield issue(
            entries[0],
            label,
            f"{label}的{figures}换成另一个单位（元、万元）才与其他各行相符。",
            do="请改为表上所印的金额单位",
            cells=tuple(entry.cell for entry in entries if entry.cell),
        )


def _total_costs(facts: Facts) -> Iterator[tuple[Indicator, Money]]:
    """The rows whose target is what the whole project may cost, and that amount."""
    for row, _ in facts.rows:
        target = row.target.value
        if target is None or target.kind is not TargetKind.QUANTITY or not target.value or target.unit is None:
            continue
        unit = target.unit.text
        if unit in _UNITS and is_cost(row) and _TOTAL_COST.search(bare_name(row.name.raw)):
            yield row, _money(target.value, unit, f"{plain(target.value)}{unit}")


def _mixed_targets(facts: Facts) -> Iterator[Issue]:
    """A total cost whose target is 10,000 times an amount of the table, or the other way round."""
    table: list[Money] | None = None
    for row, one in _total_costs(facts):
        table = _table(facts.form) if table is None else table
        other = None if any(one.equals(same) for same in table) else _in_the_other_unit(one, table)
        if other is not None:
            yield issue(
                row.target,
                name_of(row),
                f"年度指标值“{row.target.raw}”与资金表中的{other.shown}正好相差一万倍，可能{_IN_TWO_UNITS}。",
                do="请核对指标值和资金表的单位",
            )


@rule("F112", Severity.WARNING)
def amount_in_a_text_differs(facts: Facts) -> Iterator[Issue]:
    """总体目标或说明中的项目金额与资金表不符。

    只看明确是项目预算或支出的金额（“预算资金20万元”“投入20万元”），与资金表的任何一格相符就不提示；分项金额、标准、追加和
    节约的金额不看。

    依据：本工具的约定：同一张表中的项目金额应当一致。
    反例：预期目标“安排资金25万元，维修供水工程12处”，资金表各栏都是20万元。
    正例：预期目标“安排资金20万元，维修供水工程12处”。
    """
    for label, entry, one, table in _unmatched(facts):
        if _in_the_other_unit(one, table) is not None:
            continue  # F110 speaks
        largest = table[0]
        if one.is_whole or one.value >= largest.value * _WHOLE:
            yield issue(
                entry,
                label,
                f"{label}写着{one.shown}，资金表中没有这个金额（最大的是{largest.shown}）。",
                do="请核对文字和资金表，改正写错的一处；写的是其中一部分资金的，请写明",
                found=one.shown,
            )
