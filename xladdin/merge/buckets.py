"""The rows of a group that are put together, packed: of a row that was counted nothing but its bytes is kept.

A group may hold all forms there are, so beyond some megabytes the bytes of all its rows go to a shelf.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from xladdin.merge.additivity import How
from xladdin.merge.common_rates import CommonSums
from xladdin.merge.kept import decode_lists, encode, packed_list
from xladdin.merge.shelf import Shelf
from xladdin.merge.tally import Tally
from xladdin.model import RowExtract

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from xladdin.merge.common_rates import References
    from xladdin.model import FormLine, Scheme

_MOST = 4 * 1024 * 1024  # bytes of a group in memory
#: A packed table of 16 fields and more: a sign and how many there are.
_TABLE, _TABLE_HEAD = b"\xde", 3
#: What a row is told of its form, beside its own fields; fewer than 16.
_OF_FORM = ("form", "weight", "file", "sheet", "department", "unit", "project")
_RECORD = _TABLE + (len(fields(RowExtract)) + len(_OF_FORM)).to_bytes(2, "big")


class Owner:
    """The form that rows belong to: its line, its scheme, and the figures for its common indicators."""

    __slots__ = ("figures", "form", "fund", "packed", "scheme")

    def __init__(self, number: int, form: FormLine, scheme: Scheme, fund: str, figures: References) -> None:
        self.form, self.scheme, self.fund, self.figures = form, scheme, fund, figures
        told = (number, form.amount(fund), form.file, form.sheet, form.department, form.unit, form.project)
        self.packed = _RECORD + encode()(dict(zip(_OF_FORM, told, strict=True)))[1:]


class BucketStore:
    """Where the rows of a group lie when they are many; ``size`` is how many bytes are still in memory."""

    __slots__ = ("shelf", "size")

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.size = 0

    def spill(self, buckets: Collection[Bucket]) -> None:
        """Put the bytes of all buckets on the shelf where they are too many."""
        if self.size > _MOST:
            for bucket in buckets:
                bucket.spill()
            self.size = 0


class Bucket:
    """Rows of one kind: their sums, the first of them and its scheme, and all of them packed.

    A packed row is ``IndicatorLine`` by the names of its fields, with the number of its form, the amount of funds by
    which it is weighted, and everything else that ``RowExtract`` says.
    """

    __slots__ = ("_fresh", "_runs", "_store", "common", "first", "scheme", "tally")

    def __init__(self, store: BucketStore, first: RowExtract, owner: Owner, how: How) -> None:
        self.first, self.scheme = first, owner.scheme
        self.tally = Tally()
        indicator = owner.scheme.common_indicator(first.common) if how is How.COMMON else None
        self.common = CommonSums(indicator) if indicator else None
        self._store = store
        self._fresh = bytearray()
        self._runs: list[tuple[int, int]] = []  # on the shelf: number and how many rows

    def add(self, row: RowExtract, owner: Owner, packed: Any) -> None:
        """Count a row of a form and keep it; ``packed`` is the row as ``packing.row_kind``."""
        self.tally.add(row, owner.form, owner.fund)
        if self.common is not None:
            self.common.add(owner.figures)
        before = len(self._fresh)
        self._fresh += owner.packed
        self._fresh += memoryview(packed)[_TABLE_HEAD:]
        self._store.size += len(self._fresh) - before

    def spill(self) -> None:
        """Put what is in memory on the shelf."""
        if self._fresh:
            self._runs.append((len(self._store.shelf), self.tally.rows - self._spilled))
            self._store.shelf.add(self._fresh)
            self._fresh.clear()

    @property
    def _spilled(self) -> int:
        return sum(count for _, count in self._runs)

    def packed(self) -> Iterator[tuple[bytes | bytearray, int]]:
        """All rows packed, some of them at a time, with their number."""
        for number, count in self._runs:
            yield self._store.shelf[number], count
        if self._fresh:
            yield self._fresh, self.tally.rows - self._spilled

    def forms(self) -> Iterator[int]:
        """The numbers of the forms of the rows."""
        return (one.form for one in self._unpacked())

    def targets(self) -> Iterator[str]:
        """The targets as printed."""
        return (one.target for one in self._printed())

    def actuals(self) -> Iterator[str]:
        """The actual values as printed."""
        return (one.actual for one in self._printed())

    def _printed(self) -> Iterable[Any]:
        return (self.first,) if self.tally.rows == 1 else self._unpacked()

    def _unpacked(self) -> Iterator[Any]:
        unpack = decode_lists(_again())
        for packed, count in self.packed():
            yield from unpack(packed_list(packed, count))


@cache
def _again() -> Any:
    """What of a packed row is looked at again before it is written."""
    import msgspec

    return msgspec.defstruct("Again", [("form", int), ("target", str), ("actual", str)])
