"""Amounts, rates and counts of running text for the funds and basic figures of a form, each with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xladdin.model import Figure, Kind, Report, Role
from xladdin.report.contents.lexicon import bare, lists, word
from xladdin.report.figures.roles import clause_of
from xladdin.report.lexicon import pattern

_WAN = Decimal(10_000)
_TOTAL = "total"
_COLUMNS = {Role.PLANNED: "planned", Role.EARLIER: "last", Role.AMOUNT: "actual", Role.RATE: "actual"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a figure says: row and column of the funds, or of the basic figures; value as a form has it."""

    row: str
    column: str
    label: str
    value: Decimal
    figure: Figure


def fund_figures(report: Report) -> Iterator[Said]:
    """The figures that name a column of the funds, of the whole or of a row that they name; in 万元 and percent."""
    named = ""
    for figure in report.figures:
        if figure.approximate or figure.unit is None:
            continue
        clause = clause_of(figure.lead)
        row = _row(figure)
        if figure.dimension == "money" and figure.role in (Role.AMOUNT, Role.PLANNED, Role.EARLIER):
            named = row
            column = _column(clause, figure) if row == _TOTAL or not _is_part(clause) else ""
            column = column or ("executed" if row != _TOTAL and not _is_part(clause) else "")
            if column and (row != _TOTAL or not _is_part(clause)):
                yield _said(row, column, figure, figure.base / _WAN)
        elif figure.role is Role.SHARE and named not in ("", _TOTAL):
            yield _said(named, "share", figure, figure.value)
        elif figure.role is Role.RATE and pattern("match", "execution").search(clause):
            yield _said(_TOTAL, "rate", figure, figure.value)


def _said(row: str, column: str, figure: Figure, value: Decimal) -> Said:
    label = word("wording", "funds", row=word("rows", row), column=word("columns", column))
    return Said(row, column, label, value, figure)


def _row(figure: Figure) -> str:
    """The row that the figure's own words name; the total where they name none."""
    for one in lists()["fund_rows"]:
        if re.search(f"(?:{one['subject']})$", figure.subject):
            return str(one["source"])
    return _TOTAL


def _is_part(clause: str) -> bool:
    return re.search(lists()["part"]["words"], clause) is not None


def _column(clause: str, figure: Figure) -> str:
    """The column that the words nearest to the figure mean."""
    if figure.role is Role.EARLIER:
        return "last"
    found = [
        (match.end(), -number, str(one["column"]))
        for number, one in enumerate(lists()["fund_columns"])
        for match in re.finditer(one["words"], clause)
    ]
    return max(found)[2] if found else ""


def basic_figures(report: Report, kind: Kind) -> Iterator[Said]:
    """The figures whose own words name a line of 基础数据, in the unit of that line."""
    lines = [(bare(one), line) for line in kind.figures for one in (line.label, *line.words)]
    for figure in report.figures:
        if figure.unit is None or figure.approximate or not figure.subject:
            continue
        subject = bare(figure.subject)
        line = next((line for name, line in lines if len(name) > 1 and subject.endswith(name)), None)
        if line is None or not _fits(figure, line.unit):
            continue
        column = {Role.PLANNED: "planned", Role.EARLIER: "last", Role.AMOUNT: "actual", Role.RATE: "actual"}.get(
            figure.role, ""
        )
        if column in line.columns:
            value = figure.base / _WAN if figure.dimension == "money" else figure.value
            label = word("wording", "funds", row=line.label, column=word("columns", column))
            yield Said(line.key, column, label, value, figure)


def _fits(figure: Figure, unit: str) -> bool:
    assert figure.unit is not None
    if unit == "万元":
        return figure.dimension == "money"
    return figure.dimension == "ratio" if unit == "%" else figure.unit.text in {unit, "名", "个", "件"}
