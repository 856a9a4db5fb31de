"""How one figure of a form comes about, step by step: ``xladdin check --why CELL FILE``."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from xladdin.model import CellRef
from xladdin.output.findings_text import Line, describe_finding, reading_order
from xladdin.output.why_funds import explain_fund, explain_grade, explain_total
from xladdin.output.why_rows import explain_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xladdin.model import CheckedForm, Entry, FundRow, Indicator, SelfEvaluation

_DEPARTMENT = "department"  # the kind of form that names no project
_ADDRESS = re.compile(r"(?:(?P<sheet>.+)!)?\$?(?P<letters>[A-Z]{1,3})\$?(?P<row>[1-9]\d{0,6})")
_FUND_FIELDS = (
    "initial", "budget", "arrived", "executed", "rate", "share", "last", "change", "points", "score", "reason",
)  # fmt: skip
_ROW_FIELDS = ("category", "subcategory", "name", "standard", "target", "actual", "points", "score", "note")
_FIGURE_FIELDS = {"planned": "预算（计划、编制）数", "actual": "实际数", "last": "上年数"}


class Place(NamedTuple):
    """A cell as it was typed: 「G13」, 「自评表!$G$13」; ``sheet`` is "" where none was named."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return str(CellRef(self.sheet, self.row, self.column))


class _Subject(NamedTuple):
    """What stands in a cell: how it is called, the cells it is about, and its explanation."""

    title: str
    cells: frozenset[CellRef]
    explain: Callable[[CheckedForm], Iterator[Line]]


def parse_place(text: str) -> Place | None:
    """The cell that was typed, in any width and case; None where it is no address."""
    found = _ADDRESS.fullmatch(unicodedata.normalize("NFKC", text).strip().upper())
    if found is None:
        return None
    column = 0
    for letter in found["letters"]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Place((found["sheet"] or "").strip("'"), int(found["row"]), column)


def is_understood(checked: CheckedForm, address: str) -> bool:
    """Whether a cell holds something of the form that can be explained."""
    place = parse_place(address)
    return place is not None and _subject(checked, place) is not None


def explain_cell(checked: CheckedForm, address: str) -> Iterator[Line]:
    """How the figure in a cell comes about: what was read, the rule and its source, the arithmetic, the findings.

    A cell that holds nothing of the form, or a text that is no address, ends in one sentence.
    """
    form = checked.form
    place = parse_place(address)
    if place is None:
        yield Line(f"“{address}”不是单元格地址，请写成G13或“{form.sheet}!G13”这样的地址。")
        return
    subject = _subject(checked, place)
    if subject is None:
        yield Line(
            f"{place}不在读出来的自评表里：工作表“{form.sheet}”中的表在第{form.first_row}行到第{form.last_row}行。"
            "可以问指标行、资金行和总分行的格子。"
        )
        return
    unit = form.unit.raw or form.department.raw or "（单位未填）"
    project = form.project.raw or ("（项目名称未填）" if form.kind != _DEPARTMENT else "")
    yield Line(f"■ {unit}{'　' if project else ''}{project}　› {form.sheet}", "heading")
    yield Line(f"{place}　{subject.title}", "heading")
    yield from subject.explain(checked)
    findings = [one for one in checked.findings if subject.cells & {*one.cells, *((one.cell,) if one.cell else ())}]
    yield Line(f"  检查结果：{f'{len(findings)}处' if findings else '没有问题'}")
    for finding in sorted(findings, key=reading_order):
        yield from describe_finding(finding)


def _subject(checked: CheckedForm, place: Place) -> _Subject | None:
    form = checked.form
    if place.sheet and place.sheet != form.sheet.upper():
        return None
    here = CellRef(form.sheet, place.row, place.column)
    for index, row in enumerate(form.indicators):
        cells = _cells_of_row(row)
        if here in cells or _is_inside(here, cells, row.row):
            return _row_subject(row, index, cells)
    for number, fund in enumerate(form.funding):
        cells = _cells(fund, _FUND_FIELDS)
        if here in cells:
            return _fund_subject(fund, number, cells)
    return _of_the_whole(form, here)


def _cells(owner: Indicator | FundRow, fields: tuple[str, ...]) -> frozenset[CellRef]:
    entries: list[Entry[Any]] = [getattr(owner, field) for field in fields]
    return frozenset(entry.cell for entry in entries if entry.cell is not None)


def _cells_of_row(row: Indicator) -> frozenset[CellRef]:
    own = {cell for cell in _cells(row, _ROW_FIELDS) if cell.row == row.row}
    return frozenset(own | {entry.cell for entry in row.target_cells if entry.cell is not None})


def _is_inside(here: CellRef, cells: frozenset[CellRef], row: int) -> bool:
    """Whether a cell without a field of its own (merged, or an extra column) stands among those of the row."""
    columns = [cell.column for cell in cells]
    return here.row == row and bool(columns) and min(columns) <= here.column <= max(columns)


def _row_subject(row: Indicator, index: int, cells: frozenset[CellRef]) -> _Subject:
    headings = " › ".join(part for part in (row.category.raw, row.subcategory.raw) if part)
    title = f"{row.name.raw or '（名称未填）'}（{headings + '，' if headings else ''}第{row.row}行）"
    return _Subject(title, cells, lambda checked: explain_row(checked, index))


def _fund_subject(fund: FundRow, number: int, cells: frozenset[CellRef]) -> _Subject:
    return _Subject(f"{fund.label}（第{fund.row}行）", cells, lambda checked: explain_fund(checked, number))


def _of_the_whole(form: SelfEvaluation, here: CellRef) -> _Subject | None:
    """The total, the grade, or a text that is not scored."""
    if here in {form.total.points.cell, form.total.score.cell}:
        cells = frozenset(cell for cell in (form.total.points.cell, form.total.score.cell) if cell)
        return _Subject("总分", cells, explain_total)
    if here == form.grade.cell:
        return _Subject("绩效等级", frozenset({here}), explain_grade)
    texts: list[tuple[str, Entry[Any]]] = [
        ("项目名称", form.project),
        ("主管部门", form.department),
        ("实施单位", form.unit),
        ("预期目标", form.goal),
        ("实际完成情况", form.achieved),
        *((narrative.label, narrative.text) for narrative in form.narratives),
        *((remark.label, remark.text) for remark in form.remarks),
        ("项目金额", form.amount),
    ]
    for row in form.figures:
        for field, name in _FIGURE_FIELDS.items():
            if getattr(row, field).cell == here:
                what = "这一格是基础数据，共性指标由它计算，本身不计分。"
                return _text_subject(f"{row.label}·{name}", getattr(row, field), what)
    return next((_text_subject(label, entry) for label, entry in texts if entry.cell == here), None)


def _text_subject(label: str, entry: Entry[Any], what: str = "这一格不计分。") -> _Subject:
    said = f"填的是“{entry.raw}”" if entry.raw else "没有填"
    cells = frozenset({entry.cell}) if entry.cell else frozenset()
    return _Subject(label, cells, lambda _: iter([Line(f"  {said}。{what}")]))
