"""The numbers of forms, by which lines of other tables name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Line(Protocol):
    """A line that says to which form it belongs."""

    @property
    def file(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def department(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def project(self) -> str: ...


class Numbers:
    """Numbers from 1 for forms (or refusals) in their order; None for whatever cannot be told from another one."""

    def __init__(self, forms: Iterable[_Line]) -> None:
        self._exact: dict[int, int | None] = {}  # by hashes: the names of 100,000 forms would take 90 MB
        self._of_file: dict[int, int | None] = {}
        for number, form in enumerate(forms, 1):
            for numbers, key in ((self._exact, _key(form)), (self._of_file, hash(form.file))):
                numbers[key] = None if key in numbers else number

    def of(self, line: _Line) -> int | None:
        """The number of the form that a line belongs to; a line of a whole file belongs to the only form in it."""
        if not line.sheet:
            return self._of_file.get(hash(line.file))
        return self._exact.get(_key(line))


def _key(line: _Line) -> int:
    """64 bits: two different forms of 100,000 meet once in ten billion summaries."""
    return hash((line.file, line.sheet, line.department, line.unit, line.project))
