"""结余、空编、净增: what is left of an amount, 「编制35名，在编32名，空编3名」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xladdin.model import Figure, Role, Sentence, Sum
from xladdin.report.figures.roles import clause_of, in_context
from xladdin.report.lexicon import section
from xladdin.report.relations.tolerance import is_slip, sum_of, sum_tolerance

_REACH, _PARAGRAPHS = 40, 10  # in front
_NEAR, _SLIP = Decimal("0.35"), Decimal("0.1")  # of the remainder: a slip of the pen is no further


def find_remainders(sentences: Sequence[Sentence]) -> Iterator[Sum]:
    """The whole as the sum of what was used and what is left; where any amounts in front give it, those."""
    front: list[Figure] = []
    for sentence in sentences:
        front = [one for one in front[-_REACH:] if sentence.paragraph - one.paragraph <= _PARAGRAPHS]
        for figure in in_context(sentence.figures):
            if figure.unit is None or figure.approximate or figure.dimension == "ratio":
                continue
            for entry in section("remainders"):
                if re.search(entry["name"], clause_of(figure.lead)) and figure.role in (Role.AMOUNT, Role.CHANGE):
                    yield from _remainder(figure, entry, front[-_REACH:])
            yield from _undone(figure, front)
            front.append(figure)


def _remainder(left: Figure, entry: dict[str, str], front: Sequence[Figure]) -> Iterator[Sum]:
    same = [one for one in front if one.dimension == left.dimension and one.role in (Role.AMOUNT, Role.PLANNED)]
    wholes = [one for one in same if re.search(entry["whole"], clause_of(one.lead))][::-1]
    parts = [one for one in same if re.search(entry["part"], clause_of(one.lead))][::-1]
    here = [one for one in same if one not in wholes and one not in parts and one.sentence == left.sentence]
    sums = [_sum(whole, part, left) for whole in wholes for part in [*parts, *here] if whole is not part]
    fitting = next((one for one in sums if one.holds), None)
    if fitting is not None:
        yield fitting
        return
    bases = {one.base for one in same}
    told = any(one.sentence == left.sentence for one in wholes) and any(one.sentence == left.sentence for one in parts)
    if not told and any(base - left.base in bases for base in bases):
        return
    sums = [one for one in sums if one.total.base > one.parts[0].base]
    sure = [one for one in sums if one.parts[0] in parts or not parts]
    sums = [one for one in sure if _is_slip(one, left, _NEAR)] or [one for one in sums if _is_slip(one, left, _SLIP)]
    yield from sorted(sums, key=_gap)[:1]


def _undone(left: Figure, front: Sequence[Figure]) -> Iterator[Sum]:
    """「问题84个，已整改81个，未整改3个」: the part that bears the word and the amount right in front of it."""
    match = re.search(section("left_undone")["name"], clause_of(left.lead))
    same = [one for one in front if one.sentence == left.sentence and one.dimension == left.dimension]
    if match is None or left.role is not Role.AMOUNT or len(same) < 2:
        return
    whole, part = same[-2:]
    plain = whole.role is Role.AMOUNT and part.role is Role.AMOUNT and not re.search("其中|[;；]", left.lead)
    if plain and match["stem"] in clause_of(part.lead) and whole.base > part.base:
        yield _sum(whole, part, left)


def _is_slip(one: Sum, left: Figure, limit: Decimal) -> bool:
    factor = left.unit.factor if left.unit else Decimal(1)
    return is_slip(left.value, (one.total.base - one.parts[0].base) / factor, limit)


def _gap(one: Sum) -> Decimal:
    return abs(one.total.base - sum((part.base for part in one.parts), Decimal(0)))


def _sum(whole: Figure, part: Figure, left: Figure) -> Sum:
    return Sum(whole, (part, left), sum_of(whole, (part, left)), sum_tolerance(whole, (part, left)))
