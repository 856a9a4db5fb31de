"""Which tables make one form: a table split over pages, a form in several tables, and the lines around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from xladdin.model.texts import folded
from xladdin.report.tables.items import Item
from xladdin.report.tables.lexicon import ends_like, is_like, starts_like
from xladdin.report.tables.torn_rows import mended

_MOST_CAPTIONS = 4  # lines that may stand between two tables of one form, or above a form
_LONGEST_CAPTION = 45
_FIRST_ROWS = 6  # rows in which a form names its project
_FEWEST_REPEATED = 3  # cells of a heading that is printed again on the next page


@dataclass(slots=True)
class Stack:
    """The tables and lines of one form, from top to bottom."""

    items: list[Item] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows its tables have."""
        return sum(len(item.rows) for item in self.items)

    @property
    def tables(self) -> list[Item]:
        """Its tables."""
        return [item for item in self.items if item.rows]


def find_stacks(items: Iterable[Item]) -> list[Stack]:
    """The forms of a document with the lines that belong to them; running text is left out."""
    stacks: list[Stack] = []
    lines: list[Item] = []
    for item in items:
        if not item.rows:
            lines.append(item)
        elif stacks and not _begins(item, lines):
            _go_on(stacks[-1], _captions(lines), _without_repeated_heading(item, stacks[-1].tables))
            lines = []
        else:
            rest = _take_tail(stacks[-1], lines) if stacks else lines
            stacks.append(Stack([*_headings(rest), item]))
            lines = []
    if stacks:
        _take_tail(stacks[-1], lines)
    return stacks


def _go_on(stack: Stack, captions: list[Item], item: Item) -> None:
    """Put a further table to the form; with nothing between them, a page break may have torn a row in two."""
    if stack.items[-1].rows and not captions:
        stack.items[-1], item = mended(stack.items[-1], item)
    stack.items += [*captions, item]


def _begins(item: Item, lines: list[Item]) -> bool:
    """Whether a table is the first of a form: after running text or a title, or because it names its project."""
    telling = _captions(lines)
    if item.is_apart or len(telling) > _MOST_CAPTIONS or any(_is_text(line) for line in telling):
        return True
    if any(ends_like("title", line.text) or starts_like("tail", line.text) for line in telling):
        return True
    first = [text for row in item.rows[:_FIRST_ROWS] for text in row]
    return any(is_like("begins", text) or ends_like("title", text) for text in first)


def _is_text(line: Item) -> bool:
    return len(line.text) > _LONGEST_CAPTION or "。" in line.text


def _captions(lines: list[Item]) -> list[Item]:
    """Lines between tables without page numbers and 续表."""
    return [line for line in lines if not is_like("furniture", line.text)]


def _headings(lines: list[Item]) -> list[Item]:
    """The lines straight above a form: title, year, unit."""
    found: list[Item] = []
    for line in reversed(_captions(lines)):
        if _is_text(line) or len(found) == _MOST_CAPTIONS:
            break
        found.insert(0, line)
        if ends_like("title", line.text):
            break
    return found


def _take_tail(stack: Stack, lines: list[Item]) -> list[Item]:
    """Give the stack the notes that follow its last table; the other lines."""
    taken = 0
    for line in lines:
        is_note = starts_like("tail", line.text) or (taken and starts_like("numbered", line.text))
        if not is_note and not is_like("furniture", line.text):
            break
        taken += 1
    stack.items += _captions(lines[:taken])
    return lines[taken:]


def _without_repeated_heading(item: Item, above: list[Item]) -> Item:
    """A table without the headings that a page break made the program print again."""
    known = {_bare(row) for table in above for row in table.rows}
    count = 0
    for row in item.rows:
        bare = _bare(row)
        if len(bare) < _FEWEST_REPEATED or bare not in known:
            break
        count += 1
    if not 0 < count < len(item.rows):
        return item
    merges = tuple(
        one._replace(first_row=one.first_row - count, last_row=one.last_row - count)
        for one in item.merges
        if one.first_row > count
    )
    return Item("", item.rows[count:], merges, item.places[count:], item.name, item.is_apart)


def _bare(row: Iterable[str]) -> tuple[str, ...]:
    return tuple(folded(text) for text in row if text.strip())
