"""人均、户均: 「救助4125人次612.5万元，人均1485元」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xladdin.model import Figure, Quotient, Role, Sentence
from xladdin.report.figures.roles import clause_of
from xladdin.report.lexicon import pattern, section
from xladdin.report.relations.tolerance import half_unit

_TIMES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_HALF, _PAIR = Decimal("0.5"), 2
_NEAR = Decimal("0.35")  # of what the figures give: a slip of the pen is no further


def find_averages(sentences: Sequence[Sentence]) -> Iterator[Quotient]:
    """Every average with the amount and the count of its statement; where one pair gives it, that one."""
    for sentence in sentences:
        story: list[Figure] = []
        for figure in sentence.figures:
            if re.search("[;；]", figure.lead):
                story = []
            if figure.unit is not None and not figure.approximate and not figure.bound:
                found = _average(figure, story) or _product(figure, story)
                if found is not None:
                    yield found
            story.append(figure)


def _average(figure: Figure, story: Sequence[Figure]) -> Quotient | None:
    clause = clause_of(figure.lead)
    if pattern("average_words", "other").search(clause):
        return None
    told = [one for one in story if one.role is Role.AMOUNT and not one.approximate and one.base > 0]
    amounts = [one for one in told if one.dimension == figure.dimension and one.base > figure.base]
    counts = _counts(clause, told)
    pairs = [_quotient(figure, amount, count) for amount in amounts for count in counts]
    fitting = next((one for one in pairs if one.holds), None)
    if fitting is not None:
        return fitting
    if len(pairs) != 1 or not _is_beside(story, amounts[0], counts[0]):
        return None
    (found,) = pairs
    return found if abs(found.expected - figure.value) <= found.expected * _NEAR else None


def _counts(clause: str, told: Sequence[Figure]) -> list[Figure]:
    """The counts by which the average is taken: 人 for 人均, 期 for 平均每期."""
    known = next((one["counts"] for one in section("averages") if re.search(one["name"], clause)), None)
    if known is not None:
        return [one for one in told if one.dimension in known]
    match = pattern("average_words", "per").search(clause)
    word = match["per"] or match["per2"] if match else ""
    texts = {id(one): one.unit.text if one.unit else one.tail[:1] for one in told}
    counted = [one for one in told if word and texts[id(one)] in {word[:1], f"{word[:1]}次", word}]
    return counted or [one for one in told if len(word) > 1 and word in clause_of(one.lead)]


def _product(figure: Figure, story: Sequence[Figure]) -> Quotient | None:
    """「2名，每人每年6000元，共1.2万元」: the total stands behind; told of the average."""
    if len(story) < _PAIR or not pattern("average_words", "product").search(clause_of(figure.lead)):
        return None
    count, average = story[-2:]
    told = average.role is Role.AVERAGE and count.role is Role.AMOUNT and not count.approximate
    if not told or average.dimension != figure.dimension or not count.base:
        return None
    if not _counts(clause_of(average.lead), [count]) or pattern("average_words", "earned").search(average.lead):
        return None
    found = _quotient(average, figure, count)
    return found if abs(found.expected - average.value) <= found.expected * _NEAR else None


def _is_beside(story: Sequence[Figure], amount: Figure, count: Figure) -> bool:
    """Whether the amount and the count are among the last figures told."""
    return {id(amount), id(count)} <= {id(one) for one in story[-3:]}


def _quotient(figure: Figure, amount: Figure, count: Figure) -> Quotient:
    factor = figure.unit.factor if figure.unit else Decimal(1)
    number, times = _counted(count)
    opened = (_open(amount) * number + half_unit(count) * times * amount.base) / (number * number) / factor
    strict = _HALF.scaleb(-figure.decimals)
    return Quotient(figure, amount, count, amount.base / number / factor, strict + opened, strict)


def _counted(count: Figure) -> tuple[Decimal, Decimal]:
    """How many of its own unit it tells (2.4万亩 are 24,000亩), and what 万 or 亿 stands in front of the unit."""
    text = count.unit.text if count.unit else ""
    times = _TIMES.get(text[:1], Decimal(1)) if len(text) > 1 else Decimal(1)
    return count.value * times, times


def _open(figure: Figure) -> Decimal:
    return half_unit(figure) * (figure.unit.factor if figure.unit else 1)
