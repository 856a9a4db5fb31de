"""Rows of one kind, one from each form, become one merged indicator."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from xladdin.merge import figures
from xladdin.merge.additivity import How, Method
from xladdin.merge.words import unnumbered
from xladdin.model import MergedIndicator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from xladdin.merge.buckets import Bucket
    from xladdin.merge.rules import Rules
    from xladdin.merge.tally import Tally
    from xladdin.model import Actual, Target, Unit

_SHOWN = 3
_CENTS = 2
FUNDS = {"budget": "全年预算数", "initial": "年初预算数", "executed": "全年执行数"}


class _Rows(NamedTuple):
    """Rows of one kind and how they are merged."""

    bucket: Bucket
    method: Method
    rules: Rules

    @property
    def tally(self) -> Tally:
        """Their sums."""
        return self.bucket.tally

    @property
    def fund(self) -> str:
        """The amount of funds that weighs relative values."""
        return self.rules.fund

    @property
    def no_weights(self) -> str:
        """Why rates cannot be averaged."""
        return f"没有可用的{FUNDS[self.fund]}，不能按资金加权，分别列示"


class _Merged(NamedTuple):
    """The figures of a merged row; ``notes`` become its ``why``."""

    how: How
    target: str
    actual: str
    unit: str
    points: Decimal | None
    score: Decimal | None
    notes: tuple[str, ...]


class Shown(NamedTuple):
    """What a merged row says besides its figures: its 二级项目 (or department …), its name, its neighbours."""

    subproject: str
    name: str
    notes: tuple[str, ...] = ()  # added to what the merge itself has to say
    near: tuple[str, ...] = ()
    beside: int = 0


def merge_rows(bucket: Bucket, method: Method, rules: Rules, shown: Shown) -> MergedIndicator:
    """One merged indicator of rows that have category, name, sign, dimension and ``method`` in common.

    Its contributors are told by who keeps the rows.
    """
    merged = _MERGERS[method.how](_Rows(bucket, method, rules))
    first = bucket.first
    return MergedIndicator(
        subproject=shown.subproject,
        category=first.category,
        subcategory=first.subcategory,
        name=unnumbered(shown.name),
        how=merged.how.value,
        target=merged.target,
        actual=merged.actual,
        unit=merged.unit,
        points=merged.points,
        score=merged.score,
        contributors=(),
        why="；".join(part for part in (*merged.notes, *shown.notes) if part),
        near=shown.near,
        beside=shown.beside,
    )


def _sum(rows: _Rows) -> _Merged:
    unit = figures.common_unit(rows.tally.units)
    low, high, done = (
        None if not sums.count else figures.cut(_in_unit(sums.plain, unit))
        for sums in (rows.tally.low, rows.tally.high, rows.tally.done)
    )
    return _quantity(rows, low, high, done, unit)


def _weighted(rows: _Rows) -> _Merged:
    unit, tally = figures.common_unit(rows.tally.units), rows.tally
    places = tally.places(unit)
    low, high, done = (
        None if (mean := tally.mean(sums)) is None else figures.rounded(_in_unit(mean, unit), places)
        for sums in (tally.low, tally.high, tally.done)
    )
    return _quantity(rows, low, high, done, unit)


def _in_unit(value: Decimal, unit: Unit | None) -> Decimal:
    return value if unit is None else figures.quotient(value, unit.factor)


def _quantity(
    rows: _Rows, low: Decimal | None, high: Decimal | None, done: Decimal | None, unit: Unit | None
) -> _Merged:
    """Target and actual value put together, then scored once."""
    tally, first = rows.tally, rows.bucket.first
    if low is None or done is None or (high is None and tally.high.count):
        return _listed(rows._replace(method=Method(How.LISTED, rows.no_weights)))
    if tally.executions == tally.rows:
        done = _execution_rate(tally, unit, done)
    target, actual = figures.target(first.op, low, high, unit), figures.actual(done, unit)
    points, note = _points(tally, rows.fund)
    due, doubt = _score_once(rows, target, actual, points)
    notes = (rows.method.why, note, doubt)
    return _Merged(rows.method.how, target.raw, actual.raw, unit.text if unit else "", points, due, notes)


def _execution_rate(tally: Tally, unit: Unit | None, printed: Decimal) -> Decimal:
    """The execution rate as an indicator row is Σexecuted ÷ Σbudget like that of the funds, not a mean of rates."""
    if unit is None or not tally.budget or tally.unfunded:
        return printed
    return figures.rounded(_in_unit(figures.quotient(tally.executed * 100, tally.budget), unit), _CENTS)


def _score_once(rows: _Rows, target: Target, actual: Actual, points: Decimal | None) -> tuple[Decimal | None, str]:
    """The score of the merged figures, and why there is none."""
    if points is None:
        return None, ""
    first = rows.bucket.first
    category = f"{first.category}/{first.subcategory}"
    due = rows.rules.score(target, actual, points, rows.bucket.scheme, category=category, name=first.name)
    return due.score, due.explanation if due.score is None else ""


def _tier(rows: _Rows) -> _Merged:
    """The tier of the fund-weighted score. Inside a tier the score stated by the unit is the right one."""
    exact = rows.tally.mean(rows.tally.score)
    if exact is None:
        return _listed(rows._replace(method=Method(How.LISTED, rows.no_weights)))
    points, note = _points(rows.tally, rows.fund)
    merged = figures.rounded(exact, _CENTS)
    doubt = "有的来源判断不了档次，采用了填报的得分" if rows.tally.stood_in else ""
    return _Merged(
        how=How.TIER,
        target=_distinct(rows.bucket.targets()),
        actual=_tier_name(rows.bucket, merged, points),
        unit="",
        points=points,
        score=merged,
        notes=(rows.method.why, note, doubt),
    )


def _tier_name(bucket: Bucket, score: Decimal, points: Decimal | None) -> str:
    if points:
        share = score * 100 / points
        reached = [tier for tier in bucket.scheme.tiers if share >= tier.low]
        if reached:
            return max(reached, key=lambda tier: tier.low).name
    return _distinct(bucket.actuals())


def _listed(rows: _Rows) -> _Merged:
    points, _ = _points(rows.tally, rows.fund)
    return _Merged(
        how=How.LISTED,
        target=_distinct(rows.bucket.targets()),
        actual=_distinct(rows.bucket.actuals()),
        unit="",
        points=points,
        score=None,
        notes=(rows.method.why,),
    )


def _points(tally: Tally, fund: str) -> tuple[Decimal | None, str]:
    """The points of a merged row: those of all rows where they are equal, else their fund-weighted mean.

    No document says which; the mean keeps the points of a group of forms that are weighted alike adding up to 100.
    """
    points = tally.points
    if not points.count:
        return None, ""
    if points.count < tally.rows:
        return None, "有的来源没有分值，不计分"
    exact = tally.mean(points)
    if exact is None:
        return None, f"各来源的分值不同，又没有可用的{FUNDS[fund]}加权，不计分"
    if points.lowest == points.highest:
        return exact, ""
    return figures.rounded(exact, _CENTS), "各来源的分值不同，分值按资金加权平均"


def _common(rows: _Rows) -> _Merged:
    """A common indicator is worked out from the summed figures; the printed rates are only its sources."""
    points, note = _points(rows.tally, rows.fund)
    common = rows.bucket.common
    if common is None or rows.rules.common is None:
        return _listed(rows._replace(method=Method(How.LISTED, "没有这项共性指标的算法，分别列示")))
    found = common.rate(points, rows.rules.common)
    if found.due is None or found.rate is None:
        return _listed(rows._replace(method=Method(How.LISTED, "各表没有填全计算所需的数，不能按合计数计算，分别列示")))
    lacking = rows.tally.rows - found.complete
    part = f"有{lacking}张表没有填全计算所需的数，没有计入" if lacking else ""
    return _Merged(
        how=How.COMMON,
        target=_distinct(target.rstrip("%％") for target in rows.bucket.targets()),
        actual=figures.plain(found.rate),
        unit="%",
        points=points,
        score=None if points is None else found.due.score,
        notes=(part, note, found.due.explanation if found.due.score is None else ""),
    )


def _mean(rows: _Rows) -> _Merged:
    """Scores given by a standard (评分标准) are averaged plainly: evaluations have no funds to weigh them by."""
    scores, points = rows.tally.score, rows.tally.points
    mean = figures.rounded(figures.quotient(scores.plain, Decimal(scores.count)), _CENTS) if scores.count else None
    full = figures.rounded(figures.quotient(points.plain, Decimal(points.count)), _CENTS) if points.count else None
    share = figures.rounded(figures.quotient(mean * 100, full), _CENTS) if mean is not None and full else None
    spread = ""
    if scores.lowest is not None and scores.highest is not None and scores.count > 1:
        spread = f"{scores.count}张表的平均，最低{figures.plain(scores.lowest)}，最高{figures.plain(scores.highest)}"
    unscored = f"有{rows.tally.rows - scores.count}张表没有得分，没有计入" if scores.count < rows.tally.rows else ""
    return _Merged(
        how=How.MEAN,
        target="",
        actual="" if share is None else figures.plain(share),
        unit="" if share is None else "%",
        points=full,
        score=mean,
        notes=(rows.method.why, spread, unscored),
    )


def _distinct(texts: Iterable[str]) -> str:
    """Different texts side by side, the first few of many."""
    different = list(dict.fromkeys(text for text in texts if text))
    shown = "；".join(different[:_SHOWN])
    return f"{shown} 等{len(different)}种" if len(different) > _SHOWN else shown


_MERGERS: dict[How, Callable[[_Rows], _Merged]] = {
    How.SUM: _sum,
    How.WEIGHTED: _weighted,
    How.TIER: _tier,
    How.LISTED: _listed,
    How.COMMON: _common,
    How.MEAN: _mean,
}
