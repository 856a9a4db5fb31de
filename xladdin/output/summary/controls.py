"""控制总数 on the 封面: what came in against what the sheets hold, to the cent, compared by live formulas."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from xladdin.output.sheets.page import Entry, Live, Page
from xladdin.output.sheets.table import NUMBER
from xladdin.output.summary import departments, merged
from xladdin.output.summary.grade_cells import Cells
from xladdin.output.summary.refused import SHEET
from xladdin.output.summary.words import BUDGET, EXECUTED, INITIAL

if TYPE_CHECKING:
    from xladdin.model import Control, FormLine, Summary
    from xladdin.output.sheets.styles import Styles
    from xladdin.output.sheets.table import Table
    from xladdin.output.summary.plan import Plan

_AGREES, _DIFFERS = "一致", "不一致"
#: Keys of the controls that weigh what came in against what was merged and refused.
_INTAKE = ("files", "forms", "rows", "budget", "executed")
_FUNDS = {"initial": INITIAL, "budget": BUDGET, "executed": EXECUTED}


class _Sides(NamedTuple):
    """Both sides of a control as formulas; None where no sheet shows the figure line by line."""

    left: str | None
    right: str | None


def write_controls(page: Page, styles: Styles, summary: Summary, plan: Plan) -> None:
    """Two small tables: what came in = merged + refused, and one sheet against another."""
    first = page.row
    page.headings("收到＝已汇总＋未汇总", "收到", "已汇总", "未汇总", "差额", "核对")
    for control in summary.controls:
        if control.key in _INTAKE:
            _write_intake(page, summary, plan, control)
    page.headings(Entry("表间核对", "heading", 2), "左边", "右边", "差额", "核对")
    for control in summary.controls:
        if control.key not in _INTAKE:
            _write_comparison(page, control, _sides(control, summary, plan))
    differs = {"type": "cell", "criteria": "==", "value": f'"{_DIFFERS}"', "format": styles.look("wrong")}
    page.sheet.conditional_format(first, 5, page.row - 1, 5, differs)


def _write_intake(page: Page, summary: Summary, plan: Plan, control: Control) -> None:
    merged_value, merged_formula, refused_formula = _taken(control.key, summary, plan)
    style = "amount" if control.key in _FUNDS else "count"
    row = page.row + 1
    left_out = control.right - merged_value
    page.entries(
        Entry(control.equation.partition("＝")[0], "label"),
        Entry(control.left, style),
        Entry(Live(merged_formula, merged_value) if merged_formula else merged_value, style),
        Entry(Live(refused_formula, left_out) if refused_formula else left_out, style),
        Entry(Live(f"ROUND(B{row}-C{row}-D{row},6)", control.left - control.right), style),
        _verdict(row, control),
    )


def _taken(key: str, summary: Summary, plan: Plan) -> tuple[Decimal, str, str]:
    """What was merged, the formula that gives it, and the formula that gives what was refused."""
    refused, beyond = plan.refused, _beyond(summary)
    if key in _FUNDS:
        heading = _FUNDS[key]
        own: Decimal = getattr(summary.totals, key)
        merged_funds = own + sum((line.amount(key) or Decimal(0) for line in beyond), Decimal(0))
        return merged_funds, f"SUM({_of_all_kinds(summary, plan, heading)})", f"SUM({plan.ranges(refused, heading)})"
    if key == "forms":
        counted = f"COUNT({_of_all_kinds(summary, plan, NUMBER)})"
        return Decimal(len(summary.lines) + len(beyond)), counted, f"COUNTA({plan.ranges(refused, SHEET)})"
    if key == "rows":
        other = _rows_beyond(summary)
        counted = f"COUNT({plan.ranges(plan.details, NUMBER)})" + (f"+{other}" if other else "")
        return Decimal(len(summary.indicators) + other), counted, ""
    return Decimal(summary.merged), "", ""


def _beyond(summary: Summary) -> list[FormLine]:
    """The forms of kinds that 汇总表 does not hold."""
    return [line.form for section in summary.sections if section.kind != summary.kind for line in section.lines]


def _rows_beyond(summary: Summary) -> int:
    """How many indicator rows of such kinds were merged."""
    groups = [group for section in summary.sections if section.kind != summary.kind for group in section.groups]
    return sum(len(row.contributors) for group in groups for row in group.indicators)


def _of_all_kinds(summary: Summary, plan: Plan, heading: str) -> str:
    """The cells of a column of 汇总表 and of the sheets of the other kinds that have it."""
    sections = zip(summary.sections, plan.kinds, strict=False)  # behind the forms of the kinds stand other tables
    tables = [filled.table for section, filled in sections if section.kind != summary.kind]
    with_heading = [table for table in tables if heading == NUMBER or table.has(heading)]
    return ",".join(plan.ranges(table, heading) for table in (plan.forms, *with_heading))


def _write_comparison(page: Page, control: Control, sides: _Sides) -> None:
    style = "amount" if "万元" in control.equation else "count"
    row = page.row + 1
    page.entries(
        Entry(control.equation, "label", 2),
        Entry(Live(sides.left, control.left) if sides.left else control.left, style),
        Entry(Live(sides.right, control.right) if sides.right else control.right, style),
        Entry(Live(f"ROUND(C{row}-D{row},6)", control.left - control.right), style),
        _verdict(row, control),
    )


def _verdict(row: int, control: Control) -> Entry:
    return Entry(Live(f'IF(E{row}=0,"{_AGREES}","{_DIFFERS}")', _AGREES if control.agrees else _DIFFERS), "centre")


def _sides(control: Control, summary: Summary, plan: Plan) -> _Sides:
    """Both sides by the key of the control: ``grades``, or the sheet and the fund (``department_budget``)."""
    if control.key == "grades":
        return _Sides(
            f"COUNT({plan.ranges(plan.forms, NUMBER)})", f"SUM({Cells(summary).grades('B').removeprefix('=')})"
        )
    group, _, what = control.key.partition("_")
    tables: dict[str, tuple[Table[Any], str]] = {
        "subproject": (plan.merged, merged.FORMS),
        "department": (plan.departments, departments.FORMS),
    }
    if group not in tables:
        return _Sides(None, None)
    table, forms = tables[group]
    if what == "forms":
        return _Sides(f"COUNT({plan.ranges(plan.forms, NUMBER)})", f"SUM({plan.ranges(table, forms)})")
    heading = _FUNDS[what]
    return _Sides(f"SUM({plan.ranges(plan.forms, heading)})", f"SUM({plan.ranges(table, heading)})")
