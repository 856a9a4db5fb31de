"""预算执行率: the rate of a fund row and what it earns."""

from __future__ import annotations

from decimal import Decimal

from xladdin.model import Band, Due, Outcome, Scheme
from xladdin.scoring import verdict
from xladdin.scoring.rounding import HUNDRED, ZERO, cents, percent, plain


def execution_rate(executed: Decimal | None, budget: Decimal | None) -> Decimal | None:
    """执行率 in percent, two decimals: executed ÷ budget (全年预算数, never the initial one), both in one unit.

    None where an amount is missing or the budget is 0 or negative.
    """
    if executed is None or budget is None or budget <= 0:
        return None
    return percent(executed, budget)


def score_execution(executed: Decimal | None, budget: Decimal | None, points: Decimal, scheme: Scheme) -> Due:
    """What the execution rate earns: points × executed ÷ budget, at most the points; or the scheme's bands.

    The exact quotient is used, not the rounded rate. A budget of 0 earns 0 though the rate is undefined; a missing
    amount cannot be judged. Above ``scheme.rate_limit`` the score stays capped and the sentence says so.
    """
    if executed is None or budget is None:
        missing = "全年执行数" if budget is not None else "全年预算数"
        return verdict.unjudged(f"没有可用的{missing}，算不出执行率，请补填", f"没有{missing}")
    if budget < 0 or points < 0:
        negative = f"{'全年预算数' if budget < 0 else '执行率分值'}是负数"
        return verdict.unjudged(f"{negative}，请更正", negative)
    if budget == 0:
        return Due(Outcome.UNJUDGED, ZERO, "全年预算数为0，执行率无法计算，得0分")
    spent = max(executed, ZERO)
    exact = spent * HUNDRED / budget
    rate = cents(exact)
    start = f"执行率{plain(executed)}÷{plain(budget)}={rate}%"
    if scheme.execution_bands:
        return _banded(exact, points, scheme, start)
    if exact >= HUNDRED:
        return verdict.full(points, f"{start}{_beyond(exact, scheme)}，得满分{plain(points)}分", rate)
    score = verdict.capped(points * spent / budget, points)
    return verdict.missed(score, f"{start}，得{plain(points)}×{plain(spent)}÷{plain(budget)}={score}分", rate)


def _beyond(exact: Decimal, scheme: Scheme) -> str:
    limit = scheme.rate_limit
    return f"，高于{plain(limit)}%，请核对金额" if limit is not None and exact > limit else ""


def _banded(exact: Decimal, points: Decimal, scheme: Scheme, start: str) -> Due:
    """A step of the scheme's bands; they are written for its own points and scaled to those of the form."""
    band = max((band for band in scheme.execution_bands if exact >= band.start), key=_start, default=None)
    step = band.score if band else ZERO
    score = verdict.capped(step * points / scheme.execution_points, points) if scheme.execution_points else ZERO
    reached = f"达到{plain(band.start)}%一档" if band and step else "低于得分的最低一档"
    explanation = f"{start}{_beyond(exact, scheme)}，{reached}，得{plain(score)}分"
    outcome = verdict.full if score == points else verdict.missed
    return outcome(score, explanation, cents(exact))


def _start(band: Band) -> Decimal:
    return band.start
