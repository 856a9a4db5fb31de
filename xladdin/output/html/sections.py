"""A form with its findings as a template draws it: plain texts, and at each cell the numbers of its findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from xladdin.model import CheckedFile, CheckedForm, Finding, Severity
from xladdin.output.findings_text import places, reading_order
from xladdin.output.form_json import plain
from xladdin.output.html.cells import CellView, Marks, spanned

if TYPE_CHECKING:
    from decimal import Decimal

    from xladdin.model import Due, Entry, FundRow, Indicator

_FUND_COLUMNS = (
    ("initial", "年初预算数"),
    ("budget", "全年预算数"),
    ("executed", "全年执行数"),
    ("rate", "执行率"),
    ("points", "分值"),
    ("score", "得分"),
    ("reason", "原因"),
)
_INDICATOR_HEADINGS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "应得分",
    "偏差原因分析及改进措施",
)
_DUE = "应得分"

Row = list[CellView]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in the list beside its form; ``target`` is the anchor of its cell where that one is drawn."""

    number: int
    anchor: str
    target: str
    place: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Table:
    """A part of a form."""

    caption: str
    headings: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Section:
    """One form, or the findings of a file or between files; ``severity`` is that of the gravest finding."""

    anchor: str
    file: str
    sheet: str
    department: str
    unit: str
    project: str
    scheme: str
    severity: Severity
    tables: tuple[Table, ...]
    findings: tuple[FindingView, ...]

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings of each severity; only those that occur."""
        found = [view.finding.severity for view in self.findings]
        return {severity: found.count(severity) for severity in Severity if severity in found}


def form_section(anchor: str, checked: CheckedFile, form: CheckedForm) -> Section:
    """The section of a form; the findings of a file that holds no other form stand with them."""
    own = (*checked.findings, *form.findings) if len(checked.forms) == 1 else form.findings
    marks = Marks(anchor, sorted(own, key=reading_order))
    tables = [draw(form, marks) for draw in (_head, _funding, _goals, _indicators, _closing)]
    one, scheme = form.form, form.choice.scheme
    return Section(
        anchor=anchor,
        file=str(checked.path),
        sheet=one.sheet,
        department=one.department.raw,
        unit=one.unit.raw or one.department.raw,
        project=one.project.raw,
        scheme=f"{scheme.name}（{scheme.key}），{form.choice.why}",
        severity=_gravest(own),
        tables=tuple(table for table in tables if table.rows),
        findings=_findings(marks),
    )


def bare_section(anchor: str, file: str, title: str, findings: Iterable[Finding]) -> Section:
    """The section of findings that belong to no form."""
    marks = Marks(anchor, sorted(findings, key=reading_order))
    severity = _gravest(marks.findings)
    return Section(anchor, file, "", "", title, "", "", severity, (), _findings(marks))


def _gravest(findings: Iterable[Finding]) -> Severity:
    return min((finding.severity for finding in findings), key=lambda one: one.rank, default=Severity.NOTE)


def _findings(marks: Marks) -> tuple[FindingView, ...]:
    return tuple(
        FindingView(number, f"{marks.anchor}-{number}", marks.target(finding), places(finding), finding)
        for number, finding in enumerate(marks.findings, 1)
    )


def _head(form: CheckedForm, marks: Marks) -> Table:
    one = form.form
    fields: tuple[tuple[str, Entry[Any]], ...] = (
        ("项目名称", one.project),
        ("主管部门", one.department),
        ("实施单位", one.unit),
        ("年度", one.year),
    )
    cells = [[CellView(label, "label"), marks.cell(entry)] for label, entry in fields]
    if one.year.value is not None:  # its cell often is the title of the form
        cells[3][1] = replace(cells[3][1], text=str(one.year.value))
    return Table("项目", (), [[*cells[0], *cells[3]], [*cells[1], *cells[2]]])


def _funding(form: CheckedForm, marks: Marks) -> Table:
    rows = form.form.funding
    columns = [(name, heading) for name, heading in _FUND_COLUMNS if any(getattr(r, name).has_place for r in rows)]
    scored = any(name == "score" for name, _ in columns)
    headings = ("项目资金", *(heading for _, heading in columns), *((_DUE,) if scored else ()))
    amount = form.form.amount_unit.value or form.choice.scheme.amount_unit
    due = form.due.execution.score
    drawn = [_fund_row(row, [name for name, _ in columns], due, marks, scored=scored) for row in rows]
    return Table(f"项目资金（{amount}）", headings, drawn)


def _fund_row(row: FundRow, columns: list[str], due: Decimal | None, marks: Marks, *, scored: bool) -> Row:
    cells = [CellView(row.label, "label")]
    cells += [marks.cell(getattr(row, name), "" if name == "reason" else "number") for name in columns]
    if scored:
        cells.append(_due(due, row.score.value) if row.source == "total" else CellView("", "number"))
    return cells


def _goals(form: CheckedForm, marks: Marks) -> Table:
    one = form.form
    if not (one.goal.has_place or one.achieved.has_place):
        return Table("", (), [])
    return Table("年度总体目标", ("预期目标", "实际完成情况"), [[marks.cell(one.goal), marks.cell(one.achieved)]])


def _indicators(form: CheckedForm, marks: Marks) -> Table:
    pairs = zip(form.form.indicators, form.due.indicators, strict=True)
    rows = spanned([_indicator_row(row, due, marks) for row, due in pairs], columns=2)
    total = form.form.total
    if total.row is not None:
        stated = (marks.cell(total.points, "number"), marks.cell(total.score, "number"))
        due_total = _due(form.due.due_total, total.score.value)
        rows.append([CellView("总分", "label", columns=5), *stated, due_total, CellView()])
    return Table("绩效指标", _INDICATOR_HEADINGS, rows)


def _indicator_row(row: Indicator, due: Due, marks: Marks) -> Row:
    return [
        marks.cell(row.category),
        marks.cell(row.subcategory),
        marks.cell(row.name),
        marks.cell(row.target, extra=[entry.cell for entry in row.target_cells]),
        marks.cell(row.actual),
        marks.cell(row.points, "number"),
        marks.cell(row.score, "number"),
        CellView("") if row.is_subrow else _due(due.score, row.score.value, due.explanation),
        marks.cell(row.note),
    ]


def _due(due: Decimal | None, stated: Decimal | None, why: str = "") -> CellView:
    """What the scheme gives; set off where something else is stated."""
    kind = "number due" if due is None or due == stated else "number due differs"
    return CellView(plain(due) or "—", kind, title=why)


def _closing(form: CheckedForm, marks: Marks) -> Table:
    one = form.form
    rows = []
    if one.grade.has_place or one.grade.raw:
        due = f"（应为“{form.due.grade}”）" if form.due.grade else ""
        rows.append([CellView(f"自评等级{due}", "label"), marks.cell(one.grade)])
    rows += [[CellView(remark.label, "label"), marks.cell(remark.text)] for remark in one.remarks if remark.text.raw]
    return Table("结论与说明", (), rows)
