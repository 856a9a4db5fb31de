"""The figures behind the charts of departments and projects: which are drawn, and the formulas that fetch them."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from xladdin.output.sheets.page import Live
from xladdin.output.summary.departments import MEAN, group_rate, label
from xladdin.output.summary.forms import SCORE
from xladdin.output.summary.words import NAMELESS, RATE, ratio

if TYPE_CHECKING:
    from xladdin.model import Summary
    from xladdin.output.sheets.table import Table
    from xladdin.output.summary.plan import Plan

#: So many bars can be read on one page, and so many points be told from one another.
MOST_BARS, MOST_POINTS = 20, 500


class Bar(NamedTuple):
    """A department with its execution rate (a fraction)."""

    name: str
    rate: Live


class Point(NamedTuple):
    """A form, or a department, with its execution rate (a fraction) and its score."""

    name: str
    rate: Live
    score: Live


def bars(summary: Summary, plan: Plan) -> list[Bar]:
    """The departments with the lowest rates, the lowest first."""
    rates = [
        (rate, number, label(group))
        for number, group in enumerate(summary.overview.departments)
        if (rate := group_rate(group)) is not None
    ]
    return [Bar(name, _live(plan.departments, RATE, number, rate)) for rate, number, name in sorted(rates)[:MOST_BARS]]


def points(summary: Summary, plan: Plan) -> tuple[str, list[Point]]:
    """What a point stands for, and the points: the forms where they are few enough, else the departments."""
    every = (
        (number, line.project or NAMELESS, rate, line.score)
        for number, line in enumerate(summary.lines)
        if (rate := ratio(line.executed, line.budget)) is not None and line.score is not None
    )
    forms = list(islice(every, MOST_POINTS + 1))
    if len(forms) <= MOST_POINTS:
        return "项目", [_point(plan.forms, SCORE, *one) for one in forms]
    departments = [
        (number, label(group), rate, group.scores[1])
        for number, group in enumerate(summary.overview.departments)
        if (rate := group_rate(group)) is not None and group.scores
    ]
    return "部门", [_point(plan.departments, MEAN, *one) for one in departments[:MOST_POINTS]]


def _point(table: Table[Any], heading: str, number: int, name: str, rate: Decimal, score: Decimal) -> Point:
    return Point(name, _live(table, RATE, number, rate), _live(table, heading, number, score))


def _live(table: Table[Any], heading: str, number: int, value: Decimal) -> Live:
    """The cell of a table's line, fetched by a formula."""
    sheet, row = table.place(number)
    return Live(f"'{sheet}'!{table.letters(heading)}{row}", value)
