"""A degree against a degree (定性指标), by the scheme's tiers."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from xladdin.model import Actual, Due, Outcome, Scheme, Target, Tier
from xladdin.scoring import explain, verdict
from xladdin.scoring.denials import denies_something, plain_rank
from xladdin.scoring.rounding import CENT, HUNDRED, cents
from xladdin.scoring.text import essence
from xladdin.scoring.words import words

_WEAK = 1
_PHRASE = 8
_NEAR = 3  # a denial stands so many characters before what it denies
_PERCENT_ONLY = re.compile(r"\d+(?:\.\d+)?%")


def score_qualitative(target: Target, actual: Actual, points: Decimal, scheme: Scheme, stated: Decimal | None) -> Due:
    """The due of a qualitative row.

    Each tier is a span of scores. A stated score inside it is right and is repeated; one outside is moved to the
    nearest end. Without one, a completion in percent gives the score, and the highest tier its upper end; in the lower
    tiers a person sets it (score None).
    """
    completion = completion_in_words(actual)
    if completion is not None:
        rank = _rank_of_percent(completion, scheme)
    else:
        rank = _rank(essence(target.raw), essence(actual.raw), actual.degree)
    if rank is None or rank >= len(scheme.tiers):
        shown = f"定性指标“{explain.short(target.raw)}”的实际完成值“{explain.short(actual.raw)}”"
        return verdict.unjudged(f"{shown}看不出属于哪一档，请写明达成、部分达成或未达成", "看不出属于哪一档")
    tier = scheme.tiers[rank]
    lowest, highest = span(tier, points)
    score = _score(stated, completion, (lowest, highest), points, highest_tier=rank == 0)
    return Due(
        outcome=Outcome.MET if rank == 0 else Outcome.MISSED,
        score=score,
        explanation=explain.in_tier(actual.raw, tier.name, (lowest, highest), score),
        lowest=lowest,
        highest=highest,
        completion=completion,
    )


def span(tier: Tier, points: Decimal) -> tuple[Decimal, Decimal]:
    """Lowest and highest score of a tier, two decimals; [low, high), the highest tier up to all the points.

    「80%（含）」 belongs to the upper tier, so the lower one ends a cent below it.
    """
    lowest, highest = points * tier.low / HUNDRED, points * tier.high / HUNDRED
    first = cents(lowest)
    if tier.high >= HUNDRED:
        return first, points
    last = cents(highest)
    return first, max(first, last - CENT if last >= highest else last)


def completion_in_words(actual: Actual) -> Decimal | None:
    """The completion in percent that an actual states (「已完成80%」, 「100%」); None without one."""
    if actual.tier is None and _PERCENT_ONLY.fullmatch(essence(actual.raw)):
        return actual.value
    return actual.tier


def _score(
    stated: Decimal | None,
    completion: Decimal | None,
    ends: tuple[Decimal, Decimal],
    points: Decimal,
    *,
    highest_tier: bool,
) -> Decimal | None:
    lowest, highest = ends
    if stated is not None:
        return min(max(stated, lowest), highest)
    if completion is not None:
        return min(max(cents(points * completion / HUNDRED), lowest), highest)
    return highest if highest_tier else None


def _rank_of_percent(completion: Decimal, scheme: Scheme) -> int | None:
    return next((rank for rank, tier in enumerate(scheme.tiers) if completion >= tier.low), None)


@lru_cache(maxsize=4_096)  # clerks choose among few words of degree; to understand them takes 20 µs
def _rank(wanted: str, given: str, degree: str | None) -> int | None:
    """The tier that the words say, 0 for the highest; None where they cannot be understood."""
    if wanted == given or (wanted in words().yes and given in words().yes):
        return 0
    plainly = plain_rank(wanted, given)
    if plainly is not None:
        return plainly
    if _same_change(wanted, given):
        return _rank_of_degree(wanted, given)
    rank = _rank_of_completion(given)
    return 0 if rank is None and _sounds_met(given, degree) else rank


def _sounds_met(given: str, degree: str | None) -> bool:
    """Whether a short phrase that denies nothing holds a word of success (「保障到位」)."""
    return degree == "met" and len(given) <= _PHRASE and not denies_something(given)


def _same_change(wanted: str, given: str) -> bool:
    """Whether both sides speak of one change and nothing else: 「显著提升」 and 「有所提高」."""
    known = words()
    changes = {known.stem_of[stem] for stem in known.stems.findall(given)}
    return bool(changes) and changes == {known.stem_of[stem] for stem in known.stems.findall(wanted)}


def _rank_of_degree(wanted: str, given: str) -> int | None:
    """One change, to a higher, equal or lower degree; None for a denial, and where nobody can tell."""
    if denies_something(given):
        return None
    reached, asked = _degree(given), _degree(wanted)
    if reached >= asked:
        return 0
    # 有所 falls a step short of a stronger word; whether 稳步 falls short of 显著 nobody can tell.
    return 1 if reached == _WEAK else None


def _degree(text: str) -> int:
    """3 strong, 2 steady, 1 weak; 0 for a bare 「提升」."""
    known = words()
    return max((known.degree_of[word] for word in known.degrees.findall(text)), default=0)


def _rank_of_completion(given: str) -> int | None:
    """「基本达成」, 「部分完成」, 「未达成」 …; None for an unknown word or for words of several tiers."""
    known = words()
    for text in (given, known.fillers.sub("", given)):
        if text in known.tier_of:
            return known.tier_of[text]
    found = list(known.tier_words.finditer(given))
    denied = any(denies_something(given[: match.start()][-_NEAR:]) for match in found)
    ranks = {known.tier_of[match.group()] for match in found}
    return ranks.pop() if len(ranks) == 1 and not denied and len(given) <= known.longest_text else None
