"""绩效等级 of a total."""

from __future__ import annotations

from decimal import Decimal

from xladdin.model import Grade, Scheme
from xladdin.scoring.text import essence


def grade(total: Decimal | None, scheme: Scheme) -> str | None:
    """The grade of a total, from its lower bound on, so that 89.6 is 良; None without a total or below every grade."""
    if total is None:
        return None
    reached = [grade for grade in scheme.grades if total >= grade.low]
    return max(reached, key=_low).name if reached else None


def same_grade(stated: str, due: str, scheme: Scheme) -> bool:
    """Whether two words name one grade (优秀 = 优). Two words that the scheme does not know must be equal."""
    return _canonical(stated, scheme) == _canonical(due, scheme)


def _canonical(word: str, scheme: Scheme) -> str:
    text = essence(word)
    for known in scheme.grades:
        if text == known.name or text in known.synonyms:
            return known.name
    return text


def _low(known: Grade) -> Decimal:
    return known.low
