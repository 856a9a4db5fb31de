"""得分的合计: 「得19分。立项8分，目标5.5分，分配5.5分」, 「……，自评总分96.68分」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from xladdin.model import Figure, Role, Sentence, Sum
from xladdin.report.figures.roles import clause_of
from xladdin.report.lexicon import pattern
from xladdin.report.relations.points import stated_score
from xladdin.report.relations.tolerance import sum_of, sum_tolerance

_MOST = 12  # categories
_NEAR, _HUNDRED = Decimal("0.10"), Decimal(100)


def find_score_sums(sentences: Sequence[Sentence]) -> Iterator[Sum]:
    """The first score of a paragraph over those that follow it, and a total behind its scores."""
    paragraph: list[Sentence] = []
    for sentence in sentences:
        if paragraph and paragraph[-1].paragraph != sentence.paragraph:
            yield from _of_paragraph(paragraph)
            paragraph = []
        paragraph.append(sentence)
    yield from _of_paragraph(paragraph)
    yield from _of_categories(sentences)


def _of_categories(sentences: Sequence[Sentence]) -> Iterator[Sum]:
    """「综合得分86.7分」 and categories in a row whose full marks make 100: their scores make the total."""
    total = stated_score(sentences)
    points = [one for sentence in sentences for one in sentence.figures if one.dimension == "points"]
    pairs = [(full, score) for full, score in pairwise(points) if _is_pair(full, score)]
    for start in range(len(pairs)) if total is not None else ():
        whole = Decimal(0)
        for end in range(start, min(start + _MOST, len(pairs))):
            whole += pairs[end][0].value
            scores = [score for _, score in pairs[start : end + 1]]
            if whole == _HUNDRED and len(scores) > 1 and total is not None and total not in scores:
                yield from _judged(total, scores)
                return


def _is_pair(full: Figure, score: Figure) -> bool:
    """「满分20分，得18分」, 「（20分）：得分17.5分」: the full marks and the score of one category."""
    bracket = full.role is Role.AMOUNT and re.search(r"[(（]\s*$", full.lead) is not None
    near = score.paragraph == full.paragraph and not score.approximate and score.value <= full.value
    return near and score.role is Role.SCORE and (full.role is Role.FULL or bracket)


def _of_paragraph(sentences: Sequence[Sentence]) -> Iterator[Sum]:
    scores = [one for sentence in sentences for one in _scores(sentence)]
    if len(scores) < 3 or any(one.approximate for one in scores):
        return
    head, *items = scores
    last = scores[-1]
    if pattern("match", "total").search(clause_of(last.lead)) and not _is_plain(last):
        yield from _judged(last, scores[:-1])
        return
    groups: dict[int, list[Figure]] = {}
    for item in items:
        groups.setdefault(item.sentence, []).append(item)
    for found in (items, *groups.values()):
        one = _sum(head, found)
        if len(found) > 1 and one.holds:
            yield one
            return
    yield from _judged(head, items)


def _is_plain(figure: Figure) -> bool:
    """A bare 「得分」, which every item has."""
    return clause_of(figure.lead).strip() in {"得分", "自评得分", "评价得分"}


def _is_score(figure: Figure) -> bool:
    """A score, not what was deducted, nor the 100 points of the whole."""
    if figure.role is not Role.SCORE or pattern("roles", "deducted").search(figure.lead):
        return False
    return figure.value != _HUNDRED or not re.search("总分$", clause_of(figure.lead).strip())


def _scores(sentence: Sentence) -> list[Figure]:
    """The scores of a sentence; where it begins with 其中 and says of none 得, its points."""
    scores = [one for one in sentence.figures if _is_score(one)]
    listed = sentence.text.lstrip().startswith("其中") or pattern("rate_words", "scores").search(sentence.text)
    if not listed or (scores and "得分" not in sentence.text):
        return scores
    told = (Role.SCORE, Role.AMOUNT)
    return [one for one in sentence.figures if one.dimension == "points" and one.role in told and one.value < _HUNDRED]


def _judged(total: Figure, items: Sequence[Figure]) -> Iterator[Sum]:
    one = _sum(total, items)
    largest = max((item.value for item in items), default=total.value)
    if one.holds or (largest < total.value and abs(total.value - one.expected) <= total.value * _NEAR):
        yield one


def _sum(total: Figure, items: Sequence[Figure]) -> Sum:
    return Sum(total, tuple(items), sum_of(total, items), sum_tolerance(total, items))
