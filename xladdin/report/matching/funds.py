"""Amounts of the funds block and the execution rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xladdin.model import Entry, Figure, FundRow, Match, Report, Role, SelfEvaluation
from xladdin.report.figures.roles import clause_of
from xladdin.report.lexicon import pattern, section
from xladdin.report.matching.numbers import same_number

_MYRIAD = Decimal(10_000)
_SHORTEST = 3  # characters of a label
_WHOLE = Decimal("0.5")  # of the table's amount: what is less may be a part of it


def match_funds(report: Report, form: SelfEvaluation) -> Iterator[Match]:
    """Budget, spending and execution rate in the report, each beside the total row of the form."""
    total = form.funds_total
    if total is None:
        return
    factor = Decimal(1) if form.amount_unit.raw == "元" or form.amount_unit.value == "元" else _MYRIAD
    for figure in report.figures:
        if figure.approximate or figure.unit is None:
            continue
        if figure.dimension == "money" and figure.role in (Role.AMOUNT, Role.PLANNED):
            found = _by_label(figure, form, factor) or _amount(figure, total, factor)
        elif figure.dimension == "ratio" and figure.role is Role.RATE:
            found = _rate(figure, total)
        else:
            found = None
        if found is not None:
            yield found


def _amount(figure: Figure, total: FundRow, factor: Decimal) -> Match | None:
    clause = clause_of(figure.lead)
    if re.search(section("other_funds")["words"], clause):
        return None
    entry = _column(clause)
    if entry is None:
        return None
    assert figure.unit is not None
    column, name = entry
    stated: Entry[Decimal] = getattr(total, column)
    columns = [one for one in _entries(total) if one.value is not None]
    values = {one.value * factor / figure.unit.factor for one in columns if one.value is not None}
    agreeing = [value for value in values if same_number(figure, value)]
    if stated.value is None:
        return None
    wanted = stated.value * factor / figure.unit.factor
    # 年初预算 and 全年预算 are often one word in a report; spending is not.
    agrees = same_number(figure, wanted) or (column != "executed" and bool(agreeing))
    if not agrees and figure.value < wanted * _WHOLE:
        return None
    return Match("funds", name, figure, stated.cell, stated.raw, wanted, agrees, column)


def _by_label(figure: Figure, form: SelfEvaluation, factor: Decimal) -> Match | None:
    """A row of the funds that the figure's own words name: 基本支出, 公用经费, a single project of a department."""
    words = section("fund_rows")
    assert figure.unit is not None
    for row in form.funding:
        label = re.sub(words["label"], "", row.label.strip())
        if re.fullmatch(words["sources"], row.source) or len(label) < _SHORTEST or not figure.subject.endswith(label):
            continue
        if re.search(words["part"], clause_of(figure.lead)):
            return None
        column = "budget" if re.search(words["budget"], clause_of(figure.lead)) else "executed"
        stated: Entry[Decimal] = getattr(row, column)
        if stated.value is None:
            return None
        values = [one.value * factor / figure.unit.factor for one in _entries(row) if one.value is not None]
        wanted = stated.value * factor / figure.unit.factor
        agrees = same_number(figure, wanted) or (column == "budget" and any(same_number(figure, one) for one in values))
        return Match("funds", label, figure, stated.cell, stated.raw, wanted, agrees, column)
    return None


def _entries(row: FundRow) -> tuple[Entry[Decimal], ...]:
    return row.initial, row.budget, row.executed


def _column(clause: str) -> tuple[str, str] | None:
    """The column of the form that the words nearest to the figure mean."""
    found = [
        (match.end(), entry["column"], entry["name"])
        for entry in section("funds")
        for match in re.finditer(entry["words"], clause)
    ]
    if not found:
        return None
    _, column, name = max(found, key=lambda one: one[0])
    return column, name


def _rate(figure: Figure, total: FundRow) -> Match | None:
    if not pattern("match", "execution").search(clause_of(figure.lead)):
        return None
    values = [total.rate.value] if total.rate.value is not None else []
    if total.budget.value and total.executed.value is not None:
        values.append(total.executed.value * 100 / total.budget.value)
    if not values:
        return None
    agrees = any(same_number(figure, value) for value in values)
    shown = total.rate.raw or f"{values[0]:.2f}%"
    return Match("execution", "执行率", figure, total.rate.cell, shown, values[0], agrees, "rate")
