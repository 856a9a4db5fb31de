"""年初、增减、年末: 「年初预算420万元，年中调减20万元，调整后预算400万元」, an amount through the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xladdin.model import Figure, Sentence, Sum
from xladdin.report.figures.roles import clause_of, in_context
from xladdin.report.lexicon import section
from xladdin.report.relations.tolerance import sum_of, sum_tolerance

_SIGNS = {"first": 1, "more": 1, "less": -1}


def find_chains(sentences: Sequence[Sentence]) -> Iterator[Sum]:
    """The amount at the end over that at the beginning and all that came and went, told in one sentence."""
    for sentence in sentences:
        told = [one for one in _outside(sentence.figures) if one.unit and one.dimension != "ratio"]
        for place, last in enumerate(told):
            for chain in section("chains"):
                if re.search(chain["name"], clause_of(last.lead)) and (found := _chain(last, told[:place], chain)):
                    yield found
                    break


def _outside(figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures outside brackets, with all the words of their clauses."""
    depth = 0
    for figure, plain in zip(in_context(figures), figures, strict=True):
        depth += len(re.findall("[(（]", plain.lead)) - len(re.findall("[)）]", plain.lead))
        if depth <= 0:
            yield figure


def _chain(last: Figure, front: Sequence[Figure], chain: dict[str, str]) -> Sum | None:
    """None where anything is told in between that is none of the chain's, or the beginning is not told once."""
    same = [one for one in front if one.dimension == last.dimension]
    starts = [place for place, one in enumerate(same) if re.search(chain["first"], clause_of(one.lead))]
    if len(starts) != 1:
        return None
    listed = same[starts[0] :]
    signs = [_sign(one, chain) for one in listed]
    if len(listed) < 2 or 0 in signs or any(one.approximate for one in (*listed, last)):
        return None
    parts = tuple(replace(one, value=sign * one.value) for one, sign in zip(listed, signs, strict=True))
    return Sum(last, parts, sum_of(last, parts), sum_tolerance(last, parts))


def _sign(figure: Figure, chain: dict[str, str]) -> int:
    """Whether the amount comes or goes: by the word of the chain that stands last; 0 where it bears none."""
    clause = clause_of(figure.lead)
    ends = [(match.end(), sign) for key, sign in _SIGNS.items() for match in re.finditer(chain[key], clause)]
    return max(ends)[1] if ends else 0
