"""The rows behind merged figures, kept once; what a summary tells of them is made when it is asked for.

Of 100,000 forms they are millions. A source (来源) of a merged figure and a line of 指标明细 for each of them
would take twice the memory of the rows themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING, overload

from xladdin.model import Contributor, IndicatorLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.merge.members import Member
    from xladdin.model import FormLine, RowExtract


class Contributors(Sequence[Contributor]):
    """The sources of a merged figure (``MergedIndicator.contributors``); ``fund`` is the amount that weighs them."""

    __slots__ = ("_forms", "_fund", "_rows")

    def __init__(self, members: Iterable[Member], fund: str) -> None:
        pairs = [(member.row, member.form) for member in members]
        self._rows = tuple(row for row, _ in pairs)
        self._forms = tuple(form for _, form in pairs)
        self._fund = fund

    def lines(self) -> Iterator[IndicatorLine]:
        """Their lines of 指标明细."""
        return map(_line, self._rows, self._forms)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Contributor: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Contributor, ...]: ...
    def __getitem__(self, place: int | slice) -> Contributor | tuple[Contributor, ...]:
        if isinstance(place, slice):
            return tuple(map(self._contributor, self._rows[place], self._forms[place]))
        return self._contributor(self._rows[place], self._forms[place])

    def __iter__(self) -> Iterator[Contributor]:
        return map(self._contributor, self._rows, self._forms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _contributor(self, row: RowExtract, form: FormLine) -> Contributor:
        return Contributor(
            file=form.file,
            sheet=form.sheet,
            cell=row.cell,
            target=row.target,
            actual=row.actual,
            weight=form.amount(self._fund),
            unit=form.unit,
            points=row.points,
            score=row.due if row.due is not None else row.score,
        )


class IndicatorLines(Collection[IndicatorLine]):
    """指标明细 (``Summary.indicators``): the rows behind all merged figures, in their order."""

    __slots__ = ("_sources",)

    def __init__(self, sources: Iterable[Contributors]) -> None:
        self._sources = tuple(sources)

    def __len__(self) -> int:
        return sum(map(len, self._sources))

    def __iter__(self) -> Iterator[IndicatorLine]:
        return chain.from_iterable(one.lines() for one in self._sources)

    def __contains__(self, line: object) -> bool:
        return any(line == one for one in self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IndicatorLines) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def _line(row: RowExtract, form: FormLine) -> IndicatorLine:
    return IndicatorLine(
        file=form.file,
        sheet=form.sheet,
        row=row.row,
        department=form.department,
        unit=form.unit,
        project=form.project,
        category=row.category,
        subcategory=row.subcategory,
        name=row.name,
        target=row.target,
        actual=row.actual,
        points=row.points,
        score=row.score,
        due=row.due,
        note=row.note,
        cell=row.cell,
        kind=row.kind,
        op=row.op,
        measure=row.unit,
        low=row.low,
        high=row.high,
        done=row.done,
        unjudged=row.unjudged,
    )
