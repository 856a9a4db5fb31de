"""结余、空编、净增: what is left of an amount, 「编制35名，在编32名，空编3名」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
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
                if re.search(section("carried")["name"], clause_of(figure.lead)) and (found := _carried(figure, front)):
                    yield found
                    break
                if re.search(entry["name"], clause_of(figure.lead)) and figure.role in (Role.AMOUNT, Role.CHANGE):
                    yield from _remainder(figure, entry, front[-_REACH:])
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
    if any(base - left.base in bases for base in bases):
        return
    sums = [one for one in sums if one.total.base > one.parts[0].base]
    sure = [one for one in sums if one.parts[0] in parts or not parts]
    sums = [one for one in sure if _is_slip(one, left, _NEAR)] or [one for one in sums if _is_slip(one, left, _SLIP)]
    yield from sorted(sums, key=_gap)[:1]


def _is_slip(one: Sum, left: Figure, limit: Decimal) -> bool:
    factor = left.unit.factor if left.unit else Decimal(1)
    return is_slip(left.value, (one.total.base - one.parts[0].base) / factor, limit)


def _carried(left: Figure, front: Sequence[Figure]) -> Sum | None:
    """「年初结转126万元，本年收入6842万元，本年支出6790万元，年末结转178万元」: the year's end from its beginning."""
    same = [one for one in front if one.sentence == left.sentence and one.dimension == left.dimension]
    told = [[one for one in same if re.search(words, clause_of(one.lead))] for words in section("carried")["terms"]]
    if any(len(found) != 1 for found in told):
        return None
    (opening,), (income,), (spent,) = told
    parts = (opening, income, replace(spent, value=-spent.value))
    return Sum(left, parts, sum_of(left, parts), sum_tolerance(left, parts))


def _gap(one: Sum) -> Decimal:
    return abs(one.total.base - sum((part.base for part in one.parts), Decimal(0)))


def _sum(whole: Figure, part: Figure, left: Figure) -> Sum:
    return Sum(whole, (part, left), sum_of(whole, (part, left)), sum_tolerance(whole, (part, left)))
