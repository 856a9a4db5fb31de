"""How a rule speaks of the rows of a form, and walks over its cells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from xladdin.checks.words import section
from xladdin.model import Entry, FundRow, Indicator, Remark, SelfEvaluation, TargetKind

#: The fund columns as printed on the national form.
FUND_COLUMNS = {"initial": "年初预算数", "budget": "全年预算数", "executed": "全年执行数"}
_PRINTED_NOTES = tuple(section("placeholders")["printed_notes"])
_FUND_FIELDS = ("initial", "budget", "executed", "rate", "points", "score")
_ROW_FIELDS = ("target", "actual", "points", "score", "note")


def name_of(row: Indicator) -> str:
    """The row's own label: its 三级指标, or its place where it has none."""
    return row.name.raw.strip() or f"第{row.row}行指标"


def has_target(row: Indicator) -> bool:
    """Whether a target is filled in that says something (「≧ %」 says nothing)."""
    target = row.target.value
    if row.target.is_blank:
        return False
    return target is None or target.kind is not TargetKind.BLANK


def has_actual(row: Indicator) -> bool:
    """Whether an actual value is filled in."""
    return not row.actual.is_blank


def is_possible(entry: Entry[Decimal]) -> bool:
    """Whether points or a score are there and not negative."""
    return entry.value is not None and entry.value >= 0


def amount(row: FundRow, field: str) -> Entry[Any]:
    """An amount of a fund row by its field: initial, budget, executed."""
    entry: Entry[Any] = getattr(row, field)
    return entry


def filled_remarks(form: SelfEvaluation) -> Iterator[Remark]:
    """Labelled texts below the tables that somebody filled in; not the notes that are printed on the form."""
    return (remark for remark in form.remarks if not remark.label.startswith(_PRINTED_NOTES))


def entries_that_count(form: SelfEvaluation) -> Iterator[tuple[str, Entry[Any]]]:
    """Every cell from which something is read or worked out, with its row's label."""
    yield "项目名称", form.project
    yield "主管部门", form.department
    yield "实施单位", form.unit
    for fund in form.funding:
        yield from ((fund.label, amount(fund, field)) for field in _FUND_FIELDS)
    for row in form.indicators:
        yield from ((name_of(row), entry) for entry in row.target_cells)
        yield from ((name_of(row), getattr(row, field)) for field in _ROW_FIELDS)
    yield "总分", form.total.points
    yield "总分", form.total.score
    yield form.grade_label or "绩效等级", form.grade
