"""Merged figures and the rows behind them, each kept once; what a summary tells of them is made when it is asked for.

Of 100,000 forms they are millions: packed, behind one another in the order of the summary, so that a source (来源) is
a place in one long list of rows, and so is a line of 指标明细.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_type_hints

from xladdin.merge.kept import Block, Kept, Records, decode_lists, encode
from xladdin.merge.prints import Checksum
from xladdin.model import Contributor, IndicatorLine, MergedIndicator

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.merge.buckets import Bucket


class MergedRows:
    """The merged indicators of one kind of forms, group by group, and their rows.

    ``indicators`` stand in the order of ``merged`` and of their contributors. ``checksum`` is over what they say.
    """

    def __init__(self) -> None:
        self._rows, self._merged = Records(), Records()
        self.indicators: Kept[IndicatorLine] = Kept(self._rows, decode_lists(IndicatorLine))
        self._sources: Kept[Contributor] = Kept(self._rows, _contributors)
        self.merged: Kept[MergedIndicator] = Kept(self._merged, self._unpack)
        self.checksum = Checksum()

    def add(self, one: MergedIndicator, bucket: Bucket) -> None:
        """Put a merged indicator, whose contributors are the rows of the bucket, behind the others."""
        values = _own_values()(one)
        self._merged.add(encode()(_packed_merged()(*values, first=len(self._rows), count=bucket.tally.rows)))
        for packed, count in bucket.packed():
            self._rows.add(packed, count)
        self.checksum.add("row", *values[:10])

    def _unpack(self, page: bytes) -> list[MergedIndicator]:
        own = _own_values()
        return [
            MergedIndicator(*values[:10], Block(self._sources, one.first, one.count), *values[10:])  # type: ignore[call-arg]
            for one in decode_lists(_packed_merged())(page)
            for values in (own(one),)
        ]


#: The fields before ``contributors``, then those behind it.
_OWN = tuple(one.name for one in fields(MergedIndicator) if one.name != "contributors")


@cache
def _own_values() -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*_OWN)


@cache
def _packed_merged() -> Any:
    """A merged indicator as it is packed: the place of its first row, and how many there are, for the contributors."""
    import msgspec

    hints = get_type_hints(MergedIndicator)
    places = [("first", int), ("count", int)]
    return msgspec.defstruct("Merged", [(name, hints[name]) for name in _OWN] + places, array_like=True)


@cache
def _packed_source() -> Any:
    """What of a packed row its source tells; ``due`` is the score where there is one."""
    import msgspec

    hints = get_type_hints(Contributor) | {"due": get_type_hints(Contributor)["score"]}
    return msgspec.defstruct("Source", list(hints.items()))


def _contributors(page: bytes) -> list[Contributor]:
    return [
        Contributor(
            file=one.file,
            sheet=one.sheet,
            cell=one.cell,
            target=one.target,
            actual=one.actual,
            weight=one.weight,
            unit=one.unit,
            points=one.points,
            score=one.score if one.due is None else one.due,
        )
        for one in decode_lists(_packed_source())(page)
    ]
