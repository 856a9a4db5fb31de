"""What the merged forms look like together: grades, scores, units and schemes, counted once for every output."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from xladdin.merge.prints import Checksum
from xladdin.model import Overview, ScoreBand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xladdin.model import FormLine, GroupTotals, KindSection, Summary

T = TypeVar("T")

#: Where the bands of scores begin, and where the last one ends: below 60 one, from there on every five points.
EDGES = tuple(map(Decimal, (0, 60, 65, 70, 75, 80, 85, 90, 95, 100)))


def overview(lines: Sequence[FormLine], grades: dict[str, int], departments: Sequence[GroupTotals]) -> Overview:
    """The overview of the merged forms; ``grades`` and ``departments`` are those of the summary."""
    seen = Counter(map(_seen, lines))
    scores: Counter[Decimal | None] = _summed((one.score, count) for one, count in seen.items())
    return Overview(
        grades=grades,
        ungraded=sum(count for one, count in seen.items() if one.grade is None),
        bands=score_bands(score for score in scores.elements() if score is not None),
        unscored=scores[None],
        departments=departments,
        units=_counted(_summed((one.unit, count) for one, count in seen.items() if one.unit is not None)),
        assumed_units=sum(count for one, count in seen.items() if not one.unit_printed),
        schemes=_counted(_summed((one.scheme, count) for one, count in seen.items())),
        unsure_schemes=sum(count for one, count in seen.items() if not one.scheme_sure),
        years=tuple(sorted({one.year for one in seen if one.year is not None})),
    )


class _Seen(NamedTuple):
    """What an overview looks at of a form; few forms differ in it. ``unit``: of its amounts, None where it has none."""

    grade: str | None
    score: Decimal | None
    unit: str | None
    unit_printed: bool
    scheme: str
    scheme_sure: bool
    year: int | None


def _seen(line: FormLine) -> _Seen:
    unit = None if line.budget is None and line.executed is None else line.amount_unit
    return _Seen(line.grade, line.score, unit, line.unit_printed, line.scheme, line.scheme_sure, line.year)


def _summed(counts: Iterable[tuple[T, int]]) -> Counter[T]:
    """How often each thing was counted in all."""
    summed: Counter[T] = Counter()
    for one, count in counts:
        summed[one] += count
    return summed


def score_bands(scores: Iterable[Decimal]) -> tuple[ScoreBand, ...]:
    """How many scores lie in each band; a score outside 0 to 100 counts in the first or last one."""
    counts = [0] * (len(EDGES) - 1)
    for score in scores:
        counts[max(sum(edge <= score for edge in EDGES[:-1]) - 1, 0)] += 1
    return tuple(ScoreBand(low, high, count) for low, high, count in zip(EDGES, EDGES[1:], counts, strict=False))


def contents_sha256(summary: Summary, rows: Checksum) -> str:
    """The checksum of what a summary says: its forms, merged figures and refusals, without names of files.

    The same forms give the same one in any order, from any folder, and over parts (汇总件); see ``Checksum``. ``rows``
    is that of the merged indicators of all kinds.
    """
    return Checksum.joined((rows, Checksum(_contents(summary)))).hexdigest()


def _contents(summary: Summary) -> Iterator[tuple[object, ...]]:
    for line in summary.lines:
        funds = (line.initial, line.budget, line.executed, line.stated, line.due)
        yield "form", line.department, line.unit, line.project, line.year, line.scheme, line.grade, *funds
    for left in summary.refused:
        yield "refused", left.department, left.unit, left.project, left.why, left.budget, left.executed
    for section in summary.sections:
        yield from _section_contents(section)
    yield "totals", *astuple(summary.totals), summary.by, summary.fund


def _section_contents(section: KindSection) -> Iterator[tuple[object, ...]]:
    for line in section.lines:
        form = line.form
        place = (section.kind, form.department, form.unit, form.project, form.year)
        yield "kind form", *place, form.budget, form.executed, form.score, line.amount
    for group in section.groups:
        for row in group.amounts:
            values = (part for pair in row.values.items() for part in pair)
            yield "kind amounts", section.kind, group.label, row.block, row.key, *values


def _counted(words: Counter[str]) -> dict[str, int]:
    """How often each word stands, the most frequent first."""
    return dict(sorted(words.items(), key=lambda item: (-item[1], item[0])))
