"""A form as short lines, so that a test shows at a glance what was read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xladdin.demo import to_workbook
from xladdin.form import find_forms
from xladdin.model import Entry, SelfEvaluation


def forms(text: str) -> tuple[SelfEvaluation, ...]:
    """The forms in a text table (xladdin.demo.tables)."""
    return find_forms(to_workbook(text))


def form(text: str) -> SelfEvaluation:
    """The only form in a text table."""
    [only] = forms(text)
    return only


def plain(number: Decimal | None) -> str:
    if number is None:
        return "-"
    return f"{number.normalize():f}"


def fund_lines(form: SelfEvaluation) -> list[str]:
    """row source initial budget executed rate points score"""
    return [
        " ".join(
            [
                str(row.row),
                row.source,
                *(plain(e.value) for e in (row.initial, row.budget, row.executed, row.rate, row.points, row.score)),
            ]
        )
        for row in form.funding
    ]


def indicator_lines(form: SelfEvaluation) -> list[str]:
    """row category/subcategory/name target actual points score [note]"""
    return [
        f"{row.row} {row.category.raw}/{row.subcategory.raw}/{row.name.raw} "
        f"{row.target.raw or '-'} {row.actual.raw or '-'} {plain(row.points.value)} {plain(row.score.value)}"
        + (f" [{row.note.raw}]" if row.note.raw else "")
        for row in form.indicators
    ]


def total_line(form: SelfEvaluation) -> str:
    """row points score grade"""
    total = form.total
    return f"{total.row} {plain(total.points.value)} {plain(total.score.value)} {form.grade.value or '-'}"


def address(entry: Entry[Any]) -> str | None:
    return str(entry.cell) if entry.cell else None
