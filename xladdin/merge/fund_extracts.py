"""The amounts of a form that a summary keeps: funds, 基础数据, 项目金额; amounts of money in 万元."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.merge.entries import address_of
from xladdin.model import WAN, FigureExtract, FundExtract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model import Scheme, SelfEvaluation

#: Columns of the funds that only some kinds have, and those of 基础数据.
_MORE = ("arrived", "last")
_FIGURE_COLUMNS = ("planned", "actual", "last")


def amount_unit(form: SelfEvaluation, scheme: Scheme) -> str:
    """金额单位 of a form; where none is printed, the scheme's holds."""
    printed = form.amount_unit.value or ""
    return printed if printed in WAN else scheme.amount_unit


def total_amounts(form: SelfEvaluation, unit: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """年初预算数, 全年预算数, 全年执行数 of the total row."""
    total = form.funds_total
    if total is None:
        return None, None, None
    initial, budget, executed = (_wan(one.value, unit) for one in (total.initial, total.budget, total.executed))
    return initial, budget, executed


def funds(form: SelfEvaluation, unit: str) -> Iterator[FundExtract]:
    """The rows of the funds that have anything filled in."""
    for row in form.funding:
        entries = (row.initial, row.budget, row.executed)
        more = [(name, getattr(row, name)) for name in _MORE]
        filled = [*entries, *(entry for _, entry in more)]
        if not any(entry.raw or entry.value is not None for entry in filled):
            continue
        initial, budget, executed = (_wan(entry.value, unit) for entry in entries)
        yield FundExtract(
            row=row.row,
            source=row.source,
            label=row.label,
            initial=initial,
            budget=budget,
            executed=executed,
            cells=tuple(address_of(entry.cell) for entry in entries),
            printed=(row.initial.raw, row.budget.raw, row.executed.raw),
            more=tuple(
                (name, _wan(entry.value, unit), address_of(entry.cell))
                for name, entry in more
                if entry.value is not None
            ),
        )


def basic_figures(form: SelfEvaluation) -> Iterator[FigureExtract]:
    """The lines of 基础数据, in the units that they print."""
    for line in form.figures:
        entries = [(name, getattr(line, name)) for name in _FIGURE_COLUMNS]
        columns = tuple((name, one.value, address_of(one.cell)) for name, one in entries)
        yield FigureExtract(line.key, line.label, columns)


def card_amount(form: SelfEvaluation, unit: str) -> Decimal | None:
    """项目金额 of a project card."""
    return _wan(form.amount.value, unit)


def _wan(value: Decimal | None, unit: str) -> Decimal | None:
    return None if value is None else value * WAN.get(unit, Decimal(1))
