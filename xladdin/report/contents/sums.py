"""Amounts, rates and counts of running text for the funds and basic figures of a form, each with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xladdin.model import Figure, Kind, Report, Role
from xladdin.report.contents.lexicon import bare, lists, word
from xladdin.report.figures.roles import clause_of
from xladdin.report.figures.scan import half_width
from xladdin.report.lexicon import pattern

_WAN = Decimal(10_000)
_TOTAL = "total"
_ITEM = "item"
_COLUMNS = {Role.PLANNED: "planned", Role.EARLIER: "last", Role.AMOUNT: "actual", Role.RATE: "actual"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a figure says: row and column of the funds, or of the basic figures; value as a form has it.

    ``row``: the source of a fund row, 「item:名称」 for a single project, or the key of a basic figure.
    """

    row: str
    column: str
    label: str
    value: Decimal
    figure: Figure


def fund_figures(report: Report, kind: Kind) -> Iterator[Said]:
    """The figures that name a column of the funds, of the whole or of a row that they name; in 万元 and percent."""
    reading = _Funds(kind)
    for sentence in report.sentences:
        reading.column = reading.row = ""
        reading.is_elsewhere = False
        for figure in sentence.figures:
            yield from reading.read(figure)
    yield from _items(report, kind)


class _Funds:
    """The column that the sentence speaks of, and the row that the figure before named."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind.key
        self._rows = [one for one in lists()["fund_rows"] if kind.key in one["kinds"]]
        self._columns = [one for one in lists()["fund_columns"] if kind.key in one.get("kinds", [kind.key])]
        self.column = self.row = ""
        self.is_elsewhere = False  # the sentence has come to speak of 三公经费 or the like

    def read(self, figure: Figure) -> Iterator[Said]:
        """What the figure says of the funds, if anything."""
        if figure.approximate or figure.unit is None:
            return
        clause = half_width(clause_of(figure.lead))
        self.is_elsewhere = self.is_elsewhere or bool(re.search(lists()["part"]["stays"], clause))
        if figure.dimension == "money" and figure.role in (Role.AMOUNT, Role.PLANNED, Role.EARLIER):
            yield from self._amount(figure, clause)
        elif figure.role is Role.SHARE and self.row and re.search(lists()["share"]["of_total"], clause):
            yield self._said(self.row, "share", figure, figure.value)
        elif figure.role is Role.RATE and _is_execution(clause):
            yield self._said(_TOTAL, "rate", figure, figure.value)

    def _amount(self, figure: Figure, clause: str) -> Iterator[Said]:
        row = self._row_of(figure)
        if figure.role is Role.EARLIER:
            if row or self.row:
                yield self._said(row or self.row, "last", figure, figure.base / _WAN)
            return
        column = self._column_of(clause)
        self.row = row
        if row:
            column = column or self.column or ("executed" if self._kind == lists()["plain"]["kind"] else "")
            if column and not re.search(lists()["part"]["of_row"], clause):
                yield self._said(row, column, figure, figure.base / _WAN)
        elif column and not self.is_elsewhere and not re.search(lists()["part"]["words"], clause):
            self.column = column
            yield self._said(_TOTAL, column, figure, figure.base / _WAN)

    def _said(self, row: str, column: str, figure: Figure, value: Decimal) -> Said:
        own = lists().get(f"columns_{self._kind}", {})
        name = own.get(column) or word("columns", column)
        return Said(row, column, word("wording", "funds", row=word("rows", row), column=name), value, figure)

    def _row_of(self, figure: Figure) -> str:
        """The row that the figure's own words name; empty where they name none."""
        named = (one for one in self._rows if re.search(f"(?:{one['subject']})$", figure.subject))
        return next((str(one["source"]) for one in named), "")

    def _column_of(self, clause: str) -> str:
        """The column that the words nearest to the figure mean."""
        found = [
            (match.end(), -number, str(one["column"]))
            for number, one in enumerate(self._columns)
            for match in re.finditer(one["words"], clause)
        ]
        return max(found)[2] if found else ""


def _is_execution(clause: str) -> bool:
    return bool(pattern("match", "execution").search(clause)) and not re.search(lists()["rate"]["other"], clause)


def _items(report: Report, kind: Kind) -> Iterator[Said]:
    """The single projects of which a department's 项目支出 is made, where they add up to it."""
    if kind.key != lists()["plain"]["kind"]:
        return
    whole = re.compile(f"(?:{lists()['plain']['items_of']})$")
    for one in report.sums:
        if whole.search(one.total.subject) and one.holds and all(part.subject for part in one.parts):
            for part in one.parts:
                label = word("wording", "funds", row=part.subject, column=word("columns", "executed"))
                yield Said(f"{_ITEM}:{part.subject}", "executed", label, part.base / _WAN, part)
            return


def basic_figures(report: Report, kind: Kind) -> Iterator[Said]:
    """The figures whose own words name a line of 基础数据, in the unit of that line."""
    for figure, before in _in_sentences(report):
        if figure.unit is None or figure.approximate or not figure.subject:
            continue
        line, column = _line_of(figure, kind)
        if line is None and before is not None and re.fullmatch(lists()["plain"]["spent"], bare(figure.subject)):
            line, column = _line_of(before, kind)[0], "actual"
        if line is None or not _fits(figure, line.unit) or column not in line.columns:
            continue
        value = figure.base / _WAN if figure.dimension == "money" else figure.value
        label = word("wording", "funds", row=line.label, column=word("columns", column))
        yield Said(line.key, column, label, value, figure)


def _in_sentences(report: Report) -> Iterator[tuple[Figure, Figure | None]]:
    """Every figure with the one before it in its sentence: 「“三公”经费预算12万元，实际支出10万元」."""
    for sentence in report.sentences:
        yield from zip(sentence.figures, (None, *sentence.figures), strict=False)


def _line_of(figure: Figure, kind: Kind) -> tuple[Any, str]:
    """The line and the column that the figure's own words name."""
    subject = bare(figure.subject)
    keys = {line.key: line for line in kind.figures}
    for one in lists()["figure_words"]:
        if one["key"] in keys and re.search(f"(?:{one['subject']})$", subject):
            return keys[one["key"]], one["column"]
    for line in kind.figures:
        names = (bare(name) for name in (line.label, *line.words))
        if any(len(name) > 1 and subject.endswith(name) for name in names):
            return line, _COLUMNS.get(figure.role, "")
    return None, ""


def _fits(figure: Figure, unit: str) -> bool:
    assert figure.unit is not None
    if unit == "万元":
        return figure.dimension == "money"
    return figure.dimension == "ratio" if unit == "%" else figure.unit.text in {unit, *lists()["plain"]["counted"]}
