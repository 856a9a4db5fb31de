"""Which finding of the last check is which of now, in one form: rows moved, values changed, rows renamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from xladdin.model import plain

if TYPE_CHECKING:
    from collections.abc import Hashable

    from xladdin.model import Finding, PastFinding, SelfEvaluation

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a finding is known by, then and now. ``files`` are the names of the files of one over several files."""

    code: str
    cell: str
    row: str
    label: str
    found: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """Numbers of the findings of then that are found again, and of those of now that were there before."""

    again: frozenset[int]
    before: frozenset[int]


def mark_now(finding: Finding, form: SelfEvaluation | None) -> Mark:
    """What a finding of a form, or of a file or several (None), is known by."""
    return Mark(
        code=finding.code,
        cell=str(finding.cell) if finding.cell else "",
        row=plain(form.row_label(finding.cell.row)) if form and finding.cell else "",
        label=plain(finding.label),
        found=plain(finding.found or ""),
        files=tuple(sorted(finding.files)),
    )


def mark_then(past: PastFinding) -> Mark:
    """What a finding of the last check is known by."""
    return Mark(
        past.code, past.cell, plain(past.row), plain(past.label), plain(past.found or ""), tuple(sorted(past.files))
    )


def match(then: Sequence[Mark], now: Sequence[Mark], rows: frozenset[str] = frozenset()) -> Matched:
    """Pair the findings one to one, by the surest likeness first. ``rows`` are the labels of all rows of now.

    A fault is the same when the rule is the same and the row bears the same label, wherever it stands and whatever
    is filled in; where the row's label is gone, when it stands in the same cell.
    """
    free_then, free_now = dict(enumerate(then)), dict(enumerate(now))
    for likeness in _LIKENESSES:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for number, mark in free_now.items():
            waiting[likeness(mark, rows, False)].append(number)
        for number, mark in list(free_then.items()):
            key = likeness(mark, rows, True)
            if key is not None and waiting.get(key):
                del free_now[waiting[key].pop(0)]
                del free_then[number]
    return Matched(frozenset(range(len(then))) - free_then.keys(), frozenset(range(len(now))) - free_now.keys())


def _same_cell(mark: Mark, rows: frozenset[str], past: bool) -> Hashable:  # noqa: ARG001
    return (mark.code, mark.cell, mark.row, mark.label, mark.found, mark.files)


def _same_row_and_value(mark: Mark, rows: frozenset[str], past: bool) -> Hashable:  # noqa: ARG001
    return (mark.code, mark.row, mark.label, mark.found, mark.files)


def _same_row(mark: Mark, rows: frozenset[str], past: bool) -> Hashable:  # noqa: ARG001
    return (mark.code, mark.row, mark.label) if mark.row or not mark.cell else None


def _same_label_and_value(mark: Mark, rows: frozenset[str], past: bool) -> Hashable:  # noqa: ARG001
    """For a last check that did not write down the rows."""
    return None if past and mark.row else (mark.code, mark.label, mark.found)


def _same_label(mark: Mark, rows: frozenset[str], past: bool) -> Hashable:  # noqa: ARG001
    return None if past and mark.row else (mark.code, mark.label)


def _same_place(mark: Mark, rows: frozenset[str], past: bool) -> Hashable:
    """A row whose label was corrected; where the label is still there, the fault at its old place is another one."""
    if not mark.cell or (past and (mark.row in rows or mark.label in rows)):
        return None
    return (mark.code, mark.cell, mark.found)


_LIKENESSES: tuple[Callable[[Mark, frozenset[str], bool], Hashable], ...] = (
    _same_cell,
    _same_row_and_value,
    _same_row,
    _same_label_and_value,
    _same_label,
    _same_place,
)
