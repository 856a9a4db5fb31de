"""Rows of one kind, one from each form, become one merged indicator."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, Protocol

from xladdin.merge import figures
from xladdin.merge.additivity import How, Method, unit_of
from xladdin.merge.words import unnumbered
from xladdin.model import Contributor, MergedIndicator, Op

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xladdin.merge.extracts import Row
    from xladdin.model import Actual, Due, FormLine, Scheme, Target, Unit

_SHOWN = 3
_CENTS = 2
_NO_WEIGHTS = "没有可用的全年预算数，不能按资金加权，分别列示"


class RowScore(Protocol):
    """What scores a row under a scheme; given by the pipeline, because stages do not know one another."""

    def __call__(
        self, target: Target, actual: Actual, points: Decimal, scheme: Scheme, *, category: str, name: str
    ) -> Due:
        """The due of the row, 0 to ``points``; score None where it cannot be judged."""


class Member(NamedTuple):
    """A row with its form and the form's scheme."""

    row: Row
    form: FormLine
    scheme: Scheme

    @property
    def weight(self) -> Decimal | None:
        """The amount of funds with which the row counts: 全年预算数 in 万元."""
        return self.form.budget


@dataclass(frozen=True, slots=True)
class _Merged:
    """The figures of a merged row; ``notes`` become its ``why``."""

    how: How
    target: str
    actual: str
    unit: str
    points: Decimal | None
    score: Decimal | None
    notes: tuple[str, ...]


def merge_rows(
    members: Sequence[Member], method: Method, subproject: str, score: RowScore, note: str = ""
) -> MergedIndicator:
    """One merged indicator of rows that have category, name, sign, dimension and ``method`` in common.

    ``note`` is added to what the merge itself has to say.
    """
    merged = _MERGERS[method.how](members, method, score)
    first = members[0].row.line
    return MergedIndicator(
        subproject=subproject,
        category=first.category,
        subcategory=first.subcategory,
        name=unnumbered(first.name),
        how=merged.how.value,
        target=merged.target,
        actual=merged.actual,
        unit=merged.unit,
        points=merged.points,
        score=merged.score,
        contributors=tuple(_contributor(member) for member in members),
        why="；".join(part for part in (*merged.notes, note) if part),
    )


def _contributor(member: Member) -> Contributor:
    line = member.row.line
    return Contributor(
        file=line.file,
        sheet=line.sheet,
        cell=line.cell,
        target=line.target,
        actual=line.actual,
        weight=member.weight,
        unit=line.unit,
        points=line.points,
        score=line.due if line.due is not None else line.score,
    )


def _sum(members: Sequence[Member], method: Method, score: RowScore) -> _Merged:
    return _quantities(members, method, score, figures.total)


def _weighted(members: Sequence[Member], method: Method, score: RowScore) -> _Merged:
    weights = [member.weight for member in members]
    return _quantities(members, method, score, lambda values: figures.mean(values, weights))


def _quantities(
    members: Sequence[Member],
    method: Method,
    score: RowScore,
    put_together: Callable[[Sequence[Decimal]], Decimal | None],
) -> _Merged:
    """Targets and actual values put together in one unit, then scored once."""
    unit = figures.common_unit(unit_of(member.row) for member in members)
    rows = [member.row for member in members]
    low = put_together([_figure(row.target.value, unit_of(row), unit) for row in rows])
    done = put_together([_figure(row.actual.value, row.actual.unit or row.target.unit, unit) for row in rows])
    high = None
    if rows[0].target.op is Op.BETWEEN:
        high = put_together([_figure(row.target.value2, unit_of(row), unit) for row in rows])
    if low is None or done is None:
        return _listed(members, Method(How.LISTED, _NO_WEIGHTS), score)
    if all(row.is_execution for row in rows):
        done = _execution_rate(members, unit, done)
    target = figures.target(rows[0].target.op, low, high, unit)
    actual = figures.actual(done, unit)
    points, note = _points(members)
    due, doubt = _score_once(members, target, actual, points, score)
    notes = (method.why, note, doubt)
    return _Merged(method.how, target.raw, actual.raw, unit.text if unit else "", points, due, notes)


def _figure(value: Decimal | None, unit: Unit | None, to: Unit | None) -> Decimal:
    """A figure in the common unit. None is 「无」 beside a target of 0: nothing else without a number comes here."""
    return figures.convert(Decimal(0) if value is None else value, unit, to)


def _execution_rate(members: Sequence[Member], unit: Unit | None, printed: Decimal) -> Decimal:
    """The execution rate as an indicator row is Σexecuted ÷ Σbudget like that of the funds, not a mean of rates."""
    amounts = [(member.form.executed, member.form.budget) for member in members]
    executed = sum((part for part, _ in amounts if part is not None), Decimal(0))
    budget = sum((whole for _, whole in amounts if whole is not None), Decimal(0))
    if unit is None or not budget or any(None in pair for pair in amounts):
        return printed
    return figures.rounded(executed * 100 / budget / unit.factor, _CENTS)


def _score_once(
    members: Sequence[Member], target: Target, actual: Actual, points: Decimal | None, score: RowScore
) -> tuple[Decimal | None, str]:
    """The score of the merged figures, and why there is none."""
    if points is None:
        return None, ""
    line = members[0].row.line
    category = f"{line.category}/{line.subcategory}"
    due = score(target, actual, points, members[0].scheme, category=category, name=line.name)
    return due.score, due.explanation if due.score is None else ""


def _tier(members: Sequence[Member], method: Method, score: RowScore) -> _Merged:
    """The tier of the fund-weighted score. Inside a tier the score stated by the unit is the right one."""
    weights = [member.weight for member in members]
    exact = figures.weighted_mean([_tier_score(member.row) for member in members], weights)
    if exact is None:
        return _listed(members, Method(How.LISTED, _NO_WEIGHTS), score)
    points, note = _points(members)
    merged = figures.rounded(exact, _CENTS)
    doubt = "有的来源判断不了档次，采用了填报的得分" if any(m.row.line.due is None for m in members) else ""
    return _Merged(
        how=How.TIER,
        target=_distinct(member.row.line.target for member in members),
        actual=_tier_name(members, merged, points),
        unit="",
        points=points,
        score=merged,
        notes=(method.why, note, doubt),
    )


def _tier_score(row: Row) -> Decimal:
    score = row.line.due if row.line.due is not None else row.line.score
    assert score is not None, "additivity.method lists rows without any score"
    return score


def _tier_name(members: Sequence[Member], score: Decimal, points: Decimal | None) -> str:
    if points:
        share = score * 100 / points
        reached = [tier for tier in members[0].scheme.tiers if share >= tier.low]
        if reached:
            return max(reached, key=lambda tier: tier.low).name
    return _distinct(member.row.line.actual for member in members)


def _listed(members: Sequence[Member], method: Method, _score: RowScore) -> _Merged:
    points, _ = _points(members)
    return _Merged(
        how=How.LISTED,
        target=_distinct(member.row.line.target for member in members),
        actual=_distinct(member.row.line.actual for member in members),
        unit="",
        points=points,
        score=None,
        notes=(method.why,),
    )


def _points(members: Sequence[Member]) -> tuple[Decimal | None, str]:
    """The points of a merged row: those of all rows where they are equal, else their fund-weighted mean.

    No document says which; the mean keeps the points of a group of forms that are weighted alike adding up to 100.
    """
    given = [member.row.line.points for member in members]
    values = [value for value in given if value is not None]
    if not values:
        return None, ""
    if len(values) < len(given):
        return None, "有的来源没有分值，不计分"
    if len(set(values)) == 1:
        return values[0], ""
    exact = figures.weighted_mean(values, [member.weight for member in members])
    if exact is None:
        return None, "各来源的分值不同，又没有可用的全年预算数加权，不计分"
    return figures.rounded(exact, _CENTS), "各来源的分值不同，分值按资金加权平均"


def _distinct(texts: Iterable[str]) -> str:
    """Different texts side by side, the first few of many."""
    different = list(dict.fromkeys(text for text in texts if text))
    shown = "；".join(different[:_SHOWN])
    return f"{shown} 等{len(different)}种" if len(different) > _SHOWN else shown


_MERGERS: dict[How, Callable[[Sequence[Member], Method, RowScore], _Merged]] = {
    How.SUM: _sum,
    How.WEIGHTED: _weighted,
    How.TIER: _tier,
    How.LISTED: _listed,
}
