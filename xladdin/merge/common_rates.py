"""Common indicators (共性指标) of departments: worked out anew from the summed figures, never averaged.

在职人员控制率 of a county is Σ在职人数 ÷ Σ编制数. Only forms that give every figure of the formula count, so that no
department stands in the numerator alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from xladdin.merge import figures
from xladdin.merge.amounts import FUNDS, lines_of
from xladdin.model import BasicFigure, Entry, FundRow

if TYPE_CHECKING:
    from xladdin.model import CommonIndicator, Due, FigureLine, FormExtract

#: Reference of a formula (funds.total.executed, staff.actual) → figure.
References = Mapping[str, Decimal]
_SHOWN = 3
_NONE: Entry[Decimal] = Entry()


@dataclass(frozen=True, slots=True)
class Figured:
    """Summed figures in the shape of a form's: what a common indicator is worked out from."""

    funding: tuple[FundRow, ...]
    figures: tuple[BasicFigure, ...]


class CommonDue(Protocol):
    """What works a common indicator out and scores it by its scale; given by the pipeline."""

    def __call__(self, form: Figured, indicator: CommonIndicator, points: Decimal, stated: Decimal | None) -> Due:
        """The due of the indicator; ``Due.rate`` in percent, None where it cannot be worked out."""


def references(form: FormExtract, known: Mapping[str, FigureLine], weight: Decimal | None) -> dict[str, Decimal]:
    """Every figure of a form by its reference; a rate is multiplied by ``weight``, so that sums of it are weighted."""
    found: dict[str, Decimal] = {}
    for line in lines_of(form, known):
        place = f"{FUNDS}.{line.key}" if line.block == FUNDS else line.key
        for column, amount in line.amounts.items():
            if line.is_rate and (weight is None or weight <= 0):
                continue
            value = figures.product(amount.value, weight) if line.is_rate and weight is not None else amount.value
            found.setdefault(f"{place}.{column}", value)
    return found


@dataclass(frozen=True, slots=True)
class CommonRate:
    """A common indicator over many forms; ``complete``: how many of them give every figure it needs."""

    due: Due | None
    complete: int

    @property
    def rate(self) -> Decimal | None:
        """In percent, two decimals; None where it cannot be worked out."""
        return self.due.rate if self.due else None


class CommonSums:
    """The figures of a common indicator, summed over the forms that give all of them."""

    __slots__ = ("_complete", "_indicator", "_sums")

    def __init__(self, indicator: CommonIndicator) -> None:
        wanted = (*indicator.numerator, *indicator.denominator)
        self._indicator = indicator
        self._sums = {one.removeprefix("-"): Decimal(0) for one in wanted}
        self._complete = 0

    def add(self, form: References) -> None:
        """Take in the figures of a form."""
        if self._sums.keys() <= form.keys():
            self._complete += 1
            for one, so_far in self._sums.items():
                self._sums[one] = figures.plus(so_far, form[one])

    def rate(self, points: Decimal | None, due: CommonDue) -> CommonRate:
        """The indicator worked out from the sums, scored by ``points``, where they are none by the scheme's own."""
        if not self._complete:
            return CommonRate(None, 0)
        worked_out = due(_figured(self._sums), self._indicator, points or self._indicator.points, None)
        return CommonRate(worked_out, self._complete)


def _figured(sums: References) -> Figured:
    rows: dict[str, dict[str, Entry[Decimal]]] = {}
    for reference, value in sums.items():
        place, _, column = reference.rpartition(".")
        rows.setdefault(place, {})[column] = Entry(value)
    funding = [_fund_row(place.partition(".")[2], own) for place, own in rows.items() if place.startswith(f"{FUNDS}.")]
    basic = [BasicFigure(place, "", 0, **own) for place, own in rows.items() if not place.startswith(f"{FUNDS}.")]
    return Figured(tuple(funding), tuple(basic))


def _fund_row(source: str, columns: Mapping[str, Entry[Decimal]]) -> FundRow:
    fixed = ("initial", "budget", "executed", "rate", "points", "score")
    values = {**dict.fromkeys(fixed, _NONE), **columns}
    return FundRow(source=source, label="", row=0, reason=Entry(), **values)
