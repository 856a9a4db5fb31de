"""A figure against a scale (分段得分): 「≥90%得5分，80%至90%得4分 …」."""

from __future__ import annotations

from decimal import Decimal

from xladdin.model import Scale, Step


def band_score(value: Decimal, scale: Scale) -> Decimal | None:
    """What ``value`` scores: by the narrowest step that holds it: 「≥80」 ends where 「≥90」 begins.

    None where no step holds it and the scale gives the rest no score, and where two equal steps score differently.
    """
    holding = [step for step in scale.steps if step.holds(value)]
    if not holding:
        return scale.rest
    narrowest = max(map(_narrowness, holding))
    scores = {step.score for step in holding if _narrowness(step) == narrowest}
    return scores.pop() if len(scores) == 1 else None


def _narrowness(step: Step) -> tuple[Decimal, bool, Decimal, bool]:
    """Larger for a step that begins higher; of two that begin alike, for the one that ends lower."""
    low = Decimal("-Infinity") if step.low is None else step.low
    high = Decimal("Infinity") if step.high is None else step.high
    return low, not step.with_low, -high, not step.with_high
