"""Rows of funds and of 基础数据 of many forms, put together column by column.

Amounts and counts are added; rates (支付进度) are averaged, weighted by the amount of funds. Single projects below
项目支出 are each department's own and stay in its form.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from xladdin.merge import figures
from xladdin.merge.totals import percent
from xladdin.model import WAN, AmountSource, MergedAmounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xladdin.model import FigureLine, FormExtract, FormLine

FUNDS, FIGURES = "funds", "figures"
_ITEM, _TOTAL = "item", "total"
_PERCENT, _WAN = "%", "万元"
_CENT = Decimal("0.01")
_ZERO = Decimal(0)
#: Rates of a row of funds: name → numerator and denominator.
_RATES = {"rate": ("executed", "budget"), "arrival": ("arrived", "budget")}


class Amount(NamedTuple):
    """A figure of a form and its cell."""

    value: Decimal
    cell: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a form as it is put together: column → figure, amounts in 万元."""

    block: str
    key: str
    label: str
    unit: str
    amounts: Mapping[str, Amount]

    @property
    def is_rate(self) -> bool:
        """Whether its figures are rates, which are averaged."""
        return self.unit == _PERCENT


def lines_of(form: FormExtract, known: Mapping[str, FigureLine]) -> Iterator[Line]:
    """The rows of funds and 基础数据 of a form; ``known`` gives label and unit of a line of 基础数据 by its key."""
    for row in form.funds:
        three = zip(("initial", "budget", "executed"), (row.initial, row.budget, row.executed), row.cells, strict=True)
        columns = (*three, *row.more)
        amounts = {name: Amount(value, cell) for name, value, cell in columns if value is not None}
        yield Line(FUNDS, row.source, row.label, _WAN, amounts)
    for figure in form.figures:
        line = known.get(figure.key)
        unit = line.unit if line else ""
        factor = WAN.get(form.amount_unit, Decimal(1)) if unit == _WAN else Decimal(1)
        amounts = {name: Amount(value * factor, cell) for name, value, cell in figure.columns if value is not None}
        yield Line(FIGURES, figure.key, line.label if line else figure.label, unit, amounts)


def merged_amounts(
    forms: Sequence[tuple[FormExtract, FormLine]], known: Mapping[str, FigureLine], fund: str
) -> tuple[MergedAmounts, ...]:
    """The rows that the forms have, those of the funds first, in the order in which the forms bring them."""
    rows: dict[tuple[str, str], list[tuple[Line, FormLine]]] = {}
    for extract, form in forms:
        for line in lines_of(extract, known):
            if line.amounts and line.key != _ITEM:
                rows.setdefault((line.block, line.key), []).append((line, form))
    whole = {id(form): line for line, form in rows.get((FUNDS, _TOTAL), ())}
    ordered = sorted(rows, key=lambda key: (key[0] != FUNDS, key != (FUNDS, _TOTAL)))
    return tuple(_merged(rows[key], fund, whole) for key in ordered)


def _merged(members: Sequence[tuple[Line, FormLine]], fund: str, whole: Mapping[int, Line]) -> MergedAmounts:
    first = members[0][0]
    columns = dict.fromkeys(name for line, _ in members for name in line.amounts)
    values = {name: _mean(members, name, fund) if first.is_rate else _sum(members, name) for name in columns}
    return MergedAmounts(
        block=first.block,
        key=first.key,
        label=first.label,
        unit=first.unit,
        how="weighted" if first.is_rate else "sum",
        values=values,
        counts={name: sum(name in line.amounts for line, _ in members) for name in columns},
        sources=tuple(_source(line, form) for line, form in members),
        rates=_rates(values, members, whole) if first.block == FUNDS else {},
    )


def _source(line: Line, form: FormLine) -> AmountSource:
    values: dict[str, Decimal | None] = {name: amount.value for name, amount in line.amounts.items()}
    first = next(iter(line.amounts.values()))
    return AmountSource(form.file, form.sheet, first.cell, form.unit, values)


def _sum(members: Iterable[tuple[Line, FormLine]], name: str) -> Decimal:
    return sum((line.amounts[name].value for line, _ in members if name in line.amounts), _ZERO)


def _mean(members: Sequence[tuple[Line, FormLine]], name: str, fund: str) -> Decimal | None:
    """The mean weighted by funds; equal rates need no weights; None where an amount of funds is missing."""
    found = [(line.amounts[name].value, form.amount(fund)) for line, form in members if name in line.amounts]
    if len({value for value, _ in found}) == 1:
        return found[0][0]
    weights = [weight for _, weight in found if weight is not None and weight >= 0]
    if len(weights) < len(found) or not sum(weights):
        return None
    weighted = sum((value * weight for value, weight in found if weight is not None), _ZERO)
    return figures.quotient(weighted, sum(weights, _ZERO)).quantize(_CENT, ROUND_HALF_UP)


def _share(members: Sequence[tuple[Line, FormLine]], whole: Mapping[int, Line]) -> Decimal | None:
    """占支出合计比重 over the forms that give both amounts: no others count."""
    part = total = _ZERO
    for line, form in members:
        if "executed" in line.amounts and id(form) in whole and "executed" in whole[id(form)].amounts:
            part += line.amounts["executed"].value
            total += whole[id(form)].amounts["executed"].value
    return percent(part, total)


def _rates(
    values: Mapping[str, Decimal | None],
    members: Sequence[tuple[Line, FormLine]],
    whole: Mapping[int, Line],
) -> dict[str, Decimal | None]:
    """Rates of a row of funds, from the sums; those for which the forms have no columns are left out."""
    rates = {
        name: percent(values[part], values[base])
        for name, (part, base) in _RATES.items()
        if part in values and base in values
    }
    both = [line.amounts for line, _ in members if {"executed", "last"} <= line.amounts.keys()]
    if both:
        now, last = (sum((amounts[name].value for amounts in both), _ZERO) for name in ("executed", "last"))
        rates["change"] = percent(now - last, last)
        rates["share"] = _share(members, whole)
    return rates
