"""Names of indicators that are nearly the same: perhaps one indicator written two ways, which only a person can say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xladdin.merge.words import indicator_key, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: So many names of one category are compared with one another; the rarer ones beyond are not.
COMPARED = 3000
#: So many names, the likest ones, are looked at for each: where hundreds are alike they are a series, not slips.
_LIKEST = 10


def near_pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different names that are nearly the same, each pair once, in the order of ``names``.

    Two names that differ in a figure or in a word that tells two things apart (男 and 女, 一期 and 二期) are two.
    """
    from rapidfuzz import fuzz, process

    plain = [_plain(name) for name in names[:COMPARED]]
    likeness = words().near.likeness
    for index, name in enumerate(plain):
        if len(name) < words().near.shortest:
            continue
        rest = plain[index + 1 :]
        for other, _, place in process.extract(name, rest, scorer=fuzz.ratio, score_cutoff=likeness, limit=_LIKEST):
            if len(other) >= words().near.shortest and _may_be_one(name, other):
                yield names[index], names[index + 1 + place]


def _plain(name: str) -> str:
    """A name without its numbering and without words that say nothing."""
    return words().near.fillers.sub("", indicator_key(name))


def _may_be_one(name: str, other: str) -> bool:
    mine, theirs = Counter(name), Counter(other)
    ours, others = mine - theirs, theirs - mine
    near = words().near
    telling = near.telling | near.measures if ours and others else near.telling
    return not any(sign in telling or sign.isdigit() for sign in ours + others)
