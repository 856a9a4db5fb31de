"""A form as it was understood, as a table on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from xladdin.model import Outcome
from xladdin.output.form_json import plain

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.model import CheckedForm

_OUTCOMES = {Outcome.MET: "达到", Outcome.MISSED: "未达到", Outcome.UNJUDGED: "无法判断"}


def print_form(path: Path, checked: CheckedForm, console: Console | None = None) -> None:
    """Print one form: its head, funds, indicators and totals. Wide tables keep their width when piped."""
    console = console or Console(highlight=False)
    if not console.is_terminal:
        console.width = 160
    form = checked.form
    console.print(f"{path} › {form.sheet}", style="bold")
    head = {
        "项目名称": form.project.raw,
        "主管部门": form.department.raw,
        "实施单位": form.unit.raw,
        "年度": str(form.year.value or ""),
        "评分方案": f"{checked.choice.scheme.key}（{checked.choice.why}）",
    }
    for label, value in head.items():
        console.print(f"  {label}：{value or '（没有填）'}", markup=False)
    console.print(_funds(checked))
    console.print(_indicators(checked))
    total, due = form.total, checked.due
    stated = f"分值{plain(total.points.value) or '—'}，得分{plain(total.score.value) or '—'}"
    grade = f"等级：{form.grade.raw or '—'}，应为{due.grade or '—'}"
    console.print(f"  总分：{stated}，应得{plain(due.due_total) or '无法判断'}；{grade}", markup=False)
    console.print()


def _funds(checked: CheckedForm) -> Table:
    amount = checked.form.amount_unit.value or "万元"
    if checked.form.unit_is_assumed:
        amount = f"表上没有写金额单位，按{amount}理解"
    table = Table(title=f"项目资金（{amount}）", title_justify="left")
    for heading in ("行", "资金", "年初预算数", "全年预算数", "全年执行数", "执行率", "应为", "分值", "得分", "应得"):
        table.add_column(heading, justify="left" if heading in {"资金"} else "right")
    for row, rate in zip(checked.form.funding, checked.due.rates, strict=True):
        due = checked.due.execution.score if row.source == "total" else None
        table.add_row(
            str(row.row),
            row.label,
            row.initial.raw,
            row.budget.raw,
            row.executed.raw,
            row.rate.raw,
            f"{rate}%" if rate is not None else "",
            row.points.raw,
            row.score.raw,
            plain(due) or "",
        )
    return table


def _indicators(checked: CheckedForm) -> Table:
    table = Table(title="绩效指标", title_justify="left", show_lines=False)
    for heading in ("行", "一级", "二级", "三级指标", "指标值", "完成值", "分值", "得分", "应得", "判断", "说明"):
        table.add_column(heading, justify="right" if heading in {"行", "分值", "得分", "应得"} else "left")
    for row, due in zip(checked.form.indicators, checked.due.indicators, strict=True):
        table.add_row(
            str(row.row),
            row.category.raw,
            row.subcategory.raw,
            row.name.raw,
            row.target.raw,
            row.actual.raw,
            row.points.raw,
            row.score.raw,
            plain(due.score) or "—",
            _OUTCOMES[due.outcome],
            row.note.raw,
        )
    return table
