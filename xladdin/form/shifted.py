"""Rows that stand a column too far right or left: recognised by what stands where, never by position alone.

A clerk inserts or deletes one cell, and from there on every value of the row stands under the wrong header: a word of
二级指标 in the name's column, the actual value among the points, the score among the notes.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from xladdin.form.grid import Place
from xladdin.form.labels import labels, normalise
from xladdin.form.remembering import remembered
from xladdin.form.table import Table
from xladdin.model import JUDGE
from xladdin.model.patterns import lazy_pattern

_FARTHEST = 3
_MOST_POINTS = 90  # no single indicator carries more
_NUMBER = lazy_pattern(r"\d{1,3}(?:\.\d+)?分?")
_DIGIT_FIRST = lazy_pattern(r"\W*\d")
_WEIGHT = lazy_pattern(r"\d{1,3}(?:\.\d+)?[分%]?")
_FIGURE_FIRST = lazy_pattern(r"[≥≤<>=﹥﹤﹦≧≦＜＞＝]|[\d.]+%?$")


class Shift(NamedTuple):
    """From which slot on the values stand how many columns too far right (negative: left)."""

    start: int
    by: int


def find_shift(table: Table, row: int, texts: dict[str, str]) -> Shift | None:
    """The shift by which the row makes sense; None where it makes sense as it stands, or in no way."""
    grid = table.grid
    if not _looks_wrong(texts):
        return None
    line = [
        grid.text(place) if (place := _slot_place(table, row, slot)) else ""
        for slot in range(len(table.slots) + _FARTHEST)
    ]
    columns = frozenset(table.columns)
    if _fits(texts, columns):
        return None
    first_value = table.slots.index(table.name) + 1
    starts = range(len(table.slots) if _values_contradict(texts) else first_value)
    for by in (1, 2, 3, -1):
        for start in reversed(starts):  # the shorter the moved part, the better
            if _is_open(table, row, line, start, by) and _fits(_reading(table, line, start, by), columns):
                return Shift(start, by)
    return None


def shifted_places(table: Table, row: int, shift: Shift) -> dict[str, Place]:
    """Where the values of a shifted row stand; fields that fall off the table are left out."""
    places: dict[str, Place] = {}
    for slot, column in enumerate(table.slots):
        if table.columns.get(column.field) != column:
            continue
        source = slot + shift.by if slot >= shift.start else slot
        lost = shift.by < 0 and slot == shift.start - 1
        is_note_outside = source >= len(table.slots) and column.field == "note"
        if not lost and not is_note_outside and (place := _slot_place(table, row, source)):
            places[column.field] = place
    return places


def _slot_place(table: Table, row: int, slot: int) -> Place | None:
    """The place of a slot in this row; slots beyond the table are the columns after it."""
    if slot < 0:
        return None
    if slot >= len(table.slots):
        return table.grid.owner(row, table.last_column + 1 + slot - len(table.slots))
    column = table.slots[slot]
    return table.grid.filled(row, column.first, column.last)


def _looks_wrong(texts: dict[str, str]) -> bool:
    """Whether anything in the row is out of place; nearly every row passes here and costs no more."""
    if not texts["name"] or not texts.get("target", "-"):
        return True
    score = texts.get("score", "1")
    if (score != JUDGE and not _is_number(score)) or not _is_weight(texts.get("points", "1")):
        return True
    return _holds_number(texts.get("note", "")) or _lacks_subcategory(texts)


def _values_contradict(texts: dict[str, str]) -> bool:
    """Whether points and score cannot be meant: 「99%」 or 「12座」 for points, a score above its points."""
    points = normalise(texts.get("points", ""))[0]
    score = normalise(texts.get("score", ""))[0]
    if not _NUMBER.fullmatch(points):
        return bool(points)
    most = Decimal(points.rstrip("分"))
    return most > _MOST_POINTS or bool(_NUMBER.fullmatch(score) and Decimal(score.rstrip("分")) > most)


def _lacks_subcategory(texts: dict[str, str]) -> bool:
    return texts.get("subcategory") == "" and texts["name"] in labels().subcategories


def _is_open(table: Table, row: int, line: list[str], start: int, by: int) -> bool:
    """Whether a shift can begin here: at empty cells for one to the right, at a level that is filled from above."""
    if by > 0:
        return not any(line[start : start + by])
    lost = table.slots[start - 1].field if start else ""
    place = _slot_place(table, row, start - 1)
    return lost in {"category", "subcategory"} and bool(place and place[0] == row and line[start - 1])


def _reading(table: Table, line: list[str], start: int, by: int) -> dict[str, str]:
    texts: dict[str, str] = {}
    for slot, column in enumerate(table.slots):
        if table.columns.get(column.field) != column:
            continue
        source = slot + by if slot >= start else slot
        texts[column.field] = "" if by < 0 and slot == start - 1 else line[source]
    return texts


def _fits(texts: dict[str, str], columns: frozenset[str]) -> bool:
    """Whether every value of the row is of the kind that its column asks for."""
    known = labels()
    name, target, note = texts["name"], texts.get("target", "-"), texts.get("note", "")
    if (
        len(name) < 2
        or name in known.subcategories
        or name in known.categories
        or _FIGURE_FIRST.match(normalise(name)[0])
    ):
        return False
    subcategory, category = texts.get("subcategory", ""), texts.get("category", "")
    if subcategory and subcategory not in known.subcategories and "category" in columns and _is_figure(subcategory):
        return False
    if category in known.subcategories and category not in known.categories:
        return False
    if _is_figure(category) or not target or _holds_number(note):
        return False
    if "actual" in columns and not texts["actual"]:
        return False
    has_points = "points" not in columns or _is_weight(texts["points"])
    return has_points and ("score" not in columns or _is_number(texts["score"]))


@remembered(1024)
def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(normalise(text)[0]))


def _holds_number(note: str) -> bool:
    """Whether a note is a number; hardly one is, nor like another, so that its beginning is looked at first."""
    return bool(_DIGIT_FIRST.match(note)) and _is_number(note)


@remembered(1024)
def _is_weight(text: str) -> bool:
    return bool(_WEIGHT.fullmatch(normalise(text)[0]))


def _is_figure(text: str) -> bool:
    return bool(_FIGURE_FIRST.match(normalise(text)[0]))
