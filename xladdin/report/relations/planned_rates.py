"""Rates by what had been planned: 「完成12座，目标10座，完成率120%」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xladdin.model import Figure, Quotient, Role
from xladdin.report.figures.roles import clause_of
from xladdin.report.lexicon import pattern
from xladdin.report.relations.candidates import pairs_of, since_semicolon
from xladdin.report.relations.pairs import (
    of_named_plan,
    rate_of,
)

_FEW = 2


def of_plan(figure: Figure, usable: Sequence[Figure]) -> Quotient | None:
    """「完成12座，目标10座，完成率120%」: the last amount and the last plan of one statement."""
    story = since_semicolon(figure, usable)
    plans = [one for one in story if one.role is Role.PLANNED]
    done = [one for one in story if one.role is Role.AMOUNT and plans and one.dimension == plans[-1].dimension]
    pairs = [one for part in done[::-1] for plan in plans[::-1] if (one := rate_of(figure, part, plan)) is not None]
    fitting = next((one for one in pairs if one.holds), None)
    return fitting or (pairs[0] if len(pairs) == 1 and len(story) == _FEW else None)


def of_budget(figure: Figure, amounts: Sequence[Figure]) -> Quotient | None:
    """「预算9万元，支出8.28万元，完成预算的92%」: one plan and one amount told since the last semicolon."""
    fitting = next((one for one in pairs_of(figure, amounts) if one.is_exact), None)
    story = [one for one in since_semicolon(figure, amounts) if one.dimension != "points"]
    plans = [one for one in story if pattern("rate_words", "plan").search(clause_of(one.lead))]
    if fitting is not None or len(story) != _FEW or len(plans) != 1:
        return fitting
    (part,) = [one for one in story if one is not plans[0]]
    told = not part.approximate and not plans[0].approximate and part.dimension == plans[0].dimension
    return rate_of(figure, part, plans[0]) if told else None


def of_plan_by_name(figure: Figure, amounts: Sequence[Figure], front: Sequence[Figure]) -> Quotient | None:
    """「改造茶园5250亩，完成目标任务的105%」: the amount right in front and what had been planned of that name."""
    part = amounts[-1] if amounts else None
    if part is None or part.approximate or part.role is not Role.AMOUNT or re.search("[;；]", figure.lead):
        return None
    return of_named_plan(figure, part, front)
