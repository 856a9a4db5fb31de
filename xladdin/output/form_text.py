"""A form as it was understood, as tables on a terminal: whatever was read is shown, columns nobody printed are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from xladdin.model import Outcome
from xladdin.output.form_json import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from xladdin.model import CheckedForm, Due, FundRow, Indicator, Kind, SelfEvaluation

_OUTCOMES = {Outcome.MET: "达到", Outcome.MISSED: "未达到", Outcome.UNJUDGED: "无法判断"}
_WIDTH = 160  # characters where the output is piped
_UNFILLED = "（没有填）"
#: Fields of the head that a kind does not name itself.
_HEAD = (("project", "项目名称"), ("department", "主管部门"), ("unit", "实施单位"))
_FUND_FIELDS = {
    "initial": "年初预算数",
    "budget": "全年预算数",
    "arrived": "到位数",
    "executed": "全年执行数",
    "rate": "执行率",
    "share": "占支出合计比重",
    "last": "上年执行数",
    "change": "比上年增减",
    "points": "分值",
    "score": "得分",
    "reason": "原因",
}
_BEHIND = {"rate": "应为", "score": "应得"}  # columns of ours behind those of the form
_ROW_FIELDS = {
    "category": "一级",
    "subcategory": "二级",
    "name": "三级指标",
    "standard": "评分标准",
    "target": "指标值",
    "actual": "完成值",
    "points": "分值",
    "score": "得分",
}
_LEFT = frozenset({"资金", "原因", "基础数据", *_ROW_FIELDS.values(), "判断", "说明"}) - {"分值", "得分"}


def print_form(path: Path, checked: CheckedForm, kind: Kind | None = None, console: Console | None = None) -> None:
    """Print one form: its head, funds, basic figures, indicators, totals, narratives.

    Wide tables keep their width when piped. ``kind``: the form's kind, for the words by which its paper calls things.
    """
    console = console or Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH
    form = checked.form
    console.print(f"{path} › {form.sheet}", style="bold", markup=False)
    for label, value in _head(checked, kind):
        console.print(f"  {label}：{value}", markup=False)
    for table in (_funds(checked), _figures(form), _indicators(checked)):
        if table.row_count:
            console.print(table)
    console.print(f"  {_total(checked)}", markup=False)
    for label, text in _texts(form):
        console.print(f"  {label}：{text}", markup=False)
    console.print()


def _head(checked: CheckedForm, kind: Kind | None) -> Iterator[tuple[str, str]]:
    form = checked.form
    own = dict(kind.fields) if kind else {}
    if kind:
        yield "表种", f"{kind.name}（{kind.key}）"
    for field, label in own.items() if own else _HEAD:
        if field in {"project", "department", "unit"}:
            yield label, getattr(form, field).raw or _UNFILLED
        elif field == "amount":
            yield label, _amount(form)
    for field, label in _HEAD:
        if own and field not in own and (raw := getattr(form, field).raw):
            yield label, raw
    for label, entry in (("二级项目", form.subproject), ("地区", form.region)):
        if entry.raw:
            yield label, entry.raw
    yield "年度", str(form.year.value or _UNFILLED)
    yield "评分方案", f"{checked.choice.scheme.key}（{checked.choice.why}）"


def _amount(form: SelfEvaluation) -> str:
    raw = form.amount.raw or _UNFILLED
    return f"{raw}{form.amount_unit.value or '万元'}" if form.amount.is_number else raw


def _funds(checked: CheckedForm) -> Table:
    form = checked.form
    amount = form.amount_unit.value or "万元"
    if form.unit_is_assumed:
        amount = f"表上没有写金额单位，按{amount}理解"
    labels = _FUND_FIELDS | dict(checked.choice.scheme.template.fund_columns)
    fields = [name for name in _FUND_FIELDS if any(getattr(row, name).has_place for row in form.funding)]
    columns = [column for name in fields for column in (labels[name], _BEHIND.get(name, "")) if column]
    table = _table(f"项目资金（{amount}）", ["行", "资金", *columns])
    for row, rate in zip(form.funding, checked.due.rates, strict=True):
        ours = {"rate": f"{rate}%" if rate is not None else "", "score": _due_of_funds(checked, row)}
        values = [
            value
            for name in fields
            for value in ((getattr(row, name).raw, ours[name]) if name in ours else (getattr(row, name).raw,))
        ]
        table.add_row(str(row.row), row.label, *values)
    return table


def _due_of_funds(checked: CheckedForm, row: FundRow) -> str:
    return plain(checked.due.execution.score) or "" if row.source == "total" and row.points.has_place else ""


def _figures(form: SelfEvaluation) -> Table:
    table = _table("基础数据", ["行", "基础数据", "预算（计划、编制）数", "实际数", "上年数"])
    for row in form.figures:
        table.add_row(str(row.row), row.label, row.planned.raw, row.actual.raw, row.last.raw)
    return table


def _indicators(checked: CheckedForm) -> Table:
    rows = checked.form.indicators
    fields = [name for name in _ROW_FIELDS if name in {"name", "score"} or any(getattr(one, name).raw for one in rows)]
    columns: list[tuple[str, Callable[[Indicator, Due], str]]] = [("行", lambda row, _: str(row.row))]
    columns += [(_ROW_FIELDS[name], _reader(name)) for name in fields]
    columns.append(("应得", lambda _, due: plain(due.score) or "—"))
    if any(due.rate is not None for due in checked.due.indicators):
        columns.append(("按基础数据", lambda _, due: f"{due.rate}%" if due.rate is not None else ""))
    columns += [("判断", lambda _, due: _OUTCOMES[due.outcome]), ("说明", lambda row, _: row.note.raw)]
    table = _table("绩效指标", [heading for heading, _ in columns])
    for row, due in zip(rows, checked.due.indicators, strict=True):
        table.add_row(*(value(row, due) for _, value in columns))
    return table


def _reader(name: str) -> Callable[[Indicator, Due], str]:
    """Tells what a row has in one field, as printed."""
    return lambda row, _: str(getattr(row, name).raw)


def _table(title: str, headings: list[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading, justify="left" if heading in _LEFT else "right")
    return table


def _total(checked: CheckedForm) -> str:
    form, due = checked.form, checked.due
    points, score = plain(form.total.points.value), plain(form.total.score.value)
    of = f"分值{points or '—'}，" if points or form.indicators else ""
    stated = f"总分：{of}得分{score or '—'}"
    if form.indicators:
        stated += f"，应得{plain(due.due_total) or '无法判断'}"
    return f"{stated}；等级：{form.grade.raw or '—'}，应为{due.grade or '—'}"


def _texts(form: SelfEvaluation) -> Iterator[tuple[str, str]]:
    """The narratives as the form labels them, then its other texts; what is told once is not told again."""
    told = {one.text.cell for one in form.narratives}
    for label, entry in (("年度总体目标", form.goal), ("实际完成情况", form.achieved)):
        if entry.has_place and entry.cell not in told:
            yield label, entry.raw or _UNFILLED
            told.add(entry.cell)
    for narrative in form.narratives:
        yield narrative.label, narrative.text.raw or _UNFILLED
    for remark in form.remarks:
        if remark.text.cell not in told:
            yield remark.label, remark.text.raw or _UNFILLED
