"""比率: 「排查320件，化解304件，化解率95%」, and rates that no figures can give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xladdin.model import Figure, Quotient, Role, Sentence
from xladdin.report.figures.roles import clause_of
from xladdin.report.lexicon import pattern, section
from xladdin.report.relations.tolerance import is_count, quotient, quotient_tolerance

_FULL = Decimal(100)
_FEW = 2
_REACH = 200  # amounts in front
_SMALL = 100  # counts below it leave gaps between the percentages they can give
_RATE_NAME = re.compile(r"(?P<name>[一-鿿]{2,14}?(?:率|进度|满意度))[^一-鿿]*(?:为|是|达到?|均达?|均为|实现|完成)?\s*$")


def find_rates(sentences: Sequence[Sentence]) -> Iterator[Quotient]:
    """Rates with their figures, and rates above 100 % that cannot be."""
    front: list[Figure] = []
    for sentence in sentences:
        amounts: list[Figure] = []
        for figure in sentence.figures:
            if figure.role is Role.RATE and figure.dimension == "ratio" and not figure.approximate:
                name = _name(figure)
                found = name and (_above(figure, name) or _rate(figure, name, amounts, front))
                if found:
                    yield found
            elif figure.unit is not None and figure.role is not Role.CHANGE and figure.dimension != "ratio":
                amounts.append(figure)
        front = [*front, *amounts][-_REACH:]


def _name(figure: Figure) -> str:
    match = _RATE_NAME.search(clause_of(figure.lead))
    return match["name"] if match else ""


def _above(figure: Figure, name: str) -> Quotient | None:
    capped = pattern("rate_words", "capped").search(name) and not pattern("rate_words", "uncapped").search(name)
    if figure.value > _FULL and not figure.bound and capped:
        return Quotient(figure, None, None, _FULL, Decimal(0), Decimal(0))
    return None


def _rate(figure: Figure, name: str, amounts: Sequence[Figure], front: Sequence[Figure]) -> Quotient | None:
    entry, stem = _entry(name)
    if entry is None:
        return None
    usable = [one for one in amounts if not one.approximate and one.base > 0]
    if entry["dimension"]:
        usable = [one for one in usable if one.dimension == entry["dimension"]]
        parts = [one for one in usable if _last_fit(entry["part"], entry["whole"], one)]
        wholes = [one for one in usable if _is_whole(entry, one) and one not in parts]
        if not wholes:
            wholes = _wholes_in_front(entry, figure, front)
    else:
        other = pattern("rate_words", "modifiers").search(name) or pattern("rate_words", "other_stem").search(stem[-2:])
        if other and not _counted(name, usable):
            return None
        parts = [one for one in usable if is_count(one) and _bears(stem, one)]
        wholes = [one for one in usable if is_count(one) and one not in parts[-1:]]
    return _best(figure, parts[-1:], wholes)


def _is_whole(entry: dict[str, str], figure: Figure) -> bool:
    if figure.dimension != entry["dimension"] or figure.approximate or figure.base <= 0:
        return False
    return bool(re.search(entry["whole"], clause_of(figure.lead)))


def _wholes_in_front(entry: dict[str, str], figure: Figure, front: Sequence[Figure]) -> list[Figure]:
    """The budget told in the sentences before: of the paragraph, else of the report where it names but one or two."""
    found = [one for one in front if _is_whole(entry, one) and not _last_fit(entry["part"], entry["whole"], one)]
    here = [one for one in found if one.paragraph == figure.paragraph]
    return here or (found if len({one.base for one in found}) <= _FEW else [])


def _entry(name: str) -> tuple[dict[str, str] | None, str]:
    for entry in section("rates"):
        match = re.search(entry["name"], name)
        if match:
            return entry, match.groupdict().get("stem") or ""
    return None, ""


def _counted(name: str, amounts: Sequence[Figure]) -> bool:
    """Whether the words of a rate with a condition (按期办结率) are told of a count, too (按期办结…件)."""
    bare = name.removesuffix("率")
    return any(is_count(one) and (bare in one.lead or bare[-2:] in clause_of(one.lead)[-6:]) for one in amounts)


def _last_fit(part: str, whole: str, figure: Figure) -> bool:
    """Whether the word nearest to the figure is one of what was spent, not of what there was to spend."""
    clause = clause_of(figure.lead)
    spent = [match.end() for match in re.finditer(part, clause)]
    there = [match.end() for match in re.finditer(whole, clause)]
    return bool(spent) and (not there or max(spent) >= max(there)) and not re.search("支出预算", clause)


def _bears(stem: str, figure: Figure) -> bool:
    """Whether the figure's own clause holds the stem, or all its characters: 化解 in 「成功化解304件」."""
    clause = clause_of(figure.lead)
    return stem[-2:] in clause or (len(stem) > 1 and all(char in clause for char in stem))


def _best(figure: Figure, parts: Sequence[Figure], wholes: Sequence[Figure]) -> Quotient | None:
    """The pair that gives the rate; where none does, the nearest pair, unless there is room for doubt."""
    pairs = [
        found
        for part in parts
        for whole in wholes
        if whole.dimension == part.dimension or (is_count(whole) and is_count(part))
        if (found := _quotient(figure, part, whole)) is not None
    ]
    for found in pairs:
        if found.is_exact:
            return found
    loose = [found for found in pairs if found.holds]
    if loose:
        return loose[0]
    sure = [one for one in pairs if one.whole and one.part and one.whole.base >= one.part.base]
    sure = [one for one in sure if one.whole and one.part and one.whole.dimension == one.part.dimension]
    if not sure or re.search("[;；]", figure.lead):
        return None
    return sure[-1]


def _quotient(percent: Figure, part: Figure, whole: Figure) -> Quotient | None:
    if not whole.base:
        return None
    strict, tolerance = quotient_tolerance(percent, part, whole)
    return Quotient(percent, part, whole, quotient(part.base, whole.base), tolerance, strict)


def gaps(percent: Figure, whole: Decimal) -> tuple[tuple[Decimal, Decimal], ...]:
    """The two whole numbers next to a percentage of ``whole`` with theirs, where no whole number gives it; else ()."""
    if whole >= _SMALL or whole <= 0:
        return ()
    unit = Decimal(1).scaleb(-percent.decimals)
    guess = int(percent.value * whole / 100)
    near = [(Decimal(count), quotient(Decimal(count), whole)) for count in (guess, guess + 1) if count <= whole]
    return () if any(abs(value - percent.value) < unit for _, value in near) else tuple(near)


def sampled_rates(
    sentences: Sequence[Sentence],
) -> Iterator[tuple[Figure, Figure, tuple[tuple[Decimal, Decimal], ...]]]:
    """「抽查12户，合格率95%」: rates of a small count that no whole number gives, with the count and the neighbours."""
    for sentence in sentences:
        for one, rate in zip(sentence.figures, sentence.figures[1:], strict=False):
            if rate.role is not Role.RATE or rate.approximate or rate.bound or not is_count(one) or one.approximate:
                continue
            if re.search("[;；]", rate.lead) or not pattern("rate_words", "sampled").search(clause_of(rate.lead)):
                continue
            if one.role is Role.AMOUNT and not pattern("rate_words", "modifiers").search(clause_of(rate.lead)):
                near = gaps(rate, one.value)
                if near and not _is_part(one, rate):
                    yield one, rate, near


def _is_part(count: Figure, rate: Figure) -> bool:
    """Whether the count is what the rate found (化解12件，化解率95%), not of how many it was found."""
    match = _RATE_NAME.search(clause_of(rate.lead))
    stem = match["name"].removesuffix("率") if match else ""
    return bool(stem) and _bears(stem[-2:], count)
