"""What each cell of a form is for, as far as masking is concerned: amounts, free texts, figures that decide."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xladdin.model import CellRef
from xladdin.output.sanitized.figures import long_numbers
from xladdin.output.sanitized.masks import FIGURES, FILLED, stand_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model import Cell, CheckedForm, Entry, Indicator, SelfEvaluation, Unit, Workbook

_SPACE = re.compile(r"\s+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SHORTEST_NAME = 2
_KINDS = (("project", "项目"), ("department", "部门"), ("unit", "单位"), ("subproject", "项目"), ("region", "地区"))
#: What a clerk leaves for a name, and what a rule finds by it.
_STAND_IN = re.compile(r"[XxＸ×]{2,}|_{3,}")
_MONEY_UNIT = re.compile(r"(?:^|[（(])\s*(?:[十百千万亿]|单位[:：])*元\s*(?:$|[)）])")
_EXPENSE = re.compile("支出|经费|预算|资金|采购")


@dataclass
class Plan:
    """``amounts``: cells that hold money; ``deciding``: numbers that stay, for findings depend on them.

    ``levels``: text → level of its mask, where it is not the usual one; ``names``: name → what stands for it.
    """

    amounts: set[CellRef] = field(default_factory=set)
    deciding: set[CellRef] = field(default_factory=set)
    levels: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def plan_masks(workbook: Workbook, forms: Iterable[CheckedForm]) -> Plan:
    """The plan for a workbook with these forms; without any, every number is an amount."""
    plan = Plan()
    for checked in forms:
        form = checked.form
        for attribute, kind in _KINDS:
            _add_name(plan, kind, getattr(form, attribute).raw)
        for row in form.funding:
            plan.amounts.update(_places(row.initial, row.budget, row.executed))
            plan.deciding.update(_places(row.rate, row.points, row.score))
            _fill(plan, workbook, row.reason)
            _add_other_amounts(plan, workbook, form.sheet, row.row)
        texts = (*(one.text for one in form.remarks), *(one.text for one in form.narratives))
        for entry in (form.goal, form.achieved, *texts):
            _fill(plan, workbook, entry)
        plan.amounts.update(_places(form.amount))
        for figure in form.figures:
            values = _places(figure.planned, figure.actual, figure.last)
            (plan.amounts if _prints_money(workbook, form.sheet, figure.row) else plan.deciding).update(values)
        for indicator in form.indicators:
            _plan_indicator(plan, workbook, indicator)
        _keep_words(plan, workbook, form)
        plan.deciding.update(_places(form.total.points, form.total.score, form.grade, form.year))
        plan.deciding.update(block.cell for block in form.blocks)
    plan.amounts -= plan.deciding
    return plan


def _add_name(plan: Plan, kind: str, raw: str) -> None:
    for name in {raw.strip(), _SPACE.sub("", raw)}:
        if len(name) >= _SHORTEST_NAME and _LETTERS.search(name) and name not in plan.names:
            same = [known for text, known in plan.names.items() if _SPACE.sub("", text) == _SPACE.sub("", raw)]
            number = len({known for known in plan.names.values() if known.startswith(kind)})
            plan.names[name] = same[0] if same else stand_in(kind, number) + _noticed(raw)


def _noticed(name: str) -> str:
    """What a rule would find in a name, without the name: a telephone, a stand-in left for a word."""
    return long_numbers(name) + "".join(_STAND_IN.findall(name)[:1])


def _prints_money(workbook: Workbook, name: str, row: int) -> bool:
    """Whether a row of 基础数据 prints 元, 万元 … as the unit of its figures, or none beside the name of an expense."""
    cells = next((sheet.cells for sheet in workbook.sheets if sheet.name == name), {})
    texts = [cell.value for (number, _), cell in cells.items() if number == row and isinstance(cell.value, str)]
    if any(_MONEY_UNIT.search(text) for text in texts):
        return True
    return len(texts) == 1 and _EXPENSE.search(texts[0]) is not None


def _keep_words(plan: Plan, workbook: Workbook, form: SelfEvaluation) -> None:
    """Labels, titles and whatever else stands in the rows of a form: by these it is recognised."""
    for sheet in workbook.sheets:
        if sheet.name == form.sheet:
            for (row, _), cell in sheet.cells.items():
                if isinstance(cell.value, str) and form.first_row <= row <= form.last_row:
                    plan.levels.setdefault(cell.value, FIGURES)


def _add_other_amounts(plan: Plan, workbook: Workbook, name: str, row: int) -> None:
    """Columns of the funds block that are not read (到位数, 调整数) hold money as well."""
    for sheet in workbook.sheets:
        if sheet.name == name:
            numbers = (place for place, cell in sheet.cells.items() if place[0] == row and _is_plain_number(cell))
            plan.amounts.update(CellRef(name, *place) for place in numbers)


def _is_plain_number(cell: Cell) -> bool:
    return isinstance(cell.value, Decimal) and not cell.is_percent


def _plan_indicator(plan: Plan, workbook: Workbook, row: Indicator) -> None:
    plan.deciding.update(_places(row.points, row.score))
    target = row.target.value
    values = [*_places(row.target, row.actual, *row.target_cells)]
    if target is not None and _is_money(target.unit):
        actual = row.actual.value
        other = actual is not None and actual.unit is not None and not _is_money(actual.unit)
        plan.amounts.update(place for place in values if not (other and place == row.actual.cell))
    plan.deciding.update(place for place in values if place not in plan.amounts)
    _fill(plan, workbook, row.note)
    for entry in (row.category, row.subcategory, row.name, row.target, row.actual):
        for text in _texts(workbook, entry):
            plan.levels[text] = FIGURES  # these decide on the reading of the row, whatever else the text stands for


def _is_money(unit: Unit | None) -> bool:
    """Money beyond doubt: 块 counts flower beds as well."""
    return unit is not None and unit.dimension.startswith("money") and unit.text != "块"


def _fill(plan: Plan, workbook: Workbook, entry: Entry[str]) -> None:
    """A free text: nothing of it stays, unless a finding depends on it."""
    for text in _texts(workbook, entry):
        plan.levels.setdefault(text, FILLED)


def _texts(workbook: Workbook, entry: Entry[Any]) -> Iterator[str]:
    cell = workbook.cell(entry.cell) if entry.cell else None
    if cell is not None and isinstance(cell.value, str):
        yield cell.value


def _places(*entries: Entry[Any]) -> Iterator[CellRef]:
    for entry in entries:
        if entry.cell is not None:
            yield entry.cell
