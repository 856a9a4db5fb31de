"""Rates whose part and whole are known by words of their own: 执行率 by what was spent and what there was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from xladdin.model import Figure, Quotient
from xladdin.report.figures.roles import clause_of
from xladdin.report.relations.candidates import best_pair
from xladdin.report.relations.pairs import (
    nearest,
    of_own_budget,
    of_same_name,
    rate_of,
)

_FEW = 2
_BRACKET = re.compile(r"^\s*[(（]")


def by_words(
    figure: Figure, entry: dict[str, Any], usable: Sequence[Figure], amounts: Sequence[Figure], front: Sequence[Figure]
) -> Quotient | None:
    """A rate whose part and whole are known by their words; any whole that was told may be the one meant."""
    usable = [one for one in usable if one.dimension == entry["dimension"]]
    parts = [one for one in usable if _last_fit(entry["part"], entry["whole"], one)]
    wholes = [one for one in usable if _is_whole(entry, one) and one not in parts]
    if not parts:
        here = [one for one in front if one.paragraph == figure.paragraph and one.dimension == entry["dimension"]]
        parts = [one for one in here if not one.approximate and _last_fit(entry["part"], entry["whole"], one)]
    if not wholes:
        wholes = _wholes_in_front(entry, figure, front)
    found = best_pair(figure, parts[-1:], wholes)
    if found is not None and found.holds:
        return found
    if usable and (own := of_own_budget(figure, usable[-1], front)):
        return own
    if _BRACKET.match(figure.lead):
        return None  # it speaks of the amount right in front, by a budget told elsewhere
    if parts and (named := of_same_name(figure, parts[-1], entry["part"], [*front, *amounts])):
        return named
    bounds = [one for one in [*front, *amounts] if re.search(entry["whole"], clause_of(one.lead))]
    far = [one for one in bounds if one.dimension == entry["dimension"]]
    pairs = [one for part in parts[-1:] for whole in far if (one := rate_of(figure, part, whole)) is not None]
    fitting = next((one for one in pairs if one.holds), None)
    return fitting or found or nearest(figure, pairs)


def _is_whole(entry: dict[str, Any], figure: Figure) -> bool:
    if figure.dimension != entry["dimension"] or figure.approximate or figure.base <= 0:
        return False
    return bool(re.search(entry["whole"], clause_of(figure.lead)))


def _wholes_in_front(entry: dict[str, Any], figure: Figure, front: Sequence[Figure]) -> list[Figure]:
    """The budget told in the sentences before: of the paragraph, else of the report where it names but one or two."""
    found = [one for one in front if _is_whole(entry, one) and not _last_fit(entry["part"], entry["whole"], one)]
    here = [one for one in found if one.paragraph == figure.paragraph]
    return here or (found if len({one.base for one in found}) <= _FEW else [])


def _last_fit(part: str, whole: str, figure: Figure) -> bool:
    """Whether the word nearest to the figure is one of what was spent, not of what there was to spend."""
    clause = re.sub(f"({part})资金", r"\1", clause_of(figure.lead))
    spent = [match.end() for match in re.finditer(part, clause)]
    there = [match.end() for match in re.finditer(whole, clause)]
    return bool(spent) and (not there or max(spent) >= max(there)) and not re.search("支出预算", clause)
