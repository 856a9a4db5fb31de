"""Reading back (回读核对): whether the new form says what the source says, value by value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xladdin.model import Actual, Difference, Entry, Target
from xladdin.template.filled.ledger import Word
from xladdin.template.filled.words import bare, is_category, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model import SelfEvaluation
    from xladdin.template.filled.ledger import Carried, Expected
    from xladdin.template.filled.plan import Plan

_NOTHING: Entry[Any] = Entry()


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A value that is read otherwise than planned."""

    carried: Carried
    difference: Difference


def mismatches(plan: Plan, moved: SelfEvaluation) -> Iterator[Mismatch]:
    """The values of the plan that the new form does not give back.

    Computed places that the source left open are not among them.
    """
    for carried in plan.carried:
        found = _at(carried, moved)
        if carried.expected is not None and not _agrees(carried.expected, found):
            yield Mismatch(carried, difference(carried, found))


def difference(carried: Carried, found: object) -> Difference:
    """A value of the source beside what stands in the new form."""
    return Difference(carried.label, carried.entry.cell, _told(carried.expected), _told(found))


def row_difference(plan: Plan, moved: SelfEvaluation) -> Difference | None:
    """Whether another number of indicator rows is read than was written."""
    if len(moved.indicators) == plan.rows:
        return None
    return Difference(label("rows"), None, str(plan.rows), str(len(moved.indicators)))


def newly_computed(plan: Plan, moved: SelfEvaluation) -> Iterator[Difference]:
    """The places that are empty in the source and show a formula's result in the new form."""
    stated = {carried.key for carried in plan.carried if carried.expected is not None}
    for carried in plan.carried:
        found = _at(carried, moved)
        is_open = carried.computed and carried.key not in stated
        if is_open and isinstance(found, Entry) and not found.is_blank:
            yield difference(carried, found)


def _at(carried: Carried, moved: SelfEvaluation) -> object:
    """What stands in a place: an entry, a flag, the points of a label."""
    found: object = None
    match carried.key:
        case ("head", field):
            found = getattr(moved, str(field))
        case ("funds", key, field):
            source, _, number = str(key).partition(" ")
            rows = [row for row in moved.funding if row.source == source]
            place = int(number or 1) - 1
            found = getattr(rows[place], str(field)) if place < len(rows) else None
        case ("figure", line, column):
            figure = next((one for one in moved.figures if one.key == line), None)
            found = getattr(figure, str(column), None)
        case ("row", number, field) if int(number) < len(moved.indicators):
            found = getattr(moved.indicators[int(number)], str(field))
        case ("closing", "grade"):
            found = moved.grade
        case ("closing", field):
            found = getattr(moved.total, str(field))
        case ("category", word, _):
            found = next((block.points for block in moved.blocks if is_category(block.label, str(word))), None)
        case ("narrative", section):
            found = next((one.text for one in moved.narratives if one.key == section), None)
        case ("remark", word):
            found = next((one.text for one in moved.remarks if bare(one.label) == word), None)
    return _NOTHING if found is None else found


def _agrees(expected: Expected, found: object) -> bool:
    if isinstance(found, bool | Decimal):
        return found == expected
    assert isinstance(found, Entry)
    match expected:
        case Word():
            return bare(found.raw) == bare(expected.text)
        case Target() | Actual():
            return found.value is not None and replace(found.value, raw="") == replace(expected, raw="")
        case str():
            return expected in {found.raw, found.value}
        case _:
            return bool(found.value == expected)


def _told(value: object) -> str:
    """A value in the words of a message."""
    if isinstance(value, Entry):
        return value.error or value.raw
    if isinstance(value, Target | Actual):
        return value.raw
    if isinstance(value, Word):
        return value.text
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
