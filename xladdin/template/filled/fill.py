"""Filling a blank form with what another form says, until it reads back equal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.errors import XladdinError
from xladdin.model import FilledForm
from xladdin.template.build import write
from xladdin.template.content import FUND_AMOUNTS
from xladdin.template.filled.compare import mismatches, newly_computed, row_difference
from xladdin.template.filled.funds import unit_factor
from xladdin.template.filled.plan import Plan, Source, make_plan
from xladdin.template.grid import grid_of
from xladdin.template.margin import margin_of

if TYPE_CHECKING:
    from xladdin.model import Difference, Scheme, SelfEvaluation, Workbook
    from xladdin.template.blueprint import Blueprint
    from xladdin.template.content import Filled
    from xladdin.template.filled.ledger import Key

#: Fund rows that are sums, the inner ones first.
_SUMS = ("basic", "projects", "total")
#: What formulas give, by 0-based row and column.
Results = dict[tuple[int, int], "Filled"]
#: Reads a workbook from its bytes: the workbook as stored, and its forms.
ReadBack = Callable[[bytes], tuple["Workbook", tuple["SelfEvaluation", ...]]]


def fill(
    form: SelfEvaluation,
    blueprint: Blueprint,
    read_back: ReadBack,
    *,
    source: Source | None = None,
    year: int | None = None,
) -> FilledForm:
    """The blank form filled with what ``form`` says, and a list of what has no place in it.

    Amounts are converted to the scheme's unit by a power of ten; nothing is rounded. Where the blank form has a formula
    (rates, sums, scores, totals, grade), the formula stays as long as it gives the figure of ``form``; another figure
    is written over it and listed in ``typed``. What ``form`` leaves open there is computed and listed. ``year``:
    written instead of the form's. ``source``: where ``form`` was read from, None for one that was put together
    otherwise.

    Raises:
        XladdinError: the blueprint is of another kind of form.
    """
    scheme = blueprint.scheme
    if form.kind != scheme.kind:
        raise XladdinError(f"方案{scheme.key}（{scheme.name}）不是这种表的方案：请用--scheme指定同一种表的方案。")

    def written(plan: Plan) -> _Written:
        data = write(blueprint, plan.content)
        workbook, forms = read_back(data)
        return _Written(data, workbook, _only(forms))

    pieces = margin_of(scheme, grid_of(scheme)).pieces if blueprint.has_targets else range(0)
    plan, typed = _settled(lambda *state: make_plan(form, blueprint, source, year, *state), written, pieces)
    new = written(plan)
    rows = row_difference(plan, new.form)
    return FilledForm(
        data=new.data,
        carried=len({carried.key for carried in plan.carried if carried.expected is not None}),
        leftovers=plan.content.leftovers,
        typed=typed,
        computed=tuple(newly_computed(plan, new.form)),
        differences=(*([rows] if rows else ()), *(one.difference for one in mismatches(plan, new.form))),
        converted=_converted(form, scheme),
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """A form that was written, as it is read."""

    data: bytes
    workbook: Workbook
    form: SelfEvaluation


def _settled(
    make: Callable[[frozenset[Key], Results], Plan], written: Callable[[Plan], _Written], pieces: range
) -> tuple[Plan, tuple[Difference, ...]]:
    """The plan in which every figure of the source stands, with the results of the formulas that are left.

    Besides: the figures that stand where a formula gives another one. ``pieces`` are the columns that depend on what is
    filled in and on no score.
    """
    typed: dict[Key, Difference] = {}
    known: Results = {}
    while True:
        plan = make(frozenset(typed), known)
        new = written(plan)
        results = _results(new.workbook)
        wrong = [one for one in mismatches(plan, new.form) if one.carried.computed and one.carried.key not in typed]
        if not wrong:
            return replace(plan, content=replace(plan.content, results=results)), tuple(typed.values())
        # A place is judged once those it is worked out from are as in the source: the total after the scores.
        first = min(_rank(one.carried.key) for one in wrong)
        typed |= {one.carried.key: one.difference for one in wrong if _rank(one.carried.key) == first}
        known = {place: value for place, value in results.items() if place[1] in pieces}


def _rank(key: Key) -> int:
    """How many formulas stand between a place and what is filled in: sums, rates, scores, the total, the grade."""
    match key:
        case ("closing", "grade"):
            return 9
        case ("closing", _):
            return 8
        case ("row", _, field):
            return 6 if field == "actual" else 7
        case ("funds", source, field) if field in FUND_AMOUNTS:
            return _SUMS.index(source) + 1 if source in _SUMS else 0
        case ("funds", _, "score"):
            return 5
    return 4


def _only(forms: tuple[SelfEvaluation, ...]) -> SelfEvaluation:
    if len(forms) != 1:
        raise XladdinError(f"填好的表读出来是{len(forms)}张自评表，没有写出。请把原表发给维护人员。")
    return forms[0]


def _results(workbook: Workbook) -> Results:
    """What the formulas of the form's sheet give, by 0-based row and column."""
    return {
        (row - 1, column - 1): cell.value
        for (row, column), cell in workbook.sheets[0].cells.items()
        if cell.formula and isinstance(cell.value, Decimal | str | bool)
    }


def _converted(form: SelfEvaluation, scheme: Scheme) -> str:
    """「元→万元」 where amounts were converted."""
    unit = form.amount_unit.value or scheme.amount_unit
    return f"{unit}→{scheme.amount_unit}" if unit_factor(form, scheme) != 1 else ""
