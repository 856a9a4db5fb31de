"""How a rule speaks of the rows of a form, and walks over its cells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from xladdin.checks.facts import Facts, Rows, asked_once
from xladdin.checks.tolerance import differ
from xladdin.checks.words import section
from xladdin.model import Due, Entry, FundRow, Indicator, Remark, SelfEvaluation, TargetKind

#: The fund columns as printed on the national form.
FUND_COLUMNS = {"initial": "年初预算数", "budget": "全年预算数", "executed": "全年执行数"}
_PRINTED_NOTES = tuple(section("placeholders")["printed_notes"])


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


class Filling(NamedTuple):
    """Rows by what is filled in: a target or an actual value; those without a target; those without an actual."""

    filled: Rows
    without_target: Rows
    without_actual: Rows


@asked_once
def by_filling(facts: Facts) -> Filling:
    """The rows by what of target and actual value is filled in."""
    rows = [(pair, has_target(pair[0]), has_actual(pair[0])) for pair in facts.rows]
    return Filling(
        filled=tuple([pair for pair, target, actual in rows if target or actual]),
        without_target=tuple([pair for pair, target, _ in rows if not target]),
        without_actual=tuple([pair for pair, _, actual in rows if not actual]),
    )


class Marks(NamedTuple):
    """Rows by their score, which is there and not negative, against their points: below them, equal, above."""

    short: Rows
    full: Rows
    above: Rows


@asked_once
def by_marks(facts: Facts) -> Marks:
    """The rows that have both points and a score, by how they compare."""
    short: list[tuple[Indicator, Due]] = []
    full: list[tuple[Indicator, Due]] = []
    above: list[tuple[Indicator, Due]] = []
    for pair in facts.rows:
        points, score = pair[0].points.value, pair[0].score.value
        if points is None or score is None or score < 0:
            continue
        if score == points or not differ(score, points):
            full.append(pair)
        else:
            (short if score < points else above).append(pair)
    return Marks(tuple(short), tuple(full), tuple(above))


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


def entries_with_errors(form: SelfEvaluation) -> Iterator[tuple[str, Entry[Any]]]:
    """Cells that show a formula error, of those from which something is read or worked out, with their row's label."""
    head = (("项目名称", form.project), ("主管部门", form.department), ("实施单位", form.unit))
    tail = (("总分", form.total.points), ("总分", form.total.score), (form.grade_label or "绩效等级", form.grade))
    yield from (pair for pair in head if pair[1].error)
    for fund in form.funding:
        cells: tuple[Entry[Any], ...] = (fund.initial, fund.budget, fund.executed, fund.rate, fund.points, fund.score)
        yield from [(fund.label, entry) for entry in cells if entry.error]
    for row in form.indicators:
        cells = (*row.target_cells, row.target, row.actual, row.points, row.score, row.note)
        yield from [(name_of(row), entry) for entry in cells if entry.error]
    yield from (pair for pair in tail if pair[1].error)
