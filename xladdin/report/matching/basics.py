"""What the other kinds of forms hold beside funds and indicators: 基础数据 of a department, 项目金额 of a card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xladdin.model import BasicFigure, Entry, Figure, Match, Report, Role, SelfEvaluation
from xladdin.report.figures.roles import clause_of, in_context
from xladdin.report.lexicon import pattern, section
from xladdin.report.matching.numbers import same_number

_MYRIAD = Decimal(10_000)
_COUNTED = {"staff": "people"}  # dimension of a line; the others are money
_ROLES = (Role.AMOUNT, Role.PLANNED)


def match_basics(report: Report, form: SelfEvaluation) -> Iterator[Match]:
    """Staff, 三公经费, purchases and the amount of a card in the report, each beside its cell."""
    factor = Decimal(1) if form.amount_unit.raw == "元" or form.amount_unit.value == "元" else _MYRIAD
    lines = {one.key: one for one in form.figures}
    for sentence in report.sentences:
        for figure, told in zip(sentence.figures, in_context(sentence.figures), strict=True):
            if figure.approximate or figure.unit is None or figure.role not in _ROLES:
                continue
            clause = clause_of(told.lead)
            if form.amount.value is not None and pattern("basics", "card").search(told.lead):
                yield _match("项目金额", figure, form.amount, form.amount.value * factor, "budget")
            elif not pattern("basics", "other").search(clause):
                yield from _line(figure, clause, lines, factor)


def _line(figure: Figure, clause: str, lines: dict[str, BasicFigure], factor: Decimal) -> Iterator[Match]:
    for entry in section("basic_figures"):
        line = lines.get(entry["key"])
        if line is None or figure.dimension != _COUNTED.get(entry["key"], "money"):
            continue
        times = factor if figure.dimension == "money" else Decimal(1)
        for column in ("planned", "actual"):
            stated: Entry[Decimal] = getattr(line, column)
            if entry[column] and stated.value is not None and re.search(entry[column], clause):
                name = f"{line.label}{'（预算、编制）' if column == 'planned' else ''}"
                yield _match(name, figure, stated, stated.value * times, column)
                return


def _match(label: str, figure: Figure, stated: Entry[Decimal], base: Decimal, column: str) -> Match:
    """The figure beside the entry; ``base``: the entry in 元 or in persons."""
    assert figure.unit is not None
    wanted = base / figure.unit.factor
    return Match("funds", label, figure, stated.cell, stated.raw, wanted, same_number(figure, wanted), column)
