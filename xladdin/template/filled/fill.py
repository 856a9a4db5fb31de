"""Filling a blank form with what another form says, until it reads back equal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
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
    typed: frozenset[Key] = frozenset()
    formulas: dict[Key, Difference] = {}
    known: dict[tuple[int, int], Filled] = {}
    while True:
        plan = make_plan(form, scheme, source, year, typed, known)
        workbook, moved = _read(plan, scheme, words, read_back, plain=plain)
        wrong = [one for one in mismatches(plan, moved) if one.carried.computed and one.carried.key not in typed]
        if not wrong:
            break
        # The total is judged once the scores are those of the source, the grade after the total.
        first = min(_rank(one.carried.key) for one in wrong)
        formulas |= {one.carried.key: one.difference for one in wrong if _rank(one.carried.key) == first}
        typed |= formulas.keys()
        pieces = margin_of(scheme, grid_of(scheme)).pieces
        known = {place: value for place, value in _results(workbook).items() if place[1] in pieces}
    plan = replace(plan, content=replace(plan.content, results=_results(workbook)))
    data = write(scheme, words, plan.content, plain=plain)
    moved = _only(read_back(data)[1])
    differences = [one.difference for one in mismatches(plan, moved)]
    rows = row_difference(plan, moved)
    return FilledForm(
        data=data,
        carried=len({carried.key for carried in plan.carried if carried.expected is not None}),
        leftovers=plan.content.leftovers,
        typed=tuple(formulas.values()),
        computed=tuple(newly_computed(plan, moved)),
        differences=(*([rows] if rows else ()), *differences),
        converted=_converted(form, scheme),
    )


def _rank(key: Key) -> int:
    """How many formulas stand between a place and what is filled in."""
    return 2 if key == ("closing", "grade") else int(key[0] == "closing")


def _read(
    plan: Plan, scheme: Scheme, words: FormulaWords, read_back: ReadBack, *, plain: bool
) -> tuple[Workbook, SelfEvaluation]:
    workbook, forms = read_back(write(scheme, words, plan.content, plain=plain))
    return workbook, _only(forms)


def _only(forms: tuple[SelfEvaluation, ...]) -> SelfEvaluation:
    if len(forms) != 1:
        raise XladdinError(f"填好的表读出来是{len(forms)}张自评表，没有写出。请把原表发给维护人员。")
    return forms[0]


def _results(workbook: Workbook) -> dict[tuple[int, int], Filled]:
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
