"""What is put away on shelves comes out as it was, from memory and from files, in any order."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.errors import XladdinError
from xladdin.merge import shelf
from xladdin.merge.kept import Block, Chosen, Keeper
from xladdin.merge.prints import Checksum
from xladdin.merge.shelf import Shelf
from xladdin.model import Suggestion


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_IN_MEMORY", 40)
    monkeypatch.setattr(shelf, "_AHEAD", 16)


@given(st.lists(st.binary(max_size=25)), st.randoms())
def test_records_in_any_order(records: list[bytes], chance) -> None:
    put = Shelf(records)
    assert list(put) == records
    numbers = list(range(len(records))) * 2
    chance.shuffle(numbers)
    assert [put[number] for number in numbers] == [records[number] for number in numbers]
    assert list(pickle.loads(pickle.dumps(put))) == records


def lines(count: int) -> Iterator[Suggestion]:
    return (Suggestion(f"项目{n}", "", "名", "称", n, -n) for n in range(count))


@given(st.integers(0, 20), st.integers(1, 5), st.data())
def test_kept_lines_are_a_sequence(count: int, together: int, data: st.DataObject) -> None:
    plain, kept = tuple(lines(count)), Keeper(Suggestion, lines(count), together)
    assert (kept, plain) == (plain, kept)
    assert (len(kept), list(reversed(kept)), kept != plain[1:]) == (count, list(reversed(plain)), count > 0)
    place = data.draw(st.slices(count))
    assert kept[place] == plain[place]
    first, stop = sorted(data.draw(st.tuples(st.integers(0, count), st.integers(0, count))))
    assert Block(kept, first, stop - first) == plain[first:stop]
    numbers = data.draw(st.lists(st.integers(0, count - 1))) if count else []
    assert Chosen(kept, numbers) == [plain[number] for number in numbers]
    assert pickle.loads(pickle.dumps(kept)) == plain
    with pytest.raises(IndexError):
        kept[count]


def test_lines_added_later_are_seen() -> None:
    kept = Keeper(Suggestion, lines(2))
    assert len(list(kept)) == 2
    kept.add(next(lines(1)))
    assert list(kept)[2] == next(lines(1))


def test_half_characters_become_whole_ones() -> None:
    (kept,) = Keeper(Suggestion, [Suggestion("甲\ud800", "", "\ud83d\ude00", "", 1, 2)])
    assert kept == Suggestion("甲\ufffd", "", "😀", "", 1, 2)


def test_a_full_disk_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf.tempfile, "TemporaryFile", full)
    with pytest.raises(XladdinError, match="临时文件夹"):
        Shelf([bytes(50)])


@given(st.lists(st.tuples(st.sampled_from("甲乙"), st.integers(0, 9)), max_size=6), st.randoms())
def test_a_checksum_knows_no_order_and_every_figure(told: list[tuple[str, int]], chance) -> None:
    mixed = list(told)
    chance.shuffle(mixed)
    whole = Checksum(told).hexdigest()
    assert Checksum((name, Decimal(f"{figure}.00")) for name, figure in mixed).hexdigest() == (
        Checksum((name, Decimal(figure)) for name, figure in told).hexdigest()
    )
    assert Checksum.joined((Checksum(told[:2]), Checksum(told[2:]))).hexdigest() == whole
    more = [Checksum([*told, *[("甲", 0)] * times]).hexdigest() for times in (1, 2)]
    assert len({whole, *more}) == 3
