"""分项与总数: parts that are said to make a total, in one sentence or in the one behind it.

A list can often be read in several ways (nested lists, counts in two units, remarks behind it). Where one reading adds
up, that is the one meant; only where none does is the most natural one reported, and only where the text leaves no
room for parts that are not listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xladdin.model import Figure, Sentence, Sum
from xladdin.report.figures.numerals import numeral
from xladdin.report.figures.roles import clause_of
from xladdin.report.lexicon import pattern, section
from xladdin.report.relations.clear_sums import NEAR_COUNTS, NEAR_MONEY, SORTS, is_clear, is_near, may_overlap
from xladdin.report.relations.groups import (
    Group,
    clauses,
    group_figures,
    is_each,
    is_no_part,
    row,
    tie,
)
from xladdin.report.relations.parallel import beside_a_list
from xladdin.report.relations.tolerance import is_count, longest_fit, sum_of, sum_tolerance

_MOST_PARTS = 60
_NEAR_SORTS = Decimal("0.06")
_REACH = 12  # amounts in front of a leading 「其中」


def find_sums(sentences: Sequence[Sentence]) -> Iterator[Sum]:
    """Sums within sentences and with the sentence before; one for every total and unit."""
    before: list[Group] = []
    for index, sentence in enumerate(sentences):
        groups = group_figures(sentence)
        if index and sentence.paragraph - sentences[index - 1].paragraph > 1:
            before = []
        later = _later(sentences, index)
        left: list[Group] = []
        told: list[Sum] = []
        for total in tie(groups, _outer(groups, before)):
            others = groups[: groups.index(total)] if total in groups else before
            told += _sums_of(total, left, groups, later, others)
            told += beside_a_list(total, groups, others)
        yield from told
        yield from (one for one in _sums_before(groups) if not _is_told(one, told))
        yield from _sum_of_sentences(groups, before)
        goes_on = index and sentence.paragraph == sentences[index - 1].paragraph
        before = [*before, *groups][-_REACH:] if goes_on else groups


def _outer(groups: list[Group], before: list[Group]) -> Group | None:
    """The amount in front to which a leading 「其中」 refers: the last, or the one it names."""
    if not groups or not before:
        return None
    named = [one for one in before if len(one.first.subject) > 1 and one.first.subject in groups[0].lead]
    chosen = (named or before)[-1]
    return Group(list(chosen.figures), chosen.lead)


def _later(sentences: Sequence[Sentence], index: int) -> list[Group]:
    """The first amounts of the sentences that follow in the same paragraph: they may be parts, too."""
    found: list[Group] = []
    paragraph = sentences[index].paragraph
    for sentence in sentences[index + 1 : index + 12]:
        if sentence.paragraph != paragraph:
            break
        found += group_figures(sentence)[:1]
    return found


def _sums_of(
    total: Group, left: list[Group], groups: list[Group], later: list[Group], others: list[Group]
) -> Iterator[Sum]:
    """The sums of one total, one for each of its units; parts that are too many go to the list around it.

    ``others`` are the amounts in front of the total: 「支出252.2万元，结余7.8万元。其中：」 may mean one of them.
    """
    parts = [*total.parts, *left]
    for figure in total.figures:
        found = _read(figure, total, parts, groups, later)
        if found is None or not found.holds:
            beside, found = found, _meant(found, total, parts, others)
            if beside is not None and found is not None and beside.total.dimension != found.total.dimension:
                yield beside  # 「21座、8.6万吨，其中2座、6万吨，…」 is two lists in one
        if found is None:
            continue
        if found.holds and len(found.parts) < len(total.parts):
            taken = found.parts[-1]
            left += [group for group in total.parts if group.first.start > taken.start]
        yield found


def _meant(found: Sum | None, total: Group, parts: list[Group], others: list[Group]) -> Sum | None:
    """The sum for an amount further in front, where that adds up, or where the nearest one cannot be meant."""
    fallback = found
    mixed = bool(parts) and all(group.pick(total.first.dimension) is None for group in parts)
    for other in reversed(others[-_REACH:]):
        for one in other.figures:
            if one.approximate or one.bound:
                continue
            readings = (
                _in_phase(one, parts),
                list(clauses(parts)),
                [group for group in parts if not is_no_part(group)],
            )
            for reading in readings:
                for picked in _picks(one, reading):
                    if _fits(one, picked):
                        return _sum(one, picked)
            if fallback is None and mixed and len(parts) > 1:
                fallback = _most_natural(one, total, parts)
    return fallback or _barely_missed(parts, others)


def _barely_missed(parts: list[Group], others: list[Group]) -> Sum | None:
    """The sum for the amount in front that three or more parts miss by least, where that is very little."""
    near = []
    for figure in (one for other in others[-_REACH:] for one in other.figures):
        found = next(_picks(figure, [group for group in parts if not is_no_part(group)]))
        usable = len(found) > 2 and figure.value > 0 and not figure.approximate and not figure.bound
        if usable and abs(1 - sum_of(figure, found) / figure.value) <= _NEAR_SORTS and _is_list(found):
            near.append(_sum(figure, found))
    return min(near, key=lambda one: abs(1 - one.expected / one.total.value), default=None)


def _is_list(parts: Sequence[Figure]) -> bool:
    told = any(part.approximate or part.bound or is_each(part) for part in parts)
    return not told and not (is_count(parts[0]) and may_overlap(parts)) and not _is_open(parts)


def _is_open(parts: Sequence[Figure]) -> bool:
    return bool(pattern("sums", "partial").search(parts[0].lead) or pattern("sums", "open_tail").match(parts[-1].tail))


def _read(total: Figure, group: Group, parts: list[Group], groups: list[Group], later: list[Group]) -> Sum | None:
    """The reading that adds up, or the most natural one where none does and the text is clear."""
    if total.approximate or total.bound:
        return None
    behind = [one for one in groups if one.first.start > total.start or one.first.sentence > total.sentence]
    for listed in _readings(total, parts, behind, later):
        if count := longest_fit(total, listed):
            return _sum(total, listed[:count])
    return _most_natural(total, group, parts)


def _fits(total: Figure, reading: Sequence[Figure]) -> bool:
    return len(reading) > 1 and abs(total.value - sum_of(total, reading)) <= sum_tolerance(total, reading)


def _sum(total: Figure, parts: Sequence[Figure], *, sure: bool = True) -> Sum:
    return Sum(total, tuple(parts), sum_of(total, parts), sum_tolerance(total, parts), sure)


def _readings(total: Figure, parts: list[Group], behind: list[Group], later: list[Group]) -> Iterator[list[Figure]]:
    """The ways to read the list, of each the beginning may be meant: whole, by semicolons, with what follows."""
    whole = (parts, list(clauses(parts)), behind, list(clauses(behind)), [*parts, *later])
    for listed in (_in_phase(total, parts), *whole):
        yield from _picks(total, listed[:_MOST_PARTS])


def _in_phase(total: Figure, parts: list[Group]) -> list[Group]:
    """Of parts told as budget and as outcome those that are what the total is; all where they are told once."""
    phase = _phase(total.lead)
    same = [one for one in parts if phase and _phase(one.lead) == phase]
    return same if len(same) > 1 else parts


def _phase(lead: str) -> str:
    found = pattern("sums", "phase").findall(lead)
    return found[-1] if found else ""


def _picks(total: Figure, listed: Sequence[Group]) -> Iterator[list[Figure]]:
    """The figures to add, for a count that is told in several units: cases first, heads first."""
    same = [one for group in listed if (one := group.pick(total.dimension)) is not None]
    yield same
    if total.dimension in section("families")["any"] and all(is_count(group.first) for group in listed):
        yield [group.first for group in listed]
    if total.dimension != "money":
        heads = [one for group in listed if (one := group.pick_heads()) is not None]
        if heads != same:
            yield heads


def _most_natural(total: Figure, group: Group, parts: list[Group]) -> Sum | None:
    """The reading to report: of the whole list and of its semicolons the one nearer to the total."""
    listed = [one for one in _in_phase(total, parts) if not is_no_part(one, total) and not _is_nested(one, parts)]
    same = [one for one in listed if one.pick(total.dimension) is not None]
    first = row(same or listed)  # what stands behind a stronger stop tells something else
    readings = [next(_picks(total, one)) for one in (first, list(clauses(listed)))]
    if not any(readings) and not _of_all_sorts(total, listed):
        return None
    if len(readings[0]) < 2 and (several := _of_all_sorts(total, listed)):
        readings[0] = several
    if len(readings[0]) == 1:
        return _too_large(total, group, readings[0])
    readings = [reading for reading in readings if len(reading) > 1]
    best = min(readings, key=lambda reading: abs(total.value - sum_of(total, reading)))
    if not is_clear(total, group, best):
        return None
    sure = is_near(total, best, group)
    return None if sure is None else _sum(total, best, sure=sure)


def _is_nested(group: Group, parts: Sequence[Group]) -> bool:
    """Whether it is a share of another part: 「其中专任教师224人，双师型教师146人，占专任教师的65%」."""
    match = pattern("sums", "share_of").match(group.last.tail)
    names = [one.first.subject for one in parts if one is not group]
    return bool(match) and any(len(name) > 1 and name.endswith(match["whole"]) for name in names if match)


def _of_all_sorts(total: Figure, listed: Sequence[Group]) -> list[Figure]:
    """「单位86个，其中高中5所、…、其他5个」: things of all sorts, counted together."""
    firsts = [group.first for group in listed]
    fine = total.dimension in section("families")["any"] and len(firsts) >= SORTS and all(map(is_count, firsts))
    near = total.value and abs(1 - sum_of(total, firsts) / total.value) <= _NEAR_SORTS
    return firsts if fine and near else []


def _too_large(total: Figure, group: Group, parts: list[Figure]) -> Sum | None:
    """A single part that is larger than its total."""
    (part,) = parts
    plain = part.dimension == total.dimension and not part.approximate and not part.bound
    if (
        plain
        and re.search("其中|含", group.marker)
        and part.base > total.base + sum_tolerance(total, parts) * (total.unit.factor if total.unit else 1)
    ):
        return _sum(total, parts)
    return None


def _is_told(one: Sum, told: Sequence[Sum]) -> bool:
    """Whether the parts were read as those of another total, which they make."""
    parts = {id(part) for part in one.parts}
    return not one.holds and any(other.holds and parts <= {id(part) for part in other.parts} for other in told)


def _sum_of_sentences(groups: list[Group], before: list[Group]) -> Iterator[Sum]:
    """「……。五项共支出1479.94万元」: the total tells how many parts stand in front."""
    match = pattern("sums", "counted").search(groups[0].lead) if groups else None
    if match is None:
        return
    total, count = groups[0].first, numeral(match["count"]) or Decimal(match["count"])
    listed = next(_picks(total, [group for group in before if not is_no_part(group)]))[-int(count) :]
    if len(listed) != count or total.approximate or any(part.approximate for part in listed):
        return
    if abs(total.value - sum_of(total, listed)) <= total.value * NEAR_MONEY:
        yield _sum(total, listed)


def _sums_before(groups: list[Group]) -> Iterator[Sum]:
    """「来信12件、来访30批，合计42件」: the total stands behind its parts."""
    for index, group in enumerate(groups):
        if index < 2 or not pattern("sums", "after").search(re.split("[,，;；。]", group.lead)[-1]):
            continue
        for total in group.figures:
            if total.approximate or total.bound:
                continue
            yield from _sum_before(total, group, groups[:index])


def _sum_before(total: Figure, group: Group, front: list[Group]) -> Iterator[Sum]:
    """The amounts in front that make the total; else those that miss it by least, where that is little."""
    lists = [next(_picks(total, listed)) for listed in ([one for one in front if not is_no_part(one)], front)]
    suffixes = [listed[start:] for listed in lists for start in range(len(listed) - 1)]
    fitting = next((one for one in suffixes if _fits(total, one)), None)
    surely = pattern("sums", "surely").search(clause_of(group.lead))
    limit = NEAR_MONEY if surely else NEAR_COUNTS
    best = min(suffixes, key=lambda one: abs(total.value - sum_of(total, one)), default=None)
    if fitting:
        yield _sum(total, fitting)
    elif best and is_clear(total, group, best) and abs(total.value - sum_of(total, best)) <= total.value * limit:
        yield _sum(total, best)
