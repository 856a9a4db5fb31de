"""Book-keeping of a move (迁移台账): what is carried where, what the new form must give back, what has no place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xladdin.model import DASHES, Actual, Entry, Leftover, PointsBlock, Target
from xladdin.template.filled.words import why

if TYPE_CHECKING:
    from xladdin.model import CellRef, Workbook
    from xladdin.template.content import Filled

#: A place of the new form: ("head", "project"), ("funds", "total", "rate"), ("row", 3, "score"), ("closing", "grade").
Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word (数量指标), compared without points and numbering."""

    text: str


#: What must be read at a place.
Expected = Decimal | int | str | bool | Target | Actual | Word

LONGEST = 32_767  # characters that a cell holds


@dataclass(frozen=True, slots=True)
class Carried:
    """A value taken over: its place in the new form, the words a user knows it by, what must be read there.

    ``computed``: the new form has a formula in this place. ``expected`` is None where the source holds nothing.
    """

    key: Key
    label: str
    entry: Entry[Any]
    expected: Expected | None
    computed: bool = False


class Ledger:
    """What becomes of every entry of a form.

    ``typed`` are the computed places in which the source's figure stays as it was filled in; ``source`` is the workbook
    the form was read from, for texts with their line breaks.
    """

    def __init__(self, source: Workbook | None, typed: frozenset[Key]) -> None:
        self._source = source
        self._typed = typed
        self.carried: list[Carried] = []
        self.leftovers: list[Leftover] = []
        self.touched: set[tuple[CellRef, str] | int] = set()

    def text(self, key: Key, label: str, entry: Entry[Any]) -> Filled:
        """Carry a text as it stands; what to write."""
        if not self.can_carry(entry, label):
            return _dash(entry)
        self._carry(key, label, entry, entry.raw)
        return self.written(entry)

    def number(self, key: Key, label: str, entry: Entry[Any], factor: Decimal = Decimal(1)) -> Filled:
        """Carry a figure, or the text that stands in its place; what to write. Exact: no rounding."""
        if not self.can_carry(entry, label):
            return _dash(entry)
        if entry.value is None:
            self._carry(key, label, entry, entry.raw)
            return self.written(entry)
        value: Filled = entry.value * factor if isinstance(entry.value, Decimal) else entry.value
        self._carry(key, label, entry, value)
        return value

    def computed(
        self, key: Key, label: str, entry: Entry[Any], write: Filled | None = None, factor: Decimal = Decimal(1)
    ) -> Filled | None:
        """Carry a value into a place with a formula; what to write instead of the formula, None to keep it.

        ``write`` is the value in the shape that the place wants (a rate as a fraction); ``factor`` as in ``number``.
        """
        is_verdict = entry.value is None and entry.formula is not None and entry.error is None
        if not self.can_carry(entry, label) or is_verdict:  # 「请人工判定」 of a formula is for the formula to say
            self._carry(key, label, entry, None, computed=True)
            return None
        value = entry.raw if entry.value is None else entry.value
        if isinstance(value, Decimal):
            value *= factor
        self._carry(key, label, entry, value, computed=True)
        if entry.value is None:
            return self.written(entry)
        if key not in self._typed:
            return None
        return value if write is None else write

    def worked_out(self, key: Key, label: str, entry: Entry[Actual]) -> Filled | None:
        """Carry an actual value into a place with a formula; what to write instead of it, None to keep it."""
        if not self.can_carry(entry, label):
            self._carry(key, label, entry, None, computed=True)
            return None
        self._carry(key, label, entry, entry.raw if entry.value is None else entry.value, computed=True)
        return self.written(entry) if key in self._typed else None

    def can_carry(self, entry: Entry[Any], label: str) -> bool:
        """Whether an entry has something to carry; what cannot be carried is listed."""
        self._touch(entry)
        if not is_filled(entry):
            return False
        if entry.error is not None:
            self.leave(entry, label, why("error"))
            return False
        if len(self.written(entry)) > LONGEST:
            self.leave(entry, label, why("too_long"))
            return False
        return True

    def expect(self, key: Key, label: str, entry: Entry[Any], expected: Expected) -> None:
        """Ask the new form to give back a value that is written otherwise."""
        self._touch(entry)
        self._carry(key, label, entry, expected)

    def expect_word(self, key: Key, label: str, entry: Entry[Any], word: str) -> None:
        """Ask for a printed word beside a row."""
        self._carry(key, label, entry, Word(word))

    def expect_flag(self, key: Key, label: str, entry: Entry[Any], *, flag: bool) -> None:
        """Ask that a row be read as one of its kind, or not."""
        self._carry(key, label, entry, flag)

    def expect_points(self, key: Key, label: str, block: PointsBlock) -> None:
        """Ask for the points on a printed label."""
        self._carry(key, label, Entry(block.points, block.cell, block.label), block.points)

    def leave(self, entry: Entry[Any], label: str, reason: str, *, printed: bool = False) -> None:
        """List an entry that has no place; one that holds nothing is passed over."""
        self._touch(entry)
        if is_filled(entry):
            self.leftovers.append(Leftover(entry.cell, label, self.written(entry), reason, printed))

    def pass_over(self, entry: Entry[Any]) -> None:
        """Take note of an entry that the new form prints itself, or that is part of another one."""
        self._touch(entry)

    def knows(self, entry: Entry[Any]) -> bool:
        """Whether something was done with an entry already."""
        return _mark(entry) in self.touched

    def pass_over_cell(self, cell: CellRef, text: str) -> None:
        """The same for a label."""
        self.touched.add((cell, text))

    def leave_text(self, cell: CellRef, label: str, text: str, reason: str) -> None:
        """List a text that is no entry."""
        self.leftovers.append(Leftover(cell, label, text, reason))

    def written(self, entry: Entry[Any]) -> str:
        """The text of an entry with the line breaks of its cell."""
        cell = self._source.cell(entry.cell) if self._source and entry.cell else None
        text = cell.text.replace("\r\n", "\n").replace("\r", "\n") if cell else entry.raw
        return text if text.replace("\n", "").strip() == entry.raw.strip() else entry.raw

    def _carry(
        self, key: Key, label: str, entry: Entry[Any], expected: Expected | None, *, computed: bool = False
    ) -> None:
        self.carried.append(Carried(key, label, entry, expected, computed))

    def _touch(self, entry: Entry[Any]) -> None:
        self.touched.add(_mark(entry))


def _mark(entry: Entry[Any]) -> tuple[CellRef, str] | int:
    """What tells an entry from others: its cell with its text, or itself where it was put together without a cell."""
    return (entry.cell, entry.raw) if entry.cell else id(entry)


def is_filled(entry: Entry[Any]) -> bool:
    """Whether an entry says something: a value, a text that is no dash, an error."""
    return entry.value is not None or entry.error is not None or entry.raw.strip() not in DASHES


def _dash(entry: Entry[Any]) -> str:
    """A dash of the source stays a dash; of what cannot be carried nothing stays."""
    return "" if is_filled(entry) else entry.raw
