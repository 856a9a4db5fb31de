"""抽查: rates of a small count that no whole number gives, 「抽查12户，合格率95%」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xladdin.model import Figure, Role, Sentence
from xladdin.report.figures.roles import clause_of
from xladdin.report.lexicon import pattern
from xladdin.report.relations.counted_rates import bears
from xladdin.report.relations.rates import RATE_NAME
from xladdin.report.relations.tolerance import is_count, quotient

_SMALL = 100  # counts below it leave gaps between the percentages they can give


def gaps(percent: Figure, whole: Decimal) -> tuple[tuple[Decimal, Decimal], ...]:
    """The two whole numbers next to a percentage of ``whole`` with theirs, where no whole number gives it; else ()."""
    if whole >= _SMALL or whole <= 0:
        return ()
    unit = Decimal(1).scaleb(-percent.decimals)
    guess = int(percent.value * whole / 100)
    near = [(Decimal(count), quotient(Decimal(count), whole)) for count in (guess, guess + 1) if count <= whole]
    return () if any(abs(value - percent.value) < unit for _, value in near) else tuple(near)


def sampled_rates(
    sentences: Sequence[Sentence],
) -> Iterator[tuple[Figure, Figure, tuple[tuple[Decimal, Decimal], ...]]]:
    """「抽查12户，合格率95%」: rates of a small count that no whole number gives, with the count and the neighbours."""
    for sentence in sentences:
        for one, rate in zip(sentence.figures, sentence.figures[1:], strict=False):
            if rate.role is not Role.RATE or rate.approximate or rate.bound or not is_count(one) or one.approximate:
                continue
            if re.search("[;；]", rate.lead) or not pattern("rate_words", "sampled").search(clause_of(rate.lead)):
                continue
            if one.role is Role.AMOUNT and not pattern("rate_words", "modifiers").search(clause_of(rate.lead)):
                near = gaps(rate, one.value)
                if pattern("rate_words", "failed").search(clause_of(one.lead)):
                    continue
                if near and not _is_part(one, rate):
                    yield one, rate, near


def _is_part(count: Figure, rate: Figure) -> bool:
    """Whether the count is what the rate found (化解12件，化解率95%), not of how many it was found."""
    match = RATE_NAME.search(clause_of(rate.lead))
    stem = match["name"].removesuffix("率") if match else ""
    return bool(stem) and bears(stem[-2:], count)
