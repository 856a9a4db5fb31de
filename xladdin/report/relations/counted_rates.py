"""Rates of counts, known by the stem of their name: 化解率 by 「化解304件」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from xladdin.model import Figure, Quotient, Role
from xladdin.report.figures.roles import clause_of
from xladdin.report.lexicon import pattern
from xladdin.report.relations.candidates import best_pair, since_semicolon
from xladdin.report.relations.pairs import (
    SLIP,
    nearest,
    of_neighbours,
    rate_of,
)
from xladdin.report.relations.tolerance import is_count

_FEW = 2


def by_stem(figure: Figure, name: str, stem: str, usable: Sequence[Figure], front: Sequence[Figure]) -> Quotient | None:
    """A rate of counts: the amount that bears its word over one told beside it."""
    told = since_semicolon(figure, [one for one in usable if one.dimension not in ("money", "ratio", "points")])
    if failed := _of_failed(figure, told):
        return failed
    other = pattern("rate_words", "modifiers").search(name) or pattern("rate_words", "other_stem").search(stem[-2:])
    if other and not _counted(name, usable):
        found = _by_slip(figure, stem, usable, front)
        conditional = pattern("rate_words", "modifiers").search(name)
        return found or (None if conditional else of_neighbours(figure, stem, since_semicolon(figure, usable)))
    counted = [one for one in usable if one.dimension not in ("money", "ratio", "points")]
    here = [one for one in counted if one in since_semicolon(figure, usable)] or counted
    parts = _together(stem, here) or [one for one in here if bears(stem, one) and one.role is not Role.AVERAGE]
    if pattern("rate_words", "lowest").search(stem) and len(grades := _grades(here)) > 1:
        return _of_grades(figure, grades, counted) or None
    if len(parts) > 1 and pattern("rate_words", "graded").search(stem):
        return _of_grades(figure, parts, counted)
    found = best_pair(figure, parts[-1:], [one for one in counted if one not in parts[-1:]])
    if found or (len(here) < len(counted) and here):
        return found or of_neighbours(figure, stem, here)
    return _by_slip(figure, stem, usable, front) or of_neighbours(figure, stem, here)


def _grades(here: Sequence[Figure]) -> list[Figure]:
    return [one for one in here if pattern("rate_words", "grades").search(one.subject)]


def _of_failed(figure: Figure, here: Sequence[Figure]) -> Quotient | None:
    """「抽查120份，不合格4份，合格率96.67%」: the rate of those that did not fail."""
    if len(here) != _FEW or not pattern("rate_words", "failed").search(here[1].subject):
        return None
    whole, part = here
    if part.dimension != whole.dimension or part.base >= whole.base:
        return None
    return nearest(figure, [one] if (one := rate_of(figure, _less(whole, part), whole)) else [])


def _less(whole: Figure, part: Figure) -> Figure:
    value = whole.value - part.value
    return replace(whole, value=value, raw=f"{value}{whole.unit.text if whole.unit else ''}")


def _of_grades(figure: Figure, parts: Sequence[Figure], counted: Sequence[Figure]) -> Quotient | None:
    """「满意1046人、基本满意312人，满意度95.63%」: the rate may take the first grades together, or weigh them."""
    sums = [_joined(parts[:count]) for count in range(1, len(parts) + 1)]
    pairs = [found for part in sums for whole in counted if (found := rate_of(figure, part, whole)) is not None]
    return nearest(figure, pairs, SLIP)


def _joined(parts: Sequence[Figure]) -> Figure:
    first, value = parts[0], sum((part.value for part in parts), Decimal(0))
    return replace(first, value=value, raw=f"{value}{first.unit.text if first.unit else ''}")


def _by_slip(figure: Figure, stem: str, usable: Sequence[Figure], front: Sequence[Figure]) -> Quotient | None:
    """A rate of any kind: the amount that bears its word, of one told before that gives nearly this rate."""
    parts = [one for one in usable if bears(stem, one)][-_FEW:]
    near = [one for one in front if figure.paragraph - one.paragraph <= _FEW and not one.approximate]
    wholes = [one for one in [*near, *usable] if one.dimension != "points"]
    pairs = [
        found
        for part in parts
        for whole in wholes
        if whole.dimension in (part.dimension, "mixed") and whole.base > part.base
        if (found := rate_of(figure, part, whole)) is not None
    ]
    return nearest(figure, pairs, SLIP)


def _together(stem: str, counted: Sequence[Figure]) -> list[Figure]:
    """优良 in 「优秀42件、良好61件」: both counts as one."""
    if len(stem) == _FEW + _FEW:  # 升学就业率
        named = [[one for one in counted if word in clause_of(one.lead)] for word in (stem[:2], stem[2:])]
        plain = [len(one) for one in named] == [1, 1] and named[0] != named[1]
        return [_joined([one for ones in named for one in ones])] if plain else []
    if len(stem) != _FEW or not pattern("rate_words", "compound").search(stem):
        return []
    found = [one for char in stem for one in counted if clause_of(one.lead).lstrip("、和 ").startswith(char)]
    if len(found) != _FEW or found[0] is found[1]:
        return []
    return [_joined(found)]


def _counted(name: str, amounts: Sequence[Figure]) -> bool:
    """Whether the words of a rate with a condition (按期办结率) are told of a count, too (按期办结…件)."""
    bare = re.sub("[率度]$", "", name)
    return any(is_count(one) and (bare in one.lead or bare[-2:] in clause_of(one.lead)[-6:]) for one in amounts)


def bears(stem: str, figure: Figure) -> bool:
    """Whether the figure's own clause holds the stem, or all its characters: 化解 in 「成功化解304件」."""
    clause = clause_of(figure.lead)
    return stem[-2:] in clause or (len(stem) > 1 and all(char in clause for char in stem))
