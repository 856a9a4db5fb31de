"""The sums behind a merged figure. Sums of parts are joined into the sums of the whole before anything is divided.

So districts can be merged into a city, and the city's figures are those of merging all forms at once: Σ value,
Σ funds·value, Σ funds are kept, never a mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.merge import figures

if TYPE_CHECKING:
    from xladdin.model import FormLine, RowExtract, Unit

_ZERO = Decimal(0)


@dataclass(slots=True)
class Sums:
    """Of one figure over many rows: how often, Σ, Σ funds·value, lowest, highest and most precise value."""

    count: int = 0
    plain: Decimal = _ZERO
    weighted: Decimal = _ZERO
    lowest: Decimal | None = None
    highest: Decimal | None = None

    def add(self, value: Decimal | None, weight: Decimal | None) -> None:
        """Add a row's value with its amount of funds; a missing value is not counted."""
        if value is None:
            return
        self.count += 1
        self.plain = figures.plus(self.plain, value)
        if weight is not None:
            self.weighted = figures.plus(self.weighted, figures.product(value, weight))
        if self.lowest is None or value < self.lowest:
            self.lowest = value
        if self.highest is None or value > self.highest:
            self.highest = value

    def join(self, other: Sums) -> None:
        """Add the sums of other rows."""
        self.count += other.count
        self.plain = figures.plus(self.plain, other.plain)
        self.weighted = figures.plus(self.weighted, other.weighted)
        lowest = [value for value in (self.lowest, other.lowest) if value is not None]
        highest = [value for value in (self.highest, other.highest) if value is not None]
        self.lowest, self.highest = min(lowest, default=None), max(highest, default=None)


@dataclass(slots=True)
class Tally:
    """Everything that is needed of rows of one kind to merge them; plain data that can be sent and joined.

    ``weight`` is Σ funds (万元) of the rows that have a usable amount, ``unweighted`` how many have none.
    ``precision`` is the finest step of the printed figures in the base unit of each unit, so that a mean is given
    with as many decimals as the most precise figure. ``stood_in``: rows whose stated score stands for one that cannot
    be judged. ``executed`` and ``budget`` are those of execution rates as rows, ``unfunded`` how many lack one.
    """

    rows: int = 0
    weight: Decimal = _ZERO
    unweighted: int = 0
    low: Sums = field(default_factory=Sums)
    high: Sums = field(default_factory=Sums)
    done: Sums = field(default_factory=Sums)
    points: Sums = field(default_factory=Sums)
    score: Sums = field(default_factory=Sums)
    stood_in: int = 0
    units: dict[Unit, int] = field(default_factory=dict)
    precision: Decimal = Decimal(1)
    executions: int = 0
    executed: Decimal = _ZERO
    budget: Decimal = _ZERO
    unfunded: int = 0

    def add(self, row: RowExtract, form: FormLine, fund: str) -> None:
        """Add a row of a form; ``fund`` is the amount that weighs it."""
        amount = form.amount(fund)
        weight = amount if amount is not None and amount >= 0 else None
        self.rows += 1
        self.unweighted += weight is None
        self.weight = figures.plus(self.weight, weight or _ZERO)
        self.low.add(row.low, weight)
        self.high.add(row.high, weight)
        self.done.add(row.done, weight)
        self.points.add(row.points, weight)
        self.score.add(row.due if row.due is not None else row.score, weight)
        self.stood_in += row.due is None
        if row.unit is not None:
            self.units[row.unit] = self.units.get(row.unit, 0) + 1
        for value in (row.low, row.high, row.done):
            if value is not None and value != value.to_integral_value():  # most figures are whole: they tell nothing
                self.precision = min(self.precision, Decimal(1).scaleb(-figures.decimals(value)))
        if row.is_execution:
            self._add_execution(form)

    def _add_execution(self, form: FormLine) -> None:
        self.executions += 1
        self.unfunded += form.executed is None or form.budget is None
        self.executed = figures.plus(self.executed, form.executed or _ZERO)
        self.budget = figures.plus(self.budget, form.budget or _ZERO)

    def join(self, other: Tally) -> None:
        """Add the sums of other rows of the same kind."""
        self.rows += other.rows
        self.unweighted += other.unweighted
        self.weight = figures.plus(self.weight, other.weight)
        for mine, theirs in (
            (self.low, other.low),
            (self.high, other.high),
            (self.done, other.done),
            (self.points, other.points),
            (self.score, other.score),
        ):
            mine.join(theirs)
        self.stood_in += other.stood_in
        for unit, count in other.units.items():
            self.units[unit] = self.units.get(unit, 0) + count
        self.precision = min(self.precision, other.precision)
        self.executions += other.executions
        self.unfunded += other.unfunded
        self.executed = figures.plus(self.executed, other.executed)
        self.budget = figures.plus(self.budget, other.budget)

    def mean(self, sums: Sums) -> Decimal | None:
        """Σ funds·value ÷ Σ funds, not rounded. Equal values need no weights.

        None where there is no value, where an amount is missing or negative, or where all are 0.
        """
        if not sums.count:
            return None
        if sums.lowest == sums.highest:
            return sums.lowest
        if self.unweighted or not self.weight:
            return None
        return figures.quotient(sums.weighted, self.weight)

    def places(self, unit: Unit | None) -> int:
        """To how many decimals a mean in ``unit`` is given: two, or as many as the most precise figure has."""
        step = self.precision if unit is None else figures.quotient(self.precision, unit.factor)
        return min(figures.SUM_PLACES, max(figures.MEAN_PLACES, figures.decimals(step)))
