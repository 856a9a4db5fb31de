"""Totals whose parts stand further away: in numbered paragraphs, in other sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from xladdin.model import Document, Figure, Role, Sentence, Sum
from xladdin.report.figures.scan import half_width
from xladdin.report.lexicon import pattern, section
from xladdin.report.relations.groups import group_figures, is_no_part
from xladdin.report.relations.tolerance import longest_fit, sum_of, sum_tolerance

_NEAR = Decimal("0.25")
_WINDOW = 8  # paragraphs
_OPENS = re.compile(r"(?:其中|如下|包括|分别(?:为|是)|具体|构成|组成|明细)[^。]{0,8}[:：。]?\s*$|[:：]\s*$")
_BUDGET = re.compile("预算|年初|计划|下达")


def sums_of_items(document: Document, sentences: Sequence[Sentence]) -> Iterator[Sum]:
    """「支出71.9万元，其中：」 and a numbered paragraph for every part."""
    texts = {paragraph.number: paragraph.text for paragraph in document.paragraphs}
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    numbers = sorted(by_paragraph)
    for place, number in enumerate(numbers):
        last = by_paragraph[number][-1]
        if not _OPENS.search(half_width(last.text)):
            continue
        items = [by_paragraph[one] for one in numbers[place + 1 : place + 30]]
        nearest: list[Sum] = []
        for total in _opening_totals(by_paragraph[number]):
            found = judged(total, _items(total, items, texts))
            if found is not None:
                nearest.append(found)
        yield from nearest[:1] if not nearest or nearest[0].holds else sorted(nearest, key=_gap)[:1]


def _opening_totals(sentences: Sequence[Sentence]) -> list[Figure]:
    """The amounts that may be the total: of the last sentence the last, else those in front of it."""
    groups = [group for sentence in sentences for group in group_figures(sentence)]
    amounts = [one for group in groups for one in group.figures[:1] if one.role is Role.AMOUNT and not one.approximate]
    here = [one for one in amounts if one.sentence == sentences[-1].number]
    return here[-1:] or amounts[::-1]


def _gap(one: Sum) -> Decimal:
    return abs(1 - one.expected / one.total.value) if one.total.value else Decimal(1)


def _items(total: Figure, paragraphs: Sequence[list[Sentence]], texts: dict[int, str]) -> list[Figure]:
    """The first amount of every numbered paragraph, as long as they go on in one style of numbering."""
    parts: list[Figure] = []
    style = ""
    for sentences in paragraphs:
        match = pattern("headings", "list_item").match(texts[sentences[0].paragraph])
        kind = _style(match[0]) if match else ""
        if not kind or (style and kind != style):
            break
        style = kind
        amount = next(
            (
                one
                for sentence in sentences
                for group in group_figures(sentence)
                if not is_no_part(group) and (one := group.pick(total.dimension))
            ),
            None,
        )
        if amount is None:
            return []
        parts.append(amount)
    return parts


def _style(numbering: str) -> str:
    """「（1）」 and 「（2）」 are one style, 「（三）」 is another."""
    return re.sub("[①-⑳]", "①", re.sub("[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", numbering.strip())))


def judged(total: Figure, parts: Sequence[Figure]) -> Sum | None:
    """The sum, unless the parts are too far from the total to be meant as all there is of it."""
    if len(parts) < 2 or any(part.approximate or part.dimension != total.dimension for part in parts):
        return None
    found = Sum(total, tuple(parts), sum_of(total, parts), sum_tolerance(total, parts))
    if not found.holds and (count := longest_fit(total, parts)):
        return Sum(total, tuple(parts[:count]), total.value, found.tolerance)
    return found if abs(total.value - found.expected) <= abs(total.value) * _NEAR else None


def sums_by_name(sentences: Sequence[Sentence], known: Sequence[Sum]) -> Iterator[Sum]:
    """「总支出」, 「基本支出」 and 「项目支出」 in several sentences: by their names all there is."""
    amounts = [
        group.first
        for sentence in sentences
        for group in group_figures(sentence)
        if group.first.role is Role.AMOUNT and group.first.dimension == "money" and not group.first.approximate
    ]
    done = {id(one.total) for one in known}
    for partition in section("partitions"):
        if "total" in partition:
            yield from _named(amounts, partition, done)


def _named(amounts: Sequence[Figure], partition: dict[str, Any], done: set[int]) -> Iterator[Sum]:
    labels = [re.compile(one) for one in partition["parts"]]
    whole = re.compile(partition["total"] + "$")
    for index, total in enumerate(amounts):
        if id(total) in done or not whole.search(total.subject) or any(one.search(total.subject) for one in labels):
            continue
        near = [one for one in amounts[index + 1 : index + 40] if one.paragraph - total.paragraph <= _WINDOW]
        again = next((n for n, one in enumerate(near) if whole.search(one.subject)), len(near))
        named = [[one for one in near[:again] if label.search(one.subject)] for label in labels]
        if any(len(found) != 1 for found in named):
            continue
        parts = [found[0] for found in named]
        if len({_phase(one) for one in (total, *parts)}) == 1 and (found_sum := judged(total, parts)) is not None:
            yield found_sum


def _phase(figure: Figure) -> bool:
    """Whether it is a budget, not an outcome."""
    return bool(_BUDGET.search(figure.lead))
