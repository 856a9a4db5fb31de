"""One indicator row: which arithmetic its target asks for."""

from __future__ import annotations

from decimal import Decimal

from xladdin.model import Actual, Due, Op, Scheme, Target, TargetKind
from xladdin.scoring import explain, verdict
from xladdin.scoring.dates import score_date, score_period
from xladdin.scoring.quantity import score_quantity
from xladdin.scoring.rounding import ZERO
from xladdin.scoring.text import essence, is_blank
from xladdin.scoring.tiers import score_qualitative
from xladdin.scoring.words import words


def score_indicator(
    target: Target,
    actual: Actual,
    points: Decimal,
    scheme: Scheme,
    *,
    category: str = "",
    name: str = "",
    stated: Decimal | None = None,
) -> Due:
    """What a row earns (应得分), 0 to ``points``, with the sentence that explains it.

    ``category`` (the subcategory may be joined to it) and ``name`` decide which way a target without a sign points;
    ``stated`` is the score filled in, which is right for a qualitative row when it lies inside its tier.
    Outcome UNJUDGED, with score None, where nothing can be worked out: never an exception, never 0.
    """
    refusal = _refusal(target, actual, points)
    if refusal:
        return verdict.unjudged(*refusal)
    target = _nothing_as_zero(target)
    match target.kind:
        case TargetKind.QUANTITY if not _is_by_degree(target, actual):
            return score_quantity(target, actual, points, scheme, (category, name))
        case TargetKind.QUANTITY | TargetKind.QUALITATIVE:
            return score_qualitative(target, actual, points, scheme, stated)
        case TargetKind.DATE:
            return score_date(target, actual, points)
        case TargetKind.PERIOD:
            return score_period(target, actual, points)
        case _:
            shown = explain.short(target.raw)
            why = f"年度指标值“{shown}”是一段文字，没有可以比较的数值或等次，请人工判断"
            return verdict.unjudged(why, "指标值是一段文字，请人工判定")


def _refusal(target: Target, actual: Actual, points: Decimal) -> tuple[str, str] | None:
    """What is missing before anything can be compared, in a sentence and in brief; None when nothing is."""
    if points < 0:
        return f"分值{points:f}是负数，请填正确的分值", "分值是负数"
    if target.kind is TargetKind.BLANK:
        return "没有填年度指标值，请补填", "没有填指标值"
    if actual.value is None and actual.tier is None and actual.when is None and is_blank(actual.raw):
        return "没有填实际完成值，请补填", "没有填实际完成值"
    return None


def _nothing_as_zero(target: Target) -> Target:
    """「无」 as a target asks for none at all: the number 0."""
    if target.value is None and essence(target.raw) in words().zero:
        return Target(target.raw, TargetKind.QUANTITY, op=Op.EQUAL, value=ZERO)
    return target


def _is_by_degree(target: Target, actual: Actual) -> bool:
    """Whether words of completion answer a target of 0 that is itself in words: 零投诉, 达成预期指标."""
    if target.value != 0 or actual.value is not None:
        return False
    known = words()
    in_words = not any(map(str.isdigit, target.raw)) and essence(target.raw) not in known.zero
    return in_words and essence(actual.raw) not in known.yes_to_none
