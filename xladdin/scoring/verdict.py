"""The three ways a row can come out, as ``Due``."""

from __future__ import annotations

from decimal import Decimal

from xladdin.model import Due, Outcome
from xladdin.scoring import explain
from xladdin.scoring.rounding import ZERO, cents


def full(points: Decimal, explanation: str, completion: Decimal | None = None) -> Due:
    """The target is met: all the points."""
    return Due(Outcome.MET, points, explanation, completion=completion)


def missed(score: Decimal, explanation: str, completion: Decimal | None = None) -> Due:
    """The target is missed: ``score`` of the points."""
    return Due(Outcome.MISSED, score, explanation, completion=completion)


def unjudged(why: str, brief: str = "", completion: Decimal | None = None) -> Due:
    """A person decides (无法判断); ``why`` is a sentence, ``brief`` the same in a few words."""
    return Due(Outcome.UNJUDGED, None, explain.unjudged(why), completion=completion, brief=brief or why)


def capped(score: Decimal, points: Decimal) -> Decimal:
    """``score`` with two decimals, between 0 and the points."""
    return min(max(cents(score), ZERO), points)
