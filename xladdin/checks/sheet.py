"""W 工作簿: the sheet a form stands in (W110, W111): cells that were overwritten, rows and columns that are hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xladdin.checks.facts import Facts
from xladdin.checks.rows import name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.model import JUDGE, CellRef, Entry, Outcome, Severity, Sheet, column_letters


@rule("W110", Severity.WARNING)
def computed_cell_overwritten(facts: Facts) -> Iterator[Issue]:
    """空白表中由公式计算的单元格被改成了填写的数字。

    只查本工具生成的空白表（由已公开的报告导入的不查）；公式全部转为数值后报送的文件不提示。

    依据：本工具的约定：执行率、得分、总分由表中的公式计算，改成数字后，别的格再改动，它不会跟着变。
    反例：总分一格的公式被改成了“98”，其他计算格仍是公式。
    正例：计算格保持公式不动。
    """
    if facts.form.template is None or facts.form.template.is_import:  # a published figure stands there on purpose
        return
    for computed in (_computed(facts), _computed_scores(facts)):
        if any(entry.formula for _, entry in computed):
            for label, entry in computed:
                if entry.formula is None and entry.value is not None:
                    yield issue(
                        entry,
                        label,
                        f"这一格本应由公式计算，现在是填写的“{entry.raw}”，其他格改动后它不会跟着变。",
                        do="请恢复公式：从同一份空白表复制这一格，或撤销修改",
                    )


def _computed(facts: Facts) -> list[tuple[str, Entry[Any]]]:
    """The cells that every blank form of ours computes: rates, the execution score, the totals."""
    form, total = facts.form, facts.form.funds_total
    cells: list[tuple[str, Entry[Any]]] = [(row.label, row.rate) for row in form.funding]
    if total is not None:
        cells.append((total.label, total.score))
    return [*cells, ("总分", form.total.points), ("总分", form.total.score)]


def _computed_scores(facts: Facts) -> list[tuple[str, Entry[Any]]]:
    """Scores of the rows that a formula can work out; a person gives the others.

    A person also scores inserted rows, which have no formulas, and rows in which the form itself asks for it.
    """
    beside = _formulas_beside(facts)
    return [
        (name_of(row), row.score)
        for row, due in facts.rows
        if due.outcome is not Outcome.UNJUDGED
        and due.lowest is None
        and not (beside and (row.row not in beside or JUDGE in beside[row.row]))
    ]


def _formulas_beside(facts: Facts) -> dict[int, set[str]]:
    """Row → what the formulas right of the printed columns show; empty for a form without such columns."""
    form = facts.form
    last = max((cell.column for _, cell in form.headers), default=0)
    shown: dict[int, set[str]] = {}
    for sheet in facts.workbook.sheets:
        if sheet.name == form.sheet:
            for (row, column), cell in sheet.cells.items():
                if column > last and cell.formula is not None:
                    shown.setdefault(row, set()).add(cell.text)
    return shown


@rule("W111", Severity.WARNING)
def hidden_inside_the_form(facts: Facts) -> Iterator[Issue]:
    """自评表中有隐藏的行或列。

    只查有内容的行和列；表格以外的辅助列不提示。

    依据：本工具的约定：隐藏的行列照样读取、照样计入合计，打印出来却看不见。
    反例：一行指标被隐藏，打印的表上分值相加只有90分。
    正例：取消隐藏，或把不用的行列删除。
    """
    sheet = next((sheet for sheet in facts.workbook.sheets if sheet.name == facts.form.sheet), None)
    if sheet is None or not (sheet.hidden_rows or sheet.hidden_columns):
        return
    rows, columns = _hidden(facts, sheet)
    places = [
        CellRef(sheet.name, row, column) for row, column in (*rows.items(), *((r, c) for c, r in columns.items()))
    ]
    if places:
        which = [f"第{row}行" for row in rows] + [f"{column_letters(column)}列" for column in columns]
        yield issue(
            places[0],
            "隐藏的行列",
            f"表中{'、'.join(which)}是隐藏的，里面有内容，已照常读取。",
            do="请取消隐藏；不用的行列请删除，并核对合计",
            cells=tuple(places),
        )


def _hidden(facts: Facts, sheet: Sheet) -> tuple[dict[int, int], dict[int, int]]:
    """Hidden rows and columns of the form that hold something, each with the first place where it does."""
    form = facts.form
    printed = [cell.column for _, cell in form.headers]
    first, last = min(printed, default=1), max(printed, default=0)
    rows: dict[int, int] = {}
    columns: dict[int, int] = {}
    for row, column in sorted(sheet.cells):
        if form.first_row <= row <= form.last_row and first <= column <= last:
            if row in sheet.hidden_rows:
                rows.setdefault(row, column)
            elif column in sheet.hidden_columns:
                columns.setdefault(column, row)
    return rows, columns
