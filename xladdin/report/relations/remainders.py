"""结余、空编、净增: what is left of an amount, 「编制35名，在编32名，空编3名」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xladdin.model import Figure, Role, Sentence, Sum
from xladdin.report.figures.roles import clause_of, in_context
from xladdin.report.lexicon import section
from xladdin.report.relations.tolerance import sum_of, sum_tolerance

_REACH, _PARAGRAPHS = 60, 10  # in front
_NEAR = Decimal("0.35")  # of the remainder: a slip of the pen is no further


def find_remainders(sentences: Sequence[Sentence]) -> Iterator[Sum]:
    """The whole as the sum of what was used and what is left; where any amounts in front give it, those."""
    front: list[Figure] = []
    for sentence in sentences:
        front = [one for one in front if sentence.paragraph - one.paragraph <= _PARAGRAPHS]
        for figure in in_context(sentence.figures):
            if figure.unit is None or figure.approximate or figure.dimension == "ratio":
                continue
            for entry in section("remainders"):
                if re.search(entry["name"], clause_of(figure.lead)) and figure.role in (Role.AMOUNT, Role.CHANGE):
                    yield from _remainder(figure, entry, front[-_REACH:])
            front.append(figure)


def _remainder(left: Figure, entry: dict[str, str], front: Sequence[Figure]) -> Iterator[Sum]:
    same = [one for one in front if one.dimension == left.dimension and one.role in (Role.AMOUNT, Role.PLANNED)]
    wholes = [one for one in same if re.search(entry["whole"], clause_of(one.lead))][::-1]
    parts = [one for one in same if re.search(entry["part"], clause_of(one.lead))][::-1]
    sums = [_sum(whole, part, left) for whole in wholes for part in parts if whole is not part]
    fitting = next((one for one in sums if one.holds), None)
    if fitting is not None:
        yield fitting
        return
    if any(one.base - other.base == left.base for one in same for other in same):
        return
    sums = [one for one in sums if one.total.base > one.parts[0].base and _gap(one) <= left.base * _NEAR]
    yield from sorted(sums, key=_gap)[:1]


def _gap(one: Sum) -> Decimal:
    return abs(one.total.base - sum((part.base for part in one.parts), Decimal(0)))


def _sum(whole: Figure, part: Figure, left: Figure) -> Sum:
    return Sum(whole, (part, left), sum_of(whole, (part, left)), sum_tolerance(whole, (part, left)))
