"""How a form prints its execution rates (执行率): 0.998 in a % cell, 99.8, or the text 99.80%."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from enum import Enum

from xladdin.model import DASHES, CellRef, CheckedForm, Entry, SelfEvaluation
from xladdin.output.patch import holds
from xladdin.output.scored.draft import HUNDRED, Draft


class RateStyle(Enum):
    """What a rate of 99.8 % is stored as."""

    FRACTION = "0.998"
    NUMBER = "99.8"
    TEXT = "99.80%"


def fill_rates(draft: Draft, checked: CheckedForm) -> None:
    """Fill in the rate of every fund row that has a budget, as the form prints its rates."""
    form = checked.form
    for row, rate in zip(form.funding, checked.due.rates, strict=True):
        label = f"{row.label}执行率"
        is_total = row.source == "total"
        if rate is None:
            if is_total or any(entry.value for entry in (row.budget, row.executed, row.rate)):
                draft.keep(row.rate, label, "全年预算数或全年执行数没有填，或者预算数为0，执行率算不出来，保持原样")
        elif row.rate.cell is None:
            if is_total:  # without a column for rates one word is enough
                draft.rate(row.rate, label, rate, rate)
        elif not is_total and row.rate.raw and row.rate.is_blank:
            draft.keep(row.rate, label, f"单元格里是“{row.rate.raw}”，表示不填，保持原样")
        else:
            draft.rate(row.rate, label, rate, _stored(rate, _style(draft, checked, row.rate.cell)))


def _stored(rate: Decimal, style: RateStyle) -> Decimal | str:
    if style is RateStyle.TEXT:
        return f"{rate}%"
    return rate / HUNDRED if style is RateStyle.FRACTION else rate


def _style(draft: Draft, checked: CheckedForm, cell: CellRef) -> RateStyle:
    """By the cell's number format, else as this rate or another of the form is written, else as the header says."""
    if draft.is_percent(cell):
        return RateStyle.FRACTION
    rates = list(zip((row.rate for row in checked.form.funding), checked.due.rates, strict=True))
    rates.sort(key=lambda rate: rate[0].cell != cell)  # the cell's own content first
    for entry, due in rates:
        style = _written(draft, entry, due)
        if style is not None:
            return style
    return RateStyle.NUMBER if _header_says_percent(draft, checked.form, cell) else RateStyle.TEXT


def _written(draft: Draft, entry: Entry[Decimal], due: Decimal | None) -> RateStyle | None:
    """How a filled-in rate is written; None where it does not tell."""
    cell = draft.original(entry.cell) if entry.cell else None
    if entry.cell is None or cell is None or not entry.value or due is None or draft.is_percent(entry.cell):
        return None
    if isinstance(cell.value, Decimal):
        # 0.958 or 95.8 in a cell without % format: whichever lies nearer to the rate worked out.
        nearer_as_fraction = abs(cell.value * HUNDRED - due) < abs(cell.value - due)
        return RateStyle.FRACTION if nearer_as_fraction else RateStyle.NUMBER
    return RateStyle.TEXT if "%" in unicodedata.normalize("NFKC", entry.raw) else RateStyle.NUMBER


def _header_says_percent(draft: Draft, form: SelfEvaluation, cell: CellRef) -> bool:
    """Whether the column's header, above the rate, carries the unit: 执行率（%）."""
    sheet = draft.sheet(cell.sheet)
    if sheet is None:
        return False
    for row in range(cell.row - 1, form.first_row - 1, -1):
        place = next(
            ((area.first_row, area.first_column) for area in sheet.merges if holds(area, row, cell.column)),
            (row, cell.column),
        )
        header = sheet.cells.get(place)
        if header is not None and isinstance(header.value, str) and not DASHES.issuperset({header.text.strip()}):
            return "%" in unicodedata.normalize("NFKC", header.text)
    return False
