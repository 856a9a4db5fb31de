"""Filling a blank form with what another form says, until it reads back equal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.errors import XladdinError
from xladdin.model import FilledForm
from xladdin.template.build import KINDS, write
from xladdin.template.filled.compare import mismatches, newly_computed, row_difference
from xladdin.template.filled.funds import unit_factor
from xladdin.template.filled.plan import Plan, Source, make_plan
from xladdin.template.grid import grid_of
from xladdin.template.margin import margin_of

if TYPE_CHECKING:
    from xladdin.model import Difference, FormulaWords, Scheme, SelfEvaluation, Workbook
    from xladdin.template.content import Filled
    from xladdin.template.filled.ledger import Key

#: What formulas give, by 0-based row and column.
Results = dict[tuple[int, int], "Filled"]
#: Reads a workbook from its bytes: the workbook as stored, and its forms.
ReadBack = Callable[[bytes], tuple["Workbook", tuple["SelfEvaluation", ...]]]


def fill(
    form: SelfEvaluation,
    scheme: Scheme,
    words: FormulaWords,
    read_back: ReadBack,
    *,
    source: Source | None = None,
    year: int | None = None,
    plain: bool = False,
) -> FilledForm:
    """The blank form of a scheme filled with what ``form`` says, and a list of what has no place in it.

    Amounts are converted to the scheme's unit by a power of ten; nothing is rounded. Where the blank form has a formula
    (rates, scores, totals, grade), the formula stays as long as it gives the figure of ``form``; another figure is
    written over it and listed in ``typed``. What ``form`` leaves open there is computed and listed. ``year``: written
    instead of the form's. ``source``: where ``form`` was read from, None for one that was put together otherwise.
    ``words`` and ``plain`` are those of ``build``.

    Raises:
        XladdinError: the scheme is for another kind of form, or for one that cannot be filled yet.
    """
    if form.kind != scheme.kind:
        raise XladdinError(f"方案{scheme.key}（{scheme.name}）不是这种表的方案：请用--scheme指定同一种表的方案。")
    if scheme.kind not in KINDS:
        raise XladdinError(f"方案{scheme.key}（{scheme.name}）的表还不能迁移：目前只能迁移项目支出绩效自评表。")

    def written(plan: Plan) -> _Written:
        data = write(scheme, words, plan.content, plain=plain)
        workbook, forms = read_back(data)
        return _Written(data, workbook, _only(forms))

    plan, typed = _settled(lambda *state: make_plan(form, scheme, source, year, *state), written, scheme)
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
    make: Callable[[frozenset[Key], Results], Plan], written: Callable[[Plan], _Written], scheme: Scheme
) -> tuple[Plan, tuple[Difference, ...]]:
    """The plan in which every figure of the source stands, with the results of the formulas that are left.

    Besides: the figures that stand where a formula gives another one.
    """
    pieces = margin_of(scheme, grid_of(scheme)).pieces
    typed: dict[Key, Difference] = {}
    known: Results = {}
    while True:
        plan = make(frozenset(typed), known)
        new = written(plan)
        results = _results(new.workbook)
        wrong = [one for one in mismatches(plan, new.form) if one.carried.computed and one.carried.key not in typed]
        if not wrong:
            return replace(plan, content=replace(plan.content, results=results)), tuple(typed.values())
        # The total is judged once the scores are those of the source, the grade after the total.
        first = min(_rank(one.carried.key) for one in wrong)
        typed |= {one.carried.key: one.difference for one in wrong if _rank(one.carried.key) == first}
        known = {place: value for place, value in results.items() if place[1] in pieces}


def _rank(key: Key) -> int:
    """How many formulas stand between a place and what is filled in."""
    return 2 if key == ("closing", "grade") else int(key[0] == "closing")


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
