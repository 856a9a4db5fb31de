"""比率: 「排查320件，化解304件，化解率95%」, and rates that no figures can give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from xladdin.model import Figure, Quotient, Role, Sentence
from xladdin.report.figures.roles import clause_of, in_context
from xladdin.report.lexicon import pattern, section
from xladdin.report.relations.candidates import pairs_of
from xladdin.report.relations.counted_rates import by_stem
from xladdin.report.relations.pairs import (
    nearest,
    rate_of,
)
from xladdin.report.relations.planned_rates import of_budget, of_plan, of_plan_by_name
from xladdin.report.relations.worded_rates import by_words

_FULL = Decimal(100)
_FEW = 2
_REACH = 200  # amounts in front
RATE_NAME = re.compile(
    r"(?P<name>[一-鿿]{0,12}?满意度|[一-鿿]{2,14}?(?:率|进度))[^一-鿿]*(?:为|是|达到?|均达?|均为|实现|完成)?\s*$"
)
_BRACKET = re.compile(r"^\s*[(（]")
_OF = re.compile(r"^\s*(?:(?:单位|项目|总数|总量|人员|企业|村|户)?)的\s*(?:比[重例率]?(?:为|达)?)?\s*$")


def find_rates(sentences: Sequence[Sentence]) -> Iterator[Quotient]:
    """Rates with their figures, and rates above 100 % that cannot be."""
    front: list[Figure] = []
    fulls = _full_marks(sentences)
    for sentence in sentences:
        amounts: list[Figure] = []
        for place, figure in enumerate(in_context(sentence.figures)):
            if figure.dimension == "ratio" and figure.role is not Role.CHANGE and not figure.approximate:
                if pattern("rate_words", "final").search(clause_of(figure.lead)):
                    continue
                found = _found(sentence.figures[place], sentence.figures[:place], amounts, front, fulls)
                found = found or _behind(figure, amounts, sentence.figures[place + 1 : place + 2])
                if found:
                    yield found
            elif figure.unit is not None and figure.dimension != "ratio" and _is_told(figure):
                amounts.append(figure)
        front = [*front, *amounts][-_REACH:]


def _is_told(figure: Figure) -> bool:
    """Whether it is an amount, or what was saved of one."""
    if pattern("rate_words", "beyond").search(clause_of(figure.lead)):
        return False
    return figure.role is not Role.CHANGE or bool(pattern("rate_words", "saved").search(clause_of(figure.lead)))


def _found(
    figure: Figure,
    told: Sequence[Figure],
    amounts: Sequence[Figure],
    front: Sequence[Figure],
    fulls: dict[Decimal, list[Figure]],
) -> Quotient | None:
    told = [one for one in told if not pattern("rate_words", "beyond").search(clause_of(one.lead))]
    if _OF.match(figure.lead) and told:
        return _of_the_last(figure, told, front)
    if pattern("rate_words", "of_plan").search(clause_of(figure.lead)):
        return of_budget(figure, amounts) or of_plan_by_name(figure, amounts, front)
    name = _name(figure) if figure.role in (Role.RATE, Role.PLANNED) else ""
    if not name:
        return None
    if "得分率" in name:
        return _of_full_marks(figure, amounts, fulls)
    found = _above(figure, name) or _rate(figure, name, amounts, front)
    if found is None or found.holds:
        return found
    return next((one for one in pairs_of(figure, amounts) if one.is_exact), found)


def _name(figure: Figure) -> str:
    match = RATE_NAME.search(clause_of(re.sub(r"[(（][^()（）]*[)）]", "", figure.lead)))
    return match["name"] if match else ""


def _above(figure: Figure, name: str) -> Quotient | None:
    capped = pattern("rate_words", "capped").search(name) and not pattern("rate_words", "uncapped").search(name)
    if figure.value > _FULL and not figure.bound and capped and figure.role is Role.RATE:
        return Quotient(figure, None, None, _FULL, Decimal(0), Decimal(0))
    return None


def _of_the_last(figure: Figure, told: Sequence[Figure], front: Sequence[Figure]) -> Quotient | None:
    """「实施36.8公里，为计划35公里的105.14%」: the amount right in front is the whole, the one before it the part."""
    whole, before = told[-1], [one for one in told[:-1] if one.role in (Role.AMOUNT, Role.PLANNED)]
    if whole.approximate or whole.unit is None or whole.dimension == "ratio" or not whole.base:
        return None
    parts = [one for one in before if one.dimension == whole.dimension and not one.approximate][::-1]
    pairs = [one for part in parts if (one := rate_of(figure, part, whole)) is not None]
    fitting = next((one for one in pairs if one.is_exact), None) or next((one for one in pairs if one.holds), None)
    named = re.search("占", whole.lead)
    beside = bool(pairs) and pairs[0].part is told[-2] and parts[0].base < whole.base and figure.value <= _FULL
    if fitting is not None:
        return fitting
    if beside and not re.search("[;；]", whole.lead):
        return pairs[0]
    if pairs and not named and not re.search("[;；]", whole.lead):
        return pairs[0]
    far = [one for one in front if one.dimension == whole.dimension and not one.approximate and one is not whole]
    wider = [one for part in far if (one := rate_of(figure, part, whole)) is not None]
    return nearest(figure, [*pairs, *wider])


def _full_marks(sentences: Sequence[Sentence]) -> dict[Decimal, list[Figure]]:
    """Score → the full marks printed right in front of it: 「满分20分，得分16.5分」, 「（20分）得16.5分」."""
    found: dict[Decimal, list[Figure]] = {}
    for sentence in sentences:
        for full, score in zip(sentence.figures, sentence.figures[1:], strict=False):
            if full.dimension == "points" and full.role in (Role.FULL, Role.AMOUNT) and score.role is Role.SCORE:
                found.setdefault(score.value, []).append(full)
    return found


def _of_full_marks(figure: Figure, amounts: Sequence[Figure], fulls: dict[Decimal, list[Figure]]) -> Quotient | None:
    """「得16.5分，得分率82.5%」, with the full marks told elsewhere."""
    score = next((one for one in reversed(amounts) if one.role is Role.SCORE), None)
    if score is None:
        return None
    pairs = [one for full in fulls.get(score.value, ()) if (one := rate_of(figure, score, full)) is not None]
    return next((one for one in pairs if one.holds), pairs[0] if pairs else None)


def _rate(figure: Figure, name: str, amounts: Sequence[Figure], front: Sequence[Figure]) -> Quotient | None:
    entry, stem = _entry(name)
    if entry is None:
        return None
    usable = [one for one in amounts if not one.approximate and one.base > 0]
    if entry["dimension"]:
        return by_words(figure, entry, usable, amounts, front)
    if entry.get("planned"):
        return of_plan(figure, usable) or of_plan_by_name(figure, amounts, front)
    return by_stem(figure, name, stem, usable, front)


def _behind(figure: Figure, amounts: Sequence[Figure], behind: Sequence[Figure]) -> Quotient | None:
    """「访问农户500户，满意率为96%，满意的480户」: the part stands behind its rate."""
    stem = _entry(_name(figure))[1] if figure.role is Role.RATE else ""
    if not stem or not behind or not amounts:
        return None
    (part,), whole = behind, amounts[-1]
    told = part.role is Role.AMOUNT and whole.role is Role.AMOUNT and part.dimension == whole.dimension
    if not told or part.approximate or whole.approximate or part.base > whole.base or stem not in part.lead:
        return None
    return rate_of(figure, part, whole) if not re.search("[;；。]|其中|[不未]", part.lead) else None


def _entry(name: str) -> tuple[dict[str, Any] | None, str]:
    for entry in section("rates"):
        match = re.search(entry["name"], name)
        if match:
            return entry, match.groupdict().get("stem") or ""
    return None, ""
