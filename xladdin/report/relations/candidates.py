"""Which figures a rate may be of: those of one statement, and the pair that fits it best."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xladdin.model import Figure, Quotient
from xladdin.report.relations.pairs import (
    nearest,
    rate_of,
)
from xladdin.report.relations.tolerance import is_count

_FULL = Decimal(100)


def pairs_of(figure: Figure, amounts: Sequence[Figure]) -> Iterator[Quotient]:
    """Every pair of one sentence that may be meant."""
    for part in amounts:
        for whole in amounts:
            if part is not whole and part.dimension == whole.dimension and (one := rate_of(figure, part, whole)):
                yield one


def since_semicolon(figure: Figure, usable: Sequence[Figure]) -> list[Figure]:
    """What is told since the last semicolon."""
    story: list[Figure] = []
    for one in usable:
        if re.search("[;；]", one.lead):
            story = []
        story.append(one)
    return [] if re.search("[;；]", figure.lead) else story


def best_pair(figure: Figure, parts: Sequence[Figure], wholes: Sequence[Figure]) -> Quotient | None:
    """The pair that gives the rate; where none does, the nearest pair, unless there is room for doubt."""
    pairs = [
        found
        for part in parts
        for whole in wholes
        if whole.dimension == part.dimension or (is_count(whole) == is_count(part) and part.dimension != "money")
        if (found := rate_of(figure, part, whole)) is not None
    ]
    for found in pairs:
        if found.is_exact:
            return found
    loose = [found for found in pairs if found.holds]
    if loose:
        return loose[0]
    less = [one for one in pairs if one.whole and one.part and one.whole.base >= one.part.base]
    if re.search("[;；]", figure.lead):
        return None
    if not less and len(pairs) == 1 and figure.value <= _FULL:  # 「立案4起，结案5起，结案率100%」
        less = pairs
    sure = [one for one in less if one.whole and one.part and one.whole.dimension == one.part.dimension]
    return sure[-1] if sure else nearest(figure, less)
