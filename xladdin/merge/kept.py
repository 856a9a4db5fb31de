"""Lines of a summary that are kept packed and made when they are asked for, so that any number fits in memory.

Lines are packed by msgspec in the fields' own names, so that a record may hold more than what one kind of line tells.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, overload

from xladdin.merge.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")

#: Lines that are packed and unpacked together.
_TOGETHER = 128
#: A level of compression: lines that stand together say much the same, and take a seventh of the place.
_FAST = 1
#: The beginning of a packed list of up to 2**32 lines, its length follows.
_LIST = b"\xdd"


@cache
def encode() -> Callable[[Any], bytes]:
    """What packs a line. Half characters, which a file's text may hold and no file of ours, become �."""
    import msgspec

    packed = msgspec.msgpack.Encoder(enc_hook=_parts).encode

    def encoded(line: Any) -> bytes:
        try:
            return packed(line)
        except UnicodeEncodeError:
            return packed(_whole(msgspec.to_builtins(line, enc_hook=tuple, builtin_types=(bytes,))))

    return encoded


def _parts(value: Any) -> Any:
    """A part that is kept packed itself goes as it is."""
    return value.raw if isinstance(value, Packed) else tuple(value)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole(key): _whole(one) for key, one in value.items()}
    return [_whole(one) for one in value] if isinstance(value, list | tuple) else value


@cache
def decode(kind: Any) -> Callable[[bytes], Any]:
    """What unpacks a line of a kind."""
    import msgspec

    return msgspec.msgpack.Decoder(kind).decode


def decode_lists(kind: Any) -> Callable[[bytes], Any]:
    """What unpacks a list of lines of a kind."""
    return decode(list[kind])


class Lines(Sequence[T]):
    """A sequence that is gone through rather than held: made of ``between``; equal to every equal sequence."""

    __slots__ = ()

    def between(self, first: int, stop: int) -> Iterator[T]:
        """The lines of these numbers."""
        raise NotImplementedError

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, slice):
            first, stop, step = place.indices(len(self))
            return (
                tuple(self.between(first, stop)) if step == 1 else tuple(self[one] for one in range(first, stop, step))
            )
        number = place + len(self) if place < 0 else place
        if not 0 <= number < len(self):
            raise IndexError(place)
        return self.one(number)

    def one(self, number: int) -> T:
        """The line of a number that there is."""
        return next(self.between(number, number + 1))

    def __iter__(self) -> Iterator[T]:
        return self.between(0, len(self))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)} lines)"


class Packed(Lines[T]):
    """Lines inside a record that was unpacked without them. ``raw`` is the packed list, ``kind`` what its lines are."""

    __slots__ = ("_kind", "raw")

    def __init__(self, kind: type[T], raw: Any) -> None:
        self._kind, self.raw = kind, raw

    def __len__(self) -> int:
        return len(decode_lists(raw_kind())(self.raw))

    def between(self, first: int, stop: int) -> Iterator[T]:
        """The lines of these numbers; all of them are unpacked, and nothing of it is kept."""
        return iter(self._unpacked()[first:stop])

    def __iter__(self) -> Iterator[T]:
        return iter(self._unpacked())

    def _unpacked(self) -> list[T]:
        unpacked: list[T] = decode_lists(self._kind)(self.raw)
        return unpacked

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (list(self),)


@cache
def raw_kind() -> Any:
    """The type of what stays packed when the record around it is unpacked."""
    import msgspec

    return msgspec.Raw


class Records:
    """Packed lines of one kind, one behind the other; ``together`` of them are written and read at once."""

    __slots__ = ("_count", "_fresh", "_pages", "_starts", "_together")

    def __init__(self, together: int = _TOGETHER) -> None:
        self._pages = Shelf()
        self._starts = array("Q", [0])  # number of the first line of every page, the one not yet written among them
        self._fresh = bytearray()
        self._count = 0
        self._together = together

    def __len__(self) -> int:
        return self._count

    def add(self, packed: bytes | bytearray, count: int = 1) -> None:
        """Put ``count`` packed lines behind the others."""
        self._fresh += packed
        self._count += count
        if self._count - self._starts[-1] >= self._together:
            self._pages.add(zlib.compress(packed_list(self._fresh, self._count - self._starts[-1]), _FAST))
            self._starts.append(self._count)
            self._fresh.clear()

    def page_of(self, number: int) -> tuple[int, int]:
        """In which page a line stands, and the number of that page's first line."""
        page = bisect_right(self._starts, number) - 1
        return page, self._starts[page]

    def page(self, number: int) -> bytes:
        """The packed list of the lines of a page."""
        if number < len(self._pages):
            return zlib.decompress(self._pages[number])
        return packed_list(self._fresh, self._count - self._starts[-1])


def packed_list(packed: bytes | bytearray, count: int) -> bytes:
    """``count`` packed lines as one packed list."""
    return _LIST + count.to_bytes(4, "big") + packed


class Kept(Lines[T]):
    """Lines that are packed on a shelf. ``unpack`` makes the lines of a page."""

    __slots__ = ("_last", "_last_page", "_last_size", "_records", "_unpack")

    def __init__(self, records: Records, unpack: Callable[[bytes], list[T]]) -> None:
        self._records, self._unpack = records, unpack
        self._last: list[T] = []
        self._last_page, self._last_size = -1, 0

    def __len__(self) -> int:
        return len(self._records)

    def between(self, first: int, stop: int) -> Iterator[T]:
        """The lines of these numbers; of the page looked at last nothing is unpacked again."""
        while first < stop:
            page, start = self._records.page_of(first)
            lines = self._lines(page)
            yield from lines[first - start : stop - start]
            first = start + len(lines)

    def _lines(self, page: int) -> list[T]:
        packed = self._records.page(page)
        if page != self._last_page or len(packed) != self._last_size:
            self._last, self._last_page, self._last_size = self._unpack(packed), page, len(packed)
        return self._last

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (list(self),)


class Keeper(Kept[T]):
    """Lines of a kind (a dataclass) that is packed as it is, added one by one."""

    __slots__ = ()

    def __init__(self, kind: type[T], lines: Iterable[T] = (), together: int = _TOGETHER) -> None:
        super().__init__(Records(together), decode_lists(kind))
        for line in lines:
            self.add(line)

    def add(self, line: T) -> None:
        """Put a line behind the others."""
        self._records.add(encode()(line))


class Chosen(Lines[T]):
    """Some lines of others, by their numbers."""

    __slots__ = ("_lines", "_numbers")

    def __init__(self, lines: Lines[T], numbers: Iterable[int]) -> None:
        self._lines, self._numbers = lines, array("Q", numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def between(self, first: int, stop: int) -> Iterator[T]:
        """The lines chosen, by their place among those chosen."""
        return map(self._lines.one, self._numbers[first:stop])


class Block(Lines[T]):
    """``count`` lines of others from ``first`` on."""

    __slots__ = ("_count", "_first", "_lines")

    def __init__(self, lines: Lines[T], first: int, count: int) -> None:
        self._lines, self._first, self._count = lines, first, count

    def __len__(self) -> int:
        return self._count

    def between(self, first: int, stop: int) -> Iterator[T]:
        """The lines, counted from the block's own first."""
        return self._lines.between(self._first + first, self._first + stop)
