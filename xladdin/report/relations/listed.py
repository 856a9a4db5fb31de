"""A list whose total was told further in front: 「支出1104万元，支出率96%。支出结构为：日常养护658.6万元，…」.

The list is known by its beginning (按环节分：, 一是, 支出中，), the total by the sum: of the amounts in front the
one that the parts make; where they make none, the nearest one that they miss by little.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xladdin.model import Figure, Role, Sentence, Sum
from xladdin.report.lexicon import pattern
from xladdin.report.relations.groups import Group, clauses, group_figures, is_each, is_no_part, tie
from xladdin.report.relations.tolerance import is_count, sum_of, sum_tolerance

_PARAGRAPHS, _REACH = 3, 120  # in front: paragraphs, amounts
_WIDE, _NEAR_FAR = 9, Decimal("0.03")  # paragraphs to the total of a longer list, and how near it must come
_FAR = 14  # paragraphs to an amount that bears the name of the list
_NEAR_MANY, _NEAR_TWO, _OPEN = Decimal("0.10"), Decimal("0.06"), Decimal("0.05")
_MANY, _HEADING = 3, 16


@dataclass(slots=True)
class _List:
    """The groups of a list; ``name``: what a heading calls its total."""

    groups: list[Group]
    name: str = ""
    parts: list[list[Group]] = field(default_factory=list)  # the ways to read it


def find_listed(sentences: Sequence[Sentence]) -> Iterator[Sum]:
    """The sum of every such list, whether it holds or not."""
    front: list[Figure] = []
    for paragraph in _paragraphs(sentences):
        counted = [group_figures(sentence) for sentence in paragraph]
        told = [figure for groups in counted for group in groups for figure in group.figures]
        for one in _lists(paragraph, counted):
            if len(one.groups) < 2:
                continue
            first = one.groups[0].first
            end = bisect_left(told, first.start, key=lambda figure: figure.start)
            found = _sum(one, [*front, *told[max(0, end - _REACH) : end]][-_REACH:], first)
            if found is not None:
                yield found
        front = [*front, *told][-_REACH:]


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    found: list[Sentence] = []
    for sentence in sentences:
        if found and found[-1].paragraph != sentence.paragraph:
            yield found
            found = []
        found.append(sentence)
    if found:
        yield found


def _lists(paragraph: Sequence[Sentence], counted: Sequence[list[Group]]) -> Iterator[_List]:
    for index, groups in enumerate(counted):
        starts = [place for place, group in enumerate(groups) if _begins(group.lead)]
        for start, end in zip(starts, [*starts[1:], len(groups)], strict=False):
            if start or len(groups) >= _MANY or not _is_item(groups[0]):
                yield _read(groups[start:end], "")
        heading = paragraph[index - 1].text if index and not paragraph[index - 1].figures else ""
        if groups and heading and len(heading) <= _HEADING and not starts:
            yield _read(groups, _bare(heading))
    items = [group for groups in counted for group in groups if _is_item(group)]
    if len(items) > 1:
        yield _List(items, "", [items])


def _begins(lead: str) -> bool:
    return bool(pattern("sums", "intro").search(lead) or pattern("sums", "several").search(lead))


def _bare(heading: str) -> str:
    plain = pattern("headings", "numbered").sub("", heading)
    return re.sub(r"(?:情况|方面)?[。.]?$", "", plain.strip())


def _is_item(group: Group) -> bool:
    return bool(pattern("sums", "item").search(group.lead))


def _read(groups: list[Group], name: str) -> _List:
    """The ways to read a list: without what is told of a part in brackets or behind 「其中」, all, by semicolons."""
    fresh = [Group(list(group.figures), group.lead, depth=group.depth) for group in groups]
    inner = {id(part) for total in tie(fresh, None) for part in total.parts} if fresh else set()
    outer = [group for group in fresh if id(group) not in inner]
    return _List(groups, name, [outer, fresh, list(clauses(fresh))])


def _sum(one: _List, front: Sequence[Figure], first: Figure) -> Sum | None:
    totals = [figure for figure in front if _may_be_total(figure, one, first)]
    dimensions = {total.dimension for total in totals}
    readings = {each: [_figures(reading, each) for reading in one.parts] for each in dimensions}
    for total in reversed(totals):
        for parts in readings[total.dimension]:
            if len(parts) > 1 and _fits(total, parts):
                return Sum(total, tuple(parts), sum_of(total, parts), sum_tolerance(total, parts))
    near = [found for total in totals if (found := _near(total, readings[total.dimension][0]))]
    return min(near, key=_gap, default=None)


def _may_be_total(figure: Figure, one: _List, first: Figure) -> bool:
    if figure.approximate or figure.bound or figure.role not in (Role.AMOUNT, Role.PLANNED) or figure.value <= 0:
        return False
    if one.name:
        return len(one.name) > 1 and figure.subject.endswith(one.name) and first.paragraph - figure.paragraph <= _FAR
    return first.paragraph - figure.paragraph <= (_WIDE if len(one.groups) > _MANY else _PARAGRAPHS)


def _figures(groups: Sequence[Group], dimension: str) -> list[Figure]:
    """The figures to add; of groups that tell something else now and then none."""
    listed = [group for group in groups if not is_no_part(group)]
    picked = [one for group in listed if (one := group.pick(dimension)) is not None]
    return picked if dimension != "mixed" or len(picked) == len(listed) else []


def _fits(total: Figure, parts: Sequence[Figure]) -> bool:
    return abs(total.value - sum_of(total, parts)) <= sum_tolerance(total, parts)


def _near(total: Figure, parts: Sequence[Figure]) -> Sum | None:
    """The sum, where the parts miss the total by little; None where parts may be left out or overlap."""
    if len(parts) < 2 or any(part.approximate or part.bound or is_each(part) for part in parts):
        return None
    if is_count(parts[0]) and any(pattern("sums", "overlap").search(part.lead) for part in parts):
        return None
    found = Sum(total, tuple(parts), sum_of(total, parts), sum_tolerance(total, parts))
    gap = 1 - found.expected / total.value
    limit = _NEAR_MANY if len(parts) >= _MANY else _NEAR_TWO
    if parts[0].paragraph - total.paragraph > _PARAGRAPHS:
        limit = _NEAR_FAR
    if total.base <= max(part.base for part in parts) or abs(gap) > limit:
        return None
    return None if _is_open(parts) and not -_OPEN <= gap < 0 else found


def _gap(one: Sum) -> Decimal:
    return abs(1 - one.expected / one.total.value)


def _is_open(parts: Sequence[Figure]) -> bool:
    """Whether the text leaves room for parts that are not listed."""
    if pattern("sums", "rest").search(parts[-1].lead):
        return False
    intro = re.split("[,，:：]", parts[0].lead)
    told = ",".join(intro[:-1]) if len(intro) > 1 else parts[0].lead
    return bool(pattern("sums", "partial").search(told) or pattern("sums", "open_tail").match(parts[-1].tail))
