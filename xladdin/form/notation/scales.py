"""分档 (scales): 「≥90%得5分；80%至90%得4分；以下不得分」, 「[80,90)→4」, 「90:5，80:4，0:0」."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from xladdin.form.notation.targets import parse_target
from xladdin.model import Op, Scale, Step, TargetKind
from xladdin.model.patterns import lazy_pattern

_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
_NOTHING = r"(?:不得分|不计分|零分)"
_ARROW = r"(?:→|⇒|->|:|得|计)"
_OUTCOME = rf"(?:{_ARROW}(?:(?P<score>{_NUMBER})分?|{_NOTHING})|{_NOTHING})"
_ENTRY = lazy_pattern(rf"(?P<condition>[\[(][^\[\]();]*[\])]|[^\[\](),;、。→⇒:得计]+?){_OUTCOME}(?:[,;、。]+|$)")
_REST = lazy_pattern(rf"(?:其余|其他|其它|否则|以外|以下)的?(?:{_ARROW}?(?P<score>{_NUMBER})分?|{_NOTHING})[,;、。]*$")
_INTERVAL = lazy_pattern(
    rf"(?P<open>[\[(])(?P<low>{_NUMBER})?(?:-∞)?(%?),\+?(?:∞|(?P<high>{_NUMBER}))?(%?)(?P<close>[\])])"
)
_PLAIN = lazy_pattern(_NUMBER)


def parse_scale(text: str) -> Scale | None:
    """A scale in one text; None where some of it cannot be understood."""
    plain = unicodedata.normalize("NFKC", ";".join(text.split("\n")))
    plain = re.sub(r"\s+|\(含(?:本数)?\)", "", plain).strip(";")  # a shared bound belongs to the upper step anyway
    pairs: list[tuple[str, Decimal]] = []
    place = 0
    while place < len(plain):
        if pairs and (rest := _REST.match(plain, place)):
            return scale_of_pairs(pairs, rest=Decimal(rest["score"] or 0))
        entry = _ENTRY.match(plain, place)
        if entry is None:
            return None
        pairs.append((entry["condition"], Decimal(entry["score"] or 0)))
        place = entry.end()
    return scale_of_pairs(pairs)


def scale_of_pairs(pairs: Iterable[tuple[str, Decimal]], *, rest: Decimal | None = None) -> Scale | None:
    """A scale of conditions and scores; None where a condition cannot be understood.

    Bare figures alone (90, 80, 0) are where their steps begin; beside other conditions a figure means itself. Where
    two steps share a bound, it belongs to the upper one (「80%（含）」).
    """
    listed = [(unicodedata.normalize("NFKC", condition).strip(), score) for condition, score in pairs]
    begins = all(_PLAIN.fullmatch(condition.rstrip("%")) for condition, _ in listed)
    steps = [_step(condition, score, begins=begins) for condition, score in listed]
    known = tuple(step for step in steps if step is not None)
    if not known or len(known) != len(steps):
        return None
    return Scale(known, is_percent=any("%" in condition for condition, _ in listed), rest=rest)


def _step(condition: str, score: Decimal, *, begins: bool) -> Step | None:
    if interval := _INTERVAL.fullmatch(condition):
        low, high = interval["low"], interval["high"]
        return Step(
            score,
            None if low is None else Decimal(low),
            None if high is None else Decimal(high),
            with_low=interval["open"] == "[",
            with_high=interval["close"] == "]",
        )
    target = parse_target(condition)
    value = target.value
    if target.kind is not TargetKind.QUANTITY or value is None or (target.unit and target.unit.text != "%"):
        return None
    match target.op:
        case Op.AT_LEAST | Op.ABOVE:
            return Step(score, low=value, with_low=target.op is Op.AT_LEAST)
        case Op.AT_MOST | Op.BELOW:
            return Step(score, high=value, with_high=target.op is Op.AT_MOST)
        case Op.BETWEEN:
            return Step(score, value, target.value2)
        case _:
            return Step(score, low=value) if begins else Step(score, value, value)
