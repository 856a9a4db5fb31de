"""What a figure does in its clause, and what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xladdin.model import Figure, Role
from xladdin.report.figures.scan import Found
from xladdin.report.lexicon import pattern, section

_CLAUSE = re.compile(r"[，,；;。：:！？?!]")
_BREAK = re.compile(r"[，,；;。：:！？?!()（）]")
_RATIO = "ratio"
_POINTS = "points"


def clause_of(lead: str) -> str:
    """The end of a lead, from the last break between clauses."""
    return _CLAUSE.split(lead)[-1]


def in_context(figures: Sequence[Figure]) -> list[Figure]:
    """The figures with all the words of their clause, though others stand between: 「申报31个、资金2310万元」."""
    found: list[Figure] = []
    words, told = "", set[str]()
    for figure in figures:
        if _BREAK.search(figure.lead) or figure.dimension in told:  # the same thing again: one of a list
            words, told = "", set()
        words += figure.lead
        told.add(figure.dimension)
        found.append(replace(figure, lead=words))
    return found


def role_of(found: Found, lead: str, tail: str) -> Role:
    """The role of a figure from the text before it and behind it."""
    clause = clause_of(lead)
    dimension = found.unit.dimension if found.unit else ""
    if dimension == _POINTS:
        return _points_role(lead)
    if _is_change(clause, lead, found):
        return Role.CHANGE
    return _ratio_role(clause, tail) if dimension == _RATIO else _amount_role(clause)


def _amount_role(clause: str) -> Role:
    if pattern("roles", "average").search(clause):
        return Role.AVERAGE
    if _is_earlier(clause):
        return Role.EARLIER
    return Role.PLANNED if pattern("roles", "planned").search(clause) else Role.AMOUNT


def _points_role(lead: str) -> Role:
    if pattern("roles", "full").search(lead):
        return Role.FULL
    return Role.SCORE if pattern("roles", "score").search(lead) else Role.AMOUNT


def _is_change(clause: str, lead: str, found: Found) -> bool:
    words = pattern("roles", "change")
    if pattern("roles", "no_change").search(clause):
        return False
    if found.unit and "百分点" in found.unit.text:
        return True
    if pattern("roles", "supported").search(clause) and found.unit and found.unit.dimension == "money":
        return False
    if words.search(clause):
        return not (_is_thing(found) and pattern("roles", "improved").search(clause))
    return not clause.strip(" 、和与及") and bool(words.search(lead.rstrip(" 、和与及，").rstrip(",")))


def _is_thing(found: Found) -> bool:
    """Whether it counts things (个、处、座), not money, heads, lengths or percentages."""
    families = section("families")
    dimension = found.unit.dimension if found.unit else _RATIO
    return dimension not in (_RATIO, _POINTS, "money", *families["heads"], *families["measured"])


def _is_earlier(clause: str) -> bool:
    if pattern("roles", "compared_figure").search(clause):
        return True
    return bool(pattern("roles", "earlier").search(clause)) and not pattern("roles", "not_earlier").search(clause)


def _ratio_role(clause: str, tail: str) -> Role:
    if pattern("roles", "share").search(clause):
        return Role.SHARE
    if pattern("roles", "planned").search(clause) and "率" not in tail[:1]:
        return Role.PLANNED
    return Role.RATE


def subject_of(lead: str) -> str:
    """The noun phrase at the end of a lead: 「，接访、下访数量」 → 接访、下访数量; empty where there is none."""
    clause = clause_of(lead)
    clause = pattern("subjects", "tails").sub("", clause)
    return pattern("subjects", "heads").sub("", clause).strip(" 、()（）\x00")
